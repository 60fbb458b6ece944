import { Kind, type SelectionSetNode } from 'graphql';
import { isObject, type JsonObject } from '../complete/complete.ts';
import { responseNameOf } from '../plan/data-keys.ts';

/** The keys that a fetch asked for; what else an answer carries is never looked at. */
export type Keys = ReadonlyMap<string, Keys | undefined>;

/** The keys a selection may answer with, over all its fragments, under the names that rewrites give them. */
export function keysOf(set: SelectionSetNode, renames: ReadonlyMap<string, string> = new Map()): Keys {
  const keys = new Map<string, Keys | undefined>();
  collect(set, keys, renames);
  return keys;
}

function collect(
  set: SelectionSetNode,
  into: Map<string, Keys | undefined>,
  renames: ReadonlyMap<string, string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, into, renames);
    else if (selection.kind === Kind.FIELD) {
      const name = responseNameOf(selection);
      const key = renames.get(name) ?? name;
      const known = (into.get(key) ?? new Map()) as Map<string, Keys | undefined>;
      if (selection.selectionSet) collect(selection.selectionSet, known, renames);
      into.set(key, selection.selectionSet ? known : into.get(key));
    }
  }
}

/**
 * Adds what one answer says about an object to what is known. Whole branches are taken over by reference, so that an
 * entity that stands in many places is merged once. What is known stays, and a branch that has another shape than the
 * one already there is left out: an answer can spoil only its own fields. Only the name of an interface gives way,
 * where a subgraph that sees the interface as an object was the first to speak.
 */
export function mergeInto(target: JsonObject, source: JsonObject, keys: Keys, interfaces: ReadonlySet<string>): void {
  for (const [key, below] of keys) {
    if (!Object.hasOwn(source, key)) continue;
    const value = source[key];
    const existing = Object.hasOwn(target, key) ? target[key] : undefined;
    if (existing === undefined || existing === null) target[key] = value;
    else if (below) mergeBranch(existing, value, below, interfaces);
    else if (key === '__typename' && typeof value === 'string' && interfaces.has(existing as string))
      target[key] = value;
  }
}

function mergeBranch(existing: unknown, value: unknown, below: Keys, interfaces: ReadonlySet<string>): void {
  if (existing === value) return;
  if (Array.isArray(existing)) {
    if (!Array.isArray(value) || value.length !== existing.length) return;
    const items: unknown[] = existing;
    for (const [index, item] of (value as unknown[]).entries()) {
      if (items[index] === null || items[index] === undefined) items[index] = item;
      else mergeBranch(items[index], item, below, interfaces);
    }
  } else if (isObject(existing) && isObject(value)) mergeInto(existing, value, below, interfaces);
}
