import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Consent } from './consent.entity.ts';

export enum WithdrawConsentErrorCode {
  NOT_GIVEN = 'NOT_GIVEN',
}

registerEnumType(WithdrawConsentErrorCode, {
  name: 'WithdrawConsentErrorCode',
  description: 'Why a consent was not withdrawn.',
  valuesConfig: {
    NOT_GIVEN: { description: 'There is nothing to withdraw: no consent of the caller for it holds.' },
  },
});

export const withdrawConsentMessages: Messages<WithdrawConsentErrorCode> = {
  NOT_GIVEN: { zh: '您没有有效的同意可撤回。', en: 'No consent of yours for this holds.' },
};

@ObjectType({ description: 'Why a consent was not withdrawn.' })
export class WithdrawConsentError extends UserError {
  @Field(() => WithdrawConsentErrorCode, { description: 'What a program acts on.' })
  code!: WithdrawConsentErrorCode;
}

@ObjectType({ description: 'What came of withdrawing a consent.' })
export class WithdrawConsentPayload {
  @Field(() => Consent, { nullable: true, description: 'The consent; null if refused.' })
  consent!: Consent | null;

  @Field(() => [WithdrawConsentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: WithdrawConsentError[];
}
