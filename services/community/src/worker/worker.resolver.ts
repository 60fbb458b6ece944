import {
  type Context,
  DateFact,
  DateScalar,
  FactStatus,
  forbidden,
  Lang,
  langArgument,
  page,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
  Sensitive,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Community } from '../place/place.entity.ts';
import { phoneOf } from './phone.ts';
import { openResidentId } from './seal.ts';
import { HouseholdRegistration, Worker, WorkerConnection } from './worker.entity.ts';
import { workerById } from './worker.reference.ts';
import { maskedName, mayUseFacts, nameView, requireSelf, rosterOf } from './worker.policy.ts';

/** A record that was merged is no worker of its own. */
const standing = { mergedInto: null };

@Resolver(() => Worker)
export class WorkerResolver {
  @Query(() => Worker, { nullable: true, description: 'The worker with this id; null if there is none.' })
  async worker(
    @Arg('id', () => ID, { description: 'Id of the worker.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Worker | null> {
    return workerById(context, id);
  }

  @Query(() => WorkerConnection, {
    nullable: true,
    description:
      'Workers of the registry, by id: of all communities for managers and auditors, else of the caller’s own.',
  })
  async workers(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Worker>> {
    const communities = rosterOf(context.caller);
    if (communities === null) throw context.caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    const where = communities === 'ALL' ? standing : { ...standing, communityRef: { $in: [...communities] } };
    return page(context, { entity: Worker, field: 'workers', where, order: [['id', 'asc']] }, args);
  }

  @Query(() => Worker, { nullable: true, description: 'The worker who asks; null for whoever is none.' })
  async me(@Ctx() context: Context): Promise<Worker | null> {
    return context.caller.kind === 'PERSON' ? workerById(context, context.caller.id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The name: whole for the worker and the staff of the community, else the family name alone (王*); not for those who are not signed in, nor for partners.',
  })
  displayName(
    @Root() worker: Worker,
    @Arg('lang', () => Lang, langArgument) lang: Lang | undefined,
    @Ctx() context: Context,
  ): string {
    const view = nameView(context.caller, worker);
    if (view === 'NONE') throw forbidden();
    const name = context.text(worker.names, lang);
    return view === 'WHOLE' ? name : maskedName(name);
  }

  @RequiresScope('worker:identity')
  @Sensitive('IDENTITY')
  @FieldResolver(() => String, { nullable: true, description: 'Resident ID number (GB 11643); for the worker alone.' })
  residentId(@Root() worker: Worker, @Ctx() context: Context): string | null {
    requireSelf(context, worker.id);
    if (worker.residentIdSealed === null) return null;
    return openResidentId(context.services.secret, worker.id, worker.residentIdSealed);
  }

  @RequiresScope('worker:contact')
  @FieldResolver(() => String, { nullable: true, description: 'Telephone number; for the worker alone.' })
  phone(@Root() worker: Worker, @Ctx() context: Context): string | null {
    requireSelf(context, worker.id);
    return phoneOf(context.services.secret, worker);
  }

  @RequiresScope('worker:birth')
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Date of birth; for the worker alone.' })
  birthDate(@Root() worker: Worker, @Ctx() context: Context): string | null {
    requireSelf(context, worker.id);
    return worker.bornOn;
  }

  @RequiresScope('worker:origin')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where the worker comes from; for the worker alone. Null where it is not known.',
  })
  nativePlace(
    @Root() worker: Worker,
    @Arg('lang', () => Lang, langArgument) lang: Lang | undefined,
    @Ctx() context: Context,
  ): string | null {
    requireSelf(context, worker.id);
    return worker.nativePlaces && context.text(worker.nativePlaces, lang);
  }

  @RequiresScope('worker:origin')
  @FieldResolver(() => HouseholdRegistration, {
    nullable: true,
    description: 'Where the household is registered (户籍); for the worker alone.',
  })
  household(@Root() worker: Worker, @Ctx() context: Context): HouseholdRegistration {
    requireSelf(context, worker.id);
    return { state: worker.householdState, settledOn: worker.settledOn };
  }

  @RequiresScope('worker:facts')
  @FieldResolver(() => DateFact, {
    nullable: true,
    description: 'Date of birth as a dated fact, for rules. WITHHELD from whoever may not use it.',
  })
  birthDateFact(@Root() worker: Worker, @Ctx() context: Context): DateFact {
    return fact(worker, context, worker.bornOn, worker.bornOn === null ? FactStatus.UNKNOWN : FactStatus.KNOWN);
  }

  @RequiresScope('worker:facts')
  @FieldResolver(() => DateFact, {
    nullable: true,
    description:
      'Day on which the household was registered here, as a dated fact, for rules; no value while it is registered elsewhere.',
  })
  settledOnFact(@Root() worker: Worker, @Ctx() context: Context): DateFact {
    return fact(worker, context, worker.settledOn, FactStatus.KNOWN);
  }
}

@Resolver(() => Community)
export class CommunityWorkersResolver {
  @FieldResolver(() => WorkerConnection, {
    nullable: true,
    description: 'Workers it registered, by id; for its staff, managers and auditors.',
  })
  async workers(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Worker>> {
    const communities = rosterOf(context.caller);
    if (communities !== 'ALL' && !communities?.includes(community.id)) throw forbidden();
    const list = { entity: Worker, field: 'Community.workers', where: standing, order: [['id', 'asc']] } as const;
    return pageOfMany(context, { ...list, parent: 'communityRef' }, args, community.id);
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
