import { LockMode } from '@mikro-orm/postgresql';
import type { DueTask } from '@millgate/kit';
import { fiscalYearOf } from '../budget/fiscal-year.rules.ts';
import { reserve } from '../budget/money.service.ts';
import { Claim, ClaimStep } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';

/** Claims looked at in one run; what is left comes with the next. */
const atOnce = 500;

/**
 * Approves claims that wait for money, as far as there is any: in the order in which their facts were complete, each
 * whole or not at all (S8). Two runs at once take turns at the rows.
 */
export const approveWaitingClaims: DueTask = async (tx, now) => {
  const waiting = await tx.find(
    Claim,
    { state: ClaimState.WAITING_BUDGET },
    { orderBy: { completedAt: 'asc', id: 'asc' }, limit: atOnce, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const dry = new Set<string>();
  let approved = 0;
  for (const claim of waiting) {
    const programId = claim.programRef.id;
    if (claim.amount === null || dry.has(programId)) continue;
    const grant = { programId, fiscalYear: fiscalYearOf(now), claimId: claim.id, fen: claim.amount.fen, at: now };
    if (!(await reserve(tx, grant))) {
      dry.add(programId);
      continue;
    }
    Object.assign(claim, { state: ClaimState.APPROVED, decidedAt: now, version: claim.version + 1 });
    tx.create(ClaimStep, {
      claimRef: claim,
      at: now,
      actor: 'SYSTEM',
      from: ClaimState.WAITING_BUDGET,
      to: ClaimState.APPROVED,
    });
    // The next in line asks the database whether anybody is before it.
    await tx.flush();
    approved += 1;
  }
  return approved;
};
