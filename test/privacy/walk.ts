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
import { type Asker, tiesTo, type WorkerTruth, type World } from './world.ts';

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
  Worker: `fragment Found on Worker { __typename id ${Object.values(workerSelection).join(' ')} }`,
  Employment: 'fragment Found on Employment { __typename id monthlySalary { fen } salaryBand { from { fen } } }',
};
const otherwise = (type: string) => `fragment Found on ${type} { __typename id }`;

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
function selection(path: Path, alias: string, world: World): string | undefined {
  let inner = '...Found';
  for (const [at, step] of [...path.entries()].toReversed()) {
    const given = step.needs.map((need) => [need.name, argument(step, need, world)] as const);
    if (given.some(([, value]) => value === undefined)) return undefined;
    const values = given.map(([name, value]) => `${name}: ${value}`);
    const page = step.connection ? ['first: 2'] : [];
    const args = [...page, ...values].join(', ');
    const typed = `... on ${step.type} { ${inner} }`;
    inner = `${at === 0 ? `${alias}: ` : ''}${step.field}${args ? `(${args})` : ''} { ${step.connection ? `nodes { ${typed} }` : typed} }`;
  }
  return inner;
}

/** The objects at the end of a path. */
function* ends(value: unknown, path: Path, at = 0): Generator<Json> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* ends(one, path, at);
    return;
  }
  const step = path[at];
  const inside = value as Json;
  if (!step) {
    if (inside['__typename'] === path.at(-1)?.type) yield inside;
    return;
  }
  const next = inside[step.field];
  yield* ends(step.connection ? (next as Json | null)?.['nodes'] : next, path, at + 1);
}

const batchSize = 6;

/** Asks every path as somebody, and compares each row that is found with the matrix. */
export async function walk(graph: RunningGraph, world: World, paths: readonly Path[], asker: Asker, walked: Walked) {
  const byType = Map.groupBy(paths, (path) => path.at(-1)?.type ?? '');
  for (const [type, all] of byType) {
    for (let at = 0; at < all.length; at += batchSize)
      await ask(graph, world, type, all.slice(at, at + batchSize), asker, walked);
  }
}

async function ask(
  graph: RunningGraph,
  world: World,
  type: string,
  paths: readonly Path[],
  asker: Asker,
  walked: Walked,
) {
  const asked = paths.flatMap((path, index) => {
    const text = selection(path, `p${index}`, world);
    return text === undefined ? [] : [{ path, alias: `p${index}`, text }];
  });
  if (asked.length === 0) return;
  const query = `query { ${asked.map(({ text }) => text).join(' ')} } ${fragments[type] ?? otherwise(type)}`;
  const headers = asker.purpose === undefined ? {} : { 'millgate-purpose': asker.purpose };
  const answer = await graph.ask(asker.persona && { ...asker.persona, scope: asker.scope }, query, {}, headers);
  const refused = answer.errors?.find(({ extensions }) => !expectedCodes.has(String(extensions?.['code'])));
  if (refused) {
    if (asked.length > 1 && tooMuch.has(String(refused.extensions?.['code']))) {
      for (const { path } of asked) await ask(graph, world, type, [path], asker, walked);
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
    if (rows.some((row) => ownerOf(world, row) === undefined)) await world.reread();
    for (const row of rows) {
      walked.dry.delete(nameOf(path));
      compare(row, path, asker, world, walked);
    }
  }
}

const expectedCodes = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);
const tooMuch = new Set(['COST_LIMIT', 'QUERY_TOO_COMPLEX', 'DEPTH_LIMIT', 'ALIAS_LIMIT']);

const ownerOf = (world: World, row: Json): string | undefined =>
  row['__typename'] === 'Worker'
    ? String(row['id'])
    : world.ownerOf.get(`${String(row['__typename'])} ${String(row['id'])}`);

function compare(row: Json, path: Path, asker: Asker, world: World, walked: Walked): void {
  const [type, id] = [String(row['__typename']), String(row['id'])];
  const workerId = ownerOf(world, row);
  const worker = workerId === undefined ? undefined : world.workers.get(workerId);
  const told = (what: string) => void walked.differences.push(`${asker.name}: ${nameOf(path)} (${id}): ${what}`);
  if (!worker) {
    told('a row that belongs to nobody');
    return;
  }
  const ties = new Set(tiesTo(asker, worker));
  const count = (coordinate: string) => walked.compared.set(coordinate, (walked.compared.get(coordinate) ?? 0) + 1);
  const knowers = recordMatrix[type];
  if (type === 'Employment') employerOnly(ties, world.enterpriseOfEmployment.get(id), asker);
  if (knowers) {
    count(type);
    if (!knowers.some((tie) => ties.has(tie)))
      told(`exists for somebody who is ${[...ties].join(', ') || 'nobody'} to her`);
  }
  const rules: [string, Row][] = Object.entries<Row>(matrixOf(type));
  for (const [field, rule] of rules) {
    count(`${type}.${field}`);
    const [expected, seen] = [expectedView(rule, ties), viewOf(type, field, row[field], worker)];
    if (seen !== 'NONE' && seen !== expected) told(`${type}.${field} is ${seen}, and should be ${expected}`);
    if (seen === 'NONE' && expected !== 'WITHHELD' && known(type, field, worker))
      told(`${type}.${field} is absent, and should be ${expected}`);
  }
}

const matrixOf = (type: string): Readonly<Record<string, Row>> =>
  type === 'Worker' ? workerMatrix : type === 'Employment' ? employmentMatrix : {};

/** HR of a job is that of its own enterprise, whoever else employs the worker. */
function employerOnly(ties: Set<Tie>, enterpriseId: string | undefined, { persona }: Asker): void {
  const own = persona?.roles.some(({ role, scope }) => role === 'HR' && scope === enterpriseId);
  if (own) ties.add('OWN_HR');
  else ties.delete('OWN_HR');
}

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
    default:
      return true;
  }
};

/** How much of a field an answer shows, judged by its look and by the rows. */
function viewOf(type: string, field: string, value: unknown, worker: WorkerTruth): Seen | 'NONE' {
  if (value === null || value === undefined) return 'NONE';
  if (field === 'ageBand' || field === 'salaryBand') return 'BANDED';
  if (type !== 'Worker') return 'PLAIN';
  if (field === 'displayName')
    return value === worker.name ? 'PLAIN' : value === `${worker.name.charAt(0)}*` ? 'MASKED' : 'NONE';
  if (field === 'residentId' || field === 'phone') return JSON.stringify(value).includes('*') ? 'MASKED' : 'PLAIN';
  return 'PLAIN';
}

/** What stands in no answer but that of the person: neither as a value, nor in an error, an id or a cursor. */
function leaks(answer: object, asker: Asker, world: World, walked: Walked): void {
  const text = JSON.stringify(answer);
  const opened = [
    text,
    ...(text.match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []).map((part) =>
      Buffer.from(part, 'base64url').toString('latin1'),
    ),
  ];
  for (const [workerId, secret] of world.residentIds) {
    const worker = world.workers.get(workerId);
    const ties = worker ? tiesTo(asker, worker) : new Set<Tie>();
    if (ties.has('NAMING_CASE_HANDLER') || ties.has('GRANTED_PARTNER')) continue;
    if (asker.persona?.id !== workerId && opened.some((part) => part.includes(secret)))
      walked.differences.push(`${asker.name}: an answer holds ${secret.slice(0, 2)}…, which is ${workerId}’s alone`);
  }
}
