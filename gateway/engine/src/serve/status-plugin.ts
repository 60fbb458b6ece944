import type { ApolloServerPlugin } from '@apollo/server';

/**
 * GraphQL over HTTP: a client that asks for `application/json` gets 200 for a well-formed request whose document is
 * wrong; only `application/graphql-response+json` may carry 400. @apollo/server answers 400 to both.
 */
export const statusForRequestErrors: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response, document, source }) {
        const { http, body } = response;
        if (http.status === 500 && body.kind === 'single' && isUnknownOperation(body.singleResult.errors)) {
          http.status = 400;
        }
        const wellFormed = typeof source === 'string' && source !== '';
        const accept = request.http?.headers.get('accept') ?? '';
        const wantsResponseType = accept.includes('application/graphql-response+json');
        if (wellFormed && http.status === 400 && !wantsResponseType && (document !== undefined || source)) {
          http.status = 200;
        }
      },
    };
  },
};

const isUnknownOperation = (errors: readonly { extensions?: Record<string, unknown> }[] | undefined) =>
  errors?.some(({ extensions }) => extensions?.['code'] === 'OPERATION_RESOLUTION_FAILURE') ?? false;
