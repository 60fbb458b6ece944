/** Changes that follow each other faster than this reach a watcher as one. */
const shortestMillis = 200;

/**
 * One who watches a topic. Written out rather than as a generator: a generator that waits cannot be ended from outside
 * before what it waits for has come.
 */
export class Watch implements AsyncIterableIterator<void> {
  #changed = true;
  #ended = false;
  #last = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #waiting: ((step: IteratorResult<void, undefined>) => void) | undefined;

  constructor(
    private readonly listening: () => Promise<void>,
    private readonly onEnd: () => void,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<void, undefined>> {
    // Nothing is read before announcements are heard, or one between the two would be missed.
    await this.listening();
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#settle();
    });
  }

  async return(): Promise<IteratorResult<void, undefined>> {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#settle();
    this.onEnd();
    return { done: true, value: undefined };
  }

  wake(): void {
    this.#changed = true;
    this.#settle();
  }

  #settle(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    if (this.#ended) {
      this.#waiting = undefined;
      return waiting({ done: true, value: undefined });
    }
    if (!this.#changed || this.#timer) return;
    const early = this.#last + shortestMillis - performance.now();
    if (early > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#settle();
      }, early);
      return;
    }
    this.#changed = false;
    this.#last = performance.now();
    this.#waiting = undefined;
    waiting({ done: false, value: undefined });
  }
}
