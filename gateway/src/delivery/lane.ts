import { setTimeout as sleep } from 'node:timers/promises';
import type { ContractServers } from '../contracts.ts';
import type { Engine } from '../../engine/src/index.ts';

/** Longer than any answer may take; whoever is not answered by then never will be. */
const longestAnswerMillis = 30_000;

/** A graph as it is served: an engine, a server for each contract, and what is under way in them. */
export class Lane {
  #underWay = 0;
  #idle: (() => void) | undefined;
  readonly #retired = new AbortController();

  constructor(
    readonly engine: Engine,
    readonly servers: ContractServers,
  ) {}

  /** Aborted when nobody is sent here any more: streams end, so that their clients ask again, elsewhere. */
  get retired(): AbortSignal {
    return this.#retired.signal;
  }

  /** Notes that somebody is answered here; what it gives is called when that is over. */
  enter(): () => void {
    this.#underWay += 1;
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#idle?.();
    };
  }

  /** Ends when whatever is under way has been answered. Nobody new may be sent here. */
  async retire(): Promise<void> {
    this.#retired.abort();
    if (this.#underWay > 0) {
      const idle = new Promise<void>((resolve) => (this.#idle = resolve));
      await Promise.race([idle, sleep(longestAnswerMillis, undefined, { ref: false })]);
    }
    await this.servers.stop();
  }
}
