import {
  childrenOf,
  type Context,
  DateFact,
  DateScalar,
  FactStatus,
  holds,
  isSelf,
  Lang,
  langArgument,
  loadById,
  Money,
  page,
  PageArgs,
  type Page,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { openSealed } from './seal.ts';
import { Employment, Worker, WorkerConnection } from './worker.entity.ts';
import { maskedName, mayUseFacts, ownOnly } from './worker.policy.ts';

@Resolver(() => Worker)
export class WorkerResolver {
  @Query(() => Worker, { nullable: true, description: 'The worker with this id; null if there is none.' })
  async worker(
    @Arg('id', () => ID, { description: 'Id of the worker.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Worker | null> {
    return loadById(context, Worker, id);
  }

  @Query(() => WorkerConnection, { nullable: true, description: 'Workers of the registry, by id.' })
  async workers(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Worker>> {
    return page(context, { entity: Worker, field: 'workers', where: {}, order: [['id', 'asc']] }, args);
  }

  @Query(() => Worker, { nullable: true, description: 'The worker who asks; null for whoever is none.' })
  async me(@Ctx() context: Context): Promise<Worker | null> {
    return context.caller.kind === 'PERSON' ? loadById(context, Worker, context.caller.id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name, whole for the worker and for community staff, else the family name alone (王*).',
  })
  displayName(
    @Root() worker: Worker,
    @Arg('lang', () => Lang, langArgument) lang: Lang | undefined,
    @Ctx() context: Context,
  ): string {
    const name = context.text(worker.names, lang);
    const whole = isSelf(context.caller, worker.id) || holds(context.caller, 'COMMUNITY_STAFF', worker.communityRef.id);
    return whole ? name : maskedName(name);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Resident ID number (GB 11643); for the worker alone.' })
  residentId(@Root() worker: Worker, @Ctx() context: Context): string | null {
    return ownOnly(context, worker, () =>
      worker.residentIdSealed === null
        ? null
        : openSealed(context.services.secret('resident-id'), worker.residentIdSealed),
    );
  }

  @FieldResolver(() => String, { nullable: true, description: 'Telephone number; for the worker alone.' })
  phone(@Root() worker: Worker, @Ctx() context: Context): string | null {
    return ownOnly(context, worker, () => worker.phoneNumber);
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'Date of birth; for the worker alone.' })
  birthDate(@Root() worker: Worker, @Ctx() context: Context): string | null {
    return ownOnly(context, worker, () => worker.bornOn);
  }

  @FieldResolver(() => [Employment], {
    nullable: true,
    description: 'Jobs, past and present, latest first; for the worker alone.',
  })
  async employments(@Root() worker: Worker, @Ctx() context: Context): Promise<Employment[]> {
    return ownOnly(context, worker, () =>
      childrenOf(
        context,
        {
          entity: Employment,
          parent: 'workerRef',
          order: [
            ['from', 'desc'],
            ['id', 'desc'],
          ],
        },
        worker.id,
      ),
    );
  }

  @FieldResolver(() => DateFact, {
    nullable: true,
    description: 'Date of birth as a dated fact, for rules. WITHHELD from whoever may not use it.',
  })
  birthDateFact(@Root() worker: Worker, @Ctx() context: Context): DateFact {
    return fact(worker, context, worker.bornOn, worker.bornOn === null ? FactStatus.UNKNOWN : FactStatus.KNOWN);
  }

  @FieldResolver(() => DateFact, {
    nullable: true,
    description:
      'Day on which the household was registered here, as a dated fact, for rules; no value while it is registered elsewhere.',
  })
  settledOnFact(@Root() worker: Worker, @Ctx() context: Context): DateFact {
    return fact(worker, context, worker.settledOn, FactStatus.KNOWN);
  }
}

function fact(worker: Worker, context: Context, value: string | null, status: FactStatus): DateFact {
  const allowed = mayUseFacts(context.caller, worker.id);
  return Object.assign(new DateFact(), {
    value: allowed && status === FactStatus.KNOWN ? value : null,
    status: allowed ? status : FactStatus.WITHHELD,
    source: 'community:Worker',
    version: `${worker.id}@${worker.revision}`,
  });
}

@Resolver(() => Employment)
export class EmploymentResolver {
  @FieldResolver(() => Money, { nullable: true, description: 'Monthly salary before tax; for the worker alone.' })
  async monthlySalary(@Root() employment: Employment, @Ctx() context: Context): Promise<Money | null> {
    const worker = await loadById(context, Worker, employment.workerRef.id);
    return worker && ownOnly(context, worker, () => employment.salary);
  }
}
