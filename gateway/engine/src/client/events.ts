import type { Dispatcher } from 'undici';
import { readEvents } from '../subscribe/sse.ts';
import { type SubgraphAnswer, SubgraphError, type SubgraphRequest } from './types.ts';

export interface EventsOptions {
  readonly pool: Dispatcher;
  readonly path: string;
  /** How long the subgraph may take to accept the subscription; after that it may be silent as long as it lives. */
  readonly timeoutMs: number;
}

/** A subscription over `graphql-sse` (distinct connections): one request, whose answer is a stream of events. */
export async function* httpEvents(
  { pool, path, timeoutMs }: EventsOptions,
  request: SubgraphRequest,
): AsyncGenerator<SubgraphAnswer> {
  const stop = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
  try {
    const response = await pool
      .request({
        path,
        method: 'POST',
        headers: { ...request.headers, 'content-type': 'application/json', accept: 'text/event-stream' },
        body: request.body ?? JSON.stringify({ query: request.query, variables: request.variables }),
        headersTimeout: timeoutMs,
        bodyTimeout: 0,
        signal,
      })
      .catch((cause: unknown) => {
        throw new SubgraphError(request.signal?.aborted ? 'REQUEST_CANCELLED' : 'SUBGRAPH_UNAVAILABLE', cause);
      });
    const type = response.headers['content-type'];
    if (response.statusCode !== 200 || typeof type !== 'string' || !type.startsWith('text/event-stream')) {
      throw new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE', undefined, response.statusCode);
    }
    for await (const { event, data } of readEvents(response.body as AsyncIterable<Uint8Array>)) {
      if (event === 'complete') return;
      if (event === 'next') yield parseAnswer(data);
    }
  } finally {
    stop.abort();
  }
}

function parseAnswer(text: string): SubgraphAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer;
  } catch {
    // Falls through: an event that is no answer ends like any other malformed one.
  }
  throw new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE');
}
