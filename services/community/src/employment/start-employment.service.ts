import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Caller,
  type Context,
  forbidden,
  holds,
  localized,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { salaryHash, sealSalary } from '../worker/seal.ts';
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
  readonly services: Pick<Context['services'], 'publish' | 'secret'>;
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
        input: withoutSecrets(starting),
        now: starting.now,
        keep: 'DAYS_30',
      },
      { idOf: (employment) => employment.id, find: (id) => tx.findOneOrFail(Employment, id) },
      (inner) => start(inner, starting),
    ),
  );

/** As in `registerWorker`: a repeat is known by a hash without a key, and there are few salaries to try. */
const withoutSecrets = ({ input, services }: Starting) =>
  input.monthlySalaryFen ? { ...input, monthlySalaryFen: salaryHash(services.secret, input.monthlySalaryFen) } : input;

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
  // What is paid is between the two: whoever may not read it does not write it.
  if (input.monthlySalaryFen && !holds(caller, 'HR', employer.value.id)) throw forbidden();
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
        contractUntil: input.contractUntil ?? null,
        salarySealed: input.monthlySalaryFen ? sealSalary(services.secret, id, input.monthlySalaryFen) : null,
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
