import { escape } from '../../observe/metrics.ts';
import { defaultTimeoutMs, httpClient, type HttpClientOptions } from '../http.ts';
import { partner, type PartnerOptions } from '../partner.ts';
import type { SubgraphClient } from '../types.ts';
import type { BreakerState } from './breaker.ts';
import { ByteBudget, type ByteLimits } from './byte-budget.ts';
import { guarded, type GuardedClient, type GuardOptions, type GuardState } from './guard.ts';

export interface GuardedHttpOptions extends HttpClientOptions {
  readonly guard?: GuardOptions;
  readonly bytes?: ByteLimits;
}

/** For subgraphs of our own: room for everything they may rightly say. */
export const ownLimits = {
  bytes: { held: 64 * 1024 * 1024 },
} as const satisfies Partial<GuardedHttpOptions>;

/**
 * For subgraphs of others, who run them with what they have: a megabyte an answer and four a second, because reading
 * costs the processor that everybody shares; addresses of the public internet by TLS only.
 */
export const partnerLimits = {
  timeoutMs: 2_000,
  connectMs: 500,
  maxBytes: 1024 * 1024,
  connections: 32,
  compress: true,
  addresses: {},
  bytes: { held: 8 * 1024 * 1024, perSecond: 4 * 1024 * 1024 },
  guard: { bulkhead: { concurrent: 32, queued: 64 } },
} as const satisfies Partial<GuardedHttpOptions>;

const states: readonly BreakerState[] = ['closed', 'half-open', 'open'];

/** The guards of all subgraphs of a gateway, and what they have seen. */
export class Guards {
  /** Of each subgraph the clients that are in use: two, while a version is tried in which it is somewhere else. */
  readonly #clients = new Map<string, readonly GuardedClient[]>();

  constructor(private readonly changed?: (subgraph: string, state: BreakerState) => void) {}

  /** A subgraph over HTTP, guarded. One that moved begins anew: what its old address did is not its fault. */
  http(subgraph: string, options: GuardedHttpOptions): SubgraphClient {
    const { guard, bytes, ...http } = { ...ownLimits, ...options };
    const client = httpClient({ ...http, budget: new ByteBudget(bytes) });
    const within = { withinMs: http.timeoutMs ?? defaultTimeoutMs, ...guard };
    const made = guarded(client, within, (state) => this.changed?.(subgraph, state));
    this.#clients.set(subgraph, [...(this.#clients.get(subgraph) ?? []), made]);
    return {
      ...made,
      close: async () => {
        const others = (this.#clients.get(subgraph) ?? []).filter((other) => other !== made);
        if (others.length > 0) this.#clients.set(subgraph, others);
        else this.#clients.delete(subgraph);
        await made.close?.();
      },
    };
  }

  /** A subgraph that somebody else runs, at an address that they wrote. */
  partner(
    subgraph: string,
    { onMisfit, ...options }: GuardedHttpOptions & Pick<PartnerOptions, 'onMisfit'>,
  ): SubgraphClient {
    const client = this.http(subgraph, { ...partnerLimits, ...options });
    return partner(client, { name: subgraph, ...(onMisfit && { onMisfit }) });
  }

  states(): ReadonlyMap<string, GuardState> {
    return new Map(
      [...this.#clients].flatMap(([subgraph, clients]) => {
        // The one that everybody is served by has been there longest.
        const [first] = clients;
        return first ? [[subgraph, first.state()] as const] : [];
      }),
    );
  }

  /** Subgraphs that are not asked at the moment, because they did not answer. */
  open(): string[] {
    return [...this.states()].filter(([, { breaker }]) => breaker !== 'closed').map(([subgraph]) => subgraph);
  }

  /** The states in the text format that Prometheus reads. */
  text(): string {
    const all = [...this.states()];
    const family = (name: string, type: string, value: (state: GuardState) => number) => [
      `# TYPE ${name} ${type}`,
      ...all.map(([subgraph, state]) => `${name}{subgraph="${escape(subgraph)}"} ${value(state)}`),
    ];
    return [
      '# HELP millgate_subgraph_breaker 0 closed, 1 half-open, 2 open',
      ...family('millgate_subgraph_breaker', 'gauge', ({ breaker }) => states.indexOf(breaker)),
      ...family('millgate_subgraph_requests_active', 'gauge', ({ active }) => active),
      ...family('millgate_subgraph_requests_waiting', 'gauge', ({ waiting }) => waiting),
      ...family('millgate_subgraph_retries_total', 'counter', ({ retried }) => retried),
      ...family('millgate_subgraph_hedges_total', 'counter', ({ hedged }) => hedged),
      ...family('millgate_subgraph_hedges_won_total', 'counter', ({ hedgesWon }) => hedgesWon),
      ...family('millgate_subgraph_breaker_opened_total', 'counter', ({ opened }) => opened),
      '',
    ].join('\n');
  }
}
