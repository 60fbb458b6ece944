import { createHash } from 'node:crypto';
import { GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { z } from 'zod';
import { appName, type RegisteredDocument } from './documents.ts';

/** What is wrong with a manifest, a line each. */
export class UnusableManifest extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

const operation = z.object({
  id: z.string(),
  body: z.string(),
  name: z.string(),
  type: z.enum(['query', 'mutation', 'subscription']),
});

const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(operation),
});

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads a manifest as Apollo's generator writes it. An id must be the SHA-256 of its body: a document is known by what
 * it says, so that nobody can put another in its place.
 */
export function readManifest(app: string, text: string, schema: GraphQLSchema): RegisteredDocument[] {
  if (!appName.test(app)) throw new UnusableManifest([`${app} is no name of an app: letters, digits, dot, hyphen`]);
  const parsed = manifest.safeParse(json(text));
  if (!parsed.success) {
    throw new UnusableManifest(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const { operations } = parsed.data;
  const faults = operations.flatMap((each) => faultsOf(each, schema).map((fault) => `${each.name}: ${fault}`));
  if (faults.length > 0) throw new UnusableManifest(faults);
  return operations.map(({ id, body, name, type }) => ({ app, hash: id, name, kind: type, body }));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnusableManifest(['the manifest is not JSON']);
  }
}

function faultsOf({ id, body, name, type }: z.infer<typeof operation>, schema: GraphQLSchema): string[] {
  if (id !== sha256(body)) return ['its id is not the SHA-256 of its body'];
  try {
    const document = parse(body);
    const operations = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []));
    const [only, another] = operations;
    if (!only || another) return ['it holds one operation, no more and no less'];
    if (only.name?.value !== name || String(only.operation) !== type)
      return ['its name or type is not that of its body'];
    return validate(schema, document).map(({ message }) => message);
  } catch (cause) {
    if (cause instanceof GraphQLError) return [cause.message];
    throw cause;
  }
}
