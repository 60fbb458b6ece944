import { type SubgraphAnswer, SubgraphError } from '../client/types.ts';
import { isWhoWasAsked } from '../compile/echo.ts';
import type { CompiledStep } from '../compile/fetch.ts';
import { mergeInto } from '../compile/merge.ts';
import type { Group, Program } from '../compile/program.ts';
import { applyRewrites } from '../compile/rewrite.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';
import { Found } from './found.ts';
import { prepareStep } from './prepare.ts';
import { VariableTexts } from './requests.ts';
import { type Pass, PassedAnswer } from '../pass/pass.ts';
import { readErrors } from './trouble.ts';
import type { Prepared, RunRequest, Trouble } from './types.ts';

/** How long a fetch that is ready waits for those that could travel with it. */
const lingerMs = 5;
/** The same for one that nothing waits for, and that can travel with a later one. */
const patientMs = 20;

interface Gathering {
  /** Of those that do not wait for later ones. */
  missing: number;
  ready: Prepared[];
  timer: NodeJS.Timeout | undefined;
  /** Whether those that are ready have time. */
  patient: boolean;
}

export interface RunOptions {
  readonly data?: JsonObject;
  readonly onPartDone?: (part: number) => void;
  readonly pass?: Pass | undefined;
}

/**
 * One run of a program. Steps start as soon as what they wait for is done; there is no promise per node, and no walk
 * over the plan.
 */
export class Run {
  readonly data: JsonObject;
  readonly troubles: Trouble[] = [];
  /** The answer of the only fetch, where it is the client's as it came. */
  passed: PassedAnswer | undefined;
  readonly #pass: Pass | undefined;
  readonly #found: Found;
  readonly #waits: number[];
  readonly #gatherings: Gathering[];
  readonly #variables: VariableTexts;
  /** Steps not yet done, per part of the answer. */
  readonly #open: number[];
  readonly #partDone: ((part: number) => void) | undefined;

  constructor(
    private readonly program: Program,
    private readonly request: RunRequest,
    { data = {}, onPartDone, pass }: RunOptions = {},
  ) {
    this.data = data;
    this.#found = new Found(program.places, data);
    this.#waits = program.steps.map(({ waits }) => waits);
    this.#gatherings = program.groups.map(({ needed }) => ({
      missing: needed,
      ready: [],
      timer: undefined,
      patient: true,
    }));
    this.#variables = new VariableTexts(request.variables);
    this.#open = new Array<number>(program.deferred.length + 1).fill(0);
    for (const { part } of program.steps) this.#open[part] = (this.#open[part] ?? 0) + 1;
    this.#partDone = onPartDone;
    this.#pass = pass;
  }

  /** Starts everything that waits for nothing; every part reports once, when its last step is done. */
  start(): void {
    const first = this.program.steps.filter(({ waits }) => waits === 0);
    const empty = this.#open.flatMap((open, part) => (open === 0 ? [part] : []));
    for (const step of first) this.#release(step);
    for (const part of empty) this.#partDone?.(part);
  }

  #release(step: CompiledStep): void {
    const holds = step.conditions.every(
      ({ variable, negated }) => (this.request.coerced[variable] === true) !== negated,
    );
    const prepared = holds ? prepareStep(step, this.#found, this.troubles) : undefined;
    const group = this.program.groupOf[step.index];
    if (group === undefined) {
      if (prepared) this.#send([prepared]);
      else this.#finish(step);
      return;
    }
    const gathering = this.#gatherings[group] as Gathering;
    const early = step.depth < (this.program.groups[group] as Group).depth;
    if (!early) gathering.missing--;
    if (prepared) gathering.ready.push(prepared);
    if (gathering.missing === 0) this.#flush(gathering);
    // Waiting for a partner that hangs would make its trouble ours.
    else if (prepared && (!gathering.timer || (gathering.patient && !early))) {
      clearTimeout(gathering.timer);
      gathering.patient = early;
      gathering.timer = setTimeout(() => this.#flush(gathering), early ? patientMs : lingerMs);
    }
    if (!prepared) this.#finish(step);
  }

  #flush(gathering: Gathering): void {
    clearTimeout(gathering.timer);
    gathering.timer = undefined;
    const { ready } = gathering;
    gathering.ready = [];
    if (ready.length > 0) this.#send(ready);
  }

  #send(prepared: readonly Prepared[]): void {
    const [first] = prepared;
    if (!first) return;
    const outgoing = this.program.requests.write(prepared, this.#variables);
    this.request.send(first.step.subgraph, this.#pass ? { ...outgoing, pass: this.#pass } : outgoing).then(
      (answer) => this.#arrived(outgoing.prepared, answer),
      (failure: unknown) => this.#failed(outgoing.prepared, failure),
    );
  }

  #arrived(prepared: readonly Prepared[], answer: SubgraphAnswer): void {
    try {
      if (answer.data instanceof PassedAnswer) this.passed = answer.data;
      const data = isObject(answer.data) ? answer.data : undefined;
      if (answer.errors !== undefined && answer.errors !== null) {
        this.troubles.push(...readErrors(prepared, answer.errors, data !== undefined));
      } else if (!data) throw new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE');
      if (data && !this.passed)
        for (const each of prepared)
          this.#take(each, each.step.represent ? data[each.back?.field ?? '_entities'] : data);
    } catch (failure) {
      return this.#failed(prepared, failure);
    }
    for (const { step } of prepared) this.#finish(step);
  }

  #take(prepared: Prepared, received: unknown): void {
    const { step, representations, targets, more, back } = prepared;
    const at = back?.at;
    const { interfaces } = this.program;
    const rewrites = step.fetch.outputRewrites;
    if (step.changes.length > 0) this.#found.forget(step.changes);
    if (rewrites?.length) applyRewrites(rewrites, received, this.program.isOfType);
    if (!step.represent) {
      if (isObject(received)) for (const target of targets) mergeInto(target, received, step.keys, interfaces);
      return;
    }
    if (received === null || received === undefined) return;
    if (!Array.isArray(received) || received.length !== (back?.of ?? representations.length)) {
      throw new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE');
    }
    for (let i = 0; i < representations.length; i++) {
      const entity: unknown = received[at ? (at[i] as number) : i];
      if (!isObject(entity)) continue;
      if (step.echo && !isWhoWasAsked(step.echo, targets[i] as JsonObject, entity)) {
        this.#mixedUp(prepared, i);
        continue;
      }
      mergeInto(targets[i] as JsonObject, entity, step.keys, interfaces);
      for (const target of more?.get(i) ?? []) mergeInto(target, entity, step.keys, interfaces);
    }
  }

  #mixedUp(prepared: Prepared, index: number): void {
    const { code, message } = new SubgraphError('SUBGRAPH_MALFORMED_RESPONSE');
    const extensions = { code, serviceName: prepared.step.subgraph };
    this.troubles.push({ prepared, message, extensions, path: undefined, index });
  }

  #failed(prepared: readonly Prepared[], failure: unknown): void {
    const known = failure instanceof SubgraphError;
    for (const each of prepared) {
      this.troubles.push({
        prepared: each,
        message: known ? failure.message : 'The subgraph cannot be reached.',
        extensions: { code: known ? failure.code : 'SUBGRAPH_UNAVAILABLE', serviceName: each.step.subgraph },
        path: undefined,
        index: undefined,
      });
    }
    for (const { step } of prepared) this.#finish(step);
  }

  #finish(step: CompiledStep): void {
    const open = (this.#open[step.part] ?? 0) - 1;
    this.#open[step.part] = open;
    for (const next of step.next) {
      const waits = (this.#waits[next] ?? 0) - 1;
      this.#waits[next] = waits;
      if (waits === 0) this.#release(this.program.steps[next] as CompiledStep);
    }
    if (open === 0) this.#partDone?.(step.part);
  }
}
