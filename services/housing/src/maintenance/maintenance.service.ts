import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  addTo,
  badInput,
  callerKey,
  type Command,
  dayOf,
  type DueTask,
  instantAt,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  workingDaysFrom,
} from '@millgate/kit';
import { Lease } from '../lease/lease.entity.ts';
import { leaseState, LeaseState } from '../lease/lease.rules.ts';
import { MaintenanceRequest, MaintenanceStep } from './maintenance.entity.ts';
import type {
  AcceptMaintenanceInput,
  CompleteMaintenanceInput,
  ConfirmMaintenanceInput,
  DeclineMaintenanceInput,
  MoveMaintenanceInput,
  RequestMaintenanceInput,
} from './maintenance.inputs.ts';
import {
  answerWorkingDays,
  MaintenanceAction,
  type MaintenanceMove,
  MaintenanceState,
  moveRequest,
  silenceDays,
} from './maintenance.rules.ts';

/** A tenant who lives there reports what is broken. */
export const requestMaintenance = (
  em: EntityManager,
  command: Command<RequestMaintenanceInput> & { readonly workerId: string },
): Promise<Result<MaintenanceRequest, 'LEASE_NOT_FOUND' | 'NOT_LIVING_THERE'>> =>
  perform(em, command, { mutation: 'requestMaintenance', entity: MaintenanceRequest }, async (tx) => {
    const { workerId, now, input } = command;
    const lease = await tx.findOne(Lease, { id: input.leaseId, tenantId: workerId });
    if (!lease) return refuse('LEASE_NOT_FOUND', { path: ['leaseId'], rule: 'lease' });
    const state = leaseState(lease, now);
    if (state !== LeaseState.ACTIVE && state !== LeaseState.NOTICE) {
      return refuse('NOT_LIVING_THERE', { path: ['leaseId'], rule: 'leaseStates', details: { state } });
    }
    const request = tx.create(MaintenanceRequest, {
      id: newId('mrq'),
      leaseRef: lease,
      unitRef: lease.unitRef.id,
      tenantId: workerId,
      kind: input.kind,
      description: input.description,
      state: MaintenanceState.REPORTED,
      reportedAt: now,
      answerBy: await workingDaysFrom(tx, now, answerWorkingDays),
    });
    note(tx, request, { action: MaintenanceAction.REPORT, before: null, now, actor: workerId });
    await tx.flush();
    return ok(request);
  });

export const acceptMaintenance = (em: EntityManager, command: Command<AcceptMaintenanceInput>) => {
  const { doneBy } = command.input;
  if (doneBy < dayOf(command.now)) throw badInput('The promised day must not be past.', ['input', 'doneBy'], 'notPast');
  return move(em, command, 'acceptMaintenance', MaintenanceAction.ACCEPT, {
    apply: (request) => void (request.doneBy = doneBy),
  });
};

export const declineMaintenance = (em: EntityManager, command: Command<DeclineMaintenanceInput>) =>
  move(em, command, 'declineMaintenance', MaintenanceAction.DECLINE, { note: command.input.reason });

export const completeMaintenance = (em: EntityManager, command: Command<CompleteMaintenanceInput>) =>
  move(em, command, 'completeMaintenance', MaintenanceAction.COMPLETE, {
    ...(command.input.note ? { note: command.input.note } : {}),
    apply: (request) => void (request.doneAt = command.now),
  });

/** The tenant says whether it is mended; if not, staff have to answer anew. */
export const confirmMaintenance = async (
  em: EntityManager,
  command: Command<ConfirmMaintenanceInput> & { readonly workerId: string },
) => {
  const { mended, note: said } = command.input;
  return move(em, command, 'confirmMaintenance', mended ? MaintenanceAction.CONFIRM : MaintenanceAction.REOPEN, {
    ...(said ? { note: said } : {}),
    mine: (request) => request.tenantId === command.workerId,
    apply: async (request, tx) => {
      if (mended) return;
      request.doneBy = null;
      request.doneAt = null;
      request.answerBy = await workingDaysFrom(tx, command.now, answerWorkingDays);
    },
  });
};

export type MoveRefusal = 'REQUEST_NOT_FOUND' | 'STALE_VERSION' | 'WRONG_STATE';

interface How {
  readonly note?: string;
  mine?(request: MaintenanceRequest): boolean;
  apply?(request: MaintenanceRequest, tx: EntityManager): Promise<void> | void;
}

function move(
  em: EntityManager,
  command: Command<MoveMaintenanceInput>,
  mutation: string,
  action: MaintenanceMove,
  how: How,
): Promise<Result<MaintenanceRequest, MoveRefusal>> {
  return perform(em, command, { mutation, entity: MaintenanceRequest }, async (tx) => {
    const { caller, now, input } = command;
    const request = await tx.findOne(MaintenanceRequest, input.requestId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!request || (how.mine && !how.mine(request))) {
      return refuse('REQUEST_NOT_FOUND', { path: ['requestId'], rule: 'request' });
    }
    const moved = moveRequest(request, action, input.expectedVersion);
    if (!moved.ok) return moved;
    const before = request.state;
    await how.apply?.(request, tx);
    request.state = moved.value;
    request.version += 1;
    const said = how.note ? { said: how.note } : {};
    note(tx, request, { action, before, now, actor: callerKey(caller), ...said });
    await tx.flush();
    return ok(request);
  });
}

function note(
  tx: EntityManager,
  request: MaintenanceRequest,
  line: { action: MaintenanceAction; before: MaintenanceState | null; now: Date; actor?: string; said?: string },
): void {
  tx.create(MaintenanceStep, {
    id: newId('mst'),
    requestRef: request,
    action: line.action,
    at: line.now,
    actor: line.actor ?? null,
    note: line.said ?? null,
    before: line.before,
    after: request.state,
  });
}

/** What is done and not complained of for a week is closed. */
export const closeAfterSilence: DueTask = async (tx, now) => {
  const since = instantAt(addTo(dayOf(now), { days: -silenceDays }), '00:00');
  const silent = await tx.find(
    MaintenanceRequest,
    { state: MaintenanceState.DONE, doneAt: { $lt: since } },
    { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy: { id: 'asc' }, limit: 500 },
  );
  for (const request of silent) {
    request.state = MaintenanceState.CLOSED;
    request.version += 1;
    note(tx, request, { action: MaintenanceAction.CLOSE, before: MaintenanceState.DONE, now });
  }
  await tx.flush();
  return silent.length;
};
