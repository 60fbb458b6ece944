import type { EntityManager } from '@mikro-orm/postgresql';
import { addTo, brokenConstraint, type Context, dayOf, isSelf, newId, ok, refuse, type Result } from '@millgate/kit';
import { ClaimState } from '../claim/claim.enums.ts';
import { appealDays } from '../claim/claim.rules.ts';
import { lockClaim, moveClaim } from '../claim/claim-step.service.ts';
import { forEver } from '../claim/repeatable.ts';
import { Appeal, AppealState } from './appeal.entity.ts';
import type { AppealClaimInput } from './appeal-claim.inputs.ts';
import type { AppealClaimErrorCode } from './appeal-claim.payloads.ts';

type Appealed = Result<Appeal, keyof typeof AppealClaimErrorCode>;

/** A refusal is appealed once, within its time; the claim keeps its place from when it was complete. */
export const appealClaim = (context: Context, workerId: string, input: AppealClaimInput): Promise<Appealed> =>
  forEver(context, 'appealClaim', input, Appeal, (tx) => file(tx, context, workerId, input));

async function file(
  tx: EntityManager,
  { caller, now }: Context,
  workerId: string,
  { claimId, grounds }: AppealClaimInput,
): Promise<Appealed> {
  const claim = await lockClaim(tx, claimId);
  const at = { path: ['claimId'], rule: 'CLAIM' };
  if (!claim?.workerId || !isSelf(caller, claim.workerId)) return refuse('CLAIM_NOT_FOUND', at);
  const { state, decidedAt } = claim;
  if (state !== ClaimState.REFUSED || !decidedAt) return refuse('WRONG_STATE', { ...at, details: { state } });
  if ((await tx.count(Appeal, { claimRef: claimId })) > 0) return refuse('ALREADY_APPEALED', { ...at, rule: 'APPEAL' });
  const lastDay = addTo(dayOf(decidedAt), { days: appealDays.value });
  if (dayOf(now) > lastDay)
    return refuse('TOO_LATE', { ...at, rule: 'APPEAL_DAYS', details: { lastDay, effectiveFrom: appealDays.from } });
  const appealId = newId('apl');
  try {
    await tx.transactional(async (attempt) => {
      moveClaim(attempt, claim, ClaimState.UNDER_APPEAL, { actor: workerId, at: now });
      attempt.create(Appeal, { id: appealId, claimRef: claim, grounds, state: AppealState.FILED, filedAt: now });
      await attempt.flush();
    });
  } catch (cause) {
    // Refused claims may be made anew; one that was made stands in the place of this.
    if (brokenConstraint(cause) === 'claim_s1') return refuse('CLAIMED_ANEW', { ...at, rule: 'S1' });
    throw cause;
  }
  return ok(await tx.findOneOrFail(Appeal, appealId));
}
