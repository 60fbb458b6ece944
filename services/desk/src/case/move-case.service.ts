import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Caller, ok, refuse, type Result, withoutTraceOfRefusals, type WorkDays } from '@millgate/kit';
import { workDays } from '../clock/calendar.service.ts';
import { Case } from './case.entity.ts';
import type { CaseAction } from './case.enums.ts';
import { mayRead } from './case.policy.ts';
import { tellOfCase, type Tells } from './case.events.ts';
import { transitions } from './case.rules.ts';
import { recordStep } from './case-step.ts';

/** Refusals that every change of a case can meet. */
export type MoveRefusal = 'CASE_NOT_FOUND' | 'NOT_YOURS' | 'STALE_VERSION' | 'WRONG_STATE';

export interface Moving<Code extends string> {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Tells;
  readonly input: { readonly caseId: string; readonly expectedVersion: number };
  readonly action: MoveAction;
  /** Whose action it is, of those who may read the case. */
  readonly allowed: (one: Case, caller: Caller) => boolean;
  /** What changes besides the state; refusals leave no trace. */
  readonly change?: (one: Case, given: { tx: EntityManager; calendar: WorkDays }) => Promise<Result<Change, Code>>;
}

export interface Change {
  /** What is noted with the step. */
  readonly note?: string | null;
  /** What follows at once, as a step of its own. */
  readonly then?: { readonly action: MoveAction; readonly apply: () => Promise<void> | void };
}

export type MoveAction = Exclude<CaseAction, CaseAction.SUBMIT>;

/** Moves a case along the table: the row is taken first, so that of two who decide at once one finds it changed (D5). */
export function moveCase<Code extends string = never>(
  em: EntityManager,
  moving: Moving<Code>,
): Promise<Result<Case, Code | MoveRefusal>> {
  return withoutTraceOfRefusals(em, (tx) => move(tx, moving));
}

async function move<Code extends string>(
  tx: EntityManager,
  { caller, now, services, input, action, allowed, change }: Moving<Code>,
): Promise<Result<Case, Code | MoveRefusal>> {
  const one = await tx.findOne(Case, input.caseId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const at = { path: ['caseId'] };
  if (!one || !mayRead(caller, one)) return refuse('CASE_NOT_FOUND', { ...at, rule: 'case' });
  if (!allowed(one, caller)) return refuse('NOT_YOURS', { ...at, rule: action });
  const { version, state: before } = one;
  if (version !== input.expectedVersion) {
    return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'D5', details: { currentVersion: version } });
  }
  const transition = transitions[action];
  if (!transition.from.includes(before))
    return refuse('WRONG_STATE', { ...at, rule: 'D5', details: { state: before } });
  if (transition.to !== null) one.state = transition.to;
  const changed: Result<Change, Code> = change ? await change(one, { tx, calendar: await workDays(tx) }) : ok({});
  if (!changed.ok) return changed;
  one.version += 1;
  const actor = callerKey(caller);
  recordStep(tx, one, { action, before, at: now, actor, note: changed.value.note ?? null });
  await tx.flush();
  if (changed.value.then) await follow(tx, one, changed.value.then, { at: now, actor });
  await tellOfCase(tx, one, services, now);
  return ok(one);
}

async function follow(
  tx: EntityManager,
  one: Case,
  { action, apply }: NonNullable<Change['then']>,
  by: { readonly at: Date; readonly actor: string },
): Promise<void> {
  const before = one.state;
  one.state = transitions[action].to ?? before;
  await apply();
  recordStep(tx, one, { action, before, ...by });
  await tx.flush();
}
