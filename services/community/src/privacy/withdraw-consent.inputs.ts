import { RepeatableInput } from '@millgate/kit';
import { Field, InputType } from 'type-graphql';
import { ConsentPurpose } from './consent.entity.ts';

@InputType({ description: 'What the caller lets others use data for no longer.' })
export class WithdrawConsentInput extends RepeatableInput {
  @Field(() => ConsentPurpose, { description: 'What for.' })
  purpose!: ConsentPurpose;
}
