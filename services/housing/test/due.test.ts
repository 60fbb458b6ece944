import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const now = '2026-11-22T10:00:00+08:00';
const runDue = (at: string) =>
  `mutation { runHousingDue(input: { now: "${at}" }) { moved { task count } userErrors { code rule } } }`;

describe('what becomes due can be done on demand', () => {
  let demo: TestSubgraph;
  let production: TestSubgraph;
  beforeAll(async () => {
    demo = await startTestSubgraph(subgraph, { now, seeded: true });
    production = await startTestSubgraph(subgraph, { now, seeded: true, mode: 'production' });
  }, 60_000);
  afterAll(async () => {
    await demo.stop();
    await production.stop();
  });

  const offered = async () =>
    (
      await demo.rows(
        `select id from lease where state = 'OFFERED' and offer_expires_at <= '2027-06-01T00:00:00+08:00'`,
      )
    ).length;

  test('community staff moves what the instant makes due, and a second run finds nothing more', async () => {
    const before = await offered();
    const staff = demo.as(persona('registrar'));

    const first = await staff.data<{ runHousingDue: { moved: { task: string; count: number }[] } }>(
      runDue('2027-06-01T00:00:00+08:00'),
    );

    expect(before).toBeGreaterThan(0);
    expect(await offered()).toBe(0);
    expect(first.runHousingDue.moved[0]?.count).toBeGreaterThanOrEqual(before);
    const second = await staff.data<typeof first>(runDue('2027-06-01T00:00:00+08:00'));
    expect(second.runHousingDue.moved.filter(({ count }) => count > 0)).toEqual([]);
  });

  test('what another part could not be told of is shown to community staff, with when it happened and why', async () => {
    await demo.rows(
      `with happened as (
         insert into kit_outbox (id, type, aggregate, occurred_at, payload)
         values ('evt_waits', 'LeaseEnded', 'lea_waits', '2026-11-22T09:30:00+08:00', '{}') returning position, aggregate)
       insert into kit_delivery (position, subscriber, aggregate, attempts, last_failure)
       select position, 'community', aggregate, 3, 'ECONNREFUSED' from happened`,
    );

    const asked = '{ housingUndelivered { id type subscriber aggregate occurredAt attempts failure } }';
    const { housingUndelivered } = await demo.as(persona('registrar')).data<{ housingUndelivered: object[] }>(asked);

    expect(housingUndelivered).toContainEqual({
      ...{ id: 'evt_waits', type: 'LeaseEnded', subscriber: 'community', aggregate: 'lea_waits' },
      ...{ occurredAt: '2026-11-22T01:30:00.000Z', attempts: 3, failure: 'ECONNREFUSED' },
    });
  });

  test('nobody else may, and production leaves it to the real clock', async () => {
    const { data, errors } = await demo.as(persona('welder')).ask(runDue(now));
    expect([data, errors?.[0]?.extensions?.code]).toEqual([{ runHousingDue: null }, 'FORBIDDEN']);

    expect(await production.as(persona('registrar')).data(runDue('2099-01-01T00:00:00+08:00'))).toEqual({
      runHousingDue: { moved: null, userErrors: [{ code: 'CLOCK_IS_REAL', rule: 'clock' }] },
    });
  });
});
