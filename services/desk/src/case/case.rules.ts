import { type CaseAction, type CaseKind, CaseState } from './case.enums.ts';

const { SUBMITTED, CORRECTION, NOT_ACCEPTED, IN_PROGRESS, SUSPENDED } = CaseState;
const { DECIDED, DELIVERED, CLOSED, WITHDRAWN, RESOLVED_ON_SPOT } = CaseState;

interface Transition {
  readonly from: readonly CaseState[];
  /** Null leaves the state as it is. */
  readonly to: CaseState | null;
}

/** The state table (D5), as data. The database holds the same pairs and refuses all others. */
export const transitions: Readonly<Record<Exclude<CaseAction, CaseAction.SUBMIT>, Transition>> = {
  ACCEPT: { from: [SUBMITTED], to: IN_PROGRESS },
  ACCEPT_BY_SILENCE: { from: [SUBMITTED], to: IN_PROGRESS },
  REQUEST_CORRECTION: { from: [SUBMITTED], to: CORRECTION },
  RESUBMIT: { from: [CORRECTION], to: SUBMITTED },
  NOT_ACCEPT: { from: [SUBMITTED], to: NOT_ACCEPTED },
  ROUTE: { from: [IN_PROGRESS], to: null },
  REASSIGN: { from: [IN_PROGRESS, SUSPENDED], to: null },
  SUSPEND: { from: [IN_PROGRESS], to: SUSPENDED },
  RESUME: { from: [SUSPENDED], to: IN_PROGRESS },
  EXTEND: { from: [IN_PROGRESS], to: null },
  RESCHEDULE: { from: [IN_PROGRESS], to: null },
  DECIDE: { from: [IN_PROGRESS], to: DECIDED },
  DELIVER: { from: [DECIDED], to: DELIVERED },
  RESOLVE_ON_SPOT: { from: [SUBMITTED, IN_PROGRESS], to: RESOLVED_ON_SPOT },
  WITHDRAW: { from: [SUBMITTED, CORRECTION, IN_PROGRESS, SUSPENDED], to: WITHDRAWN },
  RATE: { from: [DELIVERED, CLOSED], to: null },
  CLOSE: { from: [DELIVERED, RESOLVED_ON_SPOT], to: CLOSED },
  REOPEN: { from: [DELIVERED, CLOSED], to: IN_PROGRESS },
  CLAIM_OPENED: { from: [SUBMITTED, CORRECTION, IN_PROGRESS, SUSPENDED], to: null },
  CLAIM_CLOSED: { from: [SUBMITTED, CORRECTION, IN_PROGRESS, SUSPENDED, WITHDRAWN], to: null },
};

/** Every pair of states that an action leads from and to. */
export const allowedMoves: readonly (readonly [CaseState, CaseState])[] = Object.values(transitions).flatMap(
  ({ from, to }) => (to === null ? [] : from.map((before) => [before, to] as const)),
);

/** From acceptance to closing a case has exactly one owner (D1). */
export const ownedStates: readonly CaseState[] = [IN_PROGRESS, SUSPENDED, DECIDED, DELIVERED];

/** States that still need somebody to do something. */
export const openStates: readonly CaseState[] = [SUBMITTED, CORRECTION, IN_PROGRESS, SUSPENDED, DECIDED];

/** Working days promised where no item says otherwise, by kind; the statutory limit is twenty. */
export const promisedByKind: Readonly<Record<CaseKind, number>> = {
  APPLICATION: 20,
  SUGGESTION: 10,
  CONSULTATION: 3,
  COMPLAINT: 10,
  HELP_REQUEST: 5,
  COMMITMENT: 20,
};

/** Licensing law, article 42. */
export const statutoryDays = 20;

/** The one extension, with a manager’s approval and a reason that the applicant reads. */
export const longestExtension = 10;

/** Working days for which the clock may stand still at most; then it runs again by itself. */
export const longestPause = 60;

/** Working days after delivery until a case that nobody rated closes, and in which it can be reopened. */
export const closesAfter = 15;

/** Working days within which somebody other than the handler follows a bad rating up. */
export const followUpWithin = 5;

/** A rating of two or less is bad: it reopens the case. */
export const isBad = (score: number): boolean => score <= 2;

/** A handler passes a case on once; the next time a manager does. */
export const reroutesByHandler = 1;
