import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { live } from '@millgate/client/live';
import { buildSchemaFromSupergraph, rootExamples, supergraphSdl } from '@millgate/schema';
import { filledIn } from '../../dashboard/src/portal/reference/fill-in.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const examples = rootExamples();
const named = (kind: string) => Object.entries(examples).filter(([coordinate]) => coordinate.startsWith(`${kind}.`));

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph('one process');
}, 120_000);
afterAll(() => graph.stop());

async function asked(coordinate: string): ReturnType<typeof graph.ask> {
  const { document, variables, as } = examples[coordinate] ?? { document: '', variables: {} };
  return graph.ask(
    as ?? null,
    document,
    (await filledIn(variables, async (source) => (await asked(source)).data)) as Record<string, unknown>,
  );
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

/** What the explorer offers to begin with; a line `# As: PERSONA` says whose question it is. */
const offered = ['../../schema/operations/', '../../dashboard/src/explorer/examples/'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => {
    const document = readFileSync(new URL(folder + file, import.meta.url), 'utf8');
    return { file, document, persona: /^# As: ([\w-]+)$/m.exec(document)?.[1] ?? null };
  }),
);
const isSubscription = (document: string) => /^subscription\b/m.test(document);

test.each(offered.filter(({ document }) => !isSubscription(document)))(
  'the explorer’s example $file answers whom it is written for, with nothing missing',
  async ({ document, persona }) => {
    const { data, errors } = await graph.ask(persona, document);

    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {})).not.toContain(null);
    expect(Object.keys(data ?? {}).length).toBeGreaterThan(0);
  },
);

test.each(offered.filter(({ document }) => isSubscription(document)))(
  'the explorer’s example $file tells something at once, and goes on',
  async ({ document }) => {
    const leaving = new AbortController();
    const told = live({ endpoint: `${graph.url}/graphql` }, document, {}, leaving.signal);

    const { value, done } = await told.next();

    expect(done).toBe(false);
    expect(value).toMatchObject({ errors: [] });
    expect(value?.data).toEqual({ mealsLeft: expect.any(Array) as unknown[] });
    leaving.abort();
  },
);
