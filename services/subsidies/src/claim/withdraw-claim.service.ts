import { type Context, isSelf, ok, refuse, type Result } from '@millgate/kit';
import { moveReserved } from '../budget/ledger.service.ts';
import { LedgerAccount } from '../budget/ledger.enums.ts';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { mayWithdraw } from './claim.rules.ts';
import { lockClaim, moveClaim } from './claim-step.service.ts';
import { tellCase } from './tell-case.ts';
import { forEver } from './repeatable.ts';
import type { WithdrawClaimInput } from './withdraw-claim.inputs.ts';
import type { WithdrawClaimErrorCode } from './withdraw-claim.payloads.ts';

/** Takes a claim back; money that it held is there for others again. */
export const withdrawClaim = (
  context: Context,
  workerId: string,
  input: WithdrawClaimInput,
): Promise<Result<Claim, keyof typeof WithdrawClaimErrorCode>> =>
  forEver(context, 'withdrawClaim', input, Claim, async (tx) => {
    const claim = await lockClaim(tx, input.claimId);
    const at = { path: ['claimId'], rule: 'CLAIM' };
    if (!claim?.workerId || !isSelf(context.caller, claim.workerId)) return refuse('CLAIM_NOT_FOUND', at);
    if (!mayWithdraw(claim.state)) return refuse('WRONG_STATE', { ...at, details: { state: claim.state } });
    if (claim.state === ClaimState.APPROVED) {
      const move = { from: LedgerAccount.RESERVED, to: LedgerAccount.AVAILABLE, at: context.now };
      await moveReserved(tx, claim.id, move);
    }
    claim.retryAt = null;
    moveClaim(tx, claim, ClaimState.WITHDRAWN, { actor: workerId, at: context.now });
    await tx.flush();
    await tellCase(tx, claim, context.services, context.now);
    return ok(claim);
  });
