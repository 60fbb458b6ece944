import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, type DueTask, eachApart, sql } from '@millgate/kit';
import { textArray } from '../values/text-array.ts';
import { Case } from './case.entity.ts';
import { openStates } from './case.rules.ts';

/** Who tells others: whatever publishes in the transaction of the cause. */
export type Tells = Pick<Context['services'], 'publish'>;

const closed = 'CLOSED';
const nobodyYet = 'NOBODY';

/**
 * Tells who handles a case about a person while it is open, and that nobody does any more: what of her they may read
 * hangs on it. The case keeps what was told last, so that nothing is told twice, and what was never told is seen.
 * Schemas: `schema/events/CaseOpened.json`, `CaseClosed.json`.
 */
export async function tellOfCase(tx: EntityManager, one: Case, { publish }: Tells, now: Date): Promise<void> {
  const { id: caseId, workerId, communityId, ownerId, kind, theme } = one;
  if (workerId === null) return;
  const open = openStates.includes(one.state);
  const told = open ? (ownerId ?? nobodyYet) : closed;
  if (told === (one.toldAs ?? closed)) return;
  one.toldAs = told;
  await tx.flush();
  const event = open
    ? { type: 'CaseOpened', payload: { caseId, workerId, communityId, handlerId: ownerId ?? null, kind, theme } }
    : { type: 'CaseClosed', payload: { caseId, workerId } };
  await publish(tx, { ...event, aggregate: caseId, now });
}

const atOnce = 500;

/** Cases that others do not know as they are: of the time before they were told of any, and of seeds. */
export const tellOfCases: DueTask = async (tx, now, services) => {
  const untold = await sql<{ id: string }>(
    tx,
    `select id from "case"
      where worker_id is not null
        and coalesce(told_as, ?) <> case when state = any(?::text[]) then coalesce(owner_id, ?) else ? end
      order by id limit ${atOnce} for update skip locked`,
    [closed, textArray(openStates), nobodyYet, closed],
  );
  return eachApart(tx, untold, services.log, async (own, { id }) =>
    tellOfCase(own, await own.findOneOrFail(Case, id), services, now),
  );
};
