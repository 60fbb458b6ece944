import { isObject, type JsonObject } from '../complete/complete.ts';
import type { Keys } from './merge.ts';

/** One step on the way to a fetch's objects. */
export interface Hop {
  /** A key, or `@` for every element of a list. */
  readonly key: string;
  /** Whether what is reached may be reached twice, because it is shared between places. */
  readonly mayRepeat: boolean;
}

/** What stands at a path, and for each object where it hangs, so that it can be replaced by its equal. */
export interface Found {
  readonly objects: JsonObject[];
  readonly parents: (JsonObject | unknown[])[];
  readonly slots: (string | number)[];
  /** Objects that hang in more places than the one that is named: replacing them there would not replace them. */
  readonly shared: Set<JsonObject>;
}

/**
 * The distinct objects that stand at a path. Since entities are shared by reference, an object can be reached many
 * times; it is visited once, at every level, or a graph of references would be walked as if it were a tree.
 */
export function collectAt(root: JsonObject, hops: readonly Hop[]): Found {
  const last = hops.length - 1;
  if (last < 0) return { objects: [root], parents: [], slots: [], shared: new Set() };
  let level: unknown[] = [root];
  for (let i = 0; i < last && level.length > 0; i++) level = hop(level, hops[i] as Hop);
  return lastHop(level, hops[last] as Hop);
}

function hop(level: readonly unknown[], { key, mayRepeat }: Hop): unknown[] {
  const found: unknown[] = [];
  if (key === '@') {
    for (const list of level) {
      if (Array.isArray(list)) for (const item of list) if (typeof item === 'object' && item !== null) found.push(item);
    }
  } else {
    for (const value of level) {
      if (!isObject(value)) continue;
      const below = value[key];
      if (typeof below === 'object' && below !== null && Object.hasOwn(value, key)) found.push(below);
    }
  }
  return mayRepeat && found.length > 1 ? [...new Set(found)] : found;
}

function lastHop(level: readonly unknown[], { key, mayRepeat }: Hop): Found {
  const found: Found = { objects: [], parents: [], slots: [], shared: new Set() };
  const seen = mayRepeat ? new Set<unknown>() : undefined;
  const add = (value: unknown, parent: JsonObject | unknown[], slot: string | number) => {
    if (!isObject(value)) return;
    if (seen?.has(value)) return void found.shared.add(value);
    seen?.add(value);
    found.objects.push(value);
    found.parents.push(parent);
    found.slots.push(slot);
  };
  for (const value of level) {
    if (key === '@') {
      if (Array.isArray(value)) for (let i = 0; i < value.length; i++) add(value[i], value, i);
    } else if (isObject(value) && Object.hasOwn(value, key)) add(value[key], value, key);
  }
  return found;
}

interface Placed {
  readonly path: readonly string[];
  readonly keys: Keys;
  readonly isEntity: boolean;
}

/** Marks where sharing can begin: at the objects of an entity fetch, and at the branches that such a fetch brings. */
export function hopsOf(path: readonly string[], steps: readonly Placed[]): Hop[] {
  return path.map((key, index) => {
    const here = path.slice(0, index + 1);
    const mayRepeat = steps.some(
      (step) => step.isEntity && startsWith(here, step.path) && here.length <= step.path.length + 1,
    );
    return { key, mayRepeat };
  });
}

/**
 * The plain fields that fetches above put into the objects at a path, if there are no others: then two objects with
 * equal representations and equal plain fields are the same, and one can stand for both.
 */
export function plainKeysAt(path: readonly string[], steps: readonly Placed[]): readonly string[] | undefined {
  const plain = new Set<string>();
  for (const step of steps) {
    if (step.path.length >= path.length || !startsWith(path, step.path)) continue;
    let keys: Keys | undefined = step.keys;
    for (const key of path.slice(step.path.length)) if (key !== '@') keys = keys?.get(key);
    for (const [key, below] of keys ?? []) {
      if (below) return undefined;
      plain.add(key);
    }
  }
  return [...plain];
}

const startsWith = (path: readonly string[], prefix: readonly string[]) =>
  prefix.length <= path.length && prefix.every((key, index) => path[index] === key);
