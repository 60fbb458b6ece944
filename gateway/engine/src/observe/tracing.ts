import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { SubgraphError } from '../client/types.ts';
import type { FetchStart, Observer } from './observer.ts';

/** A span for every fetch, under whatever span is active. Takes a tracer, so that no exporter is chosen here. */
export const traced = (tracer: Tracer): Observer => ({
  around: <T>({ subgraph, operationName, steps }: FetchStart, fetch: () => Promise<T>): Promise<T> =>
    tracer.startActiveSpan(
      'millgate.fetch',
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'millgate.subgraph': subgraph,
          'millgate.steps': steps,
          ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
        },
      },
      async (span) => {
        try {
          return await fetch();
        } catch (failure) {
          const code = failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE';
          span.setStatus({ code: SpanStatusCode.ERROR, message: code });
          throw failure;
        } finally {
          span.end();
        }
      },
    ),
});

/** Several observers as one. */
export function all(...observers: readonly Observer[]): Observer {
  return {
    prepared: (event) => observers.forEach((each) => each.prepared?.(event)),
    fetched: (event) => observers.forEach((each) => each.fetched?.(event)),
    around: (event, fetch) =>
      observers.reduce<typeof fetch>(
        (inner, each) => (each.around ? () => each.around?.(event, inner) ?? inner() : inner),
        fetch,
      )(),
  };
}
