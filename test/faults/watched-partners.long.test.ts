import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { canaryQueries, sdlHash, servedSdlHash } from '@millgate/gateway/probe';
import { type DeliveredGraph, startDelivered, tramsResolvers, tramsSdl, until } from '../support/delivered-graph.ts';

const addresses = { allow: ['127.0.0.0/8'], allowHttp: true };
/** Much is started here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let graph: DeliveredGraph;
beforeAll(async () => {
  graph = await startDelivered({
    watchMillis: 100,
    servedHash: async (url, sdl) => ({ served: await servedSdlHash({ url, addresses }), published: sdlHash(sdl) }),
    canary: (url) => canaryQueries({ url, addresses }),
  });
});
afterAll(() => graph.stop());
beforeEach(async () => {
  graph.trams.fault = { kind: 'none' };
  graph.trams.become(tramsSdl(), tramsResolvers());
  await graph.registry.ask('operator', 'POST', '/v1/subgraphs/trams/release');
});

const isStopped = async () =>
  ((await graph.registry.ask<{ name: string; isStopped: boolean }[]>('operator', 'GET', '/v1/subgraphs')).body.find(
    ({ name }) => name === 'trams',
  )?.isStopped ??
    false) ||
  undefined;
const audit = async () =>
  (
    await graph.registry.ask<{ action: string; actor: string; object: string; details: string }[]>(
      'operator',
      'GET',
      '/v1/audit',
    )
  ).body.filter(({ action }) => action === 'subgraph.quarantine');
const driver = () => graph.ask('wrk_1', '{ tram(no: "7") { driver } }');

test('a partner whose server serves another schema than it published is stopped, by nobody’s hand', async () => {
  await graph.publish(tramsSdl());
  await until(async () => !(await driver()).errors);

  graph.trams.become(tramsSdl('"Its secret." secret: String'), tramsResolvers());
  await until(isStopped);

  expect((await audit()).at(-1)).toMatchObject({
    actor: 'registry',
    object: 'trams',
    details: expect.stringContaining('its server serves another schema than was published') as unknown,
  });
  const { data, errors } = await until(async () => {
    const answer = await driver();
    return answer.errors ? answer : undefined;
  });
  expect([data, errors?.[0]?.extensions?.['code']]).toEqual([{ tram: null }, 'SUBGRAPH_UNAVAILABLE']);
});

test('a partner whose server answers with the entities of others than were asked for is stopped', async () => {
  graph.trams.become(tramsSdl(), {
    ...tramsResolvers(),
    Tram: { __resolveReference: () => ({ no: 'another', driver: 'Driver of another' }) },
  });

  await until(isStopped);

  expect((await audit()).at(-1)).toMatchObject({
    actor: 'registry',
    details: expect.stringContaining('ENTITY_') as unknown,
  });
});

test('a partner whose server does not answer is not judged by that', async () => {
  const looks = graph.trams.calls;
  graph.trams.fault = { kind: 'reset' };

  await until(() => graph.trams.calls > looks + 8);

  expect(await isStopped()).toBeUndefined();
});
