import { Length, Max, Min } from 'class-validator';
import { DateScalar, LongScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What was paid, for which rent.' })
export class RecordRentPaymentInput extends RepeatableInput {
  @Field(() => ID, { description: 'The rent it was paid for.' })
  rentChargeId!: string;

  @Field(() => LongScalar, { description: 'What was paid, in fen; at least 1.' })
  @Min(1)
  @Max(100_000_000)
  amountFen!: number;

  @Field(() => DateScalar, { description: 'Day on which it was paid; not after today.' })
  paidOn!: string;

  @Field(() => String, { description: 'How bank or till names the payment, 1 to 100 characters; recorded once.' })
  @Length(1, 100)
  reference!: string;
}
