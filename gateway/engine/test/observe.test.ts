import { describe, expect, test } from 'vitest';
import { Metrics } from '../src/index.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const list: TestSubgraph = {
  name: 'list',
  typeDefs: 'type Query { items: [Item!]! last: Item } type Item @key(fields: "id") { id: ID! }',
  resolvers: { Query: { items: () => [{ id: '1' }, { id: '2' }, { id: '1' }], last: () => ({ id: '2' }) } },
};
const detail: TestSubgraph = {
  name: 'detail',
  typeDefs: 'type Item @key(fields: "id") { id: ID! text: String }',
  resolvers: { Item: { text: () => 'x' } },
};

describe('what is seen from outside', () => {
  test('metrics count fetches, what was asked for only once, and errors by code and subgraph', async () => {
    const metrics = new Metrics();
    const failing = worldOf([list, detail], (subgraph, answer) =>
      subgraph === 'detail' ? { data: null, errors: [{ message: 'no', extensions: { code: 'TIRED' } }] } : answer,
    );

    await run(failing, '{ items { text } }', {}, { observer: metrics });

    expect(metrics.text().split('\n')).toEqual(
      expect.arrayContaining([
        'millgate_plan_cache_total{outcome="miss"} 1',
        'millgate_fetches_total{subgraph="detail"} 1',
        'millgate_entities_found_total{subgraph="detail"} 3',
        'millgate_entities_requested_total{subgraph="detail"} 2',
        'millgate_errors_total{subgraph="detail",code="TIRED"} 1',
      ]),
    );
  });

  test('an entity that several places ask the same of is one that was asked for, in one request', async () => {
    const metrics = new Metrics();

    await run(worldOf([list, detail]), '{ items { text } last { text } }', {}, { observer: metrics });

    expect(metrics.text().split('\n')).toEqual(
      expect.arrayContaining([
        'millgate_entities_found_total{subgraph="detail"} 4',
        'millgate_entities_requested_total{subgraph="detail"} 2',
      ]),
    );
  });
});
