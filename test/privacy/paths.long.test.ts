import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '@millgate/cli';
import { persona } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { buildSchemaFromSupergraph } from '@millgate/schema';
import { buildSchema } from 'graphql';
import { seededAt, startGraph, type RunningGraph } from '../support/graph.ts';
import { employmentMatrix, recordMatrix, workerMatrix } from './matrix.ts';
import { nameOf, pathsTo, sensitiveCoordinates } from './paths.ts';
import { walk, type Walked } from './walk.ts';
import { type Asker, askers, handledCase, readWorld, typicalAskers, type World } from './world.ts';

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const schema = buildSchemaFromSupergraph(supergraph);
const contract = (name: 'public' | 'partner') =>
  buildSchema(readFileSync(new URL(`../../schema/contracts/${name}.graphql`, import.meta.url), 'utf8'));
const types = new Set(['Worker', ...Object.keys(recordMatrix)]);

/** Three steps to a row and one to its field: every path of at most four steps to a field. */
const paths = pathsTo(schema, types, 3);
/** Whoever is not signed in meets the public contract, partners meet theirs; a field outside of it is none. */
const publicPaths = pathsTo(contract('public'), types, 3);
const partnerPaths = pathsTo(contract('partner'), types, 3);
const pathsOf = ({ persona: known }: Asker) => {
  if (!known) return publicPaths;
  return known.roles.every(({ role }) => role === 'PARTNER') ? partnerPaths : paths;
};

/** Everybody, with MILLGATE_ALL_PATHS=on; one of each relation otherwise. */
const who = process.env['MILLGATE_ALL_PATHS'] === 'on' ? askers : typicalAskers;

/** The handler has an open case about the welder, and the registry knows. */
async function giveCaseToHandler(graph: RunningGraph): Promise<void> {
  await onConnection(graph.databaseUrl('desk'), (client) =>
    client.query(`update "case" set owner_id = $1, kind = 'APPLICATION' where id = $2`, [
      persona('handler').id,
      handledCase,
    ]),
  );
  await graph.ask('manager', `mutation { runDeskDue(input: { now: "${seededAt}" }) { userErrors { code } } }`);
  const knownTo = (subgraph: string) =>
    onConnection(graph.databaseUrl(subgraph), async (client) => {
      const { rows } = await client.query('select 1 from open_case where handler_id = $1', [persona('handler').id]);
      return rows.length > 0;
    });
  for (const subgraph of ['community', 'housing', 'canteens']) while (!(await knownTo(subgraph))) await sleep(100);
}

describe('every path of the graph to what is personal', () => {
  let graph: RunningGraph;
  let world: World;
  beforeAll(async () => {
    graph = await startGraph('one process');
    // Nobody ordered a meal in the demo data whom a persona speaks for.
    await onConnection(graph.databaseUrl('canteens'), (client) =>
      client.query('update meal_order set worker_id = $1 where id = (select min(id) from meal_order)', [
        persona('welder').id,
      ]),
    );
    await giveCaseToHandler(graph);
    const roots = [
      ...new Set(paths.flatMap((path) => path.filter(({ parent }) => parent === 'Query').map(({ field }) => field))),
    ];
    world = await readWorld(graph, subgraphNames, roots);
  }, 180_000);
  afterAll(() => graph.stop());

  const walked: Walked = { differences: [], compared: new Map(), dry: new Set(paths.map(nameOf)) };

  test.each(who)(
    'answers $name as the matrix has it, under aliases, in fragments, in lists, errors, ids and cursors',
    async (asker) => {
      const before = walked.differences.length;

      await walk(graph, world, pathsOf(asker), asker, walked);

      expect(walked.differences.slice(before)).toEqual([]);
    },
    300_000,
  );

  test('was walked: there are hundreds of paths, and rows at the end of most', () => {
    const coordinates = [
      ...Object.keys(workerMatrix).map((field) => `Worker.${field}`),
      ...Object.keys(employmentMatrix).map((field) => `Employment.${field}`),
      ...Object.keys(recordMatrix),
    ];

    expect(paths.length).toBeGreaterThan(300);
    expect(coordinates.filter((coordinate) => !walked.compared.has(coordinate))).toEqual([]);
    expect(walked.dry.size / paths.length).toBeLessThan(0.5);
  });

  test('ends at what the supergraph marks as sensitive, and each of it is in the matrix', () => {
    const covered = new Set([
      ...Object.keys(workerMatrix).map((field) => `Worker.${field}`),
      ...Object.keys(employmentMatrix).map((field) => `Employment.${field}`),
      // One of the purchases that `Worker.homePurchases` lists.
      'Worker.youthHome',
    ]);
    const uncovered = sensitiveCoordinates(supergraph).filter(
      (coordinate) => !covered.has(coordinate) && !types.has(coordinate.split('.')[0] ?? ''),
    );

    expect(uncovered).toEqual([]);
  });
});
