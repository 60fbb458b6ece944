import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '@millgate/cli';
import { buildSchemaFromSupergraph } from '@millgate/schema';
import { buildSchema } from 'graphql';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { openEntities } from './entities.ts';
import { hiddenOrder, listsOf } from './order.ts';
import { giveCaseToHandler, registryKnowsTenants, reportRepair, servingOfWelder } from './prepared.ts';
import { employmentMatrix, recordMatrix, workerMatrix } from './matrix.ts';
import { nameOf, pathsTo, sensitiveCoordinates } from './paths.ts';
import { walk, type Walked } from './walk.ts';
import { type Asker, askers, readWorld, typicalAskers, type World } from './world.ts';

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const schema = buildSchemaFromSupergraph(supergraph);
const contract = (name: 'public' | 'partner') =>
  buildSchema(readFileSync(new URL(`../../schema/contracts/${name}.graphql`, import.meta.url), 'utf8'));
const types = new Set(['Worker', ...Object.keys(recordMatrix)]);

/** Everybody by every path with MILLGATE_ALL_PATHS=on; one of each relation by the shorter ones otherwise. */
const all = process.env['MILLGATE_ALL_PATHS'] === 'on';
const who = all ? askers : typicalAskers;
/** Three steps to a row and one to its field: every path of at most four steps to a field. */
const steps = all ? 3 : 2;
const paths = pathsTo(schema, types, steps);
/** Whoever is not signed in meets the public contract, partners meet theirs; a field outside of it is none. */
const contracts = { public: contract('public'), partner: contract('partner'), internal: schema };
const contractOf = ({ persona: known }: Asker): keyof typeof contracts => {
  if (!known) return 'public';
  return known.roles.every(({ role }) => role === 'PARTNER') ? 'partner' : 'internal';
};
const pathsIn = {
  public: pathsTo(contracts.public, types, steps),
  partner: pathsTo(contracts.partner, types, steps),
  internal: paths,
};

describe('every path of the graph to what is personal', () => {
  let graph: RunningGraph;
  let world: World;
  beforeAll(async () => {
    graph = await startGraph('one process');
    await servingOfWelder(graph);
    await reportRepair(graph);
    await giveCaseToHandler(graph);
    await registryKnowsTenants(graph);
    const roots = [
      ...new Set(paths.flatMap((path) => path.filter(({ parent }) => parent === 'Query').map(({ field }) => field))),
    ];
    world = await readWorld(graph, subgraphNames, roots);
  }, 180_000);
  afterAll(() => graph.stop(), 120_000);

  const walked: Walked = { differences: [], compared: new Map(), dry: new Set(paths.map(nameOf)) };

  test.each(who)(
    'answers $name as the matrix has it, under aliases, in fragments, in lists, errors, ids and cursors',
    async (asker) => {
      const before = walked.differences.length;

      await walk(graph, world, contracts[contractOf(asker)], pathsIn[contractOf(asker)], asker, walked);

      expect(walked.differences.slice(before)).toEqual([]);
    },
    300_000,
  );

  test('by the keys of records, as the gateway asks a subgraph, everybody is answered as by any other path', async () => {
    const before = walked.differences.length;
    const entities = await openEntities(graph);

    try {
      // What the registry was told meanwhile of who lives where counts.
      const present = await readWorld(graph, subgraphNames, []);
      const found = [];
      for (const asker of who) found.push(await entities.walk(present, asker, walked));

      expect(Math.max(...found)).toBeGreaterThan(300);
      expect(walked.differences.slice(before)).toEqual([]);
    } finally {
      await entities.stop();
    }
  }, 300_000);

  test('no list is in an order by what its items do not show', async () => {
    const hidden = new Set<string>();
    let items = 0;

    for (const asker of typicalAskers)
      for (const path of listsOf(contracts[contractOf(asker)], steps - 1)) {
        const found = await hiddenOrder(graph, world, contracts[contractOf(asker)], path, asker);
        items += found.items;
        for (const one of found.hidden) hidden.add(one);
      }

    expect(items).toBeGreaterThan(all ? 1_000 : 200);
    expect([...hidden]).toEqual([]);
  }, 300_000);

  test('was walked: there are hundreds of paths, and rows at the end of most', () => {
    const coordinates = [
      ...Object.keys(workerMatrix).map((field) => `Worker.${field}`),
      ...Object.keys(employmentMatrix).map((field) => `Employment.${field}`),
      ...Object.keys(recordMatrix),
    ];

    expect(paths.length).toBeGreaterThan(all ? 900 : 140);
    expect(coordinates.filter((coordinate) => !walked.compared.has(coordinate))).toEqual([]);
    expect(walked.dry.size / paths.length).toBeLessThan(0.5);
  });

  test('ends at what the supergraph marks as sensitive, and each of it is in the matrix', () => {
    const covered = new Set([
      ...Object.keys(workerMatrix).map((field) => `Worker.${field}`),
      ...Object.keys(employmentMatrix).map((field) => `Employment.${field}`),
      // As is what officers may ask for, which the facts of six subgraphs stand behind.
      ...['Worker.eligibility', 'Worker.eligibilities'],
    ]);
    const uncovered = sensitiveCoordinates(supergraph).filter(
      (coordinate) => !covered.has(coordinate) && !types.has(coordinate.split('.')[0] ?? ''),
    );

    expect(uncovered).toEqual([]);
  });
});
