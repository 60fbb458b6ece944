import type { EntityManager } from '@mikro-orm/postgresql';
import { brokenConstraint, type Caller, dayOf, localized, newId, ok, once, refuse, type Result } from '@millgate/kit';
import { lockWorker } from '../worker/worker.reference.ts';
import type { AddDependantInput } from './add-dependant.inputs.ts';
import type { AddDependantErrorCode } from './add-dependant.payloads.ts';
import { Dependant } from './dependant.entity.ts';
import { ageOfMajority, isMinor, mostDependants } from './dependant.rules.ts';

type Refusal = keyof typeof AddDependantErrorCode;

export interface Adding {
  readonly caller: Caller;
  /** The caller’s own record. */
  readonly workerId: string;
  readonly now: Date;
  readonly input: AddDependantInput;
}

/** Records a child with its guardian, once. */
export const addDependant = (em: EntityManager, adding: Adding): Promise<Result<Dependant, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: adding.caller,
        mutation: 'addDependant',
        key: adding.input.idempotencyKey,
        input: adding.input,
        now: adding.now,
        keep: 'DAYS_30',
      },
      { idOf: (dependant) => dependant.id, find: (id) => tx.findOneOrFail(Dependant, id) },
      (inner) => add(inner, adding),
    ),
  );

async function add(tx: EntityManager, { workerId, input, now }: Adding): Promise<Result<Dependant, Refusal>> {
  const guardian = await lockWorker(tx, workerId);
  if (!guardian) return refuse('NOT_A_WORKER', { path: [], rule: 'worker' });
  if (!isMinor(input.birthDate, dayOf(now))) {
    const details = { underAge: ageOfMajority };
    return refuse('NOT_A_MINOR', { path: ['birthDate'], rule: 'ageOfMajority', details });
  }
  if ((await tx.count(Dependant, { guardianRef: guardian.id, until: null })) >= mostDependants) {
    return refuse('TOO_MANY', { path: [], rule: 'mostDependants', details: { limit: mostDependants } });
  }
  const id = newId('dep');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(Dependant, {
        id,
        guardianRef: guardian.id,
        names: localized(input.name),
        birthDate: input.birthDate,
      });
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) === 'dependant_once') {
      return refuse('ALREADY_RECORDED', { path: ['name'], rule: 'once' });
    }
    throw cause;
  }
  return ok(await tx.findOneOrFail(Dependant, id));
}
