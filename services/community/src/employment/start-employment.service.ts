import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Caller,
  type Context,
  localized,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { lockWorker } from '../worker/worker.reference.ts';
import { employerNamed } from './employer.ts';
import { Employment } from './employment.entity.ts';
import { publishEmploymentStarted } from './employment.events.ts';
import { mayRecordEmployment } from './employment.policy.ts';
import { minimumWorkingAge, oldEnoughToWork } from './employment.rules.ts';
import type { StartEmploymentInput } from './start-employment.inputs.ts';
import type { StartEmploymentErrorCode } from './start-employment.payloads.ts';

type Refusal = keyof typeof StartEmploymentErrorCode;

export interface Starting {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish'>;
  readonly input: StartEmploymentInput;
}

/** Records a job; of main jobs that overlap, the database lets one through (C3). */
export const startEmployment = (em: EntityManager, starting: Starting): Promise<Result<Employment, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: starting.caller,
        mutation: 'startEmployment',
        key: starting.input.idempotencyKey,
        input: starting.input,
        now: starting.now,
        keep: 'DAYS_30',
      },
      { idOf: (employment) => employment.id, find: (id) => tx.findOneOrFail(Employment, id) },
      (inner) => start(inner, starting),
    ),
  );

async function start(
  tx: EntityManager,
  { caller, input, services, now }: Starting,
): Promise<Result<Employment, Refusal>> {
  const employer = await employerNamed(tx, input, []);
  if (!employer.ok) return employer;
  // Whoever starts a job takes the worker first. Two that break the exclusion constraint on each other may also wait
  // for each other: a deadlock instead of a refusal.
  const worker = await lockWorker(tx, input.workerId);
  // One answer for who does not exist and who is none of the caller's business.
  if (!worker || !mayRecordEmployment(caller, worker, employer.value.id)) {
    return refuse('WORKER_NOT_FOUND', { path: ['workerId'], rule: 'worker' });
  }
  if (!oldEnoughToWork(worker.bornOn, input.from)) {
    const details = { minimumAge: minimumWorkingAge };
    return refuse('UNDER_WORKING_AGE', { path: ['from'], rule: 'minimumWorkingAge', details });
  }
  const id = newId('emp');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(Employment, {
        id,
        workerRef: worker.id,
        enterpriseRef: employer.value.id,
        posts: localized(input.post),
        primary: input.primary ?? true,
        from: input.from,
        until: input.until ?? null,
      });
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) === 'employment_c3') {
      return refuse('MAIN_JOB_OVERLAPS', { path: ['from'], rule: 'C3' });
    }
    throw cause;
  }
  const started = await tx.findOneOrFail(Employment, id);
  await publishEmploymentStarted(tx, services, started, now);
  return ok(started);
}
