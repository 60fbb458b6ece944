import { Audience, type Context, OneAtATime, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from './claim.policy.ts';
import { DecideClaimInput } from './decide-claim.inputs.ts';
import { DecideClaimError, decideClaimMessages, DecideClaimPayload } from './decide-claim.payloads.ts';
import { decideClaim } from './decide-claim.service.ts';
import { RecordFactInput } from './record-fact.inputs.ts';
import { RecordFactError, recordFactMessages, RecordFactPayload } from './record-fact.payloads.ts';
import { recordFact } from './record-fact.service.ts';
import { WithdrawClaimInput } from './withdraw-claim.inputs.ts';
import { WithdrawClaimError, withdrawClaimMessages, WithdrawClaimPayload } from './withdraw-claim.payloads.ts';
import { withdrawClaim } from './withdraw-claim.service.ts';

@Resolver()
export class ClaimDecisionResolver {
  @Audience('public')
  @Mutation(() => WithdrawClaimPayload, {
    description:
      'Takes back a claim of the caller that is not being paid yet; money that it held is there for others again.',
  })
  async withdrawClaim(
    @Arg('input', () => WithdrawClaimInput, { description: 'Which.' }) input: WithdrawClaimInput,
    @Ctx() context: Context,
  ): Promise<WithdrawClaimPayload> {
    const result = await withdrawClaim(context, requireWorker(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(WithdrawClaimError, withdrawClaimMessages, result),
    };
  }

  @Audience('partner')
  @Mutation(() => RecordFactPayload, {
    description:
      'Records what papers say about a claim, where no part of the graph publishes it; the rules judge anew. For officers of the programme, who then do not decide the claim.',
  })
  async recordFact(
    @Arg('input', () => RecordFactInput, { description: 'What the papers say.' }) input: RecordFactInput,
    @Ctx() context: Context,
  ): Promise<RecordFactPayload> {
    const result = await recordFact(context, requireOfficer(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(RecordFactError, recordFactMessages, result),
    };
  }

  @OneAtATime()
  @Mutation(() => DecideClaimPayload, {
    description:
      'Reviews a claim that rules alone cannot decide. Two pairs of eyes grant it: two officers, or one besides whoever recorded its facts. Nobody reviews a claim of her own, of somebody in whom she has declared an interest, or whose facts she recorded.',
  })
  async decideClaim(
    @Arg('input', () => DecideClaimInput, { description: 'The review.' }) input: DecideClaimInput,
    @Ctx() context: Context,
  ): Promise<DecideClaimPayload> {
    const result = await decideClaim(context, requireOfficer(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(DecideClaimError, decideClaimMessages, result),
    };
  }
}
