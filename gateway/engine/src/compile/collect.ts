import { isObject, type JsonObject } from '../complete/complete.ts';

/**
 * The distinct objects that stand at a path. Since entities are shared by reference, an object can be reached many
 * times; it is visited once, at every level, or a graph of references would be walked as if it were a tree.
 */
export function collectAt(root: JsonObject, path: readonly string[]): JsonObject[] {
  let level: unknown[] = [root];
  for (const key of path) {
    if (level.length === 0) break;
    level = key === '@' ? spread(level) : follow(level, key);
  }
  return distinct(level);
}

function follow(level: readonly unknown[], key: string): unknown[] {
  const found: unknown[] = [];
  for (const value of level) {
    if (!isObject(value) || !Object.hasOwn(value, key)) continue;
    const below = value[key];
    if (below !== null && below !== undefined) found.push(below);
  }
  return found.length > 1 ? [...new Set(found)] : found;
}

function spread(level: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const value of level) {
    if (!Array.isArray(value)) continue;
    for (const item of value) if (item !== null && item !== undefined) found.push(item);
  }
  return found.length > 1 ? [...new Set(found)] : found;
}

const distinct = (level: readonly unknown[]): JsonObject[] => level.filter(isObject);

/** Every way to reach an object at a path, with the object: only needed when there is an error to place. */
export function* placesAt(root: unknown, path: readonly string[]): Generator<[(string | number)[], JsonObject]> {
  yield* walk(root, path, 0, []);
}

function* walk(
  value: unknown,
  path: readonly string[],
  at: number,
  above: (string | number)[],
): Generator<[(string | number)[], JsonObject]> {
  const key = path[at];
  if (key === undefined) {
    if (isObject(value)) yield [above, value];
  } else if (key === '@') {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* walk(item, path, at + 1, [...above, index]);
    }
  } else if (isObject(value) && Object.hasOwn(value, key)) yield* walk(value[key], path, at + 1, [...above, key]);
}
