import {
  Authenticated,
  childrenOf,
  type Context,
  DateScalar,
  dayOf,
  forbidden,
  holds,
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
import { requireSelf } from '../worker/worker.policy.ts';
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
  @FieldResolver(() => Money, { nullable: true, description: 'Monthly salary before tax; for the worker alone.' })
  monthlySalary(@Root() employment: Employment, @Ctx() context: Context): Money | null {
    requireSelf(context, employment.workerRef.id);
    return employment.salary;
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
    requireSelf(context, worker.id);
    const list = {
      entity: Employment,
      parent: 'workerRef',
      order: [
        ['from', 'desc'],
        ['id', 'desc'],
      ],
    } as const;
    return childrenOf(context, list, worker.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseEmploymentsResolver {
  @FieldResolver(() => EmploymentConnection, {
    nullable: true,
    description: 'Who is employed there, by id; for its own HR.',
  })
  async employments(
    @Root() enterprise: Enterprise,
    @Args(() => EnterpriseEmploymentsArgs) args: EnterpriseEmploymentsArgs,
    @Ctx() context: Context,
  ): Promise<Page<Employment>> {
    if (!holds(context.caller, 'HR', enterprise.id)) throw forbidden();
    const where = holdingOn<Employment>(args.asOf ?? dayOf(context.now));
    const list = { entity: Employment, field: 'Enterprise.employments', where, order: [['id', 'asc']] } as const;
    return pageOfMany(context, { ...list, parent: 'enterpriseRef' }, args, enterprise.id);
  }
}
