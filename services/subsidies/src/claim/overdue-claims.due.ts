import { LockMode } from '@mikro-orm/postgresql';
import type { DueTask } from '@millgate/kit';
import { Claim, ClaimStep } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';

/** Claims handed on in one run; what is left comes with the next. */
const atOnce = 100;

/**
 * Hands claims whose facts did not come in time to the officers of their programme, once each: a line of the claim's
 * history, and a place in their list (`claims(escalated: true)`). The claim goes on asking, and is decided by itself when
 * its source is back.
 */
export const escalateOverdueClaims: DueTask = async (tx, now) => {
  const overdue = await tx.find(
    Claim,
    { state: ClaimState.PENDING_FACTS, escalatedAt: null, factsBy: { $lte: now } },
    {
      orderBy: { factsBy: 'asc', id: 'asc' },
      limit: atOnce,
      lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
      refresh: true,
    },
  );
  for (const claim of overdue) {
    const { state } = claim;
    claim.escalatedAt = now;
    claim.version += 1;
    tx.create(ClaimStep, { claimRef: claim, at: now, actor: 'SYSTEM', from: state, to: state, note: 'FACTS_OVERDUE' });
  }
  await tx.flush();
  return overdue.length;
};
