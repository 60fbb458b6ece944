import type { FilterQuery } from '@mikro-orm/postgresql';
import { badInput, type Context, DateTimeScalar, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { AdvisorKind } from '../advisor/advisor.enums.ts';
import { consultationInSlot } from '../consultation/consultation.policy.ts';
import { Consultation } from '../consultation/consultation.entity.ts';
import { Slot, SlotConnection } from './slot.entity.ts';

@ArgsType()
class SlotsOfAdvisorArgs extends PageArgs {
  @Field(() => DateTimeScalar, { description: 'Only those that start then or later.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'Only those that start earlier than this.' })
  until!: Date;
}

@ArgsType()
class FreeSlotsArgs extends SlotsOfAdvisorArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this adviser.' })
  advisorId?: string | null;

  @Field(() => AdvisorKind, { nullable: true, description: 'Only those of advisers of this kind.' })
  kind?: AdvisorKind | null;
}

const order = [
  ['startsAt', 'asc'],
  ['id', 'asc'],
] as const;

@Resolver(() => Slot)
export class SlotResolver {
  @Query(() => SlotConnection, {
    nullable: true,
    description:
      'Slots that can be booked: not begun, not taken, and their adviser in office on the day; earliest first.',
  })
  async freeSlots(@Args(() => FreeSlotsArgs) args: FreeSlotsArgs, @Ctx() context: Context): Promise<Page<Slot>> {
    const { advisorId, kind } = args;
    const asked: FilterQuery<Slot> = {
      ...startingWithin(args),
      ...(advisorId || kind
        ? { advisorRef: { ...(advisorId ? { id: advisorId } : {}), ...(kind ? { kind } : {}) } }
        : {}),
    };
    const where: FilterQuery<Slot> = { $and: [asked, bookableAfter(context.now)] };
    return page(context, { entity: Slot, field: 'freeSlots', where, filter: asked, order }, args);
  }

  @Query(() => Slot, { nullable: true, description: 'The slot with this id; null if there is none.' })
  async slot(
    @Arg('id', () => ID, { description: 'Id of the slot.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Slot | null> {
    return loadById(context, Slot, id);
  }

  @FieldResolver(() => Consultation, {
    nullable: true,
    description:
      'The consultation it is taken for, for those who may read it; null for everybody else, as for a slot that is free.',
  })
  async consultation(@Root() slot: Slot, @Ctx() context: Context): Promise<Consultation | null> {
    return consultationInSlot(context, slot.id);
  }
}

@Resolver(() => Advisor)
export class AdvisorSlotsResolver {
  @FieldResolver(() => SlotConnection, {
    description: 'Slots of the adviser that can be booked, earliest first.',
  })
  async freeSlots(
    @Root() advisor: Advisor,
    @Args(() => SlotsOfAdvisorArgs) args: SlotsOfAdvisorArgs,
    @Ctx() context: Context,
  ): Promise<Page<Slot>> {
    const asked = startingWithin(args);
    const where: FilterQuery<Slot> = { $and: [asked, bookableAfter(context.now)] };
    const list = {
      entity: Slot,
      field: 'Advisor.freeSlots',
      where,
      filter: asked,
      order,
      parent: 'advisorRef',
    } as const;
    return pageOfMany(context, list, args, advisor.id);
  }
}

function startingWithin({ from, until }: SlotsOfAdvisorArgs) {
  if (from >= until) throw badInput('`until` must be later than `from`.', ['until'], 'range');
  return { startsAt: { $gte: from, $lt: until } };
}

/** A slot that has begun is not booked any more, not even at its very first instant. */
const bookableAfter = (now: Date) => ({ startsAt: { $gt: now }, bookable: true });
