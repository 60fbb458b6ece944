import { type Context, dayOf, ok, refuse, type Result } from '@millgate/kit';
import { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { lockClaim } from '../claim/claim-step.service.ts';
import { forEver } from '../claim/repeatable.ts';
import { fallAway } from './fall-away.service.ts';
import type { RequestClawbackInput } from './request-clawback.inputs.ts';
import type { RequestClawbackErrorCode } from './request-clawback.payloads.ts';

/** An officer claims back what was paid and should not have been. */
export const requestClawback = (
  context: Context,
  officerId: string,
  input: RequestClawbackInput,
): Promise<Result<Claim, keyof typeof RequestClawbackErrorCode>> =>
  forEver(context, 'requestClawback', input, Claim, async (tx) => {
    const claim = await lockClaim(tx, input.claimId);
    const at = { path: ['claimId'], rule: 'CLAIM' };
    if (!claim || !isOfficerOf(context.caller, claim.programRef.id)) return refuse('CLAIM_NOT_FOUND', at);
    const { state } = claim;
    if (state !== ClaimState.PAID) return refuse('WRONG_STATE', { ...at, details: { state } });
    await fallAway(tx, claim, dayOf(context.now), { actor: officerId, at: context.now, note: input.reason });
    await tx.flush();
    return ok(claim);
  });
