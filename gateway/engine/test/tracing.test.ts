import { AsyncLocalStorage } from 'node:async_hooks';
import { context, type Context, type ContextManager, ROOT_CONTEXT, SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SubgraphError, traced } from '../src/index.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

/** What an OpenTelemetry SDK for Node registers, so that spans find their parents. */
class Contexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();
  active = () => this.#storage.getStore() ?? ROOT_CONTEXT;
  with: ContextManager['with'] = (active, run, thisArg, ...args) =>
    this.#storage.run(active, () => run.apply(thisArg as never, args));
  bind: ContextManager['bind'] = (_active, target) => target;
  enable = () => this;
  disable = () => this;
}

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const observer = traced(provider.getTracer('test'));
beforeAll(() => void context.setGlobalContextManager(new Contexts()));
afterEach(() => exporter.reset());
afterAll(() => context.disable());

const list: TestSubgraph = {
  name: 'list',
  typeDefs: 'type Query { items: [Item!]! best: Item } type Item @key(fields: "id") { id: ID! }',
  resolvers: { Query: { items: () => [{ id: '1' }, { id: '2' }, { id: '1' }], best: () => ({ id: '9' }) } },
};
const detail: TestSubgraph = {
  name: 'detail',
  typeDefs: 'type Item @key(fields: "id") { id: ID! text: String }',
  resolvers: { Item: { text: () => 'x' } },
};

/** The spans as a tree: name, what distinguishes it, and what hangs below. */
function tree() {
  const spans = exporter.getFinishedSpans();
  const below = (parent: string | undefined): unknown[] =>
    spans
      .filter(({ parentSpanId }) => parentSpanId === parent)
      .map((span) => {
        const { name, attributes, status } = span;
        const children = below(span.spanContext().spanId);
        return {
          name,
          ...attributes,
          ...(status.code === SpanStatusCode.ERROR && { failed: status.message }),
          ...(children.length > 0 && { below: children }),
        };
      });
  return below(undefined);
}

test('an operation has spans for its planning, its requests, and the fetches of the plan that travel in them', async () => {
  await run(worldOf([list, detail]), 'query Q { items { text } best { text } }', {}, { observer });

  expect(tree()).toEqual([
    {
      name: 'millgate.operation',
      below: [
        { name: 'millgate.plan', 'millgate.plan.cached': false },
        {
          name: 'millgate.fetch',
          'millgate.subgraph': 'list',
          'millgate.outcome': 'OK',
          'graphql.operation.name': 'Q__list__0',
          below: [
            {
              name: 'millgate.step',
              'millgate.subgraph': 'list',
              'millgate.path': '',
              'millgate.representations': 0,
              'millgate.outcome': 'OK',
            },
          ],
        },
        {
          name: 'millgate.fetch',
          'millgate.subgraph': 'detail',
          'millgate.outcome': 'OK',
          'graphql.operation.name': 'Q__detail__1',
          below: [
            {
              name: 'millgate.step',
              'millgate.subgraph': 'detail',
              'millgate.path': 'items.@',
              'millgate.representations': 2,
              'millgate.outcome': 'OK',
            },
            {
              name: 'millgate.step',
              'millgate.subgraph': 'detail',
              'millgate.path': 'best',
              'millgate.representations': 1,
              'millgate.outcome': 'OK',
            },
          ],
        },
      ],
    },
  ]);
});

test('a fetch that fails says how', async () => {
  const down = worldOf([list, detail], (subgraph, answer) => {
    if (subgraph === 'detail') throw new SubgraphError('SUBGRAPH_TIMEOUT');
    return answer;
  });

  await run(down, '{ best { text } }', {}, { observer });

  const failed = exporter.getFinishedSpans().filter(({ status }) => status.code === SpanStatusCode.ERROR);
  expect(failed.map(({ name, attributes }) => [name, attributes['millgate.outcome']])).toEqual([
    ['millgate.step', 'SUBGRAPH_TIMEOUT'],
    ['millgate.fetch', 'SUBGRAPH_TIMEOUT'],
  ]);
});
