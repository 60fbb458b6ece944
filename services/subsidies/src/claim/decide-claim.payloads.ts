import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { ConflictOfInterest } from './four-eyes.enums.ts';

export enum DecideClaimErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
  SOURCE_UNAVAILABLE = 'SOURCE_UNAVAILABLE',
  FACTS_MISSING = 'FACTS_MISSING',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
  ALREADY_REVIEWED = 'ALREADY_REVIEWED',
}

registerEnumType(DecideClaimErrorCode, {
  name: 'DecideClaimErrorCode',
  description: 'Why a claim was not decided.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'No claim that the caller may act on has this id.' },
    WRONG_STATE: { description: 'It is not an officer’s to decide; `state` says why.' },
    SOURCE_UNAVAILABLE: {
      description: 'A source of its facts does not answer; it is asked again by itself, and nobody guesses.',
    },
    FACTS_MISSING: {
      description: 'Facts that its round ranks by are not recorded; `missingFacts` of its assessment names them.',
    },
    CONFLICT_OF_INTEREST: { description: 'The caller may not decide this claim; `conflict` says why.' },
    ALREADY_REVIEWED: { description: 'The caller has reviewed it; another officer has to.' },
  },
});

export const decideClaimMessages: Messages<DecideClaimErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有可由您办理的这项申请。', en: 'There is no such claim for you to act on.' },
  WRONG_STATE: { zh: '该申请目前不由人工决定。', en: 'The claim is not an officer’s to decide at present.' },
  SOURCE_UNAVAILABLE: {
    zh: '事实来源暂时无法答复，系统将自动重试，不得凭猜测决定。',
    en: 'A source of its facts does not answer; it is asked again by itself.',
  },
  FACTS_MISSING: { zh: '排名所需的材料尚未补录。', en: 'Facts that its round ranks by are not recorded.' },
  CONFLICT_OF_INTEREST: { zh: '您须回避此项申请。', en: 'You must not decide this claim.' },
  ALREADY_REVIEWED: { zh: '您已复核过，须由另一位工作人员复核。', en: 'You have reviewed it; another officer has to.' },
};

@ObjectType({ description: 'Why a claim was not decided.' })
export class DecideClaimError extends UserError {
  @Field(() => DecideClaimErrorCode, { description: 'What a program acts on.' })
  code!: DecideClaimErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;

  @Field(() => ConflictOfInterest, { nullable: true, description: 'With CONFLICT_OF_INTEREST: which.' })
  conflict?: ConflictOfInterest;
}

@ObjectType({ description: 'What came of deciding a claim by hand.' })
export class DecideClaimPayload {
  @Field(() => Claim, {
    nullable: true,
    description: 'The claim: as decided, or as it stands until a second officer has seen it; null if it was refused.',
  })
  claim!: Claim | null;

  @Field(() => [DecideClaimError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: DecideClaimError[];
}
