import { ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { type ContractName, contractNames, contractSchema, tagsOf } from '@millgate/kit/contracts';
import { buildSchemaFromSupergraph } from '@millgate/schema/api-schema';
import { type Finding, refusal, warning } from './findings.ts';

/** One difference between two versions of a contract. */
export interface Change {
  readonly contract: ContractName;
  readonly level: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  readonly at: string;
  readonly message: string;
  /** Who asks for this is struck, where that is another element than the one that changes. */
  readonly strikes?: string;
}

/** A document that somebody is known to send. */
export interface KnownDocument {
  /** Whose it is: an app, or a file of recorded operations. */
  readonly who: string;
  readonly name: string;
  readonly text: string;
}

/** How often clients asked for an element in the window that counts. */
export interface Usage {
  readonly coordinate: string;
  readonly client: string;
  /** Whether the client showed who it is, by a key or a token. */
  readonly known: boolean;
  readonly days: number;
  readonly count: number;
}

export interface Versions {
  readonly before: string | undefined;
  readonly after: string;
}

const schemasOf = (supergraph: string): ((contract: ContractName) => GraphQLSchema) => {
  const schema = buildSchemaFromSupergraph(supergraph);
  const tags = tagsOf(supergraph);
  return (contract) => contractSchema(schema, tags, contract);
};

const levels = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
} as const;

/** What did not exist nobody asked for; who asks for what it is now demanded by, does not send it. */
const demanding: ReadonlySet<unknown> = new Set([ChangeType.FieldArgumentAdded, ChangeType.InputFieldAdded]);

/** What changes in each contract. What two contracts share is said of the one that shows it to most. */
export async function changesOf({ before, after }: Versions): Promise<Change[]> {
  if (before === undefined) return [];
  const [old, next] = [schemasOf(before), schemasOf(after)];
  const seen = new Set<string>();
  const changes: Change[] = [];
  for (const contract of contractNames) {
    for (const { criticality, path, message, type } of await diff(old(contract), next(contract))) {
      const key = `${path ?? ''} ${message}`;
      // That something new is described is no news of its own.
      if (seen.has(key) || / has description '/.test(message)) continue;
      seen.add(key);
      const strikes = demanding.has(type) ? { strikes: (path ?? '').split('.').slice(0, -1).join('.') } : {};
      changes.push({ contract, level: levels[criticality.level], at: path ?? '', message, ...strikes });
    }
  }
  return changes;
}

/**
 * Which of the changes break somebody. The widest schema decides about documents: who may send which is the gateway’s
 * to say, and a document that the whole schema no longer answers is answered to nobody.
 */
export function breakages(
  { before, after }: Versions,
  changes: readonly Change[],
  documents: readonly KnownDocument[],
  usage: readonly Usage[],
): Finding[] {
  const breaking = changes.filter(({ level }) => level === 'BREAKING');
  if (breaking.length === 0 || before === undefined) return [];
  const [old, next] = [schemasOf(before)('internal'), schemasOf(after)('internal')];
  const findings: Finding[] = [];
  for (const { who, name, text } of documents) {
    const [faultsBefore, faultsAfter] = [faultsOf(old, text), faultsOf(next, text)];
    if (faultsBefore.length > 0 || faultsAfter.length === 0) continue;
    findings.push(refusal('BREAKS_OPERATIONS', `${name} of ${who}: ${faultsAfter[0]}`));
  }
  for (const { at, message, strikes } of breaking) {
    const clients = clientsOf(strikes ?? at, usage);
    if (clients.length === 0) findings.push(warning('BREAKING_UNUSED', `${message}.`, at));
    else findings.push(refusal('BREAKS_CLIENTS', `${message}. Asked for by ${clients.join(', ')}.`, at));
  }
  return findings;
}

/** Who asked for an element, or for something within it, in words. */
function clientsOf(at: string, usage: readonly Usage[]): string[] {
  const wanted = coordinateOf(at);
  const totals = new Map<string, { days: number; count: number }>();
  for (const { coordinate, client: name, known: isKnown, days, count } of usage) {
    const client = isKnown ? name : `${name}, not signed in`;
    if (coordinate !== wanted && !coordinate.startsWith(`${wanted}.`) && !coordinate.startsWith(`${wanted}(`)) continue;
    const known = totals.get(client);
    totals.set(client, { days: Math.max(days, known?.days ?? 0), count: Math.max(count, known?.count ?? 0) });
  }
  return [...totals].map(([client, { days, count }]) => `${client} (${count} times on ${days} of the last 30 days)`);
}

/** graphql-inspector writes an argument behind a second point. */
export function coordinateOf(path: string): string {
  const [type = '', field, argument] = path.split('.');
  if (field === undefined) return type;
  return argument === undefined ? `${type}.${field}` : `${type}.${field}(${argument}:)`;
}

function faultsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text, { maxTokens: 10_000 })).map(({ message }) => message);
  } catch (cause) {
    return [cause instanceof Error ? cause.message : 'unreadable'];
  }
}
