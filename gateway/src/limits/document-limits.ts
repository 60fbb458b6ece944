import { GraphQLError } from 'graphql';
import type { ErrorCode } from '@millgate/kit';
import type { DocumentShape } from './document-shape.ts';

/** What one operation may hold. The explorer's introspection and every committed operation stay far below. */
export const documentLimits = {
  bodyBytes: 100 * 1024,
  /** Of the document alone: a comment is one token, however long. */
  characters: 32 * 1024,
  tokens: 2_000,
  depth: 12,
  /** Fields and fragments within each other; what is deeper overflows the stack of whoever walks it. */
  nesting: 48,
  /** Written aliases of the operation and the fragments it uses; `__typename` costs an entry of the answer too. */
  aliases: 30,
  rootFields: 20,
  directives: 50,
  /** Fields and fragments once every fragment is written out where it is used. */
  selections: 5_000,
  listItems: 100,
  variableNesting: 10,
  /** One less than a client may see: graphql adds one that says it stopped. */
  validationErrors: 9,
} as const;

type Limited = keyof DocumentShape;

interface Limit {
  readonly of: Limited;
  readonly code: ErrorCode;
  readonly says: (limit: number) => string;
  /** A document that was registered beforehand was read by somebody; what it costs is bounded all the same. */
  readonly waivedWhenTrusted?: true;
}

const limits: readonly Limit[] = [
  { of: 'selections', code: 'QUERY_TOO_COMPLEX', says: (limit) => `more than ${limit} fields, fragments written out` },
  { of: 'depth', code: 'DEPTH_LIMIT', says: (limit) => `more than ${limit} fields deep`, waivedWhenTrusted: true },
  { of: 'aliases', code: 'ALIAS_LIMIT', says: (limit) => `more than ${limit} aliases`, waivedWhenTrusted: true },
  { of: 'nesting', code: 'QUERY_TOO_COMPLEX', says: (limit) => `fragments more than ${limit} levels deep` },
  { of: 'rootFields', code: 'QUERY_TOO_COMPLEX', says: (limit) => `more than ${limit} fields at the root` },
  { of: 'directives', code: 'QUERY_TOO_COMPLEX', says: (limit) => `more than ${limit} directives` },
  { of: 'listItems', code: 'QUERY_TOO_COMPLEX', says: (limit) => `a list of more than ${limit} values` },
];

/** Why a document may not be planned, or undefined. */
export function shapeRefusal(shape: DocumentShape, trusted: boolean): GraphQLError | undefined {
  for (const { of, code, says, waivedWhenTrusted } of limits) {
    const [found, limit] = [shape[of], documentLimits[of]];
    if (found <= limit || (trusted && waivedWhenTrusted)) continue;
    return new GraphQLError(`The operation has ${says(limit)}. Ask in parts.`, {
      extensions: { code, limit, found: Math.min(found, Number.MAX_SAFE_INTEGER), http: { status: 400 } },
    });
  }
  return undefined;
}
