import { type SubgraphClient, SubgraphError, type SubgraphRequest } from '../types.ts';

export interface BulkheadOptions {
  /** How many requests the subgraph is sent at a time. */
  readonly concurrent?: number;
  /** How many may wait for that; the next is refused. */
  readonly queued?: number;
}

interface Waiting {
  readonly begin: () => void;
}

/** Keeps a slow subgraph from holding more of this process than its share. */
export class Bulkhead {
  #active = 0;
  readonly #queue = new Set<Waiting>();
  readonly #concurrent: number;
  readonly #queued: number;

  constructor({ concurrent = 64, queued = 128 }: BulkheadOptions = {}) {
    this.#concurrent = concurrent;
    this.#queued = queued;
  }

  get active(): number {
    return this.#active;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Takes a place at once, if one is free. */
  enter(): boolean {
    if (this.#active >= this.#concurrent) return false;
    this.#active += 1;
    return true;
  }

  /** Resolves with a place taken. Nobody waits longer than the answer is waited for. */
  queue({ signal, deadline }: SubgraphRequest): Promise<void> {
    if (this.#queue.size >= this.#queued) return Promise.reject(new SubgraphError('SUBGRAPH_OVERLOADED'));
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#queue.delete(waiting);
        clearTimeout(timer);
        signal?.removeEventListener('abort', left);
      };
      const giveUp = (code: 'REQUEST_CANCELLED' | 'SUBGRAPH_OVERLOADED') => {
        end();
        reject(new SubgraphError(code));
      };
      const left = () => giveUp('REQUEST_CANCELLED');
      // It never was the subgraph's turn: the wait is ours to answer for.
      const late = () => giveUp('SUBGRAPH_OVERLOADED');
      const timer = deadline === undefined ? undefined : setTimeout(late, deadline - performance.now());
      const waiting: Waiting = { begin: () => (end(), resolve()) };
      signal?.addEventListener('abort', left, { once: true });
      this.#queue.add(waiting);
    });
  }

  /** Gives a place up: to whoever has waited longest, if anybody does. */
  leave(): void {
    const [next] = this.#queue;
    if (next) next.begin();
    else this.#active -= 1;
  }
}

/** `withinMs`: how long an answer may take; waiting for room is part of that. */
export function bounding(client: SubgraphClient, bulkhead: Bulkhead, withinMs = Infinity): SubgraphClient {
  const send = (request: SubgraphRequest) =>
    client.send(request).then(
      (answer) => {
        bulkhead.leave();
        return answer;
      },
      (failure: unknown) => {
        bulkhead.leave();
        throw failure;
      },
    );
  const wait = (request: SubgraphRequest) => {
    const deadline = Math.min(request.deadline ?? Infinity, performance.now() + withinMs);
    const limited = deadline === Infinity ? request : { ...request, deadline };
    return bulkhead.queue(limited).then(() => send(limited));
  };
  return { ...client, send: (request) => (bulkhead.enter() ? send(request) : wait(request)) };
}
