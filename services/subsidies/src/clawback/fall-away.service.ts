import type { EntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@millgate/kit';
import { moveReserved } from '../budget/ledger.service.ts';
import { LedgerAccount } from '../budget/ledger.enums.ts';
import type { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { mayMove } from '../claim/claim.rules.ts';
import { type Acting, moveClaim } from '../claim/claim-step.service.ts';

/**
 * What a claim rests on fell away. What is paid is claimed back; what is under way, once it has arrived; all else ends,
 * and what it held is there for others again.
 */
export async function fallAway(tx: EntityManager, claim: Claim, on: CalendarDay, acting: Acting): Promise<void> {
  claim.fallenAwayOn = on;
  claim.retryAt = null;
  if (claim.state === ClaimState.PAID) return moveClaim(tx, claim, ClaimState.CLAWBACK_DUE, acting);
  if (!mayMove(claim.state, ClaimState.WITHDRAWN)) return;
  if (claim.state === ClaimState.APPROVED) {
    const move = { from: LedgerAccount.RESERVED, to: LedgerAccount.AVAILABLE, at: acting.at };
    await moveReserved(tx, claim.id, move);
  }
  moveClaim(tx, claim, ClaimState.WITHDRAWN, acting);
}
