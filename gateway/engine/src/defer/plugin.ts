import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext, GraphQLResponse } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { visit } from 'graphql';
import type { Asked } from '../execute/compiled.ts';
import type { Incremental } from './defer.ts';

/** As Apollo Client writes it; any other wish for parts gets one piece. */
const takesParts = /multipart\/mixed\s*;[^,]*deferSpec=20220824/i;

export interface Deferring {
  defer(
    context: Asked & { readonly context: Record<string, unknown>; readonly schema: GraphQLSchema },
  ): Promise<Incremental | undefined>;
}

/** What a client is shown of an error; the same function that @apollo/server has as `formatError`. */
export type PresentError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * @apollo/server takes what a gateway's executor gives as one piece. `responseForOperation` is the place where an
 * answer in parts gets out; since `formatError` is not asked about what gets out there, it is asked here.
 */
export const deferring = (engine: Deferring, present: PresentError): ApolloServerPlugin => ({
  async requestDidStart() {
    return {
      async responseForOperation(context: GraphQLRequestContext<BaseContext>): Promise<GraphQLResponse | null> {
        const { request, document, schema, response } = context;
        if (!document) return null;
        if (!takesParts.test(request.http?.headers.get('accept') ?? '') || !asksForParts(document)) return null;
        const asked = { document, schema, request, context: context.contextValue };
        const parts = await engine.defer(asked as unknown as Parameters<Deferring['defer']>[0]);
        if (!parts) return null;
        const body = {
          kind: 'incremental',
          initialResult: presented(parts.initialResult, present),
          subsequentResults: presentedParts(parts.subsequentResults, present),
        };
        return { http: response.http, body } as unknown as GraphQLResponse;
      },
    };
  },
});

function presented<T extends { readonly errors?: readonly GraphQLError[] }>(part: T, present: PresentError) {
  const { errors, ...rest } = part;
  return errors ? { ...rest, errors: errors.map((error) => present(error.toJSON(), error)) } : rest;
}

async function* presentedParts(parts: Incremental['subsequentResults'], present: PresentError) {
  for await (const { incremental, hasNext } of parts) {
    yield { ...(incremental && { incremental: incremental.map((patch) => presented(patch, present)) }), hasNext };
  }
}

function asksForParts(document: NonNullable<GraphQLRequestContext<BaseContext>['document']>): boolean {
  let found = false;
  visit(document, { Directive: ({ name }) => void (found ||= name.value === 'defer') });
  return found;
}
