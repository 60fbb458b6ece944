import { ok, refuse, type Result } from '@millgate/kit';

export enum MaintenanceKind {
  PLUMBING = 'PLUMBING',
  ELECTRICITY = 'ELECTRICITY',
  HEATING = 'HEATING',
  DOORS = 'DOORS',
  FURNITURE = 'FURNITURE',
  OTHER = 'OTHER',
}

export enum MaintenanceState {
  REPORTED = 'REPORTED',
  ACCEPTED = 'ACCEPTED',
  DONE = 'DONE',
  CLOSED = 'CLOSED',
  DECLINED = 'DECLINED',
}

export enum MaintenanceAction {
  REPORT = 'REPORT',
  ACCEPT = 'ACCEPT',
  DECLINE = 'DECLINE',
  COMPLETE = 'COMPLETE',
  CONFIRM = 'CONFIRM',
  REOPEN = 'REOPEN',
  CLOSE = 'CLOSE',
}

const { REPORTED, ACCEPTED, DONE, CLOSED, DECLINED } = MaintenanceState;

/** Working days in which staff answer a request. */
export const answerWorkingDays = 1;

/** Days after which what is done counts as confirmed. */
export const silenceDays = 7;

const moves: Readonly<
  Record<Exclude<MaintenanceAction, MaintenanceAction.REPORT>, readonly [MaintenanceState, MaintenanceState]>
> = {
  ACCEPT: [REPORTED, ACCEPTED],
  DECLINE: [REPORTED, DECLINED],
  COMPLETE: [ACCEPTED, DONE],
  CONFIRM: [DONE, CLOSED],
  // Not mended: staff answer it anew.
  REOPEN: [DONE, REPORTED],
  CLOSE: [DONE, CLOSED],
};

export type MaintenanceMove = keyof typeof moves;

/** The state that a request moves to, or why it does not. */
export function moveRequest(
  request: { readonly state: MaintenanceState; readonly version: number },
  move: MaintenanceMove,
  expectedVersion: number,
): Result<MaintenanceState, 'STALE_VERSION' | 'WRONG_STATE'> {
  if (request.version !== expectedVersion) {
    const details = { currentVersion: request.version };
    return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
  }
  const [from, to] = moves[move];
  if (request.state !== from) {
    return refuse('WRONG_STATE', { path: ['requestId'], rule: 'maintenanceStates', details: { state: request.state } });
  }
  return ok(to);
}
