import { LockMode } from '@mikro-orm/postgresql';
import { type DueTask, Money, newId } from '@millgate/kit';
import { moveReserved } from '../budget/ledger.service.ts';
import { LedgerAccount } from '../budget/ledger.enums.ts';
import { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { moveClaim } from '../claim/claim-step.service.ts';
import { Payment, PaymentState } from './payment.entity.ts';

/** Claims whose payment is ordered in one run; what is left comes with the next. */
const atOnce = 500;

/** The account is the bank's to know: it pays to the social security card, and says the last digits in its report. */
const unknownAccount = '**** **** **** ****';

/** Orders the payment of what was granted in money: one a claim, for ever (S3). */
export const orderPayments: DueTask = async (tx, now) => {
  const granted = await tx.find(
    Claim,
    { state: ClaimState.APPROVED, amount: { fen: { $ne: null } }, duplicateOf: null },
    { orderBy: { decidedAt: 'asc', id: 'asc' }, limit: atOnce, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  for (const claim of granted) {
    if (claim.amount === null) continue;
    const move = { from: LedgerAccount.RESERVED, to: LedgerAccount.COMMITTED, at: now };
    if (!(await moveReserved(tx, claim.id, move))) throw new Error(`${claim.id} was approved without money`);
    tx.create(Payment, {
      id: newId('pay'),
      claimRef: claim,
      amount: Money.fen(claim.amount.fen),
      accountMasked: unknownAccount,
      state: PaymentState.QUEUED,
      orderedAt: now,
    });
    moveClaim(tx, claim, ClaimState.PAYING, { actor: 'SYSTEM', at: now });
  }
  await tx.flush();
  return granted.length;
};
