import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which order to cancel.' })
export class CancelMealOrderInput extends RepeatableInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;
}

@InputType({ description: 'Which order the canteen buys back.' })
export class BuyBackMealOrderInput extends RepeatableInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;
}
