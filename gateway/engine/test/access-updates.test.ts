import { ApolloServer } from '@apollo/server';
import { afterEach, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';
import { type AccessGrant, createEngine } from '../src/index.ts';
import { supergraphOf, type TestSubgraph, worldOf } from './support/graph.ts';

const version = (rule: string, marker = 'first'): TestSubgraph => ({
  name: 'people',
  typeDefs: `type Query { name: String phone: String ${rule} ${marker}: Int }`,
  resolvers: { Query: { name: () => 'Lin', phone: () => '138' } },
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A gateway whose graph can be changed; the caller’s scopes are read for each request. */
async function served(rule: string) {
  const { client } = worldOf([version(rule)]);
  let update: (sdl: string) => void = () => undefined;
  const gateway = createEngine({
    client,
    access: ({ context }) => context as unknown as AccessGrant,
    supergraph: async (options) => {
      ({ update } = options);
      return { supergraphSdl: supergraphOf([version(rule)]) };
    },
  });
  const server = new ApolloServer<AccessGrant>({ gateway });
  await server.start();
  stops.push(() => server.stop());
  return {
    /** Resolves when the new graph has taken over: its plans are made beside the thread that answers. */
    async update(next: string) {
      update(supergraphOf([version(next, 'second')]));
      while (!gateway.servedSchema?.getQueryType()?.getFields()['second']) await sleep(10);
    },
    async ask(...scopes: string[]) {
      const contextValue = { authenticated: scopes.length > 0, scopes: new Set(scopes) };
      const { body } = await server.executeOperation({ query: '{ name phone }' }, { contextValue });
      if (body.kind !== 'single') throw new Error('The answer came in parts.');
      const { data, errors } = JSON.parse(JSON.stringify(body.singleResult)) as FormattedExecutionResult;
      return errors?.[0]?.extensions?.['code'] ?? data?.['phone'];
    },
  };
}

const contact = '@requiresScopes(scopes: [["contact"]])';
const more = '@requiresScopes(scopes: [["contact", "more"]])';

test('a rule that comes with a new graph holds at once, for an operation that was answered before', async () => {
  const graph = await served('');
  expect(await graph.ask('contact')).toBe('138');
  expect(await graph.ask('other')).toBe('138');

  await graph.update(contact);

  expect(await graph.ask('contact')).toBe('138');
  expect(await graph.ask('other')).toBe('FORBIDDEN');
  expect(await graph.ask()).toBe('UNAUTHENTICATED');
});

test('a rule that asks for more is not met by what met the last one', async () => {
  const graph = await served(contact);
  expect(await graph.ask('contact')).toBe('138');

  await graph.update(more);

  expect(await graph.ask('contact')).toBe('FORBIDDEN');
  expect(await graph.ask('contact', 'more')).toBe('138');
});

test('a rule that goes refuses nobody any more', async () => {
  const graph = await served(contact);
  expect(await graph.ask('other')).toBe('FORBIDDEN');

  await graph.update('');

  expect(await graph.ask('other')).toBe('138');
});

test('what a caller may is judged anew with each token: more scopes show more, fewer less', async () => {
  const graph = await served(contact);

  const seen = [await graph.ask('other'), await graph.ask('other', 'contact'), await graph.ask('other')];

  expect(seen).toEqual(['FORBIDDEN', '138', 'FORBIDDEN']);
});
