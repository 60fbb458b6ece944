import { SubgraphError } from '../client/types.ts';

interface Flight<T> {
  readonly arrival: Promise<T>;
  readonly recall: AbortController;
  riders: number;
}

/** Work that is under way and that others who want exactly the same may wait for. */
export class Flights<T> {
  readonly #open = new Map<string, Flight<T>>();

  /** `copy` makes a value of one's own for each who joins: an answer is merged into, and must not be merged into twice. */
  constructor(private readonly copy: (value: T) => T) {}

  /** Starts the work, or joins it. Whoever leaves is rejected at once; the work is called off when the last has left. */
  join(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const open = this.#open.get(key);
    const flight = open ?? this.#start(key, start);
    flight.riders += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.riders -= 1;
        if (flight.riders === 0) {
          this.#close(key, flight);
          flight.recall.abort();
        }
        reject(new SubgraphError('REQUEST_CANCELLED'));
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave, { once: true });
      const arrived = () => signal?.removeEventListener('abort', leave);
      // All who wait are told in one turn, before the first of them goes on to change what came.
      flight.arrival.then(
        (value) => {
          arrived();
          resolve(open ? this.copy(value) : value);
        },
        (failure: unknown) => {
          arrived();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it came
          reject(failure);
        },
      );
    });
  }

  /** From now on nobody joins what is under way: something has changed that it may not have seen. */
  forget(): void {
    this.#open.clear();
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const recall = new AbortController();
    const flight: Flight<T> = { arrival: start(recall.signal), recall, riders: 0 };
    this.#open.set(key, flight);
    const close = () => this.#close(key, flight);
    flight.arrival.then(close, close);
    return flight;
  }

  #close(key: string, flight: Flight<T>): void {
    if (this.#open.get(key) === flight) this.#open.delete(key);
  }
}
