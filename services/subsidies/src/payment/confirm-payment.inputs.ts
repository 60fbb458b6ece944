import { Length, IsOptional } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What the treasury says became of a payment.' })
export class ConfirmPaymentInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The payment.' })
  paymentId!: string;

  @Field(() => Boolean, { description: 'Whether the money arrived; if not, it came back.' })
  settled!: boolean;

  @Field(() => String, { nullable: true, description: 'The bank’s reference, 1 to 100 characters.' })
  @IsOptional()
  @Length(1, 100)
  bankRef?: string | null;

  @Field(() => String, { nullable: true, description: 'If it came back: an ISO 20022 status reason, such as `AC04`.' })
  @IsOptional()
  @Length(1, 4)
  reason?: string | null;
}
