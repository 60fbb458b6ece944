import { DatedFact, DateScalar } from '@millgate/kit';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';

/** The same type that housing publishes, in the same words: subgraphs share no code, so both state it. */
@Directive('@shareable')
@ObjectType({
  description: 'The purchase of a home as a dated fact: it holds from the contract until it is rescinded.',
})
export class HomePurchaseFact extends DatedFact {
  @Field(() => ID, { nullable: true, description: 'The purchase; null when not stated.' })
  purchaseId: string | null = null;

  @Field(() => Float, { nullable: true, description: 'Floor area in square metres; null when not stated.' })
  areaM2: number | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the contract; null when not stated.' })
  contractedOn: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of delivery; null when not stated, or not delivered.' })
  deliveredOn: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of rescission; null when not stated, or while it stands.',
  })
  rescindedOn: string | null = null;
}
