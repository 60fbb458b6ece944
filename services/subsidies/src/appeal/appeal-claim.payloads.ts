import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ClaimState } from '../claim/claim.enums.ts';
import { Appeal } from './appeal.entity.ts';

export enum AppealClaimErrorCode {
  CLAIM_NOT_FOUND = 'CLAIM_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
  TOO_LATE = 'TOO_LATE',
  ALREADY_APPEALED = 'ALREADY_APPEALED',
  CLAIMED_ANEW = 'CLAIMED_ANEW',
}

registerEnumType(AppealClaimErrorCode, {
  name: 'AppealClaimErrorCode',
  description: 'Why a refusal was not appealed.',
  valuesConfig: {
    CLAIM_NOT_FOUND: { description: 'The caller has no claim with this id.' },
    WRONG_STATE: { description: 'It is not refused; `state` says how it stands.' },
    TOO_LATE: { description: 'The time for an appeal is over; `lastDay` was its last day.' },
    ALREADY_APPEALED: { description: 'The refusal was appealed before, and upheld.' },
    CLAIMED_ANEW: { description: 'The same thing was claimed again meanwhile, and that claim stands.' },
  },
});

export const appealClaimMessages: Messages<AppealClaimErrorCode> = {
  CLAIM_NOT_FOUND: { zh: '没有您的这项申请。', en: 'You have no such claim.' },
  WRONG_STATE: { zh: '该申请并未被拒绝。', en: 'The claim is not refused.' },
  TOO_LATE: { zh: '申诉期限已过。', en: 'The time for an appeal is over.' },
  ALREADY_APPEALED: { zh: '该决定已申诉过一次。', en: 'The refusal was appealed before.' },
  CLAIMED_ANEW: { zh: '您已就同一事项重新申领。', en: 'You have claimed the same thing again meanwhile.' },
};

@ObjectType({ description: 'Why a refusal was not appealed.' })
export class AppealClaimError extends UserError {
  @Field(() => AppealClaimErrorCode, { description: 'What a program acts on.' })
  code!: AppealClaimErrorCode;

  @Field(() => ClaimState, { nullable: true, description: 'With WRONG_STATE: the state of the claim.' })
  state?: ClaimState;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'With TOO_LATE: the last day on which it could be appealed.',
  })
  lastDay?: string;

  @Field(() => DateScalar, { nullable: true, description: 'With TOO_LATE: since when that time has been so long.' })
  effectiveFrom?: string;
}

@ObjectType({ description: 'What came of appealing a refusal.' })
export class AppealClaimPayload {
  @Field(() => Appeal, { nullable: true, description: 'The appeal; null if it was refused.' })
  appeal!: Appeal | null;

  @Field(() => [AppealClaimError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AppealClaimError[];
}
