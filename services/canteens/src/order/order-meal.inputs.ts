import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Which serving to order, and how many portions.' })
export class OrderMealInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 20; all of them or none.' })
  @Min(1)
  @Max(20)
  quantity!: number;
}
