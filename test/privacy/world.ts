import { demoId, enterpriseId, personas, type Persona } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { seededAt, type RunningGraph } from '../support/graph.ts';
import type { Tie } from './matrix.ts';

/** Somebody who asks, and what they say they read for. */
export interface Asker {
  readonly name: string;
  /** Null for whoever is not signed in. */
  readonly persona: Persona | null;
  readonly purpose?: string;
  /** What a partner agency was granted, as its token says. */
  readonly scope?: string;
}

/** The welder’s open case, which the walk gives to the handler. */
export const handledCase = demoId('cas', 'welder-school');

export const askers: readonly Asker[] = [
  ...personas.map((persona) => ({ name: persona.key, persona })),
  {
    name: 'own-grid-officer on a visit',
    persona: personas.find(({ key }) => key === 'own-grid-officer') ?? null,
    purpose: 'GRID_VISIT',
  },
  {
    name: 'grid-officer on a visit',
    persona: personas.find(({ key }) => key === 'grid-officer') ?? null,
    purpose: 'GRID_VISIT',
  },
  {
    name: 'handler for the case',
    persona: personas.find(({ key }) => key === 'handler') ?? null,
    purpose: `CASE; case=${handledCase}`,
  },
  {
    name: 'partner with grants',
    persona: personas.find(({ key }) => key === 'partner') ?? null,
    scope: 'worker:name worker:identity worker:contact',
  },
  { name: 'nobody', persona: null },
];

/** One of each relation, for the form that runs with every test. */
const typical = [
  ...['welder', 'edge-35', 'hr', 'registrar', 'own-grid-officer on a visit', 'grid-officer on a visit'],
  ...['handler', 'handler for the case', 'housing', 'manager', 'partner with grants', 'nobody'],
];
export const typicalAskers = askers.filter(({ name }) => typical.includes(name));

export interface WorkerTruth {
  readonly id: string;
  readonly name: string;
  readonly bornOn: string | null;
  readonly hasResidentId: boolean;
  readonly hasPhone: boolean;
  readonly hasNativePlace: boolean;
  readonly communityId: string;
  readonly employers: readonly string[];
  readonly grids: readonly string[];
  /** Open cases about her, and who handles them. */
  readonly cases: readonly { readonly id: string; readonly handler: string | null }[];
}

/** What the rows say, past the graph. */
export interface World {
  readonly workers: ReadonlyMap<string, WorkerTruth>;
  /** Whose a record is, by type and id. */
  readonly ownerOf: ReadonlyMap<string, string>;
  /** Reads again whose records are: what is due makes new ones meanwhile. */
  reread(): Promise<void>;
  readonly enterpriseOfEmployment: ReadonlyMap<string, string>;
  /** An id for a root field that asks for one, by the field’s name. */
  readonly idFor: ReadonlyMap<string, string>;
  /** Resident IDs of the personas, which nobody else is ever shown whole. */
  readonly residentIds: readonly (readonly [workerId: string, residentId: string])[];
}

const owned: readonly (readonly [type: string, subgraph: string, sql: string])[] = [
  ['Employment', 'community', 'select id, worker_id as owner from employment'],
  ['Dependant', 'community', 'select id, guardian_id as owner from dependant'],
  ['Consent', 'community', 'select id, worker_id as owner from consent'],
  ['AccessLog', 'community', 'select id, worker_id as owner from access_log'],
  ['Lease', 'housing', 'select id, tenant_id as owner from lease'],
  ['HomePurchase', 'housing', 'select id, buyer_id as owner from home_purchase'],
  ['MealOrder', 'canteens', 'select id, worker_id as owner from meal_order'],
];

const today = seededAt.slice(0, 10);

export async function readWorld(
  graph: RunningGraph,
  subgraphs: readonly string[],
  roots: readonly string[],
): Promise<World> {
  const rows = <Row extends object>(subgraph: string, sql: string, values: unknown[] = []) =>
    onConnection(graph.databaseUrl(subgraph), async (client) => (await client.query<Row>(sql, values)).rows);
  const workers = await rows<Omit<WorkerTruth, 'employers' | 'grids' | 'cases'>>(
    'community',
    `select id, name_zh as name, born_on::text as "bornOn", resident_id_sealed is not null as "hasResidentId",
            coalesce(phone_sealed, phone_number) is not null as "hasPhone",
            native_place_zh is not null as "hasNativePlace", community_id as "communityId"
       from worker where merged_into is null`,
  );
  const jobs = await rows<{ id: string; worker: string; enterprise: string; grid: string | null; holds: boolean }>(
    'community',
    `select m.id, m.worker_id as worker, m.enterprise_id as enterprise, e.grid_id as grid,
            m.employed_from <= $1 and (m.employed_until is null or m.employed_until > $1) as holds
       from employment m join enterprise e on e.id = m.enterprise_id`,
    [today],
  );
  const current = Map.groupBy(
    jobs.filter(({ holds }) => holds),
    ({ worker }) => worker,
  );
  const cases = await rows<{ id: string; worker: string; handler: string | null }>(
    'desk',
    `select id, worker_id as worker, owner_id as handler from "case"
      where worker_id is not null and state in ('SUBMITTED', 'CORRECTION', 'IN_PROGRESS', 'SUSPENDED', 'DECIDED')`,
  );
  const ownerOf = new Map<string, string>();
  const reread = async () => {
    for (const [type, subgraph, sql] of owned)
      for (const { id, owner } of await rows<{ id: string; owner: string }>(subgraph, sql))
        ownerOf.set(`${type} ${id}`, owner);
  };
  await reread();
  return {
    workers: new Map(
      workers.map((worker) => {
        const work = current.get(worker.id) ?? [];
        const grids = work.flatMap(({ grid }) => grid ?? []);
        return [
          worker.id,
          {
            ...worker,
            employers: work.map(({ enterprise }) => enterprise),
            grids,
            cases: cases.filter((one) => one.worker === worker.id),
          },
        ];
      }),
    ),
    ownerOf,
    reread,
    enterpriseOfEmployment: new Map(jobs.map(({ id, enterprise }) => [id, enterprise])),
    idFor: await idsFor(roots, subgraphs, rows),
    residentIds: personas.flatMap(({ id, worker }) => (worker?.residentId ? [[id, worker.residentId] as const] : [])),
  };
}

/** Something to ask each root for: the welder’s own, where the table knows whose a row is, else the first. */
async function idsFor(
  roots: readonly string[],
  subgraphs: readonly string[],
  rows: <Row extends object>(subgraph: string, sql: string, values?: unknown[]) => Promise<Row[]>,
): Promise<Map<string, string>> {
  const welder = personas.find(({ key }) => key === 'welder')?.id;
  const ids = new Map<string, string>();
  for (const root of roots) {
    const table = (tables[root] ?? root).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const subgraph of subgraphs) {
      const columns = await rows<{ name: string }>(
        subgraph,
        `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1`,
        [table],
      );
      if (!columns.some(({ name }) => name === 'id')) continue;
      const owner = ['worker_id', 'tenant_id', 'buyer_id', 'applicant_id', 'author_id', 'holder_id'].find((wanted) =>
        columns.some(({ name }) => name === wanted),
      );
      const order = owner ? `(${owner} is not distinct from $1) desc, id` : `($1::text is null), id`;
      const [first] = await rows<{ id: string }>(subgraph, `select id from "${table}" order by ${order} limit 1`, [
        welder,
      ]);
      if (first) ids.set(root, first.id);
    }
  }
  if (welder) ids.set('worker', welder);
  ids.set('enterprise', enterpriseId('zhenzhi'));
  return ids;
}

/** Tables that are not called as the root field is. */
const tables: Readonly<Record<string, string>> = { canteen: 'canteen', serving: 'mealServing' };

/** What somebody is to a worker, by the rows. */
export function tiesTo({ persona, purpose, scope: granted }: Asker, worker: WorkerTruth): ReadonlySet<Tie> {
  const ties = new Set<Tie>();
  if (!persona) return ties;
  if (persona.id === worker.id) return ties.add('SELF');
  for (const { role, scope } of persona.roles) {
    if (role === 'HR' && worker.employers.includes(scope ?? '')) ties.add('OWN_HR');
    if (role === 'GRID_OFFICER' && worker.grids.includes(scope ?? '')) {
      ties.add('OWN_GRID_OFFICER');
      if (purpose) ties.add('VISITING_GRID_OFFICER');
    }
    if (role === 'COMMUNITY_STAFF' && scope === worker.communityId) ties.add('REGISTRAR');
    if (role === 'HANDLER') {
      const own = worker.cases.filter(({ handler }) => handler === persona.id);
      const named = own.some(({ id }) => purpose === `CASE; case=${id}`);
      if (purpose?.startsWith('CASE') ? named : own.length > 0) ties.add('CASE_HANDLER');
      if (named) ties.add('NAMING_CASE_HANDLER');
    }
    const plain = plainTies[role];
    if (plain) ties.add(plain);
    if (role !== 'PARTNER') ties.add('SIGNED_IN');
    else if (granted) ties.add('GRANTED_PARTNER');
  }
  return ties;
}

const plainTies: Readonly<Partial<Record<Persona['roles'][number]['role'], Tie>>> = {
  HOUSING_STAFF: 'HOUSING_STAFF',
  CANTEEN_STAFF: 'CANTEEN_STAFF',
  TRAINER: 'TRAINER',
  PROGRAM_OFFICER: 'PROGRAM_OFFICER',
  ADVISOR: 'ADVISER',
  MANAGER: 'MANAGER',
  AUDITOR: 'AUDITOR',
};
