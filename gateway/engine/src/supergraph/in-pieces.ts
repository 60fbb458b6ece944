import { setTimeout as sleep } from 'node:timers/promises';

/** Longer nobody needs who came meanwhile. */
const longestMs = 100;

/**
 * Between pieces of work on the thread that answers: whoever came during a piece has half as long as it took. One turn
 * of the event loop would not do, since an answer takes several.
 */
export class Pieces {
  #since = performance.now();

  /** Ends a piece; the next begins when it resolves. */
  async next(): Promise<void> {
    await sleep(Math.min((performance.now() - this.#since) / 2, longestMs));
    this.#since = performance.now();
  }
}
