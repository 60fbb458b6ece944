import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ConsentPurpose } from './consent.entity.ts';

@InputType({ description: 'What the caller lets others use data for no longer.' })
export class WithdrawConsentInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ConsentPurpose, { description: 'What for.' })
  purpose!: ConsentPurpose;
}
