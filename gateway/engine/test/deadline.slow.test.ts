import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inProcessClient, type SubgraphRequest } from '../src/index.ts';
import { run, supergraphOf, type TestSubgraph } from './support/graph.ts';

const parks: TestSubgraph = {
  name: 'parks',
  typeDefs: 'type Query { park: Park } type Park @key(fields: "id") { id: ID! name: String }',
  resolvers: {},
};
const meters: TestSubgraph = {
  name: 'meters',
  typeDefs: 'type Park @key(fields: "id") { id: ID! reading: Int }',
  resolvers: {},
};

/** Two subgraphs that are asked one after the other; the first takes so long. */
function world(firstTakesMs: number) {
  const sent: SubgraphRequest[] = [];
  const client = (subgraph: string) =>
    inProcessClient(async (request) => {
      sent.push(request);
      if (subgraph === 'meters') return { data: { _entities: [{ __typename: 'Park', reading: 7 }] } };
      await sleep(firstTakesMs);
      return { data: { park: { __typename: 'Park', id: '1', name: 'North' } } };
    });
  return { supergraph: supergraphOf([parks, meters]), client, sent };
}
const query = '{ park { name reading } }';

test('all fetches of a request have one deadline: what the first took is not given to the next again', async () => {
  const { sent, ...graph } = world(20);
  const deadline = performance.now() + 30_000;

  const { data } = await run({ ...graph, sent: [] }, query, {}, { deadline: () => deadline });

  expect(data).toEqual({ park: { name: 'North', reading: 7 } });
  expect(sent.map((request) => request.deadline)).toEqual([deadline, deadline]);
});

test('when the caller has stopped waiting nothing more is asked', async () => {
  const { sent, ...graph } = world(200);

  const { data, errors } = await run({ ...graph, sent: [] }, query, {}, { deadline: () => performance.now() + 50 });

  expect(data).toEqual({ park: null });
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['SUBGRAPH_TIMEOUT']);
  // A busy machine may have used the time up before the first.
  expect(sent.length).toBeLessThanOrEqual(1);
});
