import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { appName, documentId, type Documents } from '../documents/documents.ts';
import { sha256 } from '../documents/manifest.ts';
import type { RequestContext } from '../request-context.ts';
import { RequestRefused } from './http-requests.ts';

/** The header by which an app says which it is, as Apollo’s clients write it. */
const appHeader = 'apollographql-client-name';

/** Requests whose document was published beforehand for the app that sends it. */
const registered = new WeakSet<FastifyRequest>();

export const isRegistered = (request: FastifyRequest): boolean => registered.has(request);

/** How long anybody may keep an answer to a registered question that everybody may ask. */
const publicSeconds = 5;

/** What an answer depends on besides its address. */
const vary = 'Origin, Accept, Accept-Language, Authorization, Millgate-Key, Apollographql-Client-Name';

interface Asked {
  readonly query: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Puts the text in the place of the id, before @apollo/server sees either. What the id stands for is decided by the app
 * and the id alone; automatic persisted queries, which anybody may register, come after and never make a document
 * trusted.
 */
export function acceptDocumentIds(app: FastifyInstance, documents: Documents): void {
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.url !== '/graphql') return;
    const { query, extensions } = asked(request);
    const id = persistedId(extensions);
    if (id !== undefined && query !== undefined && id !== sha256(query)) {
      throw new RequestRefused(400, 'BAD_REQUEST', 'The hash is not that of the query.');
    }
    const name = request.headers[appHeader];
    const hash = id ?? (query === undefined ? undefined : sha256(query));
    if (typeof name !== 'string' || !appName.test(name) || hash === undefined) return;
    const body = await documents.find(name, hash);
    if (body === null) return;
    registered.add(request);
    replace(request, body, extensions);
  });
}

function asked({ method, body, query }: FastifyRequest): Asked {
  const source = (method === 'GET' ? query : body) as { query?: unknown; extensions?: unknown } | null | undefined;
  const text = source?.query;
  const extensions = typeof source?.extensions === 'string' ? parsed(source.extensions) : source?.extensions;
  return {
    query: typeof text === 'string' && text !== '' ? text : undefined,
    extensions: typeof extensions === 'object' && extensions !== null ? { ...extensions } : {},
  };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function persistedId({ persistedQuery }: Readonly<Record<string, unknown>>): string | undefined {
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1 || typeof sha256Hash !== 'string' || !documentId.test(sha256Hash)) {
    throw new RequestRefused(400, 'BAD_REQUEST', 'A persisted query is named by version 1 and 64 hexadecimal digits.');
  }
  return sha256Hash;
}

/** The id goes: left in, it would register the text for every app. */
function replace(request: FastifyRequest, query: string, extensions: Readonly<Record<string, unknown>>): void {
  const rest = Object.fromEntries(Object.entries(extensions).filter(([name]) => name !== 'persistedQuery'));
  if (request.method !== 'GET') {
    request.body = { ...(request.body as object), query, extensions: rest };
    return;
  }
  const url = new URL(request.raw.url ?? '/', 'http://gateway');
  url.searchParams.set('query', query);
  url.searchParams.set('extensions', JSON.stringify(rest));
  request.raw.url = `${url.pathname}${url.search}`;
}

/** Refuses what was not registered, from whoever is not signed in, where only that is answered. */
export function requireRegistered(context: RequestContext): void {
  if (context.caller.kind !== 'ANONYMOUS' || context.key || context.trusted) return;
  throw new GraphQLError('Only registered documents are answered to callers who are not signed in.', {
    extensions: { code: 'DOCUMENT_NOT_REGISTERED', http: { status: 400 } },
  });
}

/**
 * Says whether an answer may be kept. Only the gateway says so: to a registered question that was asked by its address
 * alone, by nobody in particular, and answered without an error.
 */
export const answersToKeep: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, contextValue, response: { http, body } }) {
        const kept =
          request.http?.method === 'GET' &&
          contextValue.trusted === true &&
          contextValue.caller.kind === 'ANONYMOUS' &&
          !contextValue.key &&
          !contextValue.personal &&
          !request.http.headers.has('millgate-now') &&
          body.kind === 'single' &&
          !body.singleResult.errors;
        http.headers.set('cache-control', kept ? `public, max-age=${publicSeconds}` : 'no-store');
        http.headers.set('vary', vary);
      },
    };
  },
};
