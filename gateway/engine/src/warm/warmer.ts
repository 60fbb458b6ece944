import { Worker } from 'node:worker_threads';
import type { QueryPlannerConfig } from '@apollo/query-planner';
import { planKey, type PlanRequest, type ReadyPlans, type RootNode, textOf } from '../plan/plan.ts';

/** More operations than these are planned when they are asked for. */
export const warmedOperations = 500;

/** Who asks for something that takes long to plan waits no longer than this. */
const patienceMs = 10_000;

interface Answer {
  readonly id: number;
  readonly plan?: readonly [string, RootNode | null];
  readonly done?: true;
}

interface Waiting {
  readonly plans: Map<string, RootNode | null>;
  readonly settle: () => void;
}

/**
 * Plans in a thread of its own: for the next graph what was asked of the last one, since a graph that has to plan
 * everything at once, between answers, is slow for everybody just when it is new; and what takes long to plan, for
 * which nobody else should wait.
 */
export class Warmer {
  #worker: Worker | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();
  /** The graphs that the thread has been told of, by their text. */
  #graphs = new Map<string, number>();
  #warming: number | undefined;

  constructor(private readonly config: QueryPlannerConfig) {}

  /** Starts the thread: loading the planner takes longer than most plans. */
  begin(): void {
    this.#running();
  }

  /**
   * For a graph that is about to take over: gives what is planned when it is over or the patience is at its end, and
   * what is planned later appears in it. Only the last one is worked on. `known` are plans of it that there are already.
   */
  warm(sdl: string, requests: readonly PlanRequest[], forMs: number, known: ReadyPlans): Promise<ReadyPlans> {
    if (this.#warming !== undefined && this.#waiting.has(this.#warming)) {
      this.#worker?.postMessage({ cancel: this.#warming });
    }
    const { id, plans } = this.#ask(sdl, requests, forMs, known);
    this.#warming = id;
    return plans;
  }

  /** Never rejects: what was not planned in time has no plan. */
  plan(sdl: string, requests: readonly PlanRequest[]): Promise<ReadyPlans> {
    return this.#ask(sdl, requests, patienceMs).plans;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(sdl: string, requests: readonly PlanRequest[], forMs: number, known: ReadyPlans = new Map()) {
    const id = this.#count++;
    const plans = new Map(known);
    const planned = new Promise<ReadyPlans>((resolve) => {
      const timer = setTimeout(() => resolve(plans), forMs);
      timer.unref();
      this.#waiting.set(id, {
        plans,
        settle: () => {
          clearTimeout(timer);
          resolve(plans);
        },
      });
    });
    const worker = this.#running();
    const texts = requests.map((request) => ({
      key: planKey(request),
      text: textOf(request.document),
      operationName: request.operationName,
      overrides: [...request.overrides],
    }));
    worker.postMessage({ id, ...this.#graph(sdl), config: this.config, requests: texts });
    return { id, plans: planned };
  }

  /** The number of a graph; its text goes along the first time. The thread remembers as many as this does. */
  #graph(sdl: string): { readonly graph: number; readonly sdl?: string } {
    const known = this.#graphs.get(sdl);
    if (known !== undefined) {
      this.#graphs.delete(sdl);
      this.#graphs.set(sdl, known);
      return { graph: known };
    }
    const graph = this.#count++;
    for (const [oldest] of this.#graphs) if (this.#graphs.size >= mostGraphs) this.#graphs.delete(oldest);
    this.#graphs.set(sdl, graph);
    return { graph, sdl };
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./plan-worker.mjs', import.meta.url), { execArgv: [] });
    // Whoever wants to end the program need not wait for plans.
    worker.unref();
    worker.on('message', ({ id, plan, done }: Answer) => {
      const waiting = this.#waiting.get(id);
      if (plan) waiting?.plans.set(...plan);
      if (done) this.#settle(id);
    });
    const lost = () => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#graphs = new Map();
      for (const id of [...this.#waiting.keys()]) this.#settle(id);
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    this.#worker = worker;
    return worker;
  }

  #settle(id: number): void {
    this.#waiting.get(id)?.settle();
    this.#waiting.delete(id);
  }
}

/** As many as the thread keeps. */
const mostGraphs = 3;
