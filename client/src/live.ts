import { createClient as createEventClient } from 'graphql-sse';
import { type ClientOptions, headersOf } from './client.ts';
import type { Document } from './document.ts';
import { defaultRetry } from './retry.ts';

export interface Live<Data> {
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string }[];
}

/**
 * What a subscription tells, as long as it is listened to. A stream that is cut (a restart, a tunnel, a phone asleep) is
 * asked for again, a little later each time; what was missed meanwhile is not repeated, so read what holds when that
 * matters. Ends when `signal` is aborted or the loop is left.
 */
export async function* live<Data, Variables extends Record<string, unknown>>(
  options: ClientOptions,
  document: Document<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): AsyncGenerator<Live<Data>, void, undefined> {
  const events = createEventClient({
    url: options.endpoint,
    singleConnection: false,
    retryAttempts: Number.POSITIVE_INFINITY,
    headers: () => headersOf(options),
    ...(options.fetch ? { fetchFn: options.fetch } : {}),
    retry: (retries) =>
      new Promise((resolve) =>
        setTimeout(
          resolve,
          Math.min(defaultRetry.longestWaitMs, defaultRetry.firstWaitMs * 2 ** retries) * (0.5 + Math.random() / 2),
        ),
      ),
  });
  const stop = () => events.dispose();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const { data, errors } of events.iterate<Data, never>({ query: document.toString(), variables })) {
      yield { data: data ?? null, errors: errors ?? [] };
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    events.dispose();
  }
}
