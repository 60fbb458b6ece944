import {
  Authenticated,
  childrenOf,
  type Context,
  DateScalar,
  dayOf,
  forbidden,
  holds,
  holdsSomewhere,
  Money,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
  Sensitive,
} from '@millgate/kit';
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { holdingOn } from '../period/holding-on.ts';
import { Worker } from '../worker/worker.entity.ts';
import { workerPolicy } from '../worker/worker.fields.ts';
import { employmentPolicy } from './employment.fields.ts';
import { salaryOf } from './salary.ts';
import { SalaryBand } from './salary-band.ts';
import { Employment, EmploymentConnection } from './employment.entity.ts';

@ArgsType()
class EnterpriseEmploymentsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Those that held on this day; without it, today.' })
  asOf?: string | null;
}

@Resolver(() => Employment)
export class EmploymentResolver {
  @RequiresScope('worker:pay')
  @Sensitive('FINANCE')
  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Monthly salary before tax; for the worker and the enterprise’s own HR.',
  })
  monthlySalary(@Root() employment: Employment, @Ctx() context: Context): Promise<Money | null> {
    return employmentPolicy.reveal(context, employment, 'monthlySalary', {
      plain: () => salaryOf(context.services.secret, employment),
    });
  }

  @RequiresScope('worker:pay')
  @Sensitive('FINANCE')
  @FieldResolver(() => SalaryBand, {
    nullable: true,
    description: 'Band in which the monthly salary lies; for the worker, the enterprise’s own HR and managers.',
  })
  salaryBand(@Root() employment: Employment, @Ctx() context: Context): Promise<SalaryBand | null> {
    const band = () => {
      const salary = salaryOf(context.services.secret, employment);
      return salary && SalaryBand.of(salary);
    };
    return employmentPolicy.reveal(context, employment, 'salaryBand', { banded: band });
  }
}

@Resolver(() => Worker)
export class WorkerEmploymentsResolver {
  @Authenticated()
  @FieldResolver(() => [Employment], {
    nullable: true,
    description: 'Jobs, past and present, latest first; for the worker alone.',
  })
  async employments(@Root() worker: Worker, @Ctx() context: Context): Promise<Employment[]> {
    const list = {
      entity: Employment,
      parent: 'workerRef',
      order: [
        ['from', 'desc'],
        ['id', 'desc'],
      ],
    } as const;
    const jobs = () => childrenOf(context, list, worker.id);
    return workerPolicy.reveal(context, worker, 'employments', { plain: jobs });
  }
}

@Resolver(() => Enterprise)
export class EnterpriseEmploymentsResolver {
  @FieldResolver(() => EmploymentConnection, {
    nullable: true,
    description: 'Who is employed there, by id; for its own HR, and with names masked for managers.',
  })
  async employments(
    @Root() enterprise: Enterprise,
    @Args(() => EnterpriseEmploymentsArgs) args: EnterpriseEmploymentsArgs,
    @Ctx() context: Context,
  ): Promise<Page<Employment>> {
    if (!holds(context.caller, 'HR', enterprise.id) && !holdsSomewhere(context.caller, 'MANAGER')) throw forbidden();
    const where = holdingOn<Employment>(args.asOf ?? dayOf(context.now));
    const list = { entity: Employment, field: 'Enterprise.employments', where, order: [['id', 'asc']] } as const;
    return pageOfMany(context, { ...list, parent: 'enterpriseRef' }, args, enterprise.id);
  }
}
