import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

const tenOClock = { 'millgate-now': '2026-11-20T10:00:00+08:00' };

describe.each(arrangements)('a job ends at ten o’clock (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 180_000);
  afterAll(() => graph.stop());

  const rows = <Row extends object>(subgraph: string, sql: string, values: unknown[] = []) =>
    onConnection(graph.databaseUrl(subgraph), async (client) => (await client.query<Row>(sql, values)).rows);

  const end = async (employmentId: string) => {
    const { data } = await graph.ask<{ endEmployment: { userErrors: object[] } }>(
      'hr',
      `mutation ($input: EndEmploymentInput!) { endEmployment(input: $input) { userErrors { code } } }`,
      { input: { idempotencyKey: `end-${employmentId}`, employmentId, until: '2026-11-20' } },
      tenOClock,
    );
    expect(data?.endEmployment.userErrors).toEqual([]);
  };
  const stuck = async () => {
    const { data } = await graph.ask<{
      communityUndelivered: { type: string; subscriber: string; attempts: number }[];
    }>('registrar', '{ communityUndelivered { type subscriber occurredAt attempts failure } }');
    return data?.communityUndelivered;
  };
  const known = (subgraph: string, employment: string) =>
    within(5_000, async () => {
      const found = await rows<{ until: string }>(
        subgraph,
        `select employed_until::text as until from known_employment where id = $1 and employed_until is not null`,
        [employment],
      );
      return found[0]?.until;
    });
  /** A place that its enterprise pays for, once it has changed for the end of the job. */
  const place = (lease: string, before: string) =>
    within(5_000, async () => {
      const [found] = await rows<{ state: string }>('housing', 'select state from lease where id = $1', [lease]);
      return found && found.state !== before ? found.state : undefined;
    });

  test('and meals, courses and the home that went with it know within five seconds; nothing is stuck', async () => {
    const [lease, employment] = [demoId('lea', 'welder-offer'), demoId('emp', 'welder')];
    const { data } = await graph.ask<{ acceptHousingOffer: { userErrors: object[] } }>(
      'welder',
      `mutation { acceptHousingOffer(input: { idempotencyKey: "job-ends", leaseId: "${lease}" }) { userErrors { code } } }`,
    );
    expect(data?.acceptHousingOffer.userErrors).toEqual([]);

    await end(employment);

    expect(await known('canteens', employment)).toBe('2026-11-20');
    expect(await known('training', employment)).toBe('2026-11-20');
    expect(await place(lease, 'SIGNED')).toBe('ENDED');
    expect(await within(5_000, async () => ((await stuck())?.length === 0 ? true : undefined))).toBe(true);
  }, 30_000);

  test('and a part that was away knows within five seconds of being back, and was seen to be missing', async () => {
    const [lease, employment] = [demoId('lea', 'edge-36-offer'), demoId('emp', 'edge-36')];
    await rows('housing', 'alter table known_employment rename to known_employment_away');

    await end(employment);

    expect(await known('canteens', employment)).toBe('2026-11-20');
    expect(
      await within(5_000, async () => ((await stuck())?.some(({ attempts }) => attempts > 0) ? stuck() : undefined)),
    ).toEqual([
      {
        type: 'EmploymentEnded',
        subscriber: 'housing',
        occurredAt: '2026-11-20T02:00:00.000Z',
        attempts: expect.any(Number),
        failure: expect.any(String),
      },
    ]);

    await rows('housing', 'alter table known_employment_away rename to known_employment');
    // Whoever was to hear of it, and whoever was to tell; in one process they are one.
    for (const part of arrangement === 'processes' ? ['housing', 'community'] : ['housing']) await graph.restart(part);

    expect(await place(lease, 'OFFERED')).toBe('LAPSED');
    expect(await known('housing', employment)).toBe('2026-11-20');
    expect(await within(5_000, async () => ((await stuck())?.length === 0 ? true : undefined))).toBe(true);
  }, 90_000);

  test('and who looks after the community sees what is stuck, and nobody else', async () => {
    for (const [who, codes] of [
      ['manager', undefined],
      ['welder', ['FORBIDDEN']],
      ['partner', ['FORBIDDEN']],
      [null, ['UNAUTHENTICATED']],
    ] as const) {
      const { errors } = await graph.ask(who, '{ communityUndelivered { id } }');
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(codes);
    }
  });
});

/** What is there as soon as it is; the limit is the promise that is tested. */
async function within<T>(millis: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const until = Date.now() + millis; Date.now() < until;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return look();
}
