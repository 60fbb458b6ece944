import { RepeatableInput } from '@millgate/kit';
import { Field, InputType } from 'type-graphql';
import { ConsentPurpose } from './consent.entity.ts';

@InputType({ description: 'What the caller lets others use data for.' })
export class GiveConsentInput extends RepeatableInput {
  @Field(() => ConsentPurpose, { description: 'What for.' })
  purpose!: ConsentPurpose;
}
