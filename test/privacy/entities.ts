import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSubgraphs } from '@millgate/cli';
import {
  anonymous,
  type Caller,
  createLogger,
  grantedScopes,
  identityHeader,
  keysIn,
  signIdentity,
  startSubgraph,
  statedPurpose,
  type Subgraph,
} from '@millgate/kit';
import { buildSchema, isObjectType } from 'graphql';
import { seededAt, type RunningGraph } from '../support/graph.ts';
import { workerSelection, type WorkerField } from './matrix.ts';
import { compare, type Walked } from './walk.ts';
import { type Asker, recordTypesOf, type World } from './world.ts';

/** The subgraphs of a graph, each asked as the gateway asks it: for entities by their keys. */
export interface Entities {
  /** Asks for records as somebody, and compares each that is found with the matrix; answers how many there were. */
  walk(world: World, asker: Asker, walked: Walked): Promise<number>;
  stop(): Promise<void>;
}

/** So many of each type; those of the personas are among them. */
const most = 40;

export async function openEntities(graph: RunningGraph): Promise<Entities> {
  const keys = keysIn(join(graph.home, 'keys'));
  const clock = { now: () => new Date(seededAt) };
  const subgraphs: Subgraph[] = [];
  for (const definition of await loadSubgraphs())
    subgraphs.push(
      await startSubgraph(definition, {
        ...{ mode: 'demo', databaseUrl: graph.databaseUrl(definition.name), home: graph.home, keys, clock },
        ...{ log: createLogger('silent'), subscriptions: new Map(), deliver: async () => undefined },
        graph: () => Promise.reject(new Error('no subgraph asks the graph here')),
      }),
    );

  const ask = async (subgraph: Subgraph, asker: Asker, type: string, selection: string, ids: readonly string[]) => {
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { __typename id ${selection} } } }`;
    const variables = { of: ids.map((id) => ({ __typename: type, id })) };
    const body = JSON.stringify({ query, variables });
    const stated = asker.purpose === undefined ? undefined : statedPurpose(asker.purpose);
    const identity = { caller: callerOf(asker), requestId: randomUUID(), ...(stated ? { stated } : {}) };
    const signed = await signIdentity(keys, clock, subgraph.name, identity, body);
    const answer = await subgraph.execute({ query, variables, body }, { [identityHeader]: signed });
    return (answer.data?.['_entities'] ?? []) as ({ readonly [key: string]: unknown } | null)[];
  };

  return {
    async walk(world, asker, walked) {
      let found = 0;
      for (const subgraph of subgraphs) {
        const types = [...recordTypesOf(subgraph.name).filter((type) => hasKey(subgraph.sdl, type)), 'Worker'];
        for (const type of types) {
          const ids = type === 'Worker' ? workersOf(world) : recordsOf(world, type);
          const rows = await ask(subgraph, asker, type, selectionOf(subgraph.name, type), ids);
          for (const row of rows) {
            if (row === null) continue;
            found += 1;
            compare(
              JSON.parse(JSON.stringify(row)) as never,
              `${subgraph.name} _entities ${type}`,
              asker,
              world,
              walked,
            );
          }
        }
      }
      return found;
    },
    stop: async () => void (await Promise.all(subgraphs.map((subgraph) => subgraph.stop()))),
  };
}

const callerOf = ({ persona, scope }: Asker): Caller => {
  if (!persona) return anonymous;
  const granted = scope === undefined ? {} : { granted: grantedScopes(scope.split(' ')) };
  return { kind: 'PERSON', id: persona.id, roles: persona.roles, ...granted };
};

const hasKey = (sdl: string, type: string) => new RegExp(`type ${type}\\b[^{]*@key`).test(sdl);

const workersOf = (world: World) =>
  [...new Set([...world.secrets.map(({ workerId }) => workerId), ...world.workers.keys()])].slice(0, most);

/** Those of the personas first. */
function recordsOf(world: World, type: string): string[] {
  const known = new Set(world.secrets.map(({ workerId }) => workerId));
  const all = [...world.records.values()].filter((record) => record.type === type);
  const [theirs, others] = [
    all.filter(({ owner }) => known.has(owner ?? '')),
    all.filter(({ owner }) => !known.has(owner ?? '')),
  ];
  return [...theirs, ...others].slice(0, most).map(({ id }) => id);
}

const sdlOf = (subgraph: string) =>
  readFileSync(new URL(`../../schema/subgraphs/${subgraph}.graphql`, import.meta.url), 'utf8');

/** Of the fields of the matrix, those that this subgraph answers by itself. */
function selectionOf(subgraph: string, type: string): string {
  if (type === 'Employment') return 'monthlySalary { fen } salaryBand { from { fen } }';
  if (type !== 'Worker') return '';
  const schema = buildSchema(sdlOf(subgraph), { assumeValidSDL: true });
  const worker = schema.getType('Worker');
  const fields = isObjectType(worker) ? worker.getFields() : {};
  return (Object.keys(workerSelection) as WorkerField[])
    .filter((field) => {
      const node = fields[field]?.astNode;
      return node && !node.directives?.some(({ name }) => name.value === 'external');
    })
    .map((field) => workerSelection[field])
    .join(' ');
}
