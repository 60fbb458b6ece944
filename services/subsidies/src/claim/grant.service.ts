import type { EntityManager } from '@mikro-orm/postgresql';
import { Money } from '@millgate/kit';
import { type Assessment, AssessmentOutcome } from '../assessment/assessment.rules.ts';
import { fiscalYearOf } from '../budget/fiscal-year.rules.ts';
import { reserve } from '../budget/money.service.ts';
import type { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { retryAt } from './retry.rules.ts';

/** What a decision makes of a claim that is written: its money is taken here, and nowhere else. */
export async function grant(
  tx: EntityManager,
  claim: Claim,
  { outcome, amountFen, missingFacts }: Assessment,
  now: Date,
): Promise<Pick<Claim, 'state' | 'amount' | 'decidedAt' | 'retryAt'>> {
  const open = { decidedAt: null, retryAt: null };
  const decided = { decidedAt: now, retryAt: null };
  if (outcome === AssessmentOutcome.NEED_MORE_FACTS) {
    const again = retryAt(missingFacts, claim.attempts, now);
    return { ...open, state: ClaimState.PENDING_FACTS, amount: null, retryAt: again };
  }
  if (outcome === AssessmentOutcome.NOT_ELIGIBLE) return { ...decided, state: ClaimState.REFUSED, amount: null };
  if (amountFen === null) return { ...decided, state: ClaimState.APPROVED, amount: null };
  const { id: claimId, programRef } = claim;
  const asked = { programId: programRef.id, fiscalYear: fiscalYearOf(now), claimId, fen: amountFen, at: now };
  const amount = Money.fen(amountFen);
  return (await reserve(tx, asked))
    ? { ...decided, state: ClaimState.APPROVED, amount }
    : { ...open, state: ClaimState.WAITING_BUDGET, amount };
}
