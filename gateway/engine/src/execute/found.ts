import type { Place } from '../compile/places.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';

type Branch = JsonObject | readonly unknown[];

// Keys are read without asking whether they are the object's own: of what every object inherits only `__proto__` is an
// object, and no field and no data key has that name.

/** Called for everything that hangs at a place, with where it hangs. */
export type Visit = (value: JsonObject, parent: JsonObject | unknown[], slot: string | number) => void;

/**
 * What stands at the places of one run's answer. Since entities are shared by reference, an object can be reached many
 * times; it is kept once, or a graph of references would be walked as if it were a tree. What was found stays known
 * until a step changes it: steps at one place and below it do not walk there again.
 */
export class Found {
  readonly #known: (readonly Branch[] | undefined)[] = [];
  /** Where equal objects have become one. */
  readonly #settled: boolean[] = [];

  constructor(
    private readonly places: readonly Place[],
    root: JsonObject,
  ) {
    this.#known.push([root]);
  }

  at(index: number): readonly Branch[] {
    const known = this.#known[index];
    if (known) return known;
    const { above, key, mayRepeat } = this.places[index] as Place;
    const found = hop(this.at(above), key);
    const distinct = mayRepeat && found.length > 1 ? [...new Set(found)] : found;
    this.#known[index] = distinct;
    return distinct;
  }

  /** The objects at a place where nothing is left to become one. */
  settled(index: number): readonly Branch[] | undefined {
    return this.#settled[index] || index === 0 ? this.#known[index] : undefined;
  }

  /** Visits an object as often as it hangs there. */
  visit(index: number, visit: Visit): void {
    const { above, key } = this.places[index] as Place;
    for (const value of this.at(above)) {
      if (key === '@') {
        if (Array.isArray(value))
          for (let i = 0; i < value.length; i++) if (isObject(value[i])) visit(value[i] as JsonObject, value, i);
      } else if (isObject(value)) {
        const below = value[key];
        if (isObject(below)) visit(below, value, key);
      }
    }
  }

  /** From now on these are the objects at a place; unless some of them are not for the step that looked. */
  settle(index: number, objects: readonly JsonObject[], forAll: boolean): void {
    this.#known[index] = objects;
    this.#settled[index] = forAll;
    // Below it, what was found may hang from an object that another one now stands for.
    for (const below of this.places[index]?.below ?? []) this.#forgetBelow(below);
  }

  forget(places: readonly number[]): void {
    for (const place of places) {
      this.#known[place] = undefined;
      this.#settled[place] = false;
    }
  }

  #forgetBelow(index: number): void {
    this.#known[index] = undefined;
    this.#settled[index] = false;
    for (const below of this.places[index]?.below ?? []) this.#forgetBelow(below);
  }
}

function hop(level: readonly Branch[], key: string): Branch[] {
  const found: Branch[] = [];
  for (const value of level) {
    if (key === '@') {
      if (!Array.isArray(value)) continue;
      for (const item of value as readonly unknown[]) {
        if (typeof item === 'object' && item !== null) found.push(item as Branch);
      }
    } else if (isObject(value)) {
      const below = value[key];
      if (typeof below === 'object' && below !== null) found.push(below as Branch);
    }
  }
  return found;
}
