import { Worker } from 'node:worker_threads';
import type { QueryPlannerConfig } from '@apollo/query-planner';
import { print } from 'graphql';
import { planKey, type PlanRequest, type ReadyPlans } from '../plan/plan.ts';

/** More operations than these are planned when they are asked for. */
export const warmedOperations = 500;

/** A new graph does not wait for its plans longer than this. */
const patienceMs = 10_000;

interface Answer {
  readonly id: number;
  readonly plans: readonly (readonly [string, never])[];
}

/**
 * Plans in a thread of its own: for the next graph what was asked of the last one, since a graph that has to plan
 * everything at once, between answers, is slow for everybody just when it is new; and what takes long to plan, for
 * which nobody else should wait.
 */
export class Warmer {
  #worker: Worker | undefined;
  #count = 0;
  readonly #waiting = new Map<number, (plans: ReadyPlans) => void>();
  /** The graph that the thread has its planner for. */
  #sdl: string | undefined;

  constructor(private readonly config: QueryPlannerConfig) {}

  /** Never rejects: without plans the graph is slower at first, and right. */
  plan(sdl: string, requests: readonly PlanRequest[]): Promise<ReadyPlans> {
    const id = this.#count++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(id, new Map()), patienceMs);
      timer.unref();
      this.#waiting.set(id, (plans) => {
        clearTimeout(timer);
        resolve(plans);
      });
      const texts = requests.map((request) => ({
        key: planKey(request),
        text: print(request.document),
        operationName: request.operationName,
        overrides: [...request.overrides],
      }));
      const worker = this.#running();
      worker.postMessage({ id, ...(sdl !== this.#sdl && { sdl }), config: this.config, requests: texts });
      this.#sdl = sdl;
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./plan-worker.mjs', import.meta.url), { execArgv: [] });
    // Whoever wants to end the program need not wait for plans.
    worker.unref();
    worker.on('message', ({ id, plans }: Answer) => this.#settle(id, new Map(plans)));
    const lost = () => {
      this.#worker = undefined;
      this.#sdl = undefined;
      for (const id of [...this.#waiting.keys()]) this.#settle(id, new Map());
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    this.#worker = worker;
    return worker;
  }

  #settle(id: number, plans: ReadyPlans): void {
    this.#waiting.get(id)?.(plans);
    this.#waiting.delete(id);
  }
}
