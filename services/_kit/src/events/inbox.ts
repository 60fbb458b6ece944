import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '../database/orm.ts';
import type { Event } from './outbox.ts';

/** What a subgraph does on an event, in the transaction that remembers having received it. */
export type EventHandler = (tx: EntityManager, event: Event) => Promise<void>;

/** Acts on an event once, however often it is delivered. */
export const receive = (em: EntityManager, event: Event, now: Date, handler: EventHandler): Promise<void> =>
  em.transactional(async (tx) => {
    const fresh = await sql(
      tx,
      'insert into kit_inbox (id, received_at) values (?, ?) on conflict do nothing returning id',
      [event.id, now],
    );
    if (fresh.length > 0) await handler(tx, event);
  });
