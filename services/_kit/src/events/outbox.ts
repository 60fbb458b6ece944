import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../values/ids.ts';
import { sql } from '../database/orm.ts';

/** Something that happened in one subgraph, told to those who act on it. */
export interface Event {
  readonly id: string;
  readonly type: string;
  /** Id of the thing it happened to; events of one thing arrive in order. */
  readonly aggregate: string;
  readonly occurredAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Which subgraphs act on which types of event. */
export type Subscriptions = ReadonlyMap<string, readonly string[]>;

export interface Told {
  readonly type: string;
  readonly aggregate: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

/** Writes an event in the transaction of its cause; it leaves if, and only if, the cause is committed. */
export const publish = (tx: EntityManager, subscriptions: Subscriptions, event: Told): Promise<void> =>
  publishAll(tx, subscriptions, [event]);

/** Writes events in their order, in one statement: what an import causes is told of thousands at once. */
export async function publishAll(
  tx: EntityManager,
  subscriptions: Subscriptions,
  events: readonly Told[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, aggregate, payload, now }, no) => ({
    no,
    id: newId('evt'),
    type,
    aggregate,
    payload,
    occurred_at: now.toISOString(),
    subscribers: subscriptions.get(type) ?? [],
  }));
  await sql(
    tx,
    `with told as (
       select * from jsonb_to_recordset(?::jsonb)
         as t(no int, id text, type text, aggregate text, payload jsonb, occurred_at timestamptz, subscribers jsonb)
     ), written as (
       insert into kit_outbox (id, type, aggregate, payload, occurred_at)
       select id, type, aggregate, payload, occurred_at from told order by no
       returning position, id, aggregate
     )
     insert into kit_delivery (position, subscriber, aggregate)
     select position, subscriber, written.aggregate
       from written join told using (id), jsonb_array_elements_text(subscribers) subscriber`,
    [JSON.stringify(rows)],
  );
}

/** To whom something can be delivered now. */
export async function subscribersWaiting(em: EntityManager, now: Date): Promise<ReadonlySet<string>> {
  const rows = await sql<{ subscriber: string }>(
    em,
    'select distinct subscriber from kit_delivery where delivered_at is null and next_attempt_at <= ?',
    [now],
  );
  return new Set(rows.map(({ subscriber }) => subscriber));
}

export interface Waiting {
  readonly position: string;
  readonly attempts: number;
  readonly event: Event;
}

/**
 * The next delivery to a subscriber, locked against other dispatchers; the oldest undelivered event of each aggregate
 * only, so that a failing event holds back its own successors and nobody else's.
 */
export async function nextDelivery(tx: EntityManager, subscriber: string, now: Date): Promise<Waiting | undefined> {
  const [row] = await sql<{
    position: string;
    attempts: number;
    id: string;
    type: string;
    aggregate: string;
    payload: Record<string, unknown>;
    occurred_at: Date;
  }>(
    tx,
    `select d.position, d.attempts, o.id, o.type, o.aggregate, o.payload, o.occurred_at
       from kit_delivery d join kit_outbox o on o.position = d.position
      where d.subscriber = ? and d.delivered_at is null and d.next_attempt_at <= ?
        and not exists (
          select 1 from kit_delivery earlier
           where earlier.subscriber = d.subscriber and earlier.aggregate = d.aggregate
             and earlier.delivered_at is null and earlier.position < d.position)
      order by d.position limit 1
        for update of d skip locked`,
    [subscriber, now],
  );
  if (!row) return undefined;
  const { id, type, aggregate, payload } = row;
  return {
    position: row.position,
    attempts: row.attempts,
    event: { id, type, aggregate, payload, occurredAt: new Date(row.occurred_at).toISOString() },
  };
}

export const markDelivered = (tx: EntityManager, subscriber: string, position: string, now: Date) =>
  sql(tx, 'update kit_delivery set delivered_at = ?, last_failure = null where subscriber = ? and position = ?', [
    now,
    subscriber,
    position,
  ]);

export const markFailed = (
  tx: EntityManager,
  subscriber: string,
  position: string,
  failure: string,
  nextAttemptAt: Date,
) =>
  sql(
    tx,
    'update kit_delivery set attempts = attempts + 1, last_failure = ?, next_attempt_at = ? where subscriber = ? and position = ?',
    [failure.slice(0, 500), nextAttemptAt, subscriber, position],
  );
