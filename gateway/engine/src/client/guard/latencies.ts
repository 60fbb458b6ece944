const kept = 128;
const between = 32;

/** How long the last calls took; worked out now and then, not for every call. */
export class Latencies {
  readonly #ring = new Float64Array(kept);
  #count = 0;
  #median = 0;
  #slow: number | undefined;

  add(ms: number): void {
    this.#ring[this.#count++ % kept] = ms;
    if (this.#count % between !== 0) return;
    const sorted = this.#ring.slice(0, Math.min(this.#count, kept)).sort();
    this.#median = sorted[sorted.length >> 1] ?? 0;
    this.#slow = this.#count < kept / 2 ? undefined : sorted[Math.floor(sorted.length * 0.95)];
  }

  /** 95 of 100 calls took at most so long; undefined until there were enough of them. */
  get slow(): number | undefined {
    return this.#slow;
  }

  get median(): number {
    return this.#median;
  }
}
