import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, type Context, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { Employment } from './employment.entity.ts';
import { publishEmploymentEnded } from './employment.events.ts';
import { mayRecordEmployment } from './employment.policy.ts';
import type { EndEmploymentInput } from './end-employment.inputs.ts';
import type { EndEmploymentErrorCode } from './end-employment.payloads.ts';

type Refusal = keyof typeof EndEmploymentErrorCode;

export interface Ending {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish'>;
  readonly input: EndEmploymentInput;
}

/** Ends a job, or brings its agreed end forward; nothing ever prolongs it. */
export const endEmployment = (em: EntityManager, ending: Ending): Promise<Result<Employment, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: ending.caller,
        mutation: 'endEmployment',
        key: ending.input.idempotencyKey,
        input: ending.input,
        now: ending.now,
        keep: 'DAYS_30',
      },
      { idOf: (employment) => employment.id, find: (id) => tx.findOneOrFail(Employment, id) },
      (inner) => end(inner, ending),
    ),
  );

async function end(tx: EntityManager, { caller, input, services, now }: Ending): Promise<Result<Employment, Refusal>> {
  const { employmentId, until } = input;
  const employment = await tx.findOne(Employment, employmentId, { populate: ['workerRef'] });
  const worker = employment?.workerRef.getEntity();
  if (!employment || !worker || !mayRecordEmployment(caller, worker, employment.enterpriseRef.id)) {
    return refuse('EMPLOYMENT_NOT_FOUND', { path: ['employmentId'], rule: 'employment' });
  }
  if (until <= employment.from) {
    const details = { from: employment.from };
    return refuse('NOT_AFTER_START', { path: ['until'], rule: 'half-open', details });
  }
  // Decided by the row, not by what was read: of two who end a job on one day, one does.
  const [ended] = await sql<{ id: string }>(
    tx,
    'update employment set employed_until = ? where id = ? and (employed_until is null or employed_until > ?) returning id',
    [until, employmentId, until],
  );
  await tx.refresh(employment);
  if (!ended) {
    const details = { until: employment.until };
    return refuse('ALREADY_ENDED', { path: ['until'], rule: 'once', details });
  }
  await publishEmploymentEnded(tx, services, employment, until, now);
  return ok(employment);
}
