import type { ApolloServerPlugin, BaseContext, GraphQLRequestContext, GraphQLResponse } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
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

/**
 * @apollo/server takes what a gateway's executor gives as one piece. `responseForOperation` is the place where an
 * answer in parts gets out.
 */
export const deferring = (engine: Deferring): ApolloServerPlugin => ({
  async requestDidStart() {
    return {
      async responseForOperation(context: GraphQLRequestContext<BaseContext>): Promise<GraphQLResponse | null> {
        const { request, document, queryHash, schema, response } = context;
        if (!document || queryHash === undefined) return null;
        if (!takesParts.test(request.http?.headers.get('accept') ?? '') || !asksForParts(document)) return null;
        const asked = { document, queryHash, schema, request, context: context.contextValue };
        const parts = await engine.defer(asked as unknown as Parameters<Deferring['defer']>[0]);
        if (!parts) return null;
        return { http: response.http, body: { kind: 'incremental', ...parts } } as unknown as GraphQLResponse;
      },
    };
  },
});

function asksForParts(document: NonNullable<GraphQLRequestContext<BaseContext>['document']>): boolean {
  let found = false;
  visit(document, { Directive: ({ name }) => void (found ||= name.value === 'defer') });
  return found;
}
