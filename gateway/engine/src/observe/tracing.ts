import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { type SubgraphAnswer, SubgraphError } from '../client/types.ts';
import type { FetchStart, Observer, OperationStart, PreparedEvent } from './observer.ts';

/**
 * A span for every operation, below it one for its planning, one for every request to a subgraph, and below that one
 * for every fetch of the plan that travels in it. Takes a tracer, so that no exporter is chosen here.
 */
export const traced = (tracer: Tracer): Observer => ({
  operation: <T>({ name }: OperationStart, run: () => Promise<T>): Promise<T> =>
    tracer.startActiveSpan(
      'millgate.operation',
      { kind: SpanKind.INTERNAL, attributes: name === undefined ? {} : { 'graphql.operation.name': name } },
      async (span) => {
        try {
          return await run();
        } finally {
          span.end();
        }
      },
    ),

  prepared: ({ cached, ms }: PreparedEvent) => {
    const now = Date.now();
    tracer.startSpan('millgate.plan', { startTime: now - ms, attributes: { 'millgate.plan.cached': cached } }).end(now);
  },

  around: ({ subgraph, operationName, steps }: FetchStart, fetch: () => Promise<SubgraphAnswer>) =>
    tracer.startActiveSpan(
      'millgate.fetch',
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'millgate.subgraph': subgraph,
          ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
        },
      },
      async (span) => {
        const parts = steps.map(({ path, representations }) =>
          tracer.startSpan('millgate.step', {
            attributes: {
              'millgate.subgraph': subgraph,
              'millgate.path': path.join('.'),
              'millgate.representations': representations,
            },
          }),
        );
        let outcome = 'OK';
        try {
          const answer = await fetch();
          if (answer.errors !== undefined && answer.errors !== null) outcome = 'ERRORS';
          return answer;
        } catch (failure) {
          outcome = failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE';
          throw failure;
        } finally {
          for (const each of [...parts, span]) {
            each.setAttribute('millgate.outcome', outcome);
            if (outcome !== 'OK') each.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
            each.end();
          }
        }
      },
    ),
});

/** Several observers as one. */
export function all(...observers: readonly Observer[]): Observer {
  return {
    operation: (event, run) =>
      observers.reduce<typeof run>(
        (inner, each) => (each.operation ? () => each.operation?.(event, inner) ?? inner() : inner),
        run,
      )(),
    prepared: (event) => observers.forEach((each) => each.prepared?.(event)),
    fetched: (event) => observers.forEach((each) => each.fetched?.(event)),
    around: (event, fetch) =>
      observers.reduce<typeof fetch>(
        (inner, each) => (each.around ? () => each.around?.(event, inner) ?? inner() : inner),
        fetch,
      )(),
  };
}
