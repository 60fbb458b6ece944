import { type Context, DateScalar, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Assessment } from '../assessment/assessment.rules.ts';
import { EligibilityAssessment } from '../assessment/assessment.types.ts';
import { ProgramState } from '../program/program.enums.ts';
import { Claim } from './claim.entity.ts';
import { readableClaim } from './claims.fields.ts';

export enum ClaimSubsidyErrorCode {
  PROGRAM_NOT_FOUND = 'PROGRAM_NOT_FOUND',
  NOT_OPEN = 'NOT_OPEN',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  ALREADY_CLAIMED = 'ALREADY_CLAIMED',
}

registerEnumType(ClaimSubsidyErrorCode, {
  name: 'ClaimSubsidyErrorCode',
  description: 'Why a subsidy was not claimed.',
  valuesConfig: {
    PROGRAM_NOT_FOUND: { description: 'No programme for workers has this code.' },
    NOT_OPEN: { description: 'The programme takes no claims; `state` says why.' },
    NOT_ELIGIBLE: { description: 'A rule is not met; `assessment` holds every rule with its parameter and date.' },
    ALREADY_CLAIMED: { description: 'The caller has claimed it before; `claim` is that claim.' },
  },
});

export const claimSubsidyMessages: Messages<ClaimSubsidyErrorCode> = {
  PROGRAM_NOT_FOUND: { zh: '没有这项政策。', en: 'There is no such programme.' },
  NOT_OPEN: { zh: '这项政策目前不受理申请。', en: 'The programme takes no claims at present.' },
  NOT_ELIGIBLE: { zh: '不符合申领条件，请看逐条说明。', en: 'Not every rule is met; see each with its reason.' },
  ALREADY_CLAIMED: { zh: '您已经申领过这项政策。', en: 'You have claimed this before.' },
};

@ObjectType({ description: 'Why a subsidy was not claimed.' })
export class ClaimSubsidyError extends UserError {
  @Field(() => ClaimSubsidyErrorCode, { description: 'What a program acts on.' })
  code!: ClaimSubsidyErrorCode;

  @Field(() => ProgramState, { nullable: true, description: 'With NOT_OPEN: the state of the programme.' })
  state?: ProgramState;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'With NOT_ELIGIBLE: since when the parameter of the rule that refuses has governed.',
  })
  effectiveFrom?: string;

  assessed?: Assessment;
  claimId?: string;

  @Field(() => EligibilityAssessment, { nullable: true, description: 'With NOT_ELIGIBLE: every rule with its reason.' })
  assessment(): EligibilityAssessment | null {
    return this.assessed ? EligibilityAssessment.from(this.assessed) : null;
  }

  @Field(() => Claim, { nullable: true, description: 'With ALREADY_CLAIMED: the claim that was made before.' })
  async claim(@Ctx() context: Context): Promise<Claim | null> {
    return this.claimId ? readableClaim(context, this.claimId) : null;
  }
}

@ObjectType({ description: 'What came of claiming a subsidy.' })
export class ClaimSubsidyPayload {
  @Field(() => Claim, {
    nullable: true,
    description: 'The claim: approved, waiting for facts or waiting for money; null if it was refused.',
  })
  claim!: Claim | null;

  @Field(() => [ClaimSubsidyError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: ClaimSubsidyError[];
}
