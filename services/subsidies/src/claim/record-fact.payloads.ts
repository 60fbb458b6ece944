import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { ConflictOfInterest } from './four-eyes.enums.ts';

export enum RecordFactErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
  NOT_ASKED_FOR = 'NOT_ASKED_FOR',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
}

registerEnumType(RecordFactErrorCode, {
  name: 'RecordFactErrorCode',
  description: 'Why a fact was not recorded.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'No claim that the caller may act on has this id.' },
    WRONG_STATE: { description: 'It is not waiting for papers; `state` says why.' },
    NOT_ASKED_FOR: { description: 'No rule of the programme reads a fact of this name from papers.' },
    CONFLICT_OF_INTEREST: { description: 'The caller may not decide this claim; `conflict` says why.' },
  },
});

export const recordFactMessages: Messages<RecordFactErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有可由您办理的这项申请。', en: 'There is no such claim for you to act on.' },
  WRONG_STATE: { zh: '该申请目前不需补录材料。', en: 'The claim does not wait for papers.' },
  NOT_ASKED_FOR: { zh: '该政策不需要此项材料。', en: 'No rule of the programme reads this from papers.' },
  CONFLICT_OF_INTEREST: { zh: '您须回避此项申请。', en: 'You must not decide this claim.' },
};

@ObjectType({ description: 'Why a fact was not recorded.' })
export class RecordFactError extends UserError {
  @Field(() => RecordFactErrorCode, { description: 'What a program acts on.' })
  code!: RecordFactErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;

  @Field(() => ConflictOfInterest, { nullable: true, description: 'With CONFLICT_OF_INTEREST: which.' })
  conflict?: ConflictOfInterest;
}

@ObjectType({ description: 'What came of recording a fact from papers.' })
export class RecordFactPayload {
  @Field(() => Claim, { nullable: true, description: 'The claim, judged anew; null if it was refused.' })
  claim!: Claim | null;

  @Field(() => [RecordFactError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RecordFactError[];
}
