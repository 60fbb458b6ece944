export interface ByteLimits {
  /** The most bytes of unfinished answers that are held at a time. */
  readonly held: number;
  /** The most bytes a second, over time: reading an answer costs everybody's processor. */
  readonly perSecond?: number;
}

/** What all answers of one subgraph together may cost. */
export class ByteBudget {
  #held = 0;
  #left: number;
  #since: number;

  constructor(
    private readonly limits: ByteLimits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#left = limits.perSecond ?? Infinity;
    this.#since = now();
  }

  /** Whether so much more may come. What came is held, also where it was too much, until it is given back. */
  take(bytes: number): boolean {
    this.#held += bytes;
    const { held, perSecond } = this.limits;
    if (perSecond !== undefined) {
      const now = this.now();
      this.#left = Math.min(perSecond, this.#left + ((now - this.#since) * perSecond) / 1_000);
      this.#since = now;
      if (this.#left <= 0) return false;
      // The last answer may overdraw: it is paid off before the next.
      this.#left -= bytes;
    }
    return this.#held <= held;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}
