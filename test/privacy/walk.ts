import { type GraphQLSchema, isObjectType } from 'graphql';
import type { RunningGraph } from '../support/graph.ts';
import {
  employmentMatrix,
  expectedView,
  recordMatrix,
  type Row,
  type Seen,
  type Tie,
  type WorkerField,
  workerMatrix,
  workerSelection,
} from './matrix.ts';
import { nameOf, type Path, type Step } from './paths.ts';
import { type Asker, type RecordTruth, tiesTo, tiesToRecord, type WorkerTruth, type World } from './world.ts';

type Json = { readonly [key: string]: unknown };

export interface Walked {
  /** What answered otherwise than the matrix says. */
  readonly differences: string[];
  /** How often a field of a row was compared, by its coordinate. */
  readonly compared: Map<string, number>;
  /** Paths that found no row for anybody. */
  readonly dry: Set<string>;
}

const fragments: Record<string, string> = {
  Employment: 'fragment Found on Employment { __typename id monthlySalary { fen } salaryBand { from { fen } } }',
  // It has no id, and is known by whose it is.
  EligibilityAssessment: 'fragment Found on EligibilityAssessment { __typename worker { id } }',
};

/** What is asked of a row, as far as a contract shows it. */
function fragmentOf(schema: GraphQLSchema, type: string): string {
  if (type !== 'Worker') return fragments[type] ?? `fragment Found on ${type} { __typename id }`;
  const worker = schema.getType('Worker');
  const shown = isObjectType(worker) ? worker.getFields() : {};
  const asked = Object.entries(workerSelection).flatMap(([field, text]) => (shown[field] ? [text] : []));
  return `fragment Found on Worker { __typename id ${asked.join(' ')} }`;
}

/** Arguments of the steps, by name and type; undefined where we know none to give. */
const argument = (step: Step, { name, type }: Step['needs'][number], world: World): string | undefined => {
  if (type === 'ID' && name === 'id')
    return world.idFor.has(step.field) ? `"${world.idFor.get(step.field)}"` : undefined;
  if (name === 'communityId') return world.idFor.has('community') ? `"${world.idFor.get('community')}"` : undefined;
  if (name === 'program') return '"YOUTH_HOME_PURCHASE"';
  if (type === 'DateTime') return name === 'from' ? '"2026-11-20T00:00:00+08:00"' : '"2026-12-20T00:00:00+08:00"';
  if (type === 'Date') return name === 'from' ? '"2026-11-20"' : '"2026-12-20"';
  return undefined;
};

/** A path as a selection under an alias; undefined where an argument cannot be given. */
export function selection(path: Path, alias: string, world: World, page?: string): string | undefined {
  let inner = '...Found';
  for (const [at, step] of [...path.entries()].toReversed()) {
    const given = step.needs.map((need) => [need.name, argument(step, need, world)] as const);
    if (given.some(([, value]) => value === undefined)) return undefined;
    const values = given.map(([name, value]) => `${name}: ${value}`);
    const args = [...(step.connection ? ['first: 2'] : []), ...values].join(', ');
    const typed = `... on ${step.type} { ${inner} }`;
    const nodes = `nodes { ${typed} } pageInfo { startCursor endCursor }`;
    const last = at === path.length - 1 ? page : undefined;
    const inside = last ?? (step.connection ? nodes : typed);
    inner = `${at === 0 ? `${alias}: ` : ''}${step.field}${args ? `(${args})` : ''} { ${inside} }`;
  }
  return inner;
}

/** The objects at the end of a path; of a list by its edges, these. */
export function* ends(value: unknown, path: Path, at = 0): Generator<Json> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* ends(one, path, at);
    return;
  }
  const step = path[at];
  const inside = value as Json;
  if (!step) {
    if (inside['__typename'] === path.at(-1)?.type || 'cursor' in inside) yield inside;
    return;
  }
  const next = inside[step.field];
  const page = step.connection ? (next as Json | null) : null;
  yield* ends(page ? (page['nodes'] ?? page['edges']) : next, path, at + 1);
}

const batchSize = 6;

/** Asks every path as somebody, and compares each row that is found with the matrix. */
export async function walk(
  graph: RunningGraph,
  world: World,
  schema: GraphQLSchema,
  paths: readonly Path[],
  asker: Asker,
  walked: Walked,
) {
  const byType = Map.groupBy(paths, (path) => path.at(-1)?.type ?? '');
  for (const [type, all] of byType) {
    for (let at = 0; at < all.length; at += batchSize)
      await ask(graph, world, fragmentOf(schema, type), all.slice(at, at + batchSize), asker, walked);
  }
}

async function ask(
  graph: RunningGraph,
  world: World,
  fragment: string,
  paths: readonly Path[],
  asker: Asker,
  walked: Walked,
) {
  const asked = paths.flatMap((path, index) => {
    const text = selection(path, `p${index}`, world);
    return text === undefined ? [] : [{ path, alias: `p${index}`, text }];
  });
  if (asked.length === 0) return;
  const query = `query { ${asked.map(({ text }) => text).join(' ')} } ${fragment}`;
  const headers = asker.purpose === undefined ? {} : { 'millgate-purpose': asker.purpose };
  const answer = await graph.ask(asker.persona && { ...asker.persona, scope: asker.scope }, query, {}, headers);
  const refused = answer.errors?.find(({ extensions }) => !expectedCodes.has(String(extensions?.['code'])));
  if (refused) {
    if (asked.length > 1 && tooMuch.has(String(refused.extensions?.['code']))) {
      for (const { path } of asked) await ask(graph, world, fragment, [path], asker, walked);
      return;
    }
    walked.differences.push(
      `${asker.name}: ${asked.map(({ path }) => nameOf(path)).join(' ')}: ${String(refused.extensions?.['code'])} ${refused.message}`,
    );
    return;
  }
  leaks(answer, asker, world, walked);
  for (const { path, alias } of asked) {
    const renamed = answer.data && path[0] ? { [path[0].field]: answer.data[alias] } : {};
    const rows = [...ends(renamed, path)];
    if (rows.some((row) => truthOf(world, row) === undefined)) await world.reread();
    for (const row of rows) {
      walked.dry.delete(nameOf(path));
      // By its id, which a claim names to whoever reads the claim; what it is, its owner says or does not.
      if (path.at(-1)?.parent === 'Claim' && !('worker' in row) && Object.keys(row).length === 2) continue;
      compare(row, nameOf(path), asker, world, walked);
    }
  }
}

const expectedCodes = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);
const tooMuch = new Set(['COST_LIMIT', 'QUERY_TOO_COMPLEX', 'DEPTH_LIMIT', 'ALIAS_LIMIT']);

/** The record, by the rows; a worker is her own. */
function truthOf(world: World, row: Json): RecordTruth | undefined {
  const [type, id] = [String(row['__typename']), String(row['id'] ?? (row['worker'] as Json | null)?.['id'])];
  return type === 'Worker' || type === 'EligibilityAssessment'
    ? { type, id, owner: id }
    : world.records.get(`${type} ${id}`);
}

/** Compares a row that somebody was shown with the matrix. */
export function compare(row: Json, by: string, asker: Asker, world: World, walked: Walked): void {
  const told = (what: string) => void walked.differences.push(`${asker.name}: ${by} (${String(row['id'])}): ${what}`);
  const record = truthOf(world, row);
  if (!record) return told('a row that belongs to nobody');
  // An enterprise’s own.
  if (record.owner === null) return;
  const worker = world.workers.get(record.owner);
  if (!worker) return told('a row of somebody who is not registered');
  const { type } = record;
  const ties = new Set(tiesTo(asker, worker));
  for (const tie of tiesToRecord(asker, record)) ties.add(tie);
  // HR of a job is that of its own enterprise, whoever else employs the worker.
  if (type === 'Employment') {
    ties.delete('OWN_HR');
    if (ties.has('EMPLOYER_OF_RECORD')) ties.add('OWN_HR');
  }
  const count = (coordinate: string) => walked.compared.set(coordinate, (walked.compared.get(coordinate) ?? 0) + 1);
  const knowers = recordMatrix[type];
  if (knowers) {
    count(type);
    if (!knowers.some((tie) => ties.has(tie)))
      told(`exists for somebody who is ${[...ties].join(', ') || 'nobody'} to her`);
  }
  const rules: [string, Row][] = Object.entries<Row>(matrixOf(type));
  for (const [field, rule] of rules) {
    if (!(field in row)) continue;
    count(`${type}.${field}`);
    const [expected, seen] = [expectedView(rule, ties), viewOf(type, field, row[field], worker)];
    if (seen !== 'NONE' && seen !== expected) told(`${type}.${field} is ${seen}, and should be ${expected}`);
    if (seen === 'NONE' && expected !== 'WITHHELD' && known(type, field, worker))
      told(`${type}.${field} is absent, and should be ${expected}`);
  }
}

const matrixOf = (type: string): Readonly<Record<string, Row>> =>
  type === 'Worker' ? workerMatrix : type === 'Employment' ? employmentMatrix : {};

/** Whether the registry has something that could be seen. */
const known = (type: string, field: string, worker: WorkerTruth): boolean => {
  if (type === 'Employment') return true;
  switch (field as WorkerField) {
    case 'residentId':
      return worker.hasResidentId;
    case 'phone':
      return worker.hasPhone;
    case 'birthDate':
    case 'age':
    case 'ageBand':
      return worker.bornOn !== null;
    case 'nativePlace':
      return worker.hasNativePlace;
    case 'youthHome':
      return false;
    default:
      return true;
  }
};

/** How much of a field an answer shows, judged by its look and by the rows. */
function viewOf(type: string, field: string, value: unknown, worker: WorkerTruth): Seen | 'NONE' {
  if (value === null || value === undefined) return 'NONE';
  if (field === 'ageBand' || field === 'salaryBand') return 'BANDED';
  if (type !== 'Worker') return 'PLAIN';
  if (/Facts?$/.test(field)) return JSON.stringify(value).includes('WITHHELD') ? 'NONE' : 'PLAIN';
  if (field === 'displayName')
    return value === worker.name ? 'PLAIN' : value === `${worker.name.charAt(0)}*` ? 'MASKED' : 'NONE';
  if (field === 'residentId' || field === 'phone') return JSON.stringify(value).includes('*') ? 'MASKED' : 'PLAIN';
  return 'PLAIN';
}

/** What stands in no answer but to those who may know it: neither as a value, nor in an error, an id or a cursor. */
function leaks(answer: object, asker: Asker, world: World, walked: Walked): void {
  const text = JSON.stringify(answer);
  const opened = [
    text,
    ...(text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []).map((part) =>
      Buffer.from(part, 'base64url').toString('latin1'),
    ),
  ];
  for (const { workerId, text: secret, knownTo } of world.secrets) {
    if (!opened.some((part) => part.includes(secret))) continue;
    const worker = world.workers.get(workerId);
    const ties = worker ? tiesTo(asker, worker) : new Set<Tie>();
    if (ties.has('SELF') || knownTo.some((tie) => ties.has(tie))) continue;
    walked.differences.push(`${asker.name}: an answer holds ${secret.slice(0, 2)}…, which is ${workerId}’s alone`);
  }
}
