import { type Context, ok, refuse, type Result } from '@millgate/kit';
import { moveReserved } from '../budget/ledger.service.ts';
import { LedgerAccount } from '../budget/ledger.enums.ts';
import { Claim, ClaimStep } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { lockClaim, moveClaim } from '../claim/claim-step.service.ts';
import { conflictWith } from '../claim/four-eyes.service.ts';
import { forEver } from '../claim/repeatable.ts';
import { ClawbackOutcome } from './clawback.enums.ts';
import type { SettleClawbackInput } from './settle-clawback.inputs.ts';
import type { SettleClawbackErrorCode } from './settle-clawback.payloads.ts';

/** The money came back, whole, and can be granted again; or it is waived, by somebody who did not claim it back. */
export const settleClawback = (
  context: Context,
  officerId: string,
  input: SettleClawbackInput,
): Promise<Result<Claim, keyof typeof SettleClawbackErrorCode>> =>
  forEver(context, 'settleClawback', input, Claim, async (tx) => {
    const claim = await lockClaim(tx, input.claimId);
    const at = { path: ['claimId'], rule: 'CLAIM' };
    if (!claim || !isOfficerOf(context.caller, claim.programRef.id)) return refuse('CLAIM_NOT_FOUND', at);
    const { state } = claim;
    if (state !== ClaimState.CLAWBACK_DUE) return refuse('WRONG_STATE', { ...at, details: { state } });
    const acting = { actor: officerId, at: context.now, note: input.reason };
    if (input.outcome === ClawbackOutcome.RECOVERED) {
      const move = { from: LedgerAccount.RECOVERED, to: LedgerAccount.AVAILABLE, at: context.now };
      await moveReserved(tx, claim.id, move);
      moveClaim(tx, claim, ClaimState.RECOVERED, acting);
    } else {
      const conflict = await conflictWith(tx, claim, officerId);
      if (conflict) return refuse('CONFLICT_OF_INTEREST', { ...at, rule: 'FOUR_EYES', details: { conflict } });
      const asked = { claimRef: claim.id, to: ClaimState.CLAWBACK_DUE, actor: officerId };
      if ((await tx.count(ClaimStep, asked)) > 0) return refuse('FOUR_EYES', { ...at, rule: 'FOUR_EYES' });
      moveClaim(tx, claim, ClaimState.WAIVED, acting);
    }
    await tx.flush();
    return ok(claim);
  });
