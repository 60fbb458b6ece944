import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which payment to send again.' })
export class RetryPaymentInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The payment; it keeps its id, so that the bank knows it again.' })
  paymentId!: string;
}
