import type { EntityManager } from '@mikro-orm/postgresql';
import { type Command, DateScalar, dayOf, mutationAnswer, ok, perform, refuse, type Result } from '@millgate/kit';
import type { ApplyForSettlementInput, WithdrawSettlementApplicationInput } from './apply-for-settlement.inputs.ts';
import { HouseholdState, Worker } from './worker.entity.ts';
import { lockWorker } from './worker.reference.ts';

const notAWorker = { about: 'The caller is no worker.', zh: '您不是登记职工。', en: 'You are no registered worker.' };

export const applyForSettlementAnswer = mutationAnswer('ApplyForSettlement', {
  refused: 'Why an application was not recorded.',
  result: ['worker', () => Worker, 'The worker; null if refused.'],
  details: {
    appliedOn: [() => DateScalar, 'With ALREADY_APPLIED: since when.'],
    settledOn: [() => DateScalar, 'With ALREADY_SETTLED: since when.'],
  },
  codes: {
    NOT_A_WORKER: notAWorker,
    ALREADY_APPLIED: {
      about: 'It is applied for already; `appliedOn` says since when.',
      zh: '已申请落户。',
      en: 'It is applied for already.',
    },
    ALREADY_SETTLED: {
      about: 'The household is registered here already; `settledOn` says since when.',
      zh: '您已落户。',
      en: 'Your household is registered here already.',
    },
  },
});

export const withdrawSettlementApplicationAnswer = mutationAnswer('WithdrawSettlementApplication', {
  refused: 'Why an application was not withdrawn.',
  result: ['worker', () => Worker, 'The worker; null if refused.'],
  codes: {
    NOT_A_WORKER: notAWorker,
    NOT_APPLIED: { about: 'Nothing is applied for.', zh: '没有待办的落户申请。', en: 'Nothing is applied for.' },
  },
});

/** A command about the caller’s own record. */
type Own<Input extends { readonly idempotencyKey: string }> = Command<Input> & { readonly workerId: string };

type Applied = Result<Worker, 'NOT_A_WORKER' | 'ALREADY_APPLIED' | 'ALREADY_SETTLED'>;

export const applyForSettlement = (em: EntityManager, command: Own<ApplyForSettlementInput>): Promise<Applied> =>
  perform(em, command, { mutation: 'applyForSettlement', entity: Worker }, async (tx): Promise<Applied> => {
    const worker = await lockWorker(tx, command.workerId);
    if (!worker) return refuse('NOT_A_WORKER', { path: [], rule: 'worker' });
    if (worker.settledOn !== null) {
      return refuse('ALREADY_SETTLED', { path: [], rule: 'household', details: { settledOn: worker.settledOn } });
    }
    if (worker.settlementAppliedOn !== null) {
      const details = { appliedOn: worker.settlementAppliedOn };
      return refuse('ALREADY_APPLIED', { path: [], rule: 'household', details });
    }
    return ok(await change(tx, worker, HouseholdState.APPLYING, dayOf(command.now)));
  });

type Withdrawn = Result<Worker, 'NOT_A_WORKER' | 'NOT_APPLIED'>;

export const withdrawSettlementApplication = (
  em: EntityManager,
  command: Own<WithdrawSettlementApplicationInput>,
): Promise<Withdrawn> =>
  perform(
    em,
    command,
    { mutation: 'withdrawSettlementApplication', entity: Worker },
    async (tx): Promise<Withdrawn> => {
      const worker = await lockWorker(tx, command.workerId);
      if (!worker) return refuse('NOT_A_WORKER', { path: [], rule: 'worker' });
      if (worker.settlementAppliedOn === null || worker.settledOn !== null) {
        return refuse('NOT_APPLIED', { path: [], rule: 'household' });
      }
      return ok(await change(tx, worker, HouseholdState.ELSEWHERE, null));
    },
  );

async function change(
  tx: EntityManager,
  worker: Worker,
  state: HouseholdState.APPLYING | HouseholdState.ELSEWHERE,
  appliedOn: string | null,
): Promise<Worker> {
  worker.householdState = state;
  worker.settlementAppliedOn = appliedOn;
  worker.revision += 1;
  await tx.flush();
  return worker;
}
