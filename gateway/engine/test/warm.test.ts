import { setTimeout as sleep } from 'node:timers/promises';
import { Supergraph } from '@apollo/federation-internals';
import { ApolloServer } from '@apollo/server';
import { afterEach, expect, test, vi } from 'vitest';
import { parse } from 'graphql';
import { createEngine, type PreparedEvent } from '../src/index.ts';
import { planKey } from '../src/plan/plan.ts';
import { Warmer } from '../src/warm/warmer.ts';
import { supergraphOf, type TestSubgraph, worldOf } from './support/graph.ts';

const version = (field: string): TestSubgraph => ({
  name: 'clock',
  typeDefs: `type Query { hour: Int ${field}: Int }`,
  resolvers: { Query: { hour: () => 7, [field]: () => 1 } },
});
const request = { document: parse('{ hour }'), operationName: undefined, overrides: new Map<string, boolean>() };
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

test('plans are made beside the thread that answers, each under what it was made for', async () => {
  const warmer = new Warmer({});
  stops.push(() => warmer.stop());

  const plans = await warmer.plan(supergraphOf([version('a')]), [request]);

  expect([...plans]).toEqual([
    [planKey(request), expect.objectContaining({ kind: 'Fetch', serviceName: 'clock', operation: '{hour}' })],
  ]);
});

test('a supergraph that is none leaves no plans and no error', async () => {
  const warmer = new Warmer({});
  stops.push(() => warmer.stop());

  expect(await warmer.plan('type Query { a: Int }', [request])).toEqual(new Map());
});

/** A gateway whose graph can be changed, and what it says its graph offers. */
async function served(first: TestSubgraph, prepared: (event: PreparedEvent) => void = () => undefined) {
  const { client } = worldOf([first]);
  let update: (sdl: string) => void = () => undefined;
  const gateway = createEngine({
    client,
    observer: { prepared },
    warmMillis: 20_000,
    supergraph: async (options) => {
      ({ update } = options);
      return { supergraphSdl: supergraphOf([first]) };
    },
  });
  const server = new ApolloServer({ gateway });
  await server.start();
  stops.push(() => server.stop());
  const ask = async (query: string) => {
    const { body } = await server.executeOperation({ query });
    return body.kind === 'single' ? (JSON.parse(JSON.stringify(body.singleResult.data ?? null)) as unknown) : undefined;
  };
  const offers = () => Object.keys(gateway.servedSchema?.getQueryType()?.getFields() ?? {});
  const until = async (field: string) => {
    for (let tries = 0; tries < 400 && !offers().includes(field); tries++) await sleep(25);
  };
  return { ask, offers, until, update: (sdl: string) => update(sdl) };
}

test('the last graph answers until the next one is warm, and the same question is answered after', async () => {
  const graph = await served(version('a'));
  expect(await graph.ask('{ hour }')).toEqual({ hour: 7 });

  graph.update(supergraphOf([version('b')]));

  expect(graph.offers()).toEqual(['hour', 'a']);
  expect(await graph.ask('{ hour }')).toEqual({ hour: 7 });
  await graph.until('b');
  expect(graph.offers()).toEqual(['hour', 'b']);
  expect(await graph.ask('{ hour }')).toEqual({ hour: 7 });
});

test('of two versions that come at once the later one stays', async () => {
  const graph = await served(version('a'));
  await graph.ask('{ hour }');

  graph.update(supergraphOf([version('b')]));
  graph.update(supergraphOf([version('c')]));

  await graph.until('c');
  await sleep(200);
  expect(graph.offers()).toEqual(['hour', 'c']);
});

test('a graph of which nothing was asked is changed without waiting for plans', async () => {
  const plan = vi.spyOn(Warmer.prototype, 'warm');
  const graph = await served(version('a'));

  graph.update(supergraphOf([version('b')]));
  await graph.until('b');

  expect(plan).not.toHaveBeenCalled();
  plan.mockRestore();
  expect(graph.offers()).toEqual(['hour', 'b']);
});

test('a change prepares once what was asked, in a thread of its own, and asking it again prepares nothing', async () => {
  const events: PreparedEvent[] = [];
  const plan = vi.spyOn(Warmer.prototype, 'warm');
  const graph = await served(version('a'), (event) => events.push(event));
  await graph.ask('{ hour a }');
  // What was asked last is prepared first: there is little time for it, and less on a busy machine.
  await graph.ask('{ hour }');

  graph.update(supergraphOf([version('b')]));
  await graph.until('b');
  await graph.ask('{ hour }');

  expect(plan).toHaveBeenCalledTimes(1);
  expect(events.map(({ cached }) => cached)).toEqual([false, false, true]);
  plan.mockRestore();
});

test('what takes over was built beforehand, in steps, and is not built again', async () => {
  const build = vi.spyOn(Supergraph, 'build');
  const graph = await served(version('a'));
  const first = build.mock.calls.length;

  graph.update(supergraphOf([version('b')]));
  await graph.until('b');

  expect([first, build.mock.calls.length - first]).toEqual([1, 1]);
  expect(graph.offers()).toEqual(['hour', 'b']);
  build.mockRestore();
});
