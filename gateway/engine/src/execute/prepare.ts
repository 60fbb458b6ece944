import type { CompiledStep } from '../compile/fetch.ts';
import { unsendable } from '../compile/key-check.ts';
import type { WriteRepresentation } from '../compile/representation.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';
import type { Found } from './found.ts';
import type { Prepared, Trouble } from './types.ts';

/** Finds what a step works on, and what to send for it; undefined if there is nothing. */
export function prepareStep(step: CompiledStep, found: Found, troubles: Trouble[]): Prepared | undefined {
  const { represent, place } = step;
  if (!represent) {
    const targets = found.at(place).filter(isObject);
    return targets.length === 0 ? undefined : { step, representations: [], found: 1, targets, more: undefined };
  }
  const collecting = new Collecting(step, represent, troubles);
  const settled = found.settled(place);
  if (settled) {
    for (const object of settled) if (isObject(object)) collecting.add(object, undefined, '');
  } else {
    found.visit(place, (object, parent, slot) => collecting.add(object, parent, slot));
    found.settle(place, collecting.distinct, collecting.tookAll);
  }
  return collecting.prepared;
}

/** Representations are asked for once, and objects that are equal become one. */
class Collecting {
  readonly #representations: string[] = [];
  readonly #targets: JsonObject[] = [];
  readonly #byText = new Map<string, number>();
  #found = 0;
  #more: Map<number, Set<JsonObject>> | undefined;
  /** Objects of which nothing can be asked. */
  #mute: Set<JsonObject> | undefined;
  #typeName: unknown;
  #onlyKey: string | undefined;
  #byKey: Map<unknown, number> | undefined;

  constructor(
    private readonly step: CompiledStep,
    private readonly represent: WriteRepresentation,
    private readonly troubles: Trouble[],
  ) {}

  add(object: JsonObject, parent: JsonObject | unknown[] | undefined, slot: string | number): void {
    const typeName = object['__typename'];
    if (typeName !== this.#typeName) {
      this.#typeName = typeName;
      this.#onlyKey = this.represent.onlyKeyOf?.(typeName);
      // Keys of two types may be equal.
      this.#byKey = this.#onlyKey === undefined || this.#byKey ? undefined : new Map();
    }
    // Most objects of a list are references to few entities: their texts need not be written to be found equal.
    const key = this.#byKey && this.#onlyKey !== undefined ? object[this.#onlyKey] : undefined;
    let known = key !== undefined && typeof key !== 'object' ? this.#byKey?.get(key) : undefined;
    if (known === undefined) {
      if (this.#mute?.has(object)) return;
      const text = this.#representation(object);
      if (text === undefined) return void (this.#mute ??= new Set()).add(object);
      known = this.#byText.get(text);
      if (known === undefined) {
        known = this.#representations.push(text) - 1;
        this.#targets.push(object);
        this.#byText.set(text, known);
        if (key !== undefined) this.#byKey?.set(key, known);
        this.#found++;
        return;
      }
    }
    const first = this.#targets[known] as JsonObject;
    if (first === object) return;
    this.#found++;
    const { plainKeys } = this.step;
    if (plainKeys && parent && same(plainKeys, first, object)) {
      // One object for all its places: merged once, and written once.
      (parent as JsonObject)[slot as string] = first;
      return;
    }
    this.#more ??= new Map();
    const others = this.#more.get(known);
    if (others) others.add(object);
    else this.#more.set(known, new Set([object]));
  }

  /** What now hangs where the step works, each object once. */
  get distinct(): readonly JsonObject[] {
    if (!this.#more && !this.#mute) return this.#targets;
    const others = [...(this.#more?.values() ?? [])].flatMap((objects) => [...objects]);
    return [...this.#targets, ...others, ...(this.#mute ?? [])];
  }

  get tookAll(): boolean {
    return !this.#mute;
  }

  get prepared(): Prepared | undefined {
    if (this.#representations.length === 0) return undefined;
    return {
      step: this.step,
      representations: this.#representations,
      found: this.#found,
      targets: this.#targets,
      more: this.#more,
    };
  }

  #representation(object: JsonObject): string | undefined {
    try {
      return this.represent(object);
    } catch (reason) {
      if (reason !== unsendable) throw reason;
      this.troubles.push({
        prepared: { step: this.step, representations: [], found: 1, targets: [object], more: undefined },
        message: 'What another subgraph needs to know of this object is not what it should be.',
        extensions: { code: 'INVALID_SUBGRAPH_VALUE' },
        path: undefined,
        index: undefined,
      });
      return undefined;
    }
  }
}

function same(keys: readonly string[], one: JsonObject, other: JsonObject): boolean {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (one[key] !== other[key]) return false;
  }
  return true;
}
