import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';

export enum RequestClawbackErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
}

registerEnumType(RequestClawbackErrorCode, {
  name: 'RequestClawbackErrorCode',
  description: 'Why money was not claimed back.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'No claim that the caller may act on has this id.' },
    WRONG_STATE: { description: 'It is not paid; `state` says how it stands.' },
  },
});

export const requestClawbackMessages: Messages<RequestClawbackErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有可由您办理的这项申请。', en: 'There is no such claim for you to act on.' },
  WRONG_STATE: { zh: '该申请尚未支付。', en: 'The claim is not paid.' },
};

@ObjectType({ description: 'Why money was not claimed back.' })
export class RequestClawbackError extends UserError {
  @Field(() => RequestClawbackErrorCode, { description: 'What a program acts on.' })
  code!: RequestClawbackErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;
}

@ObjectType({ description: 'What came of claiming money back.' })
export class RequestClawbackPayload {
  @Field(() => Claim, { nullable: true, description: 'The claim; null if it was refused.' })
  claim!: Claim | null;

  @Field(() => [RequestClawbackError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RequestClawbackError[];
}
