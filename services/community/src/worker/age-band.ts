import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A range of ages, for those who need not know the age.' })
export class AgeBand {
  @Field(() => Int, { description: 'Least age, in completed years.' })
  from!: number;

  @Field(() => Int, { nullable: true, description: 'First age above it; null for the last band.' })
  until!: number | null;
}
