import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';

export enum WithdrawClaimErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
}

registerEnumType(WithdrawClaimErrorCode, {
  name: 'WithdrawClaimErrorCode',
  description: 'Why a claim was not taken back.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'No claim that the caller may act on has this id.' },
    WRONG_STATE: { description: 'Its payment is under way, or it is over; `state` says which.' },
  },
});

export const withdrawClaimMessages: Messages<WithdrawClaimErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有可由您办理的这项申请。', en: 'There is no such claim for you to act on.' },
  WRONG_STATE: {
    zh: '该申请已在支付中或已办结，不能撤回。',
    en: 'It is being paid, or is over, and cannot be taken back.',
  },
};

@ObjectType({ description: 'Why a claim was not taken back.' })
export class WithdrawClaimError extends UserError {
  @Field(() => WithdrawClaimErrorCode, { description: 'What a program acts on.' })
  code!: WithdrawClaimErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;
}

@ObjectType({ description: 'What came of taking a claim back.' })
export class WithdrawClaimPayload {
  @Field(() => Claim, { nullable: true, description: 'The claim; null if it was refused.' })
  claim!: Claim | null;

  @Field(() => [WithdrawClaimError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: WithdrawClaimError[];
}
