import { Audience, type Context, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { AppealClaimInput } from './appeal-claim.inputs.ts';
import { AppealClaimError, appealClaimMessages, AppealClaimPayload } from './appeal-claim.payloads.ts';
import { appealClaim } from './appeal-claim.service.ts';
import { DecideAppealInput } from './decide-appeal.inputs.ts';
import { DecideAppealError, decideAppealMessages, DecideAppealPayload } from './decide-appeal.payloads.ts';
import { decideAppeal } from './decide-appeal.service.ts';

@Resolver()
export class AppealResolver {
  @Audience('public')
  @Mutation(() => AppealClaimPayload, {
    description: 'Appeals the refusal of a claim of the caller, once, within 60 days of it.',
  })
  async appealClaim(
    @Arg('input', () => AppealClaimInput, { description: 'Which, and why.' }) input: AppealClaimInput,
    @Ctx() context: Context,
  ): Promise<AppealClaimPayload> {
    const result = await appealClaim(context, requireWorker(context), input);
    return {
      appeal: result.ok ? result.value : null,
      userErrors: userErrors(AppealClaimError, appealClaimMessages, result),
    };
  }

  @Mutation(() => DecideAppealPayload, {
    description:
      'Decides an appeal; upheld, the claim is granted as of its own day. For officers of the programme who took no part in the refusal.',
  })
  async decideAppeal(
    @Arg('input', () => DecideAppealInput, { description: 'The decision.' }) input: DecideAppealInput,
    @Ctx() context: Context,
  ): Promise<DecideAppealPayload> {
    const result = await decideAppeal(context, requireOfficer(context), input);
    return {
      appeal: result.ok ? result.value : null,
      userErrors: userErrors(DecideAppealError, decideAppealMessages, result),
    };
  }
}
