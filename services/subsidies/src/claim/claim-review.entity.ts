import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateTimeScalar } from '@millgate/kit';
import { Field, ObjectType } from 'type-graphql';
import { Claim } from './claim.entity.ts';
import { ReviewVerdict } from './four-eyes.enums.ts';

@Entity()
@ObjectType({
  description: 'What one officer found of a claim. Reviews are added, never changed; an officer has one a round.',
})
export class ClaimReview {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Property({ type: 'text' })
  officerId!: string;

  @Property({ type: 'int' })
  round!: number;

  @Field(() => ReviewVerdict, { description: 'What the officer found.' })
  @Enum({ items: () => ReviewVerdict, type: 'text' })
  verdict!: ReviewVerdict;

  @Field(() => String, { description: 'Why.' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz' })
  madeAt!: Date;
}
