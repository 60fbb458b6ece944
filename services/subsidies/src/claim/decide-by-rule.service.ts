import type { EntityManager } from '@mikro-orm/postgresql';
import { Money, toldWorkDays } from '@millgate/kit';
import { type Assessment, AssessmentOutcome } from '../assessment/assessment.rules.ts';
import { fiscalYearOf } from '../budget/fiscal-year.rules.ts';
import { reserve } from '../budget/ledger.service.ts';
import { type FactBundle, MissingReason } from '../facts/facts.rules.ts';
import type { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { type Acting, moveClaim } from './claim-step.service.ts';
import { factsDueAt, retryAt } from './retry.rules.ts';

export interface RuleDecision {
  readonly assessment: Assessment;
  readonly facts: FactBundle;
  /** True where being eligible is not enough: places are given by rank, or an officer's eyes are needed besides. */
  readonly heldBack?: boolean;
}

/** Stores a decision by rule with all it was taken by, and does what it says: money is taken here or not at all. */
export async function decideByRule(
  tx: EntityManager,
  claim: Claim,
  { assessment, facts, heldBack = false }: RuleDecision,
  acting: Acting,
): Promise<void> {
  const { key: subjectKey, homePurchaseId, credentialId } = assessment.subject;
  Object.assign(claim, { factBundle: facts, assessed: assessment, assessedAt: acting.at });
  Object.assign(claim, { subjectKey, homePurchaseId, credentialId, retryAt: null });
  if (assessment.outcome === AssessmentOutcome.NEED_MORE_FACTS)
    return await waitForFacts(tx, claim, assessment, acting);
  if (assessment.outcome === AssessmentOutcome.NOT_ELIGIBLE) return refuseClaim(tx, claim, acting);
  claim.completedAt ??= acting.at;
  if (!heldBack) return await approveClaim(tx, claim, assessment.amountFen, acting);
  if (claim.state !== ClaimState.ASSESSING) moveClaim(tx, claim, ClaimState.ASSESSING, acting);
}

/** Grants a claim, and takes its money: whole, or it waits in the order in which claims were complete (S8). */
export async function approveClaim(tx: EntityManager, claim: Claim, fen: number | null, acting: Acting): Promise<void> {
  const { at } = acting;
  claim.amount = fen === null ? null : Money.fen(fen);
  claim.completedAt ??= at;
  claim.retryAt = null;
  // The queue for money is read from the row.
  await tx.flush();
  const { id: claimId, programRef } = claim;
  const asked = { programId: programRef.id, fiscalYear: fiscalYearOf(at), claimId, at };
  if (fen !== null && !(await reserve(tx, { ...asked, fen }))) {
    return moveClaim(tx, claim, ClaimState.WAITING_BUDGET, acting);
  }
  claim.decidedAt = at;
  moveClaim(tx, claim, ClaimState.APPROVED, acting);
}

export function refuseClaim(tx: EntityManager, claim: Claim, acting: Acting): void {
  Object.assign(claim, { decidedAt: acting.at, retryAt: null, amount: null });
  // Nobody asked: what an event opened in vain is no refusal of anybody.
  if (claim.opened) return moveClaim(tx, claim, ClaimState.WITHDRAWN, { ...acting, note: 'NOT_ELIGIBLE' });
  moveClaim(tx, claim, ClaimState.REFUSED, acting);
}

/** What an office keeps on paper, an officer brings; all else is asked for again by itself. */
async function waitForFacts(tx: EntityManager, claim: Claim, assessment: Assessment, acting: Acting): Promise<void> {
  const { missingFacts } = assessment;
  const onPaper = missingFacts.every(({ reason }) => reason === MissingReason.NOT_PUBLISHED);
  const to = onPaper ? ClaimState.ASSESSING : ClaimState.PENDING_FACTS;
  if (!onPaper) {
    claim.retryAt = retryAt(missingFacts, claim.attempts, acting.at);
    claim.factsBy ??= factsDueAt(await toldWorkDays(tx), claim.submittedAt);
  }
  if (claim.state !== to) moveClaim(tx, claim, to, acting);
}
