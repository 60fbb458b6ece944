import { type Logger, reason } from '@millgate/kit';
import { houseAgency } from '../agencies/agencies.ts';
import type { Graph } from '../graph/graph.ts';
import type { Launches } from '../graph/launches.ts';

/** The hash of the schema that a server serves, and of the one that was published, made alike. */
export type ServedHash = (url: string, sdl: string, subgraph: string) => Promise<{ served: string; published: string }>;

/** What a server answers that is not so, a sentence each, however true its schema is. */
export type Canary = (url: string, subgraph: string) => Promise<readonly string[]>;

/** Differences that must be seen in a row: a server that is just being replaced is no fraud. */
const strikes = 2;

export interface WatchOptions {
  readonly graph: Graph;
  readonly launches: Launches;
  readonly servedHash: ServedHash;
  readonly canary?: Canary | undefined;
  readonly log: Logger;
}

/**
 * Looks from time to time whether partners’ servers still serve the schema that was checked, and answer as it says. One
 * that does not is stopped: what was checked is not what answers. One that does not answer is not judged; the gateway’s
 * breaker does that.
 */
export class ServerWatch {
  /** How often in a row something was found. */
  readonly #found = new Map<string, number>();

  constructor(private readonly options: WatchOptions) {}

  async look(): Promise<void> {
    const { graph } = this.options;
    const current = await graph.current();
    if (!current) return;
    const partners = (await graph.partsOf(current.stable)).filter(
      ({ agency, name }) => agency !== houseAgency && !current.stopped.includes(name),
    );
    await Promise.all(partners.map((part) => this.#judge(part)));
  }

  async #judge({ name, url, sdl }: { readonly name: string; readonly url: string; readonly sdl: string }) {
    const { launches, log } = this.options;
    try {
      const fault = await this.#faultOf(name, url, sdl);
      const count = fault === undefined ? 0 : (this.#found.get(name) ?? 0) + 1;
      this.#found.set(name, count);
      if (fault === undefined || count < strikes) return;
      this.#found.delete(name);
      log.error({ subgraph: name, fault }, 'a partner’s server is not what was checked, and is stopped');
      await launches.stop(name, 'registry', fault);
    } catch (cause) {
      log.warn({ subgraph: name, cause: reason(cause) }, 'a partner’s server could not be looked at');
    }
  }

  async #faultOf(name: string, url: string, sdl: string): Promise<string | undefined> {
    const { servedHash, canary } = this.options;
    const { served, published } = await servedHash(url, sdl, name);
    if (served !== published) return 'its server serves another schema than was published';
    const [untrue] = (await canary?.(url, name)) ?? [];
    return untrue;
  }
}
