import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { type Dispatcher, createDispatcher } from '../src/events/dispatcher.ts';
import { type Event, publish } from '../src/events/outbox.ts';
import { createLogger } from '../src/log.ts';
import { startTestSubgraph, type TestSubgraph } from '../src/testing/index.ts';
import { probes, received } from './support/probe.ts';

const subscriptions = new Map([['Probed', ['listener', 'deaf']]]);

describe('events between subgraphs', () => {
  let sender: TestSubgraph;
  let dispatchers: Dispatcher[] = [];
  beforeAll(async () => {
    sender = await startTestSubgraph(probes, { now: '2026-11-20T08:00:00Z' });
  });
  beforeEach(async () => {
    dispatchers = [];
    await sender.rows('truncate kit_outbox, kit_delivery, kit_inbox, probe');
    received.length = 0;
  });
  afterAll(() => sender.stop());

  const tell = (aggregate: string, note: string) =>
    sender.subgraph.database.fork().transactional((tx) =>
      publish(tx, subscriptions, {
        type: 'Probed',
        aggregate,
        payload: { note },
        now: new Date('2026-11-20T08:00:00Z'),
      }),
    );

  const dispatcher = (deliver: (subscriber: string, event: Event) => Promise<void>, subscribers = ['listener']) => {
    const made = createDispatcher({
      fork: sender.subgraph.database.fork,
      subscribers,
      deliver,
      clock: systemClock,
      log: createLogger('silent'),
    });
    dispatchers.push(made);
    return made;
  };
  const stopAll = () => Promise.all(dispatchers.map((one) => one.stop()));

  test('an event leaves if its cause is committed, and does not if it is rolled back', async () => {
    const delivered: string[] = [];
    const rolledBack = sender.subgraph.database.fork().transactional(async (tx) => {
      await publish(tx, subscriptions, { type: 'Probed', aggregate: 'a', payload: { note: 'never' }, now: new Date() });
      throw new Error('the cause failed');
    });
    await expect(rolledBack).rejects.toThrow('the cause failed');
    await tell('a', 'committed');

    await dispatcher(async (_to, { payload }) => void delivered.push(String(payload['note']))).drain();
    await stopAll();

    expect(delivered).toEqual(['committed']);
  });

  test('what a subscriber refuses is delivered again; its successors of the same thing wait, others do not', async () => {
    await tell('a', 'a1');
    await tell('a', 'a2');
    await tell('b', 'b1');
    const delivered: string[] = [];
    let refusals = 1;

    const one = dispatcher(async (_to, { payload }) => {
      if (payload['note'] === 'a1' && refusals-- > 0) throw new Error('not now');
      delivered.push(String(payload['note']));
    });
    await one.drain();
    const afterRefusal = [...delivered];
    await sender.rows(`update kit_delivery set next_attempt_at = '-infinity'`);
    await one.drain();
    await stopAll();

    expect(afterRefusal).toEqual(['b1']);
    expect(delivered).toEqual(['b1', 'a1', 'a2']);
  });

  test('one subscriber that is down holds nobody else back', async () => {
    await tell('a', 'a1');
    const delivered: string[] = [];

    const both = dispatcher(
      async (to, { payload }) => {
        if (to === 'deaf') throw new Error('down');
        delivered.push(`${to} ${String(payload['note'])}`);
      },
      ['listener', 'deaf'],
    );
    await both.drain();
    await stopAll();

    expect(delivered).toEqual(['listener a1']);
    expect(
      await sender.rows('select subscriber, attempts, last_failure from kit_delivery where delivered_at is null'),
    ).toEqual([{ subscriber: 'deaf', attempts: 1, last_failure: 'down' }]);
  });

  test('two replicas that dispatch at once deliver each event once, in order', async () => {
    for (let number = 0; number < 20; number += 1) await tell(`thing-${number % 4}`, `${number}`);
    const delivered: number[] = [];
    const deliver = async (_to: string, { payload }: Event) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      delivered.push(Number(payload['note']));
    };

    await Promise.all([dispatcher(deliver).drain(), dispatcher(deliver).drain()]);
    await stopAll();

    expect([...delivered].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, number) => number));
    for (let thing = 0; thing < 4; thing += 1) {
      const ofThing = delivered.filter((number) => number % 4 === thing);
      expect(ofThing).toEqual(ofThing.toSorted((a, b) => a - b));
    }
  });

  test('an event that arrives ten times at once is acted on once', async () => {
    const event: Event = {
      id: 'evt_1',
      type: 'Probed',
      aggregate: 'prb_x',
      occurredAt: '2026-11-20T08:00:00Z',
      payload: { note: 'once' },
    };

    await Promise.all(Array.from({ length: 10 }, () => sender.subgraph.receive(event)));

    expect(received).toEqual(['once']);
  });
});
