import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { reason } from '../database/databases.ts';
import { markDelivered, markFailed, nextDelivery, subscribersWaiting, type Event } from './outbox.ts';

/** How an event reaches another subgraph: over HTTP, or by a call within the process. Rejects when it did not arrive. */
export type Deliver = (subscriber: string, event: Event) => Promise<void>;

export interface Dispatcher {
  /** Begins to look once a second; before, only `nudge` and `drain` deliver. */
  begin(): void;
  /** Says that something may be waiting; the dispatcher also looks by itself once a second. */
  nudge(): void;
  /** Resolves when nothing that can be delivered now is waiting. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

const pollMillis = 1_000;
/**
 * A consumer that restarts has acted within five seconds of being back: so the first two minutes' worth of attempts wait
 * two seconds at most. What fails for longer needs somebody to look, and is tried once a minute.
 */
const waitMillis = (attempts: number): number => (attempts < 60 ? Math.min(500 * 2 ** attempts, 2_000) : 60_000);

export function createDispatcher(options: {
  fork: () => EntityManager;
  subscribers: readonly string[];
  deliver: Deliver;
  clock: Clock;
  log: Logger;
}): Dispatcher {
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;

  const deliverOne = (subscriber: string) =>
    options.fork().transactional(async (tx) => {
      // Waits are measured on the real clock: a request that sets its own time must not stall delivery.
      const now = options.clock.now();
      const waiting = await nextDelivery(tx, subscriber, now);
      if (!waiting) return false;
      try {
        await options.deliver(subscriber, waiting.event);
        await markDelivered(tx, subscriber, waiting.position, now);
      } catch (cause) {
        options.log.warn(
          { subscriber, event: waiting.event.id, type: waiting.event.type, cause: reason(cause) },
          'an event was not delivered',
        );
        const next = new Date(now.getTime() + waitMillis(waiting.attempts));
        await markFailed(tx, subscriber, waiting.position, reason(cause), next);
      }
      return true;
    });

  const deliverAll = async () => {
    do {
      again = false;
      // Mostly nobody waits: that takes one statement, whatever the number of subscribers.
      const waiting = await subscribersWaiting(options.fork(), options.clock.now());
      await Promise.all(
        options.subscribers
          .filter((subscriber) => waiting.has(subscriber))
          .map(async (subscriber) => {
            while (!stopped && (await deliverOne(subscriber)));
          }),
      );
    } while (again && !stopped);
  };

  const run = () => {
    if (stopped || options.subscribers.length === 0) return Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    running = deliverAll()
      .catch((cause: unknown) => options.log.error({ cause: reason(cause) }, 'events cannot be dispatched'))
      .finally(() => (running = undefined));
    return running;
  };

  let timer: NodeJS.Timeout | undefined;
  return {
    begin() {
      if (options.subscribers.length > 0) timer ??= setInterval(() => void run(), pollMillis).unref();
    },
    nudge: () => void run(),
    drain: run,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
