import { Audience, type Context, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { giveConsent, withdrawConsent } from './consent.service.ts';
import { GiveConsentInput } from './give-consent.inputs.ts';
import { GiveConsentError, giveConsentMessages, GiveConsentPayload } from './give-consent.payloads.ts';
import { WithdrawConsentInput } from './withdraw-consent.inputs.ts';
import { WithdrawConsentError, withdrawConsentMessages, WithdrawConsentPayload } from './withdraw-consent.payloads.ts';

@Resolver()
export class ConsentResolver {
  @Audience('public')
  @Mutation(() => GiveConsentPayload, {
    description: 'Lets others use the caller’s data for a purpose, until it is withdrawn.',
  })
  async giveConsent(
    @Arg('input', () => GiveConsentInput, { description: 'The consent.' }) input: GiveConsentInput,
    @Ctx() context: Context,
  ): Promise<GiveConsentPayload> {
    const workerId = requireWorker(context);
    const { caller, em, now } = context;
    const result = await giveConsent(em, { caller, workerId, now, input });
    return {
      consent: result.ok ? result.value : null,
      userErrors: userErrors(GiveConsentError, giveConsentMessages, result),
    };
  }

  @Audience('public')
  @Mutation(() => WithdrawConsentPayload, {
    description: 'Withdraws a consent of the caller; it is without effect on the next read.',
  })
  async withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: 'The consent.' }) input: WithdrawConsentInput,
    @Ctx() context: Context,
  ): Promise<WithdrawConsentPayload> {
    const workerId = requireWorker(context);
    const { caller, em, now } = context;
    const result = await withdrawConsent(em, { caller, workerId, now, input });
    return {
      consent: result.ok ? result.value : null,
      userErrors: userErrors(WithdrawConsentError, withdrawConsentMessages, result),
    };
  }
}
