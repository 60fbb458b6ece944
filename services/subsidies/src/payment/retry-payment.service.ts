import { LockMode } from '@mikro-orm/postgresql';
import { type Context, ok, refuse, type Result } from '@millgate/kit';
import { Claim } from '../claim/claim.entity.ts';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { forEver } from '../claim/repeatable.ts';
import type { RetryPaymentInput } from './retry-payment.inputs.ts';
import type { RetryPaymentErrorCode } from './retry-payment.payloads.ts';
import { Payment, PaymentState } from './payment.entity.ts';

/** Queues a payment that came back once more: the same payment, under the same id (S3). */
export const retryPayment = (
  context: Context,
  input: RetryPaymentInput,
): Promise<Result<Payment, keyof typeof RetryPaymentErrorCode>> =>
  forEver(context, 'retryPayment', input, Payment, async (tx) => {
    const at = { path: ['paymentId'], rule: 'S3' };
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const payment = await tx.findOne(Payment, { id: input.paymentId }, lock);
    const claim = payment && (await tx.findOne(Claim, payment.claimRef.id));
    if (!payment || !claim || !isOfficerOf(context.caller, claim.programRef.id)) return refuse('PAYMENT_NOT_FOUND', at);
    const { state } = payment;
    if (state !== PaymentState.FAILED) return refuse('WRONG_STATE', { ...at, details: { state } });
    Object.assign(payment, { state: PaymentState.QUEUED, messageId: null });
    await tx.flush();
    return ok(payment);
  });
