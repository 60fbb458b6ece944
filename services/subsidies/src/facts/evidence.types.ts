import { FactStatus } from '@millgate/kit';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Where a fact of a decision came from. What it said stays with the decision.' })
export class Evidence {
  @Field(() => String, { description: 'The fact, as its owner publishes it on `Worker`.' })
  name!: string;

  @Field(() => String, { description: 'The subgraph that owns it.' })
  owner!: string;

  @Field(() => FactStatus, { nullable: true, description: 'What the owner said about it; null if it did not answer.' })
  status!: FactStatus | null;

  @Field(() => String, { nullable: true, description: 'The record it came from; null if its owner did not answer.' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'The record’s version; null if its owner did not answer.' })
  version!: string | null;
}
