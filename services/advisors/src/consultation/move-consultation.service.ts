import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Caller, ok, refuse, type Result, withoutTraceOfRefusals } from '@millgate/kit';
import { readableBy } from './consultation.policy.ts';
import { transitions } from './consultation.rules.ts';
import { ConsultationAction } from './consultation-step.entity.ts';
import { recordStep } from './consultation-step.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';

/** Refusals that every change of a consultation can meet. */
export type MoveRefusal = 'CONSULTATION_NOT_FOUND' | 'NOT_YOURS' | 'STALE_VERSION' | 'WRONG_STATE';

export interface Moving<T, Code extends string> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: { readonly consultationId: string; readonly expectedVersion: number };
  readonly action: Exclude<ConsultationAction, ConsultationAction.REQUEST>;
  /** Whose action it is, of those who may read the consultation. */
  readonly allowed: (one: Consultation, caller: Caller) => boolean;
  /** What the adviser does without having accepted accepts: who answers at once need not press twice. */
  readonly acceptsFirst?: boolean;
  /** What changes besides the state, before the step is written; refusals leave no trace. */
  readonly change: (one: Consultation, tx: EntityManager) => Promise<Result<{ note?: string | null; value: T }, Code>>;
  /** What follows the step. */
  readonly then?: (one: Consultation, tx: EntityManager) => Promise<void>;
}

/** The one way a consultation changes: row taken, who, version, table, step, notice. */
export const moveConsultation = <T, Code extends string = never>(
  em: EntityManager,
  moving: Moving<T, Code>,
): Promise<Result<T, Code | MoveRefusal>> => withoutTraceOfRefusals(em, (tx) => move(tx, moving));

async function move<T, Code extends string>(
  tx: EntityManager,
  { caller, now, input, action, allowed, acceptsFirst, change, then }: Moving<T, Code>,
): Promise<Result<T, Code | MoveRefusal>> {
  const one = await tx.findOne(Consultation, input.consultationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const at = { path: ['consultationId'] };
  // What the caller may not read is as if it were not there (A4).
  if (!one || !readableBy(caller, one)) return refuse('CONSULTATION_NOT_FOUND', { ...at, rule: 'A4' });
  if (!allowed(one, caller)) return refuse('NOT_YOURS', { ...at, rule: action });
  if (one.version !== input.expectedVersion) {
    const details = { currentVersion: one.version };
    return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
  }
  const actor = callerKey(caller);
  if (acceptsFirst && one.state === ConsultationState.ASSIGNED) {
    accepted(one);
    await recordStep(tx, one, {
      action: ConsultationAction.ACCEPT,
      before: ConsultationState.ASSIGNED,
      at: now,
      actor,
    });
  }
  const before = one.state;
  const transition = transitions[action];
  if (!transition.from.includes(before)) {
    return refuse('WRONG_STATE', { ...at, rule: 'state', details: { state: before } });
  }
  if (transition.to !== null) one.state = transition.to as ConsultationState;
  const changed = await change(one, tx);
  if (!changed.ok) return changed;
  one.version += 1;
  await recordStep(tx, one, { action, before, at: now, actor, note: changed.value.note ?? null });
  await then?.(one, tx);
  await tx.flush();
  return ok(changed.value.value);
}

export const accepted = (one: Consultation): void =>
  void Object.assign(one, { state: ConsultationState.ACCEPTED, acceptBy: null });
