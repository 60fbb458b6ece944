import { brokenConstraint, type Context, newId, ok, refuse, type Result } from '@millgate/kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { grantedFen } from '../assessment/assessment.rules.ts';
import { MissingReason } from '../facts/facts.rules.ts';
import { ProgramKind } from '../program/program.enums.ts';
import { rulesOf } from '../program/rules/index.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { admitToRound, isReadyForRound } from '../entitlement/admit.service.ts';
import { Claim } from './claim.entity.ts';
import { ClaimReview } from './claim-review.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { isOfficerOf } from './claim.policy.ts';
import { lockClaim } from './claim-step.service.ts';
import { approveClaim, refuseClaim } from './decide-by-rule.service.ts';
import type { DecideClaimInput } from './decide-claim.inputs.ts';
import type { DecideClaimErrorCode } from './decide-claim.payloads.ts';
import { ReviewVerdict } from './four-eyes.enums.ts';
import { approvalsNeeded } from './four-eyes.rules.ts';
import { conflictWith, editorsOf } from './four-eyes.service.ts';
import { forEver } from './repeatable.ts';
import { tellCase } from './tell-case.ts';

type Decided = Result<Claim, keyof typeof DecideClaimErrorCode>;

/** What rules alone cannot decide, officers do: two pairs of eyes on each claim, and nobody's own. */
export const decideClaim = (context: Context, officerId: string, input: DecideClaimInput): Promise<Decided> =>
  forEver(context, 'decideClaim', input, Claim, (tx) => review(tx, context, officerId, input));

async function review(
  tx: EntityManager,
  { caller, now, services }: Context,
  officerId: string,
  { claimId, verdict, reason }: DecideClaimInput,
): Promise<Decided> {
  const claim = await lockClaim(tx, claimId);
  const at = { path: ['claimId'], rule: 'CLAIM' };
  if (!claim || !isOfficerOf(caller, claim.programRef.id)) return refuse('CLAIM_NOT_FOUND', at);
  const { state, assessed } = claim;
  if ((state !== ClaimState.ASSESSING && state !== ClaimState.PENDING_FACTS) || !assessed) {
    return refuse('WRONG_STATE', { ...at, details: { state } });
  }
  if (assessed.missingFacts.some((missing) => missing.reason === MissingReason.SOURCE_UNAVAILABLE)) {
    return refuse('SOURCE_UNAVAILABLE', { ...at, rule: 'S5' });
  }
  const conflict = await conflictWith(tx, claim, officerId);
  if (conflict) return refuse('CONFLICT_OF_INTEREST', { ...at, rule: 'FOUR_EYES', details: { conflict } });
  const contest = rulesOf(assessed.programCode)?.contest;
  if (contest && verdict === ReviewVerdict.APPROVE && !isReadyForRound(claim, contest)) {
    return refuse('FACTS_MISSING', { ...at, rule: contest.score });
  }
  if (!(await addReview(tx, claim, officerId, verdict, reason, now))) {
    return refuse('ALREADY_REVIEWED', { ...at, rule: 'FOUR_EYES' });
  }
  const acting = { actor: officerId, at: now, note: reason };
  if (verdict === ReviewVerdict.REFUSE) {
    claim.opened = false;
    refuseClaim(tx, claim, acting);
  } else if (await isSeenByEnough(tx, claim)) {
    if (contest) await admitToRound(tx, claim, contest, now);
    else {
      const { kind } = await tx.findOneOrFail(SubsidyProgram, claim.programRef.id);
      await approveClaim(tx, claim, kind === ProgramKind.CASH ? grantedFen(assessed) : null, acting);
    }
  }
  await tx.flush();
  await tellCase(tx, claim, services, now);
  return ok(claim);
}

/** False where the officer has reviewed it in this round: one voice each, whatever arrives at once. */
async function addReview(
  tx: EntityManager,
  claim: Claim,
  officerId: string,
  verdict: ReviewVerdict,
  reason: string,
  madeAt: Date,
): Promise<boolean> {
  try {
    const { id: claimRef, round } = claim;
    await tx.transactional(async (attempt) => {
      attempt.create(ClaimReview, { id: newId('rev'), claimRef, officerId, round, verdict, reason, madeAt });
      await attempt.flush();
    });
    return true;
  } catch (cause) {
    if (brokenConstraint(cause) === 'claim_review_four_eyes') return false;
    throw cause;
  }
}

async function isSeenByEnough(tx: EntityManager, { id: claimRef, round }: Claim): Promise<boolean> {
  const approvals = await tx.count(ClaimReview, { claimRef, round, verdict: ReviewVerdict.APPROVE });
  return approvals >= approvalsNeeded(await editorsOf(tx, claimRef));
}
