import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which payment to send again.' })
export class RetryPaymentInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The payment; it keeps its id, so that the bank knows it again.' })
  paymentId!: string;
}
