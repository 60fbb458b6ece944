import type { FilterQuery } from '@mikro-orm/postgresql';
import { IsOptional, Length } from 'class-validator';
import {
  ageOn,
  Audience,
  type Context,
  DateFact,
  DateScalar,
  dayOf,
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
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Employment } from '../employment/employment.entity.ts';
import { holdingOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { foundBy, searchDescription } from '../search/search.filter.ts';
import { phoneOf } from './phone.ts';
import { openResidentId } from './seal.ts';
import { HouseholdRegistration, Worker, WorkerConnection } from './worker.entity.ts';
import { workerById } from './worker.reference.ts';
import { AgeBand } from './age-band.ts';
import { ageBandOf, maskedName, maskedPhone, maskedResidentId } from './masking.rules.ts';
import { workerPolicy } from './worker.fields.ts';
import { rosterOf, searchableRosterOf } from './worker.policy.ts';

@ArgsType()
class WorkersArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: `${searchDescription}. For the staff of communities, of their own workers: whoever sees a family name alone must not find the rest by trying.`,
  })
  @IsOptional()
  @Length(1, 100)
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this community registered.' })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those who have a job with this enterprise today.' })
  employerId?: string | null;
}

/** A record that was merged is no worker of its own. */
const standing = { mergedInto: null };

@Resolver(() => Worker)
export class WorkerResolver {
  @Query(() => Worker, {
    nullable: true,
    description: 'The worker with this id; null if there is none, and for whoever is not signed in.',
  })
  async worker(
    @Arg('id', () => ID, { description: 'Id of the worker.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Worker | null> {
    return workerById(context, id);
  }

  @Audience('internal')
  @Query(() => WorkerConnection, {
    nullable: true,
    description:
      'Workers of the registry, by id: of all communities for managers and auditors, else of the caller’s own.',
  })
  async workers(@Args(() => WorkersArgs) args: WorkersArgs, @Ctx() context: Context): Promise<Page<Worker>> {
    const { search, communityId, employerId } = args;
    const communities = search ? searchableRosterOf(context.caller) : rosterOf(context.caller);
    if (communities === null) throw context.caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    const where: FilterQuery<Worker>[] = [
      standing,
      foundBy(search),
      communities === 'ALL' ? {} : { communityRef: { $in: [...communities] } },
      communityId ? { communityRef: communityId } : {},
    ];
    const list = { entity: Worker, field: 'workers', order: [['id', 'asc']] } as const;
    if (!employerId) return page(context, { ...list, where: { $and: where } }, args);
    const today = holdingOn<Employment>(dayOf(context.now));
    const jobs = await context.em.find(
      Employment,
      { $and: [{ enterpriseRef: employerId }, today] },
      { fields: ['workerRef'] },
    );
    const employed = { id: { $in: jobs.map(({ workerRef }) => workerRef.id) } };
    return page(context, { ...list, where: { $and: [...where, employed] }, filter: [where, employerId] }, args);
  }

  @Query(() => Worker, { nullable: true, description: 'The worker who asks; null for whoever is none.' })
  async me(@Ctx() context: Context): Promise<Worker | null> {
    return context.caller.kind === 'PERSON' ? workerById(context, context.caller.id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The name: whole for the worker, the employer’s HR, the officer of the grid, the staff of the community, of homes and of canteens, and whoever handles an open case about her; else the family name alone (王*); not for those who are not signed in, nor for partners.',
  })
  displayName(
    @Root() worker: Worker,
    @Arg('lang', () => Lang, langArgument) lang: Lang | undefined,
    @Ctx() context: Context,
  ): Promise<string> {
    const name = context.text(worker.names, lang);
    return workerPolicy.reveal(context, worker, 'displayName', { plain: () => name, masked: () => maskedName(name) });
  }

  @RequiresScope('worker:identity')
  @Sensitive('IDENTITY')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Resident ID number (GB 11643): whole for the worker, masked for the employer’s HR; whole for whoever handles an open application of hers and names it (header `millgate-purpose: CASE; case=…`), and for a partner agency that was granted `worker:identity`.',
  })
  residentId(@Root() worker: Worker, @Ctx() context: Context): Promise<string | null> {
    const { id, residentIdSealed: sealed } = worker;
    const open = () => (sealed === null ? null : openResidentId(context.services.secret, id, sealed));
    return workerPolicy.reveal(context, worker, 'residentId', {
      plain: open,
      masked: () => hidden(open(), maskedResidentId),
    });
  }

  @RequiresScope('worker:contact')
  @Sensitive('PERSONAL')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Telephone number: whole for the worker, for the staff of the home she lives in, for the officer of her grid and the handler of an open case about her, who say what for (header `millgate-purpose`), and for the employer’s HR if she consented, else masked for them; whole for a partner agency that was granted `worker:contact`.',
  })
  phone(@Root() worker: Worker, @Ctx() context: Context): Promise<string | null> {
    const open = () => phoneOf(context.services.secret, worker);
    return workerPolicy.reveal(context, worker, 'phone', { plain: open, masked: () => hidden(open(), maskedPhone) });
  }

  @RequiresScope('worker:birth')
  @Sensitive('PERSONAL')
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Date of birth; for the worker alone.' })
  birthDate(@Root() worker: Worker, @Ctx() context: Context): Promise<string | null> {
    return workerPolicy.reveal(context, worker, 'birthDate', { plain: () => worker.bornOn });
  }

  @RequiresScope('worker:birth')
  @Sensitive('PERSONAL')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Age in completed years, on the day of the request; for the worker and the employer’s HR.',
  })
  age(@Root() worker: Worker, @Ctx() context: Context): Promise<number | null> {
    return workerPolicy.reveal(context, worker, 'age', { plain: () => ageOf(worker, context) });
  }

  @RequiresScope('worker:birth')
  @Sensitive('PERSONAL')
  @FieldResolver(() => AgeBand, {
    nullable: true,
    description: 'Band in which the age lies; for the worker, the employer’s HR, the officer of the grid and managers.',
  })
  ageBand(@Root() worker: Worker, @Ctx() context: Context): Promise<AgeBand | null> {
    const band = () => {
      const age = ageOf(worker, context);
      return age === null ? null : ageBandOf(age);
    };
    return workerPolicy.reveal(context, worker, 'ageBand', { banded: band });
  }

  @RequiresScope('worker:origin')
  @Sensitive('PERSONAL')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where the worker comes from; for the worker alone. Null where it is not known.',
  })
  nativePlace(
    @Root() worker: Worker,
    @Arg('lang', () => Lang, langArgument) lang: Lang | undefined,
    @Ctx() context: Context,
  ): Promise<string | null> {
    const place = () => worker.nativePlaces && context.text(worker.nativePlaces, lang);
    return workerPolicy.reveal(context, worker, 'nativePlace', { plain: place });
  }

  @RequiresScope('worker:origin')
  @Sensitive('PERSONAL')
  @FieldResolver(() => HouseholdRegistration, {
    nullable: true,
    description: 'Where the household is registered (户籍); for the worker alone.',
  })
  household(@Root() worker: Worker, @Ctx() context: Context): Promise<HouseholdRegistration> {
    const household = () => ({
      state: worker.householdState,
      settledOn: worker.settledOn,
      appliedOn: worker.settlementAppliedOn,
    });
    return workerPolicy.reveal(context, worker, 'household', { plain: household });
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @Sensitive('PERSONAL')
  @FieldResolver(() => DateFact, {
    nullable: true,
    description: 'Date of birth as a dated fact, for rules. WITHHELD from whoever may not use it.',
  })
  birthDateFact(@Root() worker: Worker, @Ctx() context: Context): Promise<DateFact> {
    const status = worker.bornOn === null ? FactStatus.UNKNOWN : FactStatus.KNOWN;
    return fact(context, worker, 'birthDateFact', worker.bornOn, status);
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @Sensitive('PERSONAL')
  @FieldResolver(() => DateFact, {
    nullable: true,
    description:
      'Day on which the household was registered here, as a dated fact, for rules; no value while it is registered elsewhere.',
  })
  settledOnFact(@Root() worker: Worker, @Ctx() context: Context): Promise<DateFact> {
    return fact(context, worker, 'settledOnFact', worker.settledOn, FactStatus.KNOWN);
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

const hidden = (text: string | null, mask: (text: string) => string) => (text === null ? null : mask(text));

const ageOf = ({ bornOn }: Worker, { now }: Context) => (bornOn === null ? null : ageOn(bornOn, dayOf(now)));

/** A fact is not refused but WITHHELD: a rule that may not use it needs more facts, and is not in error. */
async function fact(
  context: Context,
  worker: Worker,
  field: 'birthDateFact' | 'settledOnFact',
  value: string | null,
  status: FactStatus,
): Promise<DateFact> {
  const stated = (known: FactStatus) =>
    Object.assign(new DateFact(), {
      value: known === FactStatus.KNOWN ? value : null,
      status: known,
      source: 'community:Worker',
      version: `${worker.id}@${worker.revision}`,
    });
  const { view } = await workerPolicy.decide(context, worker, field);
  if (view === 'WITHHELD') return stated(FactStatus.WITHHELD);
  return workerPolicy.reveal(context, worker, field, { plain: () => stated(status) });
}
