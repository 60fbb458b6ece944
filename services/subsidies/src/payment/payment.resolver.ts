import { Audience, type Context, OneAtATime, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { requireTreasury } from './payment.policy.ts';
import { ConfirmPaymentInput } from './confirm-payment.inputs.ts';
import { ConfirmPaymentError, confirmPaymentMessages, ConfirmPaymentPayload } from './confirm-payment.payloads.ts';
import { confirmPayment } from './confirm-payment.service.ts';
import { RetryPaymentInput } from './retry-payment.inputs.ts';
import { RetryPaymentError, retryPaymentMessages, RetryPaymentPayload } from './retry-payment.payloads.ts';
import { retryPayment } from './retry-payment.service.ts';

@Resolver()
export class PaymentResolver {
  @OneAtATime()
  @Audience('partner')
  @Mutation(() => ConfirmPaymentPayload, {
    description:
      'Says what became of a payment that is with the bank, where no status report does; for the treasury, a partner.',
  })
  async confirmPayment(
    @Arg('input', () => ConfirmPaymentInput, { description: 'What became of it.' }) input: ConfirmPaymentInput,
    @Ctx() context: Context,
  ): Promise<ConfirmPaymentPayload> {
    const result = await confirmPayment(context, requireTreasury(context), input);
    return {
      payment: result.ok ? result.value : null,
      userErrors: userErrors(ConfirmPaymentError, confirmPaymentMessages, result),
    };
  }

  @OneAtATime()
  @Mutation(() => RetryPaymentPayload, {
    description: 'Sends a payment that came back once more, under the same id; for officers of the programme.',
  })
  async retryPayment(
    @Arg('input', () => RetryPaymentInput, { description: 'Which.' }) input: RetryPaymentInput,
    @Ctx() context: Context,
  ): Promise<RetryPaymentPayload> {
    requireOfficer(context);
    const result = await retryPayment(context, input);
    return {
      payment: result.ok ? result.value : null,
      userErrors: userErrors(RetryPaymentError, retryPaymentMessages, result),
    };
  }
}
