import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from '../engine/src/index.ts';

export interface TurnOptions {
  /** How many requests a subgraph works on at a time: as many as it has connections to its database. */
  readonly atOnce?: number;
  /** How many while the processor has no time left: more at once would take longer each, and so would all others. */
  readonly whileBusy?: number;
  readonly isBusy?: () => boolean;
  /** How many may wait for that; the next is refused. */
  readonly waiting?: number;
  /** No query waits on while so long no answer has come at all: the subgraph hangs. */
  readonly stalledMs?: number;
  /** Nobody waits longer than this, whatever comes. */
  readonly longestMs?: number;
}

const usual: Required<TurnOptions> = {
  atOnce: 10,
  whileBusy: 3,
  isBusy: () => false,
  waiting: 4_000,
  stalledMs: 2_000,
  longestMs: 15_000,
};

/** So often somebody looks whether there is room again, where nobody who is done would. */
const lookMs = 25;

/**
 * One after the other, in order of arrival. When sixty press at once, all sixty begun together are all late, and the
 * deadline that finds a subgraph that hangs finds them; ten at a time are each answered soon, and a deadline is for
 * the work itself. Where the processor has no time left, three are: each turn of it serves all who are in, and somebody
 * who asks another subgraph would wait for ten of them at every step.
 */
export function inTurn(client: SubgraphClient, options: TurnOptions = {}): SubgraphClient {
  const line = new Line({ ...usual, ...options });
  const send = (request: SubgraphRequest): Promise<SubgraphAnswer> =>
    client.send(request).then(
      (answer) => {
        line.leave(true);
        return answer;
      },
      (failure: unknown) => {
        line.leave(false);
        throw failure;
      },
    );
  return {
    ...client,
    send(request) {
      // Whoever holds a place waits for this answer: in line behind itself it would wait for ever.
      if (request.forWorkInHand) return client.send(request);
      return line.enter() ? send(request) : line.wait(request).then(() => send(request));
    },
  };
}

interface Waiting {
  readonly begin: () => void;
  /** Gives up if its time is over. */
  readonly look: () => void;
}

class Line {
  #active = 0;
  #movedAt = -Infinity;
  #looking: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<Waiting>();

  constructor(private readonly options: Required<TurnOptions>) {}

  /** Takes a place at once, if one is free. */
  enter(): boolean {
    if (this.#waiting.size > 0 || !this.#hasRoom()) return false;
    if (this.#active === 0) this.#movedAt = performance.now();
    this.#active += 1;
    return true;
  }

  #hasRoom(): boolean {
    const { atOnce, whileBusy, isBusy } = this.options;
    return this.#active < atOnce && (this.#active < whileBusy || !isBusy());
  }

  /** Lets in as many as there is room for, whoever has waited longest first. */
  #fill(): void {
    for (const next of this.#waiting) {
      if (!this.#hasRoom()) break;
      this.#active += 1;
      next.begin();
    }
    // Whoever is in may be long, and the processor idle meanwhile.
    if (this.#waiting.size === 0 || this.#looking || this.#active >= this.options.atOnce) return;
    this.#looking = setTimeout(() => {
      this.#looking = undefined;
      this.#fill();
    }, lookMs);
  }

  /** Resolves with a place taken. */
  wait({ query, signal, deadline = Infinity }: SubgraphRequest): Promise<void> {
    const { waiting, stalledMs, longestMs } = this.options;
    if (signal?.aborted) return Promise.reject(new SubgraphError('REQUEST_CANCELLED'));
    if (this.#waiting.size >= waiting) return Promise.reject(new SubgraphError('SUBGRAPH_OVERLOADED'));
    return new Promise((resolve, reject) => {
      // A change may wait for a lock that others hold: that is no hanging.
      const patience = query.startsWith('mutation') ? longestMs : stalledMs;
      const last = Math.min(deadline, performance.now() + longestMs);
      let timer: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(waits);
        signal?.removeEventListener('abort', left);
      };
      const begin = () => {
        end();
        resolve();
      };
      const left = () => {
        end();
        reject(new SubgraphError('REQUEST_CANCELLED'));
      };
      const look = () => {
        clearTimeout(timer);
        const now = performance.now();
        const until = Math.min(last, this.#movedAt + patience);
        if (now < until) {
          timer = setTimeout(look, until - now);
          return;
        }
        end();
        reject(new SubgraphError('SUBGRAPH_OVERLOADED'));
      };
      const waits = { begin, look };
      signal?.addEventListener('abort', left, { once: true });
      this.#waiting.add(waits);
      look();
      this.#fill();
    });
  }

  /** Gives a place up, to whoever has waited longest. */
  leave(answered: boolean): void {
    if (answered) this.#movedAt = performance.now();
    // Where one place after the other ends without an answer, whoever waited as long is not given one to wait again.
    else if (performance.now() - this.#movedAt >= this.options.stalledMs)
      for (const { look } of [...this.#waiting]) look();
    this.#active -= 1;
    this.#fill();
  }
}
