import { type Logger, reason } from '@millgate/kit';
import { houseAgency } from '../agencies/agencies.ts';
import type { Graph } from '../graph/graph.ts';
import type { Launches } from '../graph/launches.ts';

/** The hash of the schema that a server serves, and of the one that was published, made alike. */
export type ServedHash = (url: string, sdl: string, subgraph: string) => Promise<{ served: string; published: string }>;

/** Differences that must be seen in a row: a server that is just being replaced is no fraud. */
const strikes = 2;

/**
 * Looks from time to time whether partners’ servers still serve the schema that was checked. One that serves another is
 * stopped: what was checked is not what answers. One that does not answer is not judged; the gateway’s breaker is.
 */
export class ServerWatch {
  readonly #differing = new Map<string, number>();

  constructor(private readonly options: { graph: Graph; launches: Launches; servedHash: ServedHash; log: Logger }) {}

  async look(): Promise<void> {
    const { graph, launches, servedHash, log } = this.options;
    const current = await graph.current();
    if (!current) return;
    const partners = (await graph.partsOf(current.stable)).filter(
      ({ agency, name }) => agency !== houseAgency && !current.stopped.includes(name),
    );
    await Promise.all(
      partners.map(async ({ name, url, sdl }) => {
        try {
          const { served, published } = await servedHash(url, sdl, name);
          const count = served === published ? 0 : (this.#differing.get(name) ?? 0) + 1;
          this.#differing.set(name, count);
          if (count < strikes) return;
          this.#differing.delete(name);
          log.error({ subgraph: name }, 'a partner serves another schema than it published, and is stopped');
          await launches.stop(name, 'registry', 'its server serves another schema than was published');
        } catch (cause) {
          log.warn({ subgraph: name, cause: reason(cause) }, 'a partner’s schema could not be looked at');
        }
      }),
    );
  }
}
