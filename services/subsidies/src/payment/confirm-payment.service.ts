import { type Context, ok, refuse, type Result } from '@millgate/kit';
import { forEver } from '../claim/repeatable.ts';
import type { ConfirmPaymentInput } from './confirm-payment.inputs.ts';
import type { ConfirmPaymentErrorCode } from './confirm-payment.payloads.ts';
import { Payment, PaymentState } from './payment.entity.ts';
import { applyStatus } from './settle-payment.service.ts';

/** The treasury says by hand what its report would say. */
export const confirmPayment = (
  context: Context,
  actor: string,
  input: ConfirmPaymentInput,
): Promise<Result<Payment, keyof typeof ConfirmPaymentErrorCode>> =>
  forEver(context, 'confirmPayment', input, Payment, async (tx) => {
    const { paymentId, settled, bankRef = null, reason = null } = input;
    const at = { path: ['paymentId'], rule: 'S3' };
    const payment = await tx.findOne(Payment, { id: paymentId });
    if (!payment) return refuse('PAYMENT_NOT_FOUND', at);
    const outcome = settled ? 'SETTLED' : 'REJECTED';
    const status = { endToEndId: paymentId, outcome, bankRef, accountMasked: null, reason } as const;
    const { state, messageId } = payment;
    const changed =
      state === PaymentState.SENT && (await applyStatus(tx, messageId, status, { actor, at: context.now }));
    await tx.flush();
    return changed ? ok(payment) : refuse('WRONG_STATE', { ...at, details: { state: payment.state } });
  });
