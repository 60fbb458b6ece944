import { Entity, Enum, Formula, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { communityZone, connectionOf, type Context, DateTimeScalar, loadById } from '@millgate/kit';
import { Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { AdvisorChannel } from '../advisor/advisor.enums.ts';

/**
 * There is no field that says whether a slot is taken: of an integrity adviser's it would tell that somebody has been
 * there. What can be booked is listed, the rest is silent.
 */
@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A stretch of an adviser’s time for one consultation, from `startsAt` to just before `endsAt`; those of one adviser never overlap.',
})
export class Slot {
  @Field(() => ID, { description: 'Opaque id, `slt_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Advisor, { ref: true, fieldName: 'advisor_id' })
  advisorRef!: Ref<Advisor>;

  @Field(() => DateTimeScalar, { description: 'First instant.' })
  @Property({ type: 'timestamptz' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it.' })
  @Property({ type: 'timestamptz' })
  endsAt!: Date;

  @Field(() => AdvisorChannel, { description: 'How the two meet in it.' })
  @Enum({ items: () => AdvisorChannel, type: 'text' })
  mode!: AdvisorChannel;

  /** A1 and A2 as the database sees them: nobody holds it, and its adviser is in office on its day. */
  @Formula(
    (
      slot,
    ) => `(not exists (select from "consultation" c where c."slot_id" = ${slot.id} and c."state" not in ('CANCELLED', 'DECLINED'))
      and exists (select from "appointment" a where a."advisor_id" = ${slot.advisorRef}
        and daterange(a."office_from", a."office_until") @> (${slot.startsAt} at time zone '${communityZone}')::date))`,
    { lazy: true, hidden: true },
  )
  bookable!: Opt<boolean>;

  @Field(() => Advisor, { description: 'Whose time it is.' })
  async advisor(@Ctx() context: Context): Promise<Advisor | null> {
    return loadById(context, Advisor, this.advisorRef.id);
  }
}

export const SlotConnection = connectionOf(Slot);
