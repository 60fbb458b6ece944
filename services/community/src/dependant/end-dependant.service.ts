import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, dayOf, ok, once, refuse, type Result } from '@millgate/kit';
import { Dependant } from './dependant.entity.ts';
import type { EndDependantInput } from './end-dependant.inputs.ts';
import type { EndDependantErrorCode } from './end-dependant.payloads.ts';

type Refusal = keyof typeof EndDependantErrorCode;

export interface EndingDependant {
  readonly caller: Caller;
  /** The caller’s own record. */
  readonly workerId: string;
  readonly now: Date;
  readonly input: EndDependantInput;
}

/** Ends the record of a child, from today on. */
export const endDependant = (em: EntityManager, ending: EndingDependant): Promise<Result<Dependant, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: ending.caller,
        mutation: 'endDependant',
        key: ending.input.idempotencyKey,
        input: ending.input,
        now: ending.now,
        keep: 'DAYS_30',
      },
      { idOf: (dependant) => dependant.id, find: (id) => tx.findOneOrFail(Dependant, id) },
      (inner) => end(inner, ending),
    ),
  );

async function end(tx: EntityManager, { workerId, input, now }: EndingDependant): Promise<Result<Dependant, Refusal>> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const dependant = await tx.findOne(Dependant, { id: input.dependantId, guardianRef: workerId }, lock);
  const path = ['dependantId'];
  if (!dependant) return refuse('DEPENDANT_NOT_FOUND', { path, rule: 'guardian' });
  if (dependant.until !== null) {
    return refuse('ALREADY_ENDED', { path, rule: 'once', details: { until: dependant.until } });
  }
  dependant.until = dayOf(now);
  await tx.flush();
  return ok(dependant);
}
