import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { reason } from '../database/databases.ts';
import { sql } from '../database/orm.ts';
import type { Logger } from '../log.ts';
import { Watch } from './watch.ts';

/** The one channel of a subgraph's database on which its replicas hear of each other's changes. */
const channel = 'millgate_live';

const longestTopic = 200;
const firstRetryMillis = 500;
const longestRetryMillis = 30_000;

/** What changes are waited for, on any replica. */
export interface Live {
  /**
   * Yields at once, and then whenever a topic was announced. Carries nothing but the fact: whoever watches reads what
   * holds now, so that one who is slow skips what is past instead of piling it up.
   */
  changes(topic: string): AsyncIterableIterator<void>;
  stop(): Promise<void>;
}

/**
 * Tells all who watch the topic, on every replica, once the transaction is committed; if it is rolled back, nobody.
 * A topic is a name and an id, such as `serving:srv_…`; it carries no data, since everyone with the database reads it.
 */
export async function announce(tx: EntityManager, topic: string): Promise<void> {
  if (topic.length > longestTopic) throw new RangeError('a topic is a name and an id');
  await sql(tx, 'select pg_notify(?, ?)', [channel, topic]);
}

/** Listens on a connection of its own, opened when somebody watches for the first time. */
export function createLive(databaseUrl: string, log: Logger): Live {
  const watches = new Map<string, Set<Watch>>();
  let listening: Promise<void> | undefined;
  let client: pg.Client | undefined;
  let stopped = false;

  const wakeAll = () => {
    for (const watching of watches.values()) for (const watch of watching) watch.wake();
  };

  const connect = async () => {
    const made = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true });
    made.on('notification', ({ payload = '' }) => watches.get(payload)?.forEach((watch) => watch.wake()));
    made.on('error', () => undefined);
    made.once('end', () => {
      if (client !== made) return;
      client = undefined;
      void reconnect();
    });
    await made.connect();
    await made.query(`listen ${channel}`);
    client = made;
    if (stopped) await made.end();
  };

  const reconnect = async () => {
    for (let wait = firstRetryMillis; !stopped; wait = Math.min(wait * 2, longestRetryMillis)) {
      try {
        await connect();
        // Whatever was announced meanwhile was heard by nobody.
        return wakeAll();
      } catch (cause) {
        log.warn({ cause: reason(cause) }, 'changes cannot be listened for');
        await new Promise((resolve) => setTimeout(resolve, wait).unref());
      }
    }
  };

  const listen = () =>
    (listening ??= connect().catch((cause: unknown) => {
      listening = undefined;
      throw cause;
    }));

  return {
    changes(topic) {
      const watch = new Watch(listen, () => {
        const watching = watches.get(topic);
        watching?.delete(watch);
        if (watching?.size === 0) watches.delete(topic);
      });
      const watching = watches.get(topic) ?? new Set();
      watches.set(topic, watching.add(watch));
      return watch;
    },
    async stop() {
      stopped = true;
      for (const watching of [...watches.values()]) for (const watch of [...watching]) await watch.return();
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
