import { Max, Min } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Which serving to order, and how many portions.' })
export class OrderMealInput extends RepeatableInput {
  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 20; all of them or none.' })
  @Min(1)
  @Max(20)
  quantity!: number;
}
