import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, type Context, dayOf, ok, once, refuse, type Result } from '@millgate/kit';
import type { RecordSettlementInput } from './record-settlement.inputs.ts';
import type { RecordSettlementErrorCode } from './record-settlement.payloads.ts';
import { residentIdHash } from './seal.ts';
import { HouseholdState, Worker } from './worker.entity.ts';
import { lockWorker } from './worker.reference.ts';

type Refusal = keyof typeof RecordSettlementErrorCode;

export interface Settlement {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish' | 'secret'>;
  /** Names one worker; a resident ID is well formed, in the one spelling. */
  readonly input: RecordSettlementInput;
}

/** Records that a household was registered here, once. */
export const recordSettlement = (em: EntityManager, settlement: Settlement): Promise<Result<Worker, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: settlement.caller,
        mutation: 'recordSettlement',
        key: settlement.input.idempotencyKey,
        input: withoutSecrets(settlement),
        now: settlement.now,
        keep: 'DAYS_30',
      },
      { idOf: (worker) => worker.id, find: (id) => tx.findOneOrFail(Worker, id) },
      (inner) => record(inner, settlement),
    ),
  );

/** As in `registerWorker`: the keyed hash stands for the number. */
const withoutSecrets = ({ input, services }: Settlement) => ({
  ...input,
  ...(input.residentId ? { residentId: residentIdHash(services.secret, input.residentId) } : {}),
});

async function record(tx: EntityManager, { input, services, now }: Settlement): Promise<Result<Worker, Refusal>> {
  const { residentId, settledOn } = input;
  const named = residentId
    ? await tx.findOne(Worker, { residentIdHash: residentIdHash(services.secret, residentId) })
    : null;
  const worker = await lockWorker(tx, named?.id ?? input.workerId ?? '');
  const path = [residentId ? 'residentId' : 'workerId'];
  if (!worker) return refuse('WORKER_NOT_FOUND', { path, rule: 'worker' });
  if (worker.settledOn !== null) {
    return refuse('ALREADY_SETTLED', { path, rule: 'household', details: { settledOn: worker.settledOn } });
  }
  if (settledOn > dayOf(now)) return refuse('IN_THE_FUTURE', { path: ['settledOn'], rule: 'household' });
  if (worker.bornOn !== null && settledOn < worker.bornOn) {
    return refuse('BEFORE_BIRTH', { path: ['settledOn'], rule: 'household' });
  }
  worker.householdState = HouseholdState.SETTLED;
  worker.settledOn = settledOn;
  worker.revision += 1;
  await tx.flush();
  await services.publish(tx, {
    type: 'WorkerSettled',
    aggregate: worker.id,
    payload: { workerId: worker.id, settledOn },
    now,
  });
  return ok(worker);
}
