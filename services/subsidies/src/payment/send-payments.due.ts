import { LockMode } from '@mikro-orm/postgresql';
import { dayOf, type DueTask, newId } from '@millgate/kit';
import { SubsidyProgram } from '../program/program.entity.ts';
import { Claim } from '../claim/claim.entity.ts';
import type { CreditTransfer } from './bank.port.ts';
import { fileBank } from './file-bank.ts';
import { Payment, PaymentMessage, PaymentState } from './payment.entity.ts';

/** Payments that travel in one message. */
const atOnce = 500;

/**
 * Puts payments that are queued into a message. Committed before anything leaves: a message that is written again after
 * a crash is the same message with the same payments, and not a second one (S3).
 */
export const composeMessages: DueTask = async (tx, now) => {
  const queued = await tx.find(
    Payment,
    { state: PaymentState.QUEUED, messageId: null },
    { orderBy: { orderedAt: 'asc', id: 'asc' }, limit: atOnce, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  if (queued.length === 0) return 0;
  const message = tx.create(PaymentMessage, { id: newId('msg'), composedAt: now });
  await tx.flush();
  for (const payment of queued) payment.messageId = message.id;
  await tx.flush();
  return queued.length;
};

/** Hands messages to the bank. Whether or not this is remembered, the bank has it once: by name, and by each payment's id. */
export const sendMessages: DueTask = async (tx, now, { folder, log }) => {
  const messages = await tx.find(
    PaymentMessage,
    { sentAt: null },
    { orderBy: { composedAt: 'asc', id: 'asc' }, limit: 10, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  let sent = 0;
  for (const message of messages) {
    // A report of an earlier message may have settled one meanwhile.
    const payments = await tx.find(
      Payment,
      { messageId: message.id, state: PaymentState.QUEUED },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    const claims = await tx.find(Claim, { id: { $in: payments.map(({ claimRef }) => claimRef.id) } });
    const programs = await tx.find(SubsidyProgram, { id: { $in: claims.map(({ programRef }) => programRef.id) } });
    const transfers = payments.map((payment): CreditTransfer => {
      const claim = claims.find(({ id }) => id === payment.claimRef.id);
      const program = programs.find(({ id }) => id === claim?.programRef.id);
      const creditor = claim?.workerId
        ? ({ kind: 'PERSON', id: claim.workerId } as const)
        : ({ kind: 'ORGANISATION', id: claim?.enterpriseId ?? '' } as const);
      return {
        endToEndId: payment.id,
        fen: payment.amount.fen,
        creditor,
        remittance: `${program?.code ?? ''} ${payment.claimRef.id}`,
      };
    });
    const { id: messageId, composedAt } = message;
    try {
      await fileBank(folder).send({ messageId, composedAt, executionOn: dayOf(composedAt), transfers });
    } catch (cause) {
      // A full disk today must not hold up claims that have nothing to do with it.
      log.error({ message: messageId, cause: String(cause) }, 'payments could not be handed to the bank');
      break;
    }
    message.sentAt = now;
    for (const payment of payments)
      Object.assign(payment, { state: PaymentState.SENT, attempts: payment.attempts + 1 });
    await tx.flush();
    sent += payments.length;
  }
  return sent;
};
