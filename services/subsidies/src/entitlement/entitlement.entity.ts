import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { readableClaim } from '../claim/claims.fields.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'What an approved claim in kind gives, such as a school place by points. For the guardian who claimed and programme officers.',
})
export class Entitlement {
  @Field(() => ID, { description: 'Opaque id, `ett_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Field(() => String, { description: 'For whom, in the guardian’s words; no name is kept here.' })
  @Property({ type: 'text' })
  child!: string;

  @Field(() => Int, { description: 'School year, named by the calendar year in which it begins.' })
  @Property({ type: 'int' })
  schoolYear!: number;

  @Field(() => Int, { description: 'Points that were counted.' })
  @Property({ type: 'int' })
  points!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Rank by points among that year’s claims; null before the ranking.',
  })
  @Property({ type: 'int', nullable: true })
  rank: number | null = null;

  @Field(() => String, { nullable: true, description: 'The place that was given; null before, and if there was none.' })
  @Property({ type: 'text', nullable: true })
  place: string | null = null;

  @Field(() => Claim, { nullable: true, description: 'The claim it comes from.' })
  async claim(@Ctx() context: Context): Promise<Claim | null> {
    return readableClaim(context, this.claimRef.id);
  }
}
