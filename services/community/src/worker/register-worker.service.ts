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
import { employerNamed } from '../employment/employer.ts';
import { Employment } from '../employment/employment.entity.ts';
import { minimumWorkingAge, oldEnoughToWork } from '../employment/employment.rules.ts';
import { publishEmploymentStarted } from '../employment/employment.events.ts';
import type { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';
import type { RegisterEmploymentInput, RegisterWorkerInput } from './register-worker.inputs.ts';
import type { RegisterWorkerErrorCode } from './register-worker.payloads.ts';
import { birthDateOf } from './resident-id.rules.ts';
import { phoneHash, residentIdHash, sealedPhone, sealResidentId } from './seal.ts';
import { Worker } from './worker.entity.ts';

type Refusal = keyof typeof RegisterWorkerErrorCode;

export interface Registration {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish' | 'secret'>;
  /** Its resident ID is well formed, in the one spelling. */
  readonly input: RegisterWorkerInput;
}

/** Enters a person, once: of any number of registrations of one resident ID the database lets one through (C1). */
export const registerWorker = (em: EntityManager, registration: Registration): Promise<Result<Worker, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: registration.caller,
        mutation: 'registerWorker',
        key: registration.input.idempotencyKey,
        input: withoutSecrets(registration),
        now: registration.now,
        keep: 'DAYS_30',
      },
      { idOf: (worker) => worker.id, find: (id) => tx.findOneOrFail(Worker, id) },
      (inner) => register(inner, registration),
    ),
  );

/**
 * A repeat is known by a hash of the input that has no key. A resident ID has little to guess beside its date of birth,
 * a telephone number less, so they must not be in there: their keyed hashes stand for them.
 */
const withoutSecrets = ({ input, services }: Registration) => ({
  ...input,
  residentId: residentIdHash(services.secret, input.residentId),
  ...(input.phone ? { phone: phoneHash(services.secret, input.phone) } : {}),
});

async function register(tx: EntityManager, { input, services, now }: Registration): Promise<Result<Worker, Refusal>> {
  const { communityId, residentId, employment } = input;
  if ((await tx.count(Community, { id: communityId })) === 0) {
    return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
  }
  const bornOn = birthDateOf(residentId);
  const job = employment ? await employable(tx, employment, bornOn) : null;
  if (job && !job.ok) return job;

  const id = newId('wrk');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(Worker, {
        id,
        names: localized(input.name),
        residentIdHash: residentIdHash(services.secret, residentId),
        residentIdSealed: sealResidentId(services.secret, id, residentId),
        ...(input.phone ? sealedPhone(services.secret, id, input.phone) : {}),
        bornOn,
        nativePlaces: input.nativePlace ? localized(input.nativePlace) : null,
        communityRef: communityId,
      });
      await attempt.flush();
    });
  } catch (cause) {
    // Said of the number, never of the person who has it: a clerk must not learn by trying who is registered where.
    if (brokenConstraint(cause) === 'worker_c1') {
      return refuse('ALREADY_REGISTERED', { path: ['residentId'], rule: 'C1' });
    }
    throw cause;
  }
  if (job && employment) {
    const started = tx.create(Employment, {
      id: newId('emp'),
      workerRef: id,
      enterpriseRef: job.value.id,
      posts: localized(employment.post),
      primary: true,
      from: employment.from,
    });
    await tx.flush();
    await publishEmploymentStarted(tx, services, started, now);
  }
  return ok(await tx.findOneOrFail(Worker, id));
}

/** The employer of a first job, or why nobody can be employed there so. */
async function employable(
  tx: EntityManager,
  employment: RegisterEmploymentInput,
  bornOn: string | null,
): Promise<Result<Enterprise, Refusal>> {
  const employer = await employerNamed(tx, employment, ['employment']);
  if (!employer.ok || oldEnoughToWork(bornOn, employment.from)) return employer;
  const details = { minimumAge: minimumWorkingAge };
  return refuse('UNDER_WORKING_AGE', { path: ['employment', 'from'], rule: 'minimumWorkingAge', details });
}
