/** Every process must act on a revocation within five seconds; the rest is left for the request that is under way. */
const staleMillis = 4_000;
/** Younger than this, what is known is used as it is. */
const freshMillis = 1_000;

/**
 * Something that another process may change, read when it is needed and never older than four seconds. Not a timer:
 * a process that nobody asks does not ask either, and one that is held up cannot use what it should have read again.
 */
export class Fresh<T> {
  #known: { readonly value: T; readonly at: number } | undefined;
  #reading: Promise<T> | undefined;

  constructor(private readonly read: () => Promise<T>) {}

  /** Rejects when it cannot be read and what is known is too old. */
  async get(): Promise<T> {
    const age = this.#known ? performance.now() - this.#known.at : Infinity;
    if (!this.#known || age >= staleMillis) return this.#readAgain();
    // Whoever asks now need not wait; should reading fail, a later request will have to.
    if (age >= freshMillis) this.#readAgain().catch(() => undefined);
    return this.#known.value;
  }

  #readAgain(): Promise<T> {
    // What comes of it is as old as the question.
    const at = performance.now();
    this.#reading ??= this.read()
      .then((value) => {
        this.#known = { value, at };
        return value;
      })
      .finally(() => (this.#reading = undefined));
    return this.#reading;
  }
}
