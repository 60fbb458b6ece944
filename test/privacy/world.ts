import { demoId, enterpriseId, personas, type Persona } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { seededAt, type RunningGraph } from '../support/graph.ts';
import { type Tie, workerMatrix } from './matrix.ts';

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
  ...['handler', 'handler for the case', 'housing', 'trainer', 'program', 'manager', 'partner with grants', 'nobody'],
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
  /** Whether she lives in a home today, as the registry was told. */
  readonly housed: boolean;
  /** Open cases about her, and who handles them. */
  readonly cases: readonly { readonly id: string; readonly handler: string | null }[];
}

/** Whose a record is, and who else has to do with it. */
export interface RecordTruth {
  readonly type: string;
  readonly id: string;
  /** Null where it is no person’s, but an enterprise’s. */
  readonly owner: string | null;
  readonly enterprise?: string | null;
  readonly adviser?: string | null;
  readonly handler?: string | null;
  readonly community?: string;
  readonly filer?: string;
}

export interface Secret {
  readonly workerId: string;
  readonly text: string;
  readonly knownTo: readonly Tie[];
}

/** What the rows say, past the graph. */
export interface World {
  readonly workers: ReadonlyMap<string, WorkerTruth>;
  /** What a record is, by type and id. */
  readonly records: ReadonlyMap<string, RecordTruth>;
  /** Reads again what records there are: what is due makes new ones meanwhile. */
  reread(): Promise<void>;
  /** An id for a root field that asks for one, by the field’s name. */
  readonly idFor: ReadonlyMap<string, string>;
  /** What of the personas stands in no answer but of those who are this to them. */
  readonly secrets: readonly Secret[];
}

const recordsOf: readonly (readonly [type: string, subgraph: string, sql: string])[] = [
  ['Employment', 'community', 'select id, worker_id as owner, enterprise_id as enterprise from employment'],
  ['Dependant', 'community', 'select id, guardian_id as owner from dependant'],
  ['Consent', 'community', 'select id, worker_id as owner from consent'],
  ['AccessLog', 'community', 'select id, worker_id as owner from access_log'],
  ['Lease', 'housing', 'select id, tenant_id as owner from lease'],
  ['HomePurchase', 'housing', 'select id, buyer_id as owner from home_purchase'],
  ['PurchaseCode', 'housing', 'select id, holder_id as owner from purchase_code'],
  ['Application', 'housing', 'select id, applicant_id as owner from application'],
  ['MaintenanceRequest', 'housing', 'select id, tenant_id as owner from maintenance_request'],
  ['MealOrder', 'canteens', 'select id, worker_id as owner from meal_order'],
  ['Claim', 'subsidies', 'select id, worker_id as owner from claim'],
  ['Enrolment', 'training', 'select id, worker_id as owner from enrolment'],
  ['Credential', 'training', 'select id, worker_id as owner from credential'],
  ['TitleEvaluation', 'training', 'select id, worker_id as owner from title_evaluation'],
  [
    ...(['SkillLeaderAppointment', 'training'] as const),
    'select id, worker_id as owner, enterprise_id as enterprise from skill_leader_appointment',
  ],
  ['Consultation', 'advisors', 'select id, worker_id as owner, advisor_id as adviser from consultation'],
  [
    ...(['Case', 'desk'] as const),
    'select id, worker_id as owner, owner_id as handler, community_id as community, filed_by as filer from "case"',
  ],
];

/** Types of records, by the subgraph that owns them. */
export const recordTypesOf = (subgraph: string): string[] =>
  recordsOf.filter(([, owner]) => owner === subgraph).map(([type]) => type);

const today = seededAt.slice(0, 10);

export async function readWorld(
  graph: RunningGraph,
  subgraphs: readonly string[],
  roots: readonly string[],
): Promise<World> {
  const rows = <Row extends object>(subgraph: string, sql: string, values: unknown[] = []) =>
    onConnection(graph.databaseUrl(subgraph), async (client) => (await client.query<Row>(sql, values)).rows);
  const workers = await rows<Omit<WorkerTruth, 'employers' | 'grids' | 'cases' | 'housed'>>(
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
  const tenants = await rows<{ worker: string }>(
    'community',
    'select worker_id as worker from known_tenancy where let_from <= $1 and let_until > $1',
    [today],
  );
  const housed = new Set(tenants.map(({ worker }) => worker));
  const records = new Map<string, RecordTruth>();
  const reread = async () => {
    for (const [type, subgraph, sql] of recordsOf)
      for (const row of await rows<Omit<RecordTruth, 'type'>>(subgraph, sql))
        records.set(`${type} ${row.id}`, { type, ...row });
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
            housed: housed.has(worker.id),
            cases: cases.filter((one) => one.worker === worker.id),
          },
        ];
      }),
    ),
    records,
    reread,
    idFor: await idsFor(roots, subgraphs, rows),
    secrets: personas.flatMap(({ id, worker }) => (worker ? secretsOf(id, worker) : [])),
  };
}

/** A resident ID is shown whole, and a day of birth, to hardly anybody; a name not to those who are not signed in. */
const secretsOf = (workerId: string, { residentId, birthDate, zh }: NonNullable<Persona['worker']>): Secret[] => [
  ...(residentId ? [{ workerId, text: residentId, knownTo: ['NAMING_CASE_HANDLER', 'GRANTED_PARTNER'] as const }] : []),
  ...(birthDate ? [{ workerId, text: birthDate, knownTo: [] }] : []),
  { workerId, text: zh, knownTo: Object.keys(workerMatrix.displayName) as Tie[] },
];

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
    if (role === 'HOUSING_STAFF' && worker.housed) ties.add('TENANCY_STAFF');
    const plain = plainTies[role];
    if (plain) ties.add(plain);
    if (role !== 'PARTNER') ties.add('SIGNED_IN');
    else if (granted) ties.add('GRANTED_PARTNER');
  }
  return ties;
}

/** What somebody is to one record. */
export function tiesToRecord({ persona }: Asker, record: RecordTruth): readonly Tie[] {
  if (!persona) return [];
  const holds = (role: string, scope: string | null | undefined) =>
    persona.roles.some((grant) => grant.role === role && grant.scope === scope);
  return [
    ...(record.enterprise && holds('HR', record.enterprise) ? ['EMPLOYER_OF_RECORD' as const] : []),
    ...(record.adviser === persona.id && holds('ADVISOR', persona.id) ? ['ADVISER_OF_RECORD' as const] : []),
    ...(record.handler === persona.id ? ['OWNER_OF_CASE' as const] : []),
    ...(record.filer === persona.id ? ['FILER_OF_CASE' as const] : []),
    ...(record.community && holds('CLERK', record.community) ? ['CLERK_OF_CASE' as const] : []),
    ...(record.community && holds('COMMUNITY_STAFF', record.community) ? ['STAFF_OF_CASE' as const] : []),
  ];
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
