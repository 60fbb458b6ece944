import type { GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { type SubgraphClient, SubgraphError } from '../client/types.ts';
import type { HeadersFor } from '../engine.ts';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];
type ProcessResult = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Lets the stock executor reach subgraphs through the engine's clients, so that both executors see the same ones. */
export function stockDataSource(subgraph: string, client: SubgraphClient, headersFor: HeadersFor): GraphQLDataSource {
  return {
    async process(options: ProcessOptions): Promise<ProcessResult> {
      const { query = '', variables, operationName } = options.request;
      const body = JSON.stringify({ query, variables, operationName });
      const headers =
        'incomingRequestContext' in options ? await headersFor(options.incomingRequestContext, subgraph, body) : {};
      try {
        const answer = await client.send({
          query,
          ...(variables && { variables }),
          ...(operationName && { operationName }),
          headers,
          body,
        });
        return answer as ProcessResult;
      } catch (failure) {
        const code = failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE';
        const message = failure instanceof SubgraphError ? failure.message : 'The subgraph cannot be reached.';
        throw new GraphQLError(message, { extensions: { code, serviceName: subgraph } });
      }
    },
  };
}
