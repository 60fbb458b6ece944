import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { moveReserved } from '../budget/ledger.service.ts';
import { LedgerAccount } from '../budget/ledger.enums.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { type Acting, lockClaim, moveClaim } from '../claim/claim-step.service.ts';
import type { TransferStatus } from './bank.port.ts';
import { Payment, PaymentState } from './payment.entity.ts';

/**
 * Does what the bank says of a payment. Money that has arrived has arrived, whichever message says so; a refusal counts
 * only for the message that the payment travels in now, so that an old report, read again, does not undo a retry. False
 * where nothing changed.
 */
export async function applyStatus(
  tx: EntityManager,
  messageId: string | null,
  { endToEndId, outcome, bankRef, accountMasked, reason }: TransferStatus,
  acting: Acting,
): Promise<boolean> {
  const before = await tx.findOne(Payment, { id: endToEndId });
  // The claim first, as everybody who changes both.
  const claim = before && (await lockClaim(tx, before.claimRef.id));
  if (!claim) return false;
  const inFull = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const payment = await tx.findOneOrFail(Payment, { id: endToEndId }, inFull);
  if (payment.state === PaymentState.SETTLED) return false;
  if (outcome === 'SETTLED') {
    const move = { from: LedgerAccount.COMMITTED, to: LedgerAccount.PAID, at: acting.at };
    await moveReserved(tx, claim.id, move);
    Object.assign(payment, { state: PaymentState.SETTLED, settledAt: acting.at, failure: null });
    Object.assign(payment, { bankRef, ...(accountMasked ? { accountMasked } : {}) });
    moveClaim(tx, claim, ClaimState.PAID, acting);
    // What it was granted for fell away while the money was under way.
    if (claim.fallenAwayOn) moveClaim(tx, claim, ClaimState.CLAWBACK_DUE, acting);
    return true;
  }
  if (outcome === 'UNDER_WAY' || payment.state !== PaymentState.SENT || payment.messageId !== messageId) return false;
  Object.assign(payment, { state: PaymentState.FAILED, failure: reason, bankRef });
  return true;
}
