import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The places of a round, by rank.' })
export class PlaceAllocation {
  @Field(() => Int, { description: 'The round: the calendar year in which school begins.' })
  round!: number;

  @Field(() => Int, { description: 'How many places the round had.' })
  places!: number;

  @Field(() => Int, { description: 'How many claims were ranked.' })
  ranked!: number;

  @Field(() => Int, { description: 'How many places were given.' })
  given!: number;
}
