import { Length } from 'class-validator';
import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'That rent was given back.' })
export class RecordRentRefundInput extends RepeatableInput {
  @Field(() => ID, { description: 'What was owed.' })
  rentRefundId!: string;

  @Field(() => DateScalar, { description: 'Day on which it was given back; not after today.' })
  paidOn!: string;

  @Field(() => String, { description: 'How bank or till names the payment, 1 to 100 characters; recorded once.' })
  @Length(1, 100)
  reference!: string;
}
