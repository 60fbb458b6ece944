import { GraphQLError } from 'graphql';
import type { FieldPlan, Shape } from '../compile/shape.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';
import type { Prepared, Trouble } from './types.ts';

type Key = string | number;

/** An error, and everything in the answer that it is reason enough to miss. */
export interface PlacedError {
  readonly error: GraphQLError;
  /** A path with `@` for any index; it explains what lies on it, above it and below it. */
  readonly explains: readonly Key[];
}

interface Place {
  readonly path: readonly Key[];
  readonly object: JsonObject;
  readonly shape: Shape | undefined;
}

/** More places than these for one error say nothing new. */
const maxPlaces = 100;

/** Puts a fetch's trouble where the client sees its effect: paths and names are the client's, not the subgraph's. */
export function placeTrouble(trouble: Trouble, data: JsonObject, shape: Shape): PlacedError[] {
  const { prepared, path, index, message, extensions } = trouble;
  const { step } = prepared;
  const affected = affectedBy(prepared, index);
  const places: Place[] = [];
  for (const place of walk({ path: [], object: data, shape }, data, step.path, 0)) {
    if (!affected.has(place.object)) continue;
    places.push(place);
    // A fetch that failed as a whole is one error, not one per entity.
    if (path === undefined || places.length >= maxPlaces) break;
  }
  const make = (at: readonly Key[], explains: readonly Key[]): PlacedError => ({
    error: new GraphQLError(message, { path: [...at], extensions: { ...extensions } }),
    explains,
  });
  if (path !== undefined) {
    return places.map((place) => {
      const at = [...place.path, ...named(path, place)];
      return make(at, at);
    });
  }
  return places.flatMap((place) => {
    const anywhere = place.path.map((key) => (typeof key === 'number' ? '@' : key));
    const fields = fieldsOf(place).filter(({ dataKey, type }) => type && step.keys.has(dataKey));
    return fields.length === 0
      ? [make(place.path, anywhere)]
      : fields.map(({ responseName }) => make([...place.path, responseName], [...anywhere, responseName]));
  });
}

function affectedBy({ targets, more }: Prepared, index: number | undefined): Set<JsonObject> {
  if (index === undefined)
    return new Set([...targets, ...(more ? [...more.values()].flatMap((objects) => [...objects]) : [])]);
  const target = targets[index];
  return new Set([...(target ? [target] : []), ...(more?.get(index) ?? [])]);
}

export function explains({ explains: pattern }: PlacedError, path: readonly Key[]): boolean {
  const length = Math.min(pattern.length, path.length);
  for (let i = 0; i < length; i++) {
    if (pattern[i] !== path[i] && !(pattern[i] === '@' && typeof path[i] === 'number')) return false;
  }
  return true;
}

function* walk(place: Place, value: unknown, path: readonly string[], at: number): Generator<Place> {
  const key = path[at];
  if (key === undefined) {
    if (isObject(value)) yield { ...place, object: value };
  } else if (key === '@') {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) {
      yield* walk({ ...place, path: [...place.path, index] }, item, path, at + 1);
    }
  } else if (isObject(value) && Object.hasOwn(value, key)) {
    const field = fieldsOf({ ...place, object: value }).find(({ dataKey }) => dataKey === key);
    const below = { path: [...place.path, field?.responseName ?? key], object: value, shape: field?.shape };
    yield* walk(below, value[key], path, at + 1);
  }
}

function fieldsOf({ object, shape }: Place): readonly FieldPlan[] {
  if (!shape) return [];
  const said = object['__typename'];
  const type = shape.typeOf(said);
  return (type && shape.fieldsOf(type.name)) || [];
}

/** The rest of a subgraph's path in the client's names, as far as the client's selection goes. */
function named(path: readonly Key[], place: Place): Key[] {
  let here: Place | undefined = place;
  let value: unknown = place.object;
  const names: Key[] = [];
  for (const key of path) {
    if (typeof key === 'number') {
      names.push(key);
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    const at: Place | undefined = here && { ...here, object: isObject(value) ? value : {} };
    const field: FieldPlan | undefined = at && fieldsOf(at).find(({ dataKey }) => dataKey === key);
    names.push(field?.responseName ?? key);
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    here = field?.shape ? { path: [], object: {}, shape: field.shape } : undefined;
  }
  return names;
}
