import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, ok, refuse, type WorkDays } from '@millgate/kit';
import { Department } from '../office/department.entity.ts';
import { giveTo, giveToSomebody, routeOf } from '../office/assign.ts';
import type { Case } from './case.entity.ts';
import { CaseAction, CaseOutcome, CaseState } from './case.enums.ts';
import { followUpWithin, isBad, longestExtension, longestPause, reroutesByHandler } from './case.rules.ts';
import { acceptBy, closesAt, resumesAt, runAgain, setClock } from './case-clock.ts';
import type * as inputs from './case.inputs.ts';
import type { Tells } from './case.events.ts';
import { isApplicant, isClerkOf, isManager, isOwner } from './case.policy.ts';
import { moveCase } from './move-case.service.ts';

/** Each step of a case: whose it is, and what changes besides the state. */

interface By<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Tells;
  readonly input: Input;
}

const clerk = (one: Case, caller: Caller) => isClerkOf(caller, one);
const owner = (one: Case, caller: Caller) => isOwner(caller, one);
const ownerOrManager = (one: Case, caller: Caller) => isOwner(caller, one) || isManager(caller);
const manager = (_one: Case, caller: Caller) => isManager(caller);
const asker = (one: Case, caller: Caller) => isApplicant(caller, one);

export const acceptCase = (em: EntityManager, by: By<inputs.AcceptCaseInput>) =>
  moveCase<'NOBODY_THERE'>(em, {
    ...by,
    action: CaseAction.ACCEPT,
    allowed: clerk,
    change: async (one, { tx, calendar }) => {
      if (!(await begin(tx, one, by.now, by.now, calendar))) return nobodyThere(['caseId']);
      return ok({});
    },
  });

/** Starts the clock and gives the case its owner. False where nobody is there, not even at the community’s office. */
export async function begin(
  tx: EntityManager,
  one: Case,
  acceptedAt: Date,
  now: Date,
  calendar: WorkDays,
): Promise<boolean> {
  one.acceptedAt = acceptedAt;
  one.acceptBy = null;
  setClock(one, calendar);
  return giveToSomebody(tx, one, await routeOf(tx, one), now);
}

const nobodyThere = (path: readonly string[]) => refuse('NOBODY_THERE', { path, rule: 'D1' });

export const requestCorrection = (em: EntityManager, by: By<inputs.RequestCorrectionInput>) =>
  moveCase<'ALREADY_ASKED'>(em, {
    ...by,
    action: CaseAction.REQUEST_CORRECTION,
    allowed: clerk,
    change: async (one) => {
      if (one.corrections > 0) return refuse('ALREADY_ASKED', { path: ['missing'], rule: 'D4' });
      one.corrections = 1;
      one.missing = by.input.missing;
      one.acceptBy = null;
      return ok({ note: by.input.missing.join('; ') });
    },
  });

/** What was handed in counts as received now. */
export const resubmitCase = (em: EntityManager, by: By<inputs.ResubmitCaseInput>) =>
  moveCase(em, {
    ...by,
    action: CaseAction.RESUBMIT,
    allowed: (one, caller) => isApplicant(caller, one) || (caller.kind === 'PERSON' && caller.id === one.filedBy),
    change: async (one, { calendar }) => {
      one.receivedAt = by.now;
      one.acceptBy = acceptBy(calendar, by.now);
      return ok({ note: by.input.details });
    },
  });

export const declineCase = (em: EntityManager, by: By<inputs.DeclineCaseInput>) =>
  moveCase(em, {
    ...by,
    action: CaseAction.NOT_ACCEPT,
    allowed: clerk,
    change: async (one) => {
      one.answer = by.input.reason;
      one.acceptBy = null;
      one.closedAt = by.now;
      return ok({ note: by.input.reason });
    },
  });

/** Passing on changes who answers, never the due date. */
export const routeCase = (em: EntityManager, by: By<inputs.RouteCaseInput>) =>
  moveCase<'NOBODY_THERE' | 'DEPARTMENT_NOT_FOUND' | 'NEEDS_MANAGER'>(em, {
    ...by,
    action: CaseAction.ROUTE,
    allowed: ownerOrManager,
    change: async (one, { tx }) => {
      if (one.reroutes >= reroutesByHandler && !isManager(by.caller)) {
        return refuse('NEEDS_MANAGER', { path: ['departmentCode'], rule: 'routing' });
      }
      const department = await tx.findOne(Department, { code: by.input.departmentCode });
      if (!department) return refuse('DEPARTMENT_NOT_FOUND', { path: ['departmentCode'], rule: 'routing' });
      one.reroutes += 1;
      if (!(await giveTo(tx, one, department, by.now, one.ownerId))) return nobodyThere(['departmentCode']);
      return ok({ note: by.input.reason });
    },
  });

export const suspendCase = (em: EntityManager, by: By<inputs.SuspendCaseInput>) =>
  moveCase(em, {
    ...by,
    action: CaseAction.SUSPEND,
    allowed: owner,
    change: async (one, { calendar }) => {
      one.pauses = [...one.pauses, { from: by.now.toISOString(), until: null, reason: by.input.reason }];
      one.resumesAt = resumesAt(calendar, by.now, by.input.atMostDays ?? longestPause);
      setClock(one, calendar);
      return ok({ note: by.input.reason });
    },
  });

export const resumeCase = (em: EntityManager, by: By<inputs.ResumeCaseInput>) =>
  moveCase(em, {
    ...by,
    action: CaseAction.RESUME,
    allowed: ownerOrManager,
    change: async (one, { calendar }) => {
      runAgain(one, by.now, calendar);
      return ok({});
    },
  });

export const extendCase = (em: EntityManager, by: By<inputs.ExtendCaseInput>) =>
  moveCase<'ALREADY_EXTENDED'>(em, {
    ...by,
    action: CaseAction.EXTEND,
    allowed: manager,
    change: async (one, { calendar }) => {
      if (one.extensionDays > 0) return refuse('ALREADY_EXTENDED', { path: ['days'], rule: 'D3' });
      one.extensionDays = Math.min(by.input.days, longestExtension);
      one.extensionReason = by.input.reason;
      setClock(one, calendar);
      return ok({ note: by.input.reason });
    },
  });

/** The outcome is delivered with the decision: it lies in the person’s own list at once. */
export const decideCase = (em: EntityManager, by: By<inputs.DecideCaseInput>) =>
  moveCase<'LINKED_OPEN'>(em, {
    ...by,
    action: CaseAction.DECIDE,
    allowed: owner,
    change: async (one, { calendar }) => {
      if (one.linkedOpen) return linkedOpen();
      one.outcome = by.input.outcome;
      one.answer = by.input.answer;
      one.decidedAt = by.now;
      const deliver = () => void Object.assign(one, { deliveredAt: by.now, closesAt: closesAt(calendar, by.now) });
      return ok({ note: by.input.answer, then: { action: CaseAction.DELIVER, apply: deliver } });
    },
  });

const linkedOpen = () => refuse('LINKED_OPEN', { path: ['caseId'], rule: 'D8' });

export const resolveOnSpot = (em: EntityManager, by: By<inputs.ResolveOnSpotInput>) =>
  moveCase<'LINKED_OPEN'>(em, {
    ...by,
    action: CaseAction.RESOLVE_ON_SPOT,
    allowed: (one, caller) => isClerkOf(caller, one) || isOwner(caller, one) || isStaffOf(one, caller),
    change: async (one) => {
      if (one.linkedOpen) return linkedOpen();
      one.outcome = CaseOutcome.ANSWERED;
      one.answer = by.input.answer;
      Object.assign(one, { decidedAt: by.now, deliveredAt: by.now, closedAt: by.now, acceptBy: null });
      Object.assign(one, { dueAt: null, remindAt: null, districtAt: null });
      return ok({ note: by.input.answer });
    },
  });

const isStaffOf = ({ communityId }: Case, caller: Caller): boolean =>
  caller.kind === 'PERSON' &&
  caller.roles.some(({ role, scope }) => role === 'COMMUNITY_STAFF' && (scope === undefined || scope === communityId));

export const withdrawCase = (em: EntityManager, by: By<inputs.WithdrawCaseInput>) =>
  moveCase(em, {
    ...by,
    action: CaseAction.WITHDRAW,
    allowed: asker,
    change: async (one) => {
      Object.assign(one, { closedAt: by.now, acceptBy: null, dueAt: null, remindAt: null, districtAt: null });
      one.resumesAt = null;
      return ok({});
    },
  });

/** A good rating closes; a bad one reopens, and somebody other than the handler follows it up. */
export const rateCase = (em: EntityManager, by: By<inputs.RateCaseInput>) =>
  moveCase<'ALREADY_RATED'>(em, {
    ...by,
    action: CaseAction.RATE,
    allowed: asker,
    change: async (one, { tx, calendar }) => {
      if (one.rating !== null) return refuse('ALREADY_RATED', { path: ['score'], rule: 'rating' });
      one.rating = by.input.score;
      one.ratingComment = by.input.comment ?? null;
      const note = by.input.comment ?? null;
      if (isBad(by.input.score)) {
        const apply = () => reopen(tx, one, by.now, calendar, { limitDays: followUpWithin, notTo: one.ownerId });
        return ok({ note, then: { action: CaseAction.REOPEN, apply } });
      }
      if (one.state !== CaseState.DELIVERED) return ok({ note });
      return ok({ note, then: { action: CaseAction.CLOSE, apply: () => void (one.closedAt = by.now) } });
    },
  });

export const reopenCase = (em: EntityManager, by: By<inputs.ReopenCaseInput>) =>
  moveCase<'TOO_LATE'>(em, {
    ...by,
    action: CaseAction.REOPEN,
    allowed: asker,
    change: async (one, { tx, calendar }) => {
      if (one.closesAt && by.now >= one.closesAt) return refuse('TOO_LATE', { path: ['caseId'], rule: 'reopening' });
      await reopen(tx, one, by.now, calendar, { limitDays: one.limitDays, notTo: null });
      return ok({ note: by.input.reason });
    },
  });

/** A round of its own: its clock starts now, and its limit is no longer than the first. */
export async function reopen(
  tx: EntityManager,
  one: Case,
  now: Date,
  calendar: WorkDays,
  { limitDays, notTo }: { limitDays: number; notTo: string | null },
): Promise<void> {
  Object.assign(one, { decidedAt: null, deliveredAt: null, closedAt: null, closesAt: null, outcome: null });
  Object.assign(one, { acceptedAt: now, extensionDays: 0, extensionReason: null, pauses: [] });
  one.limitDays = Math.min(limitDays, one.limitDays);
  setClock(one, calendar);
  // Where the handler is the only one of the department, the community’s office follows up.
  const department = one.departmentRef ? await one.departmentRef.loadOrFail() : await routeOf(tx, one);
  await giveToSomebody(tx, one, department, now, notTo);
}
