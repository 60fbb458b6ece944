import type { Shape } from '../compile/shape.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';

export interface DeferredPlace {
  readonly path: readonly (string | number)[];
  readonly object: JsonObject;
  readonly shape: Shape;
}

const onType = '... on ';

/** Every object that a path of the operation leads to: lists on the way are every element, fragments a condition. */
export function* placesOf(
  value: unknown,
  path: readonly string[],
  shape: Shape,
  above: readonly (string | number)[] = [],
): Generator<DeferredPlace> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* placesOf(item, path, shape, [...above, index]);
    return;
  }
  if (!isObject(value)) return;
  const [key, ...rest] = path;
  if (key === undefined) {
    yield { path: above, object: value, shape };
    return;
  }
  const type = shape.typeOf(value['__typename']);
  if (!type) return;
  if (key.startsWith(onType)) {
    if (isA(shape, key.slice(onType.length), type.name)) yield* placesOf(value, rest, shape, above);
    return;
  }
  const field = shape.fieldsOf(type.name)?.find(({ dataKey }) => dataKey === key);
  if (field?.shape && Object.hasOwn(value, key)) {
    yield* placesOf(value[key], rest, field.shape, [...above, field.responseName]);
  }
}

function isA({ context: { schema } }: Shape, condition: string, name: string): boolean {
  const wanted = schema.getType(condition);
  const type = schema.getType(name);
  if (wanted === type) return true;
  const isAbstract = wanted && ('getTypes' in wanted || 'getInterfaces' in wanted);
  return Boolean(isAbstract && type && 'getInterfaces' in type && schema.isSubType(wanted as never, type));
}
