import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Case, Judgement } from './judge.ts';
import { refusal, skipped, stepOf } from './findings.ts';
import { judgeLimits } from './limits.ts';

interface Reply {
  readonly id: number;
  readonly judgement?: Judgement;
  readonly fault?: string;
}

interface Waiting {
  readonly resolve: (judgement: Judgement) => void;
  readonly reject: (cause: Error) => void;
}

/**
 * Where schemas are judged: a thread of its own, one case after the other, with a limit of time and memory. A case that
 * breaks a limit ends the thread with it, and the next one gets a new thread.
 */
export class JudgesThread {
  #worker: Worker | undefined;
  #count = 0;
  #last: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Map<number, Waiting>();

  constructor(private readonly limits: { readonly millis: number; readonly mebibytes: number } = judgeLimits) {}

  judge(given: Case): Promise<Judgement> {
    const turn = this.#last.then(() => this.#judge(given));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #judge(given: Case): Promise<Judgement> {
    const worker = await this.#running();
    const id = this.#count++;
    const watch = new AbortController();
    try {
      return await new Promise<Judgement>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        worker.postMessage({ id, given });
        this.#untilTooLong(worker, watch.signal).then(
          () => reject(new TooMuch()),
          () => undefined,
        );
      });
    } catch (cause) {
      if (!(cause instanceof TooMuch)) throw cause;
      this.#worker = undefined;
      await worker.terminate();
      return {
        steps: [stepOf('size', [refusal('CHECK_TOO_LONG', 'The check was given up.')]), skipped('composition')],
        changes: [],
      };
    } finally {
      watch.abort();
      this.#waiting.delete(id);
    }
  }

  /**
   * Resolves when the thread has worked for as long as a case may take. Its processor’s time is counted: where the
   * machine has other things to do, an honest schema is not refused for that.
   */
  async #untilTooLong(worker: Worker, signal: AbortSignal): Promise<void> {
    const { millis } = this.limits;
    const latest = performance.now() + millis * patience;
    const before = await worker.cpuUsage();
    for (let worked = 0; worked < millis && performance.now() < latest;) {
      await sleep(Math.min(millis - worked, 1_000), undefined, { signal });
      const { user, system } = await worker.cpuUsage(before);
      worked = (user + system) / 1_000;
    }
  }

  /** Loading takes longer than judging, and is not the case’s time. */
  async #running(): Promise<Worker> {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./judge-worker.mjs', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.mebibytes },
    });
    worker.unref();
    worker.on('message', (said: Reply | 'ready') => {
      if (said === 'ready') return;
      const { id, judgement, fault } = said;
      const waiting = this.#waiting.get(id);
      if (judgement) waiting?.resolve(judgement);
      else waiting?.reject(new Error(fault ?? 'the judge said nothing'));
    });
    // Memory that ran out ends the thread: the only case in it was the cause.
    const lost = () => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(new TooMuch());
    };
    worker.on('error', lost);
    worker.on('exit', lost);
    this.#worker = worker;
    // Not `online`: that comes before what it judges by is loaded.
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the judges’ thread ended')));
    });
    return worker;
  }
}

/** Nobody waits longer than so many times what a case may take. */
const patience = 6;

class TooMuch extends Error {}
