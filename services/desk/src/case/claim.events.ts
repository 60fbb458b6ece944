import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { canonicalId, type EventHandler } from '@millgate/kit';
import { workDays } from '../clock/calendar.service.ts';
import { NoticeKind } from '../notice/notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { Case } from './case.entity.ts';
import { CaseAction, CaseState } from './case.enums.ts';
import { reopen } from './case-moves.ts';
import { transitions } from './case.rules.ts';
import { recordStep } from './case-step.ts';
import { LinkedClaim } from './linked-claim.entity.ts';

/**
 * A case led to a claim. It has no outcome before the claim has (D8), and one that was decided in the same instant, or
 * whose claim is open again by an appeal, is taken up again. Whose case it is, is judged here: a claimant names what she
 * likes. Schema: `schema/events/ClaimOpened.json`.
 */
export const claimOpened: EventHandler = async (tx, { payload, occurredAt }) => {
  const { claimId, caseId, workerId } = payload as { claimId: string; caseId: string; workerId: string };
  const at = new Date(occurredAt);
  const one = await lockCase(tx, caseId);
  if (!one?.workerId || one.workerId !== (await canonicalId(tx, workerId))) return;
  const known = await tx.findOne(LinkedClaim, claimId);
  if (known && known.caseRef.id !== caseId) return;
  const waits = transitions.CLAIM_OPENED.from.includes(one.state);
  if (!waits && !(await takeUpAgain(tx, one, at, known !== null))) return;
  await tx.upsert(LinkedClaim, { id: claimId, caseRef: one, open: true });
  one.linkedOpen = true;
  await told(tx, one, { action: CaseAction.CLAIM_OPENED, at, note: claimId });
};

/** Nothing keeps the case open any more; its owner is told. Schema: `schema/events/ClaimClosed.json`. */
export const claimClosed: EventHandler = async (tx, { payload, occurredAt }) => {
  const { claimId, caseId, outcome } = payload as { claimId: string; caseId: string; outcome: string };
  const at = new Date(occurredAt);
  const one = await lockCase(tx, caseId);
  const ended = one && (await tx.nativeUpdate(LinkedClaim, { id: claimId, caseRef: one, open: true }, { open: false }));
  if (!one || !ended) return;
  one.linkedOpen = (await tx.count(LinkedClaim, { caseRef: one, open: true })) > 0;
  if (one.ownerId) notify(tx, { personId: one.ownerId, kind: NoticeKind.CASE_MOVED, one, at });
  await told(tx, one, { action: CaseAction.CLAIM_CLOSED, at, note: `${claimId} ${outcome}` });
};

const lockCase = (tx: EntityManager, id: string) => tx.findOne(Case, id, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** What was closed long ago stays so, unless the claim was its own. */
async function takeUpAgain(tx: EntityManager, one: Case, at: Date, isItsOwn: boolean): Promise<boolean> {
  const { state: before, limitDays, closesAt } = one;
  const over = before === CaseState.CLOSED && !isItsOwn && closesAt !== null && at >= closesAt;
  if (over || !transitions.REOPEN.from.includes(before)) return false;
  one.state = CaseState.IN_PROGRESS;
  await reopen(tx, one, at, await workDays(tx), { limitDays, notTo: null });
  recordStep(tx, one, { action: CaseAction.REOPEN, before, at, actor: null });
  return true;
}

async function told(
  tx: EntityManager,
  one: Case,
  { action, at, note }: { action: CaseAction; at: Date; note: string },
): Promise<void> {
  one.version += 1;
  recordStep(tx, one, { action, before: one.state, at, actor: null, note });
  await tx.flush();
}
