import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Context, ok, refuse, type Result } from '@millgate/kit';
import { grantedFen } from '../assessment/assessment.rules.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { lockClaim, moveClaim } from '../claim/claim-step.service.ts';
import { approveClaim } from '../claim/decide-by-rule.service.ts';
import { conflictWith } from '../claim/four-eyes.service.ts';
import { forEver } from '../claim/repeatable.ts';
import { ProgramKind } from '../program/program.enums.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { Appeal, AppealState } from './appeal.entity.ts';
import type { DecideAppealInput } from './decide-appeal.inputs.ts';
import type { DecideAppealErrorCode } from './decide-appeal.payloads.ts';

type Decided = Result<Appeal, keyof typeof DecideAppealErrorCode>;

/** An appeal is decided by somebody who took no part in the refusal. Upheld, the claim is granted as of its own day. */
export const decideAppeal = (context: Context, officerId: string, input: DecideAppealInput): Promise<Decided> =>
  forEver(context, 'decideAppeal', input, Appeal, (tx) => decide(tx, context, officerId, input));

async function decide(
  tx: EntityManager,
  { caller, now }: Context,
  officerId: string,
  { appealId, upheld, finding }: DecideAppealInput,
): Promise<Decided> {
  const at = { path: ['appealId'], rule: 'APPEAL' };
  const found = await tx.findOne(Appeal, { id: appealId });
  // The claim first, as everybody who changes both.
  const claim = found && (await lockClaim(tx, found.claimRef.id));
  if (!claim || !isOfficerOf(caller, claim.programRef.id)) return refuse('APPEAL_NOT_FOUND', at);
  const inFull = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const appeal = await tx.findOneOrFail(Appeal, { id: appealId }, inFull);
  const { state } = appeal;
  if (state !== AppealState.FILED || claim.state !== ClaimState.UNDER_APPEAL) {
    return refuse('ALREADY_DECIDED', { ...at, details: { state } });
  }
  const conflict = await conflictWith(tx, claim, officerId, 'DECIDED_BEFORE');
  if (conflict) return refuse('CONFLICT_OF_INTEREST', { ...at, rule: 'FOUR_EYES', details: { conflict } });
  const acting = { actor: officerId, at: now, note: finding };
  Object.assign(appeal, { state: upheld ? AppealState.UPHELD : AppealState.REJECTED, decidedAt: now, finding });
  appeal.decidedBy = officerId;
  if (upheld) {
    claim.round += 1;
    const { kind } = await tx.findOneOrFail(SubsidyProgram, claim.programRef.id);
    const fen = kind === ProgramKind.CASH && claim.assessed ? grantedFen(claim.assessed) : null;
    await approveClaim(tx, claim, fen, acting);
  } else {
    claim.decidedAt = now;
    moveClaim(tx, claim, ClaimState.REFUSED, acting);
  }
  await tx.flush();
  return ok(appeal);
}
