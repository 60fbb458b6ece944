import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchemaFromSupergraph, rootExamples, supergraphSdl } from '@millgate/schema';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const examples = rootExamples();
const named = (kind: string) => Object.entries(examples).filter(([coordinate]) => coordinate.startsWith(`${kind}.`));

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph('one process');
}, 120_000);
afterAll(() => graph.stop());

/** With what another example answers in the place of what is to be taken from there. */
async function filledIn(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(filledIn));
  if (typeof value !== 'object' || value === null) return value;
  const { from } = value as { from?: unknown };
  if (typeof from === 'string' && from.includes('.')) {
    const steps = from.split('.');
    const { data } = await asked(`Query.${steps[0]}`);
    return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], data);
  }
  const entries = Object.entries(value).map(async ([name, inside]) => [name, await filledIn(inside)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function asked(coordinate: string) {
  const { document, variables, as } = examples[coordinate] ?? { document: '', variables: {} };
  return graph.ask(as ?? null, document, (await filledIn(variables)) as Record<string, unknown>);
}

const codes = ({ errors = [] }: Awaited<ReturnType<typeof asked>>) =>
  errors.map(({ extensions, path }) => [extensions?.['code'], path?.join('.')].join(' '));

test('there is an example of every root field', () => {
  const schema = buildSchemaFromSupergraph(supergraphSdl());
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}).map((name) => `${root?.name}.${name}`));
  expect(Object.keys(examples)).toEqual(fields);
});

test.each(named('Query').map(([coordinate]) => coordinate))('%s answers as its example says', async (coordinate) => {
  expect(codes(await asked(coordinate))).toEqual([]);
});

test.each(named('Mutation').map(([coordinate]) => coordinate))(
  '%s answers its example with what it did, or with a refusal that says why not',
  async (coordinate) => {
    const answer = await asked(coordinate);

    // What the demo data have none of is not found.
    expect(codes(answer).filter((code) => !code.startsWith('NOT_FOUND'))).toEqual([]);
  },
);
