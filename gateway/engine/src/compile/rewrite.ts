import type { FetchDataRewrite } from '@apollo/query-planner';
import { isObject, type JsonObject } from '../complete/complete.ts';

/** Whether an object, by its `__typename`, is of a type; `unknown` is the answer for one that does not say. */
export type IsOfType = (value: JsonObject, type: string, unknown?: boolean) => boolean;

export function isOfTypeIn(objectTypes: ReadonlyMap<string, ReadonlySet<string>>): IsOfType {
  return (value, type, unknown = false) => {
    const name = value['__typename'];
    if (typeof name !== 'string') return unknown;
    return name === type || (objectTypes.get(type)?.has(name) ?? false);
  };
}

const onType = '... on ';

/** Does what the planner noted beside a fetch: renames it made for want of mergeable fields, types it stood in for. */
export function applyRewrites(rewrites: readonly FetchDataRewrite[], value: unknown, isOfType: IsOfType): void {
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (last === undefined) continue;
    visit(rewrite.path.slice(0, -1), value, isOfType, (object) => {
      if (rewrite.kind === 'ValueSetter') object[last] = rewrite.setValueTo as unknown;
      else if (Object.hasOwn(object, last) && object[last] !== undefined) {
        object[rewrite.renameKeyTo] = object[last];
        delete object[last];
      }
    });
  }
}

function visit(
  path: readonly string[],
  value: unknown,
  isOfType: IsOfType,
  change: (object: JsonObject) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(path, item, isOfType, change);
    return;
  }
  if (!isObject(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) change(value);
  else if (first.startsWith(onType)) {
    if (isOfType(value, first.slice(onType.length), true)) visit(rest, value, isOfType, change);
  } else if (Object.hasOwn(value, first)) visit(rest, value[first], isOfType, change);
}
