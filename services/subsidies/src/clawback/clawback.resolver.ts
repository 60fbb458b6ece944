import { type Context, userErrors, OneAtATime } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { RequestClawbackInput } from './request-clawback.inputs.ts';
import { RequestClawbackError, requestClawbackMessages, RequestClawbackPayload } from './request-clawback.payloads.ts';
import { requestClawback } from './request-clawback.service.ts';
import { SettleClawbackInput } from './settle-clawback.inputs.ts';
import { SettleClawbackError, settleClawbackMessages, SettleClawbackPayload } from './settle-clawback.payloads.ts';
import { settleClawback } from './settle-clawback.service.ts';

@Resolver()
export class ClawbackResolver {
  @OneAtATime()
  @Mutation(() => RequestClawbackPayload, {
    description:
      'Claims back what was paid and should not have been; for officers of the programme. What a purchase was granted for is claimed back by itself when the purchase is rescinded.',
  })
  async requestClawback(
    @Arg('input', () => RequestClawbackInput, { description: 'Which, and why.' }) input: RequestClawbackInput,
    @Ctx() context: Context,
  ): Promise<RequestClawbackPayload> {
    const result = await requestClawback(context, requireOfficer(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(RequestClawbackError, requestClawbackMessages, result),
    };
  }

  @OneAtATime()
  @Mutation(() => SettleClawbackPayload, {
    description:
      'Says that money which was claimed back came back, or waives it; for officers of the programme. Whoever claimed it back does not waive it.',
  })
  async settleClawback(
    @Arg('input', () => SettleClawbackInput, { description: 'What became of it.' }) input: SettleClawbackInput,
    @Ctx() context: Context,
  ): Promise<SettleClawbackPayload> {
    const result = await settleClawback(context, requireOfficer(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(SettleClawbackError, settleClawbackMessages, result),
    };
  }
}
