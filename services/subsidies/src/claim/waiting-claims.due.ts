import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type DueTask, sql } from '@millgate/kit';
import { fiscalYearOf } from '../budget/fiscal-year.rules.ts';
import { reserve } from '../budget/ledger.service.ts';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { moveClaim } from './claim-step.service.ts';

/** Claims of one programme looked at in one run; what is left comes with the next. */
const atOnce = 200;

/** Every programme has its own queue: one that has run dry holds up nobody else's. */
export const approveWaitingClaims: DueTask = async (tx, now) => {
  const queues = await sql<{ program: string }>(
    tx,
    `select distinct program_id as program from claim where state = 'WAITING_BUDGET' order by 1`,
  );
  let approved = 0;
  for (const { program } of queues) approved += await approveWaiting(tx, program, now);
  return approved;
};

/**
 * Approves claims that wait for a programme's money, as far as there is any: in the order in which their facts were
 * complete, each whole or not at all (S8). Two runs at once take turns at the rows.
 */
export async function approveWaiting(tx: EntityManager, programId: string, now: Date): Promise<number> {
  const waiting = await tx.find(
    Claim,
    { programRef: programId, state: ClaimState.WAITING_BUDGET },
    {
      orderBy: { completedAt: 'asc', id: 'asc' },
      limit: atOnce,
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    },
  );
  let approved = 0;
  for (const claim of waiting) {
    // Decided while we waited for the row.
    if (claim.state !== ClaimState.WAITING_BUDGET || claim.amount === null) continue;
    const { id: claimId, amount } = claim;
    const asked = { programId, fiscalYear: fiscalYearOf(now), claimId, fen: amount.fen, at: now };
    if (!(await reserve(tx, asked))) break;
    claim.decidedAt = now;
    moveClaim(tx, claim, ClaimState.APPROVED, { actor: 'SYSTEM', at: now });
    // The next in line asks the database whether anybody is before it.
    await tx.flush();
    approved += 1;
  }
  return approved;
}
