import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { ConflictOfInterest } from '../claim/four-eyes.enums.ts';

export enum SettleClawbackErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
  FOUR_EYES = 'FOUR_EYES',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
}

registerEnumType(SettleClawbackErrorCode, {
  name: 'SettleClawbackErrorCode',
  description: 'Why a claw-back was not settled.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'No claim that the caller may act on has this id.' },
    WRONG_STATE: { description: 'Nothing is due; `state` says how it stands.' },
    FOUR_EYES: { description: 'Whoever claimed the money back does not waive it.' },
    CONFLICT_OF_INTEREST: { description: 'The caller may not decide this claim; `conflict` says why.' },
  },
});

export const settleClawbackMessages: Messages<SettleClawbackErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有可由您办理的这项申请。', en: 'There is no such claim for you to act on.' },
  WRONG_STATE: { zh: '该申请没有待追回款项。', en: 'Nothing is due from this claim.' },
  FOUR_EYES: { zh: '提出追回者不得决定免除。', en: 'Whoever claimed the money back does not waive it.' },
  CONFLICT_OF_INTEREST: { zh: '您须回避此项申请。', en: 'You must not decide this claim.' },
};

@ObjectType({ description: 'Why a claw-back was not settled.' })
export class SettleClawbackError extends UserError {
  @Field(() => SettleClawbackErrorCode, { description: 'What a program acts on.' })
  code!: SettleClawbackErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;

  @Field(() => ConflictOfInterest, { nullable: true, description: 'With CONFLICT_OF_INTEREST: which.' })
  conflict?: ConflictOfInterest;
}

@ObjectType({ description: 'What came of settling a claw-back.' })
export class SettleClawbackPayload {
  @Field(() => Claim, { nullable: true, description: 'The claim; null if it was refused.' })
  claim!: Claim | null;

  @Field(() => [SettleClawbackError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: SettleClawbackError[];
}
