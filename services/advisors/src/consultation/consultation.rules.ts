import type { ConsultationAction } from './consultation-step.entity.ts';
import type { ConsultationState } from './consultation.entity.ts';

type State = `${ConsultationState}`;

interface Transition {
  readonly from: readonly State[];
  /** Null leaves the state as it is. */
  readonly to: State | null;
}

/** The state table, as data. The database holds the same pairs and refuses all others. */
export const transitions: Readonly<Record<Exclude<`${ConsultationAction}`, 'REQUEST'>, Transition>> = {
  ASSIGN: { from: ['REQUESTED'], to: 'ASSIGNED' },
  ACCEPT: { from: ['ASSIGNED'], to: 'ACCEPTED' },
  DECLINE: { from: ['ASSIGNED'], to: 'DECLINED' },
  ASK_NEXT: { from: ['DECLINED'], to: 'REQUESTED' },
  FALL_SILENT: { from: ['ASSIGNED'], to: 'REQUESTED' },
  RELEASE: { from: ['ASSIGNED', 'ACCEPTED', 'MET'], to: 'REQUESTED' },
  PLAN_VISIT: { from: ['ACCEPTED', 'MET'], to: null },
  MEET: { from: ['ACCEPTED', 'MET'], to: 'MET' },
  ANSWER: { from: ['ACCEPTED', 'MET'], to: 'ANSWERED' },
  FOLLOW_UP: { from: ['ANSWERED', 'FOLLOWED_UP'], to: 'FOLLOWED_UP' },
  CLOSE: { from: ['ANSWERED', 'FOLLOWED_UP'], to: 'CLOSED' },
  CANCEL: { from: ['REQUESTED', 'ASSIGNED', 'ACCEPTED'], to: 'CANCELLED' },
};

/** Every pair of different states that an action leads from and to. */
export const allowedMoves: readonly (readonly [State, State])[] = Object.values(transitions).flatMap(({ from, to }) =>
  to === null ? [] : from.filter((before) => before !== to).map((before) => [before, to] as const),
);

/** States in which a consultation lies with an adviser who still has to do something. */
export const openWithAdvisor: readonly State[] = ['ASSIGNED', 'ACCEPTED', 'MET'];

/** Working days within which somebody is assigned, accepts, and gets in touch; after an answer, asks what came of it. */
export const limits = { assign: 1, accept: 1, contact: 2, followUp: 10 } as const;

/** Hours within which the online channel answers, by day and night, on holidays too. */
export const onlineHours = 24;
