import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DeliveredGraph, startDelivered, tramsResolvers, tramsSdl, until } from '../support/delivered-graph.ts';

/** Much is started here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let graph: DeliveredGraph;
beforeAll(async () => {
  graph = await startDelivered();
});
afterAll(() => graph.stop());

const asOperator = async (method: string, path: string, body?: object) =>
  (await graph.registry.ask('operator', method, path, body)).body;
const versions = () =>
  asOperator('GET', '/v1/supergraph/versions') as Promise<{
    stable: number;
    canary: number | null;
    launches: { version: string; state: string; reason: string | null }[];
  }>;
const people = Array.from({ length: 30 }, (_, at) => `wrk_${at}`);
const ofTram = (field: string) => `{ tram(no: "7") { ${field} } }`;
const hasField = async (who: string | null, field: string) => !(await graph.ask(who, ofTram(field))).errors;
/** Who of the people is shown a field. */
const whoSees = async (field: string) => {
  const seen = await Promise.all(people.map((who) => hasField(who, field)));
  return people.filter((_, at) => seen[at]);
};

test('what a partner publishes is served, stopped, released and taken out, by a gateway that goes on running', async () => {
  const before = await graph.ask('wrk_1', ofTram('driver'));

  const { status, body } = await graph.publish(tramsSdl());
  await until(() => hasField('wrk_1', 'driver'));
  const published = await graph.ask('wrk_1', `{ tram(no: "7") { driver } park(id: "1") { name } }`);
  await asOperator('POST', '/v1/subgraphs/trams/quarantine', { reason: 'its answers are wrong' });
  await until(async () => !(await hasField('wrk_1', 'driver')));
  const asked = graph.trams.calls;
  const stopped = await graph.ask('wrk_1', `{ tram(no: "7") { driver } park(id: "1") { name } }`);
  await asOperator('POST', '/v1/subgraphs/trams/release');
  await until(() => hasField('wrk_1', 'driver'));
  const callsAtStop = graph.trams.calls;
  await graph.registry.ask(graph.token, 'DELETE', '/v1/subgraphs/trams');
  const gone = await until(async () => {
    const answer = await graph.ask('wrk_1', ofTram('driver'));
    return answer.errors ? answer : undefined;
  });

  expect(before.errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  expect([status, body['verdict']]).toEqual([200, 'PASSED']);
  expect(published).toEqual(
    expect.objectContaining({ data: { tram: { driver: 'Driver 7' }, park: { name: 'Park 1' } } }),
  );
  expect(stopped.data).toEqual({ tram: null, park: { name: 'Park 1' } });
  expect(stopped.errors).toEqual([
    expect.objectContaining({
      path: ['tram'],
      extensions: expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE' }) as unknown,
    }),
  ]);
  expect(callsAtStop).toBe(asked + 1);
  expect(gone.errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
});

describe('a version that is tried on a share of the callers', () => {
  const line = (more = '') => tramsSdl(`"Its line." line: Int ${more}`);

  test('is served to that share, the same people each time, and to everybody once it is promoted', async () => {
    await graph.publish(tramsSdl());
    await until(() => hasField('wrk_1', 'driver'));
    graph.trams.become(line(), tramsResolvers({ line: 3 }));

    const { body } = await graph.publish(line(), { canary: { percent: 40, seconds: 3_600 } });
    await untilTried(body);
    const first = await whoSees('line');
    const again = await whoSees('line');
    const tried = await versions();
    const meanwhile = await graph.publish(tramsSdl('"Its colour." colour: String'));
    await asOperator('POST', '/v1/supergraph/promote');
    await until(() => hasField(people.find((who) => !first.includes(who)) ?? '', 'line'));
    const all = await whoSees('line');

    expect(tried).toMatchObject({ canary: body['version'], stable: Number(body['version']) - 1 });
    // The share is by hash: for this version always the same.
    expect(first.length).toBeGreaterThan(2);
    expect(first.length).toBeLessThan(25);
    expect(again).toEqual(first);
    expect([meanwhile.status, meanwhile.body['code']]).toEqual([409, 'STATE_CONFLICT']);
    expect(all).toEqual(people);
    expect((await versions()).launches[0]).toMatchObject({ version: String(body['version']), state: 'WATCHED' });
  });

  test('is taken back by itself when more of its answers fail than of the version before', async () => {
    const stable = (await versions()).stable;
    graph.trams.become(line('"Its speed." speed: Int'), {
      ...tramsResolvers({ line: 3 }),
      Tram: {
        speed: () => {
          throw new Error('no speed');
        },
      },
    });

    const { body } = await graph.publish(line('"Its speed." speed: Int'), { canary: { percent: 50, seconds: 3_600 } });
    await untilTried(body);
    const taken = await until(async () => {
      await Promise.all(people.map((who) => graph.ask(who, ofTram('line speed'))));
      const now = await versions();
      return now.canary === null ? now : undefined;
    });

    expect(taken.stable).toBe(stable);
    expect(taken.launches[0]).toMatchObject({
      version: String(body['version']),
      state: 'ROLLED_BACK',
      reason: expect.stringMatching(/^\d+ of \d+ answers failed, before 0 of \d+$/) as unknown,
    });
    await until(async () => (await whoSees('line')).length === 30);
    expect(await whoSees('speed')).toEqual([]);
  });

  test('is taken back when the operator says so, and whoever was served it is served the version before', async () => {
    const colour = tramsSdl('"Its line." line: Int "Its colour." colour: String');
    graph.trams.become(colour, tramsResolvers({ line: 3, colour: 'green' }));
    const { body } = await graph.publish(colour, { canary: { percent: 95, seconds: 3_600 } });
    await untilTried(body);
    expect((await whoSees('colour')).length).toBeGreaterThan(20);

    await asOperator('POST', '/v1/supergraph/rollback', {});

    await until(async () => (await whoSees('colour')).length === 0);
    expect((await versions()).canary).toBeNull();
    expect((await whoSees('line')).length).toBe(30);
  });
});

test('a field that a client asks for may not go, the refusal says whose it is, and one that nobody asks for may', async () => {
  const having = (...fields: string[]) =>
    tramsSdl(['line', ...fields].map((name) => `"Its ${name}." ${name}: Int`).join(' '));
  const check = async (sdl: string) =>
    (await graph.registry.ask(graph.token, 'POST', '/v1/subgraphs/trams/check', { sdl, url: graph.trams.url })).body;
  const offered = () => graph.ask('wrk_1', '{ __type(name: "Tram") { fields { name } } }');
  graph.trams.become(having('bell', 'horn'), tramsResolvers());
  await graph.publish(having('bell', 'horn'));
  await until(async () => JSON.stringify(await offered()).includes('"horn"'));

  const asked = await graph.ask('wrk_1', ofTram('bell'), { 'apollographql-client-name': 'timetable' });
  const refused = await until(async () => {
    const answer = await check(having('horn'));
    return answer['verdict'] === 'REFUSED' ? answer : undefined;
  });
  const passed = await check(having('bell'));

  expect(asked.errors).toBeUndefined();
  const findings = (refused['steps'] as { findings: { code: string; at?: string; message: string }[] }[]).flatMap(
    (step) => step.findings,
  );
  // The document itself may be named besides.
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'BREAKS_CLIENTS',
      at: 'Tram.bell',
      message: expect.stringContaining('timetable (1 times on 1 of the last 30 days)') as unknown,
    }),
  );
  expect(passed['verdict']).toBe('PASSED');
});

/** Until the gateway answers a share of the callers from what was published. */
async function untilTried({ version, verdict }: Record<string, unknown>): Promise<void> {
  expect(verdict).toBe('PASSED');
  await until(async () => (await graph.ready()).body.graph['tried'] === version);
}
