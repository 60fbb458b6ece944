import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type KeyStore, type Logger, reason } from '@millgate/kit';
import { isSupergraph, type SupergraphSource } from '../../engine/src/index.ts';
import { LastGood } from './last-good.ts';
import { type Delivery, readDelivery, Unbelievable } from './manifest.ts';
import { RegistryClient } from './registry-client.ts';

export interface FeedOptions {
  readonly url: string;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where the last graph that was served is kept. */
  readonly file: string;
  /** The supergraph that comes with the program; served where there is neither a registry nor a last graph. */
  readonly committed: string;
}

/** Which graph is served, and since when, for probes. */
export interface ServedGraph {
  readonly source: 'registry' | 'last-good' | 'program';
  readonly version: number | null;
  readonly sequence: number | null;
  /** Since it was composed. */
  readonly ageSeconds: number | null;
  /** Whether the registry answered the last question. */
  readonly registry: 'up' | 'down';
}

/** After a failure it asks again: soon at first, then every few seconds, so that a registry that comes back is not stormed. */
const retryMillis = [250, 500, 1_000, 2_000, 5_000] as const;

type Listener = (delivery: Delivery) => void;

/**
 * Where the gateway has its graph from. It asks the registry for another one than it has and is answered when there is
 * one. What does not bear the registry’s signature, or is older than what is served, is not looked at further; and what
 * the engine then refuses never becomes the copy on disk.
 */
export class SupergraphFeed {
  #delivery: Delivery | undefined;
  /** The last delivery whose graph the engine took. */
  #served: Delivery | undefined;
  /** The text that the engine was given last; it may still be planning for it. */
  #offered: string | undefined;
  #source: ServedGraph['source'] = 'program';
  #registry: ServedGraph['registry'] = 'down';
  #update: ((sdl: string) => void) | undefined;
  #refusals = 0;
  readonly #refused = new Set<number>();
  readonly #listeners = new Set<Listener>();
  readonly #leaving = new AbortController();
  readonly #lastGood: LastGood;
  readonly client: RegistryClient;
  #asking: Promise<void> | undefined;

  private constructor(private readonly options: FeedOptions) {
    this.client = new RegistryClient(options);
    this.#lastGood = new LastGood(options.file);
  }

  /** Finds the graph to begin with: the registry’s, else the last one, else the program’s own. */
  static async open(options: FeedOptions): Promise<SupergraphFeed> {
    const feed = new SupergraphFeed(options);
    const kept = await feed.#kept();
    const fresh = await feed.#fresh(kept);
    // What cannot be started from must not keep the gateway from starting: with a registry it will get another.
    const usable = [fresh, kept].find((delivery) => delivery && feed.#canBeServed(delivery));
    feed.#delivery = usable ?? fresh ?? kept;
    feed.#source = usable ? (usable === fresh ? 'registry' : 'last-good') : 'program';
    feed.#offered = usable?.stable.supergraph;
    feed.#registry = fresh ? 'up' : 'down';
    return feed;
  }

  /** For the engine: the graph that everybody is served, and each that follows it. */
  get supergraph(): SupergraphSource {
    return {
      initialize: async ({ update }) => {
        this.#update = update;
        return { supergraphSdl: this.#offered ?? this.options.committed };
      },
    };
  }

  get current(): Delivery | undefined {
    return this.#delivery;
  }

  isStopped(subgraph: string): boolean {
    return this.#delivery?.stopped.has(subgraph) ?? false;
  }

  /** Told of each delivery that was believed, until the function that it gives is called. */
  onDelivery(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The engine serves the graph that it began with. */
  begun(): void {
    if (this.#offered !== undefined) this.taken(this.#offered);
  }

  /** The engine serves this graph: only now is it one to start from. */
  taken(sdl: string): void {
    const delivery = this.#delivery;
    if (!delivery || this.#served === delivery || delivery.stable.supergraph !== sdl) return;
    this.#served = delivery;
    this.#lastGood.write(delivery.text).catch((cause: unknown) => {
      this.options.log.error(
        { cause: reason(cause), file: this.#lastGood.file },
        'the last graph cannot be kept on disk',
      );
    });
  }

  /** A version cannot be served here: the registry is told with the next report. Without a number, the last one. */
  refused(version = this.#delivery?.stable.no): void {
    this.#refusals += 1;
    if (version !== undefined) this.#refused.add(version);
  }

  /** Versions that were refused since this was asked last. */
  takeRefused(): number[] {
    const versions = [...this.#refused];
    this.#refused.clear();
    return versions;
  }

  /** The version that requests are answered from. */
  get version(): number | null {
    return this.#served?.stable.no ?? null;
  }

  status(): ServedGraph {
    const served = this.#served;
    const age = served && this.options.clock.now().getTime() - new Date(served.stable.composedAt).getTime();
    return {
      source: this.#source,
      version: served?.stable.no ?? null,
      sequence: served?.sequence ?? null,
      ageSeconds: age === undefined ? null : Math.max(0, Math.round(age / 1_000)),
      registry: this.#registry,
    };
  }

  /** For whoever watches over the gateway, in the text format that Prometheus reads. */
  text(): string {
    const { version, ageSeconds, registry } = this.status();
    return [
      '# HELP millgate_graph_refused_total Deliveries that could not be believed or served.',
      '# TYPE millgate_graph_refused_total counter',
      `millgate_graph_refused_total ${this.#refusals}`,
      '# TYPE millgate_graph_version gauge',
      `millgate_graph_version ${version ?? 0}`,
      '# TYPE millgate_graph_age_seconds gauge',
      `millgate_graph_age_seconds ${ageSeconds ?? 0}`,
      '# TYPE millgate_registry_up gauge',
      `millgate_registry_up ${registry === 'up' ? 1 : 0}`,
      '',
    ].join('\n');
  }

  /** Begins to ask. The engine has been started by now. */
  follow(): void {
    this.#asking ??= this.#ask();
  }

  async stop(): Promise<void> {
    this.#leaving.abort();
    await this.#asking?.catch(() => undefined);
  }

  async #ask(): Promise<void> {
    const { signal } = this.#leaving;
    for (let failures = 0; !signal.aborted;) {
      try {
        const text = await this.client.delivery(this.#delivery?.sequence, signal);
        if (this.#registry === 'down') this.options.log.info('the registry answers');
        this.#registry = 'up';
        if (text !== undefined) await this.#take(text);
        failures = 0;
      } catch (cause) {
        if (signal.aborted) return;
        if (cause instanceof Unbelievable) this.#refusals += 1;
        if (this.#registry === 'up' || cause instanceof Unbelievable)
          this.options.log.warn({ cause: reason(cause) }, 'no graph can be had from the registry; the last one stays');
        this.#registry = 'down';
        await sleep(retryMillis[Math.min(failures++, retryMillis.length - 1)], undefined, { signal }).catch(
          () => undefined,
        );
      }
    }
  }

  async #take(text: string): Promise<void> {
    const next = await readDelivery(text, this.options.keys);
    const before = this.#delivery;
    if (before && next.sequence <= before.sequence) throw this.#older(next, before);
    this.#delivery = next;
    this.#source = 'registry';
    for (const listener of this.#listeners) listener(next);
    const { supergraph, no } = next.stable;
    // The same graph may come for another reason, such as a stop.
    if (supergraph === this.#served?.stable.supergraph && supergraph === this.#offered) return this.taken(supergraph);
    this.#offered = supergraph;
    try {
      this.#update?.(supergraph);
    } catch (cause) {
      this.refused(no);
      this.options.log.error({ cause: reason(cause), version: no }, 'a new supergraph was refused; the last one stays');
    }
  }

  #canBeServed({ stable }: Delivery): boolean {
    if (isSupergraph(stable.supergraph)) return true;
    this.refused(stable.no);
    this.options.log.error({ version: stable.no }, 'a supergraph cannot be served; the gateway starts without it');
    return false;
  }

  async #kept(): Promise<Delivery | undefined> {
    const text = await this.#lastGood.read();
    if (text === undefined) return undefined;
    try {
      return await readDelivery(text, this.options.keys);
    } catch (cause) {
      this.options.log.warn(
        { cause: reason(cause), file: this.#lastGood.file },
        'the last graph on disk is damaged and not used',
      );
      return undefined;
    }
  }

  async #fresh(kept: Delivery | undefined): Promise<Delivery | undefined> {
    try {
      const text = await this.client.delivery(undefined, this.#leaving.signal);
      if (text === undefined) return undefined;
      const fresh = await readDelivery(text, this.options.keys);
      if (kept && fresh.sequence < kept.sequence) throw this.#older(fresh, kept);
      return fresh;
    } catch (cause) {
      this.options.log.warn({ cause: reason(cause) }, 'no graph can be had from the registry');
      return undefined;
    }
  }

  #older(next: Delivery, before: Delivery): Unbelievable {
    return new Unbelievable(
      `delivery ${next.sequence} is older than ${before.sequence}; where the registry was set up anew, remove ${this.#lastGood.file}`,
    );
  }
}
