import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, newId, ok, once, refuse, type Repeatable, type Result } from '@millgate/kit';
import { lockWorker } from '../worker/worker.reference.ts';
import { Consent } from './consent.entity.ts';
import type { GiveConsentInput } from './give-consent.inputs.ts';
import type { GiveConsentErrorCode } from './give-consent.payloads.ts';
import type { WithdrawConsentInput } from './withdraw-consent.inputs.ts';
import type { WithdrawConsentErrorCode } from './withdraw-consent.payloads.ts';

interface Consenting<Input> {
  readonly caller: Caller;
  /** The caller’s own record. */
  readonly workerId: string;
  readonly now: Date;
  readonly input: Input;
}

type Giving = Consenting<GiveConsentInput>;
type Withdrawing = Consenting<WithdrawConsentInput>;

const repeatable = (mutation: string, { caller, input, now }: Giving | Withdrawing): Repeatable => ({
  ...{ caller, mutation, input, now },
  key: input.idempotencyKey,
  keep: 'DAYS_30',
});

const remembered = (tx: EntityManager) => ({
  idOf: (consent: Consent) => consent.id,
  find: (id: string) => tx.findOneOrFail(Consent, id),
});

/** Gives consent from now on; of one purpose there is one at a time. */
export const giveConsent = (
  em: EntityManager,
  giving: Giving,
): Promise<Result<Consent, keyof typeof GiveConsentErrorCode>> =>
  em.transactional((tx) => once(tx, repeatable('giveConsent', giving), remembered(tx), (inner) => give(inner, giving)));

/** Withdraws consent: it does not hold from this instant on, and whatever is read next is read without it. */
export const withdrawConsent = (
  em: EntityManager,
  withdrawing: Withdrawing,
): Promise<Result<Consent, keyof typeof WithdrawConsentErrorCode>> =>
  em.transactional((tx) =>
    once(tx, repeatable('withdrawConsent', withdrawing), remembered(tx), (inner) => withdraw(inner, withdrawing)),
  );

async function give(
  tx: EntityManager,
  { workerId, input: { purpose }, now }: Giving,
): Promise<Result<Consent, keyof typeof GiveConsentErrorCode>> {
  // Two that give one consent at once wait here, so that the second finds the first’s.
  const worker = await lockWorker(tx, workerId);
  if (!worker) return refuse('NOT_A_WORKER', { path: [], rule: 'worker' });
  const given = await tx.findOne(Consent, { workerRef: worker.id, purpose, until: null });
  if (given) return refuse('ALREADY_GIVEN', { path: ['purpose'], rule: 'once', details: { since: given.from } });
  const consent = tx.create(Consent, { id: newId('cns'), workerRef: worker.id, purpose, from: now });
  await tx.flush();
  return ok(consent);
}

async function withdraw(
  tx: EntityManager,
  { workerId, input: { purpose }, now }: Withdrawing,
): Promise<Result<Consent, keyof typeof WithdrawConsentErrorCode>> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const consent = await tx.findOne(Consent, { workerRef: workerId, purpose, until: null }, lock);
  if (!consent) return refuse('NOT_GIVEN', { path: ['purpose'], rule: 'consent' });
  consent.until = now < consent.from ? consent.from : now;
  await tx.flush();
  return ok(consent);
}
