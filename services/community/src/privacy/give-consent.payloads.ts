import { DateTimeScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Consent } from './consent.entity.ts';

export enum GiveConsentErrorCode {
  NOT_A_WORKER = 'NOT_A_WORKER',
  ALREADY_GIVEN = 'ALREADY_GIVEN',
}

registerEnumType(GiveConsentErrorCode, {
  name: 'GiveConsentErrorCode',
  description: 'Why a consent was not given.',
  valuesConfig: {
    NOT_A_WORKER: { description: 'The registry has no record of the caller.' },
    ALREADY_GIVEN: { description: 'The caller gave it, and it holds; `since` says since when.' },
  },
});

export const giveConsentMessages: Messages<GiveConsentErrorCode> = {
  NOT_A_WORKER: { zh: '没有您的登记记录。', en: 'The registry has no record of you.' },
  ALREADY_GIVEN: { zh: '您已同意，且仍然有效。', en: 'You have given this consent, and it holds.' },
};

@ObjectType({ description: 'Why a consent was not given.' })
export class GiveConsentError extends UserError {
  @Field(() => GiveConsentErrorCode, { description: 'What a program acts on.' })
  code!: GiveConsentErrorCode;

  @Field(() => DateTimeScalar, { nullable: true, description: 'With ALREADY_GIVEN: since when it holds.' })
  since?: Date;
}

@ObjectType({ description: 'What came of giving a consent.' })
export class GiveConsentPayload {
  @Field(() => Consent, { nullable: true, description: 'The consent; null if refused.' })
  consent!: Consent | null;

  @Field(() => [GiveConsentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: GiveConsentError[];
}
