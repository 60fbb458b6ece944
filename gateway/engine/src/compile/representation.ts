import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isObject, type JsonObject } from '../complete/complete.ts';
import { type IsSendable, type KeyFieldOf, unsendable } from './key-check.ts';
import { applyRewrites, type IsOfType } from './rewrite.ts';

/**
 * Writes the representation of one object as JSON text, or nothing when the object lacks what the subgraph needs. What
 * `@requires` names and may be null is sent as null where its source did not say it: the subgraph can say what it
 * makes of that, as it does when the source itself answers null.
 * Throws `unsendable` where what the subgraph needs is there and is not what it should be.
 * Text, because it is also the key by which equal representations are found, and goes into the body as it is.
 */
export interface WriteRepresentation {
  (source: JsonObject): string | undefined;
  /** Which field alone decides about the text for objects of a type, if one does: then looking at it is enough. */
  readonly onlyKeyOf?: (typeName: unknown) => string | undefined;
}

/** A subgraph may make up names of types without end. */
const maxTypes = 500;

type Build = (source: JsonObject) => JsonObject | undefined;

export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
  keyFieldOf: KeyFieldOf,
): WriteRepresentation {
  const builds = new Map<string | undefined, Build>();
  const build: Build = (source) => {
    const said = source['__typename'];
    const typeName = typeof said === 'string' ? said : undefined;
    let own = builds.get(typeName);
    if (!own) {
      if (builds.size >= maxTypes) builds.clear();
      builds.set(typeName, (own = compileBuild(requires, typeName, { isOfType, keyFieldOf })));
    }
    return own(source);
  };
  if (!rewrites?.length) {
    const flat = new Map<string, Flat | undefined>();
    const flatOf = (typeName: unknown): Flat | undefined => {
      if (typeof typeName !== 'string') return undefined;
      if (!flat.has(typeName)) {
        if (flat.size >= maxTypes) flat.clear();
        flat.set(typeName, compileFlat(fieldsFor(requires, typeName, isOfType), typeName, keyFieldOf));
      }
      return flat.get(typeName);
    };
    const write = (source: JsonObject) => {
      const own = flatOf(source['__typename']);
      if (own) return own.write(source);
      if (typeof source['__typename'] !== 'string') return undefined;
      const built = build(source);
      return built?.['__typename'] ? JSON.stringify(built) : undefined;
    };
    return Object.assign(write, { onlyKeyOf: (typeName: unknown) => flatOf(typeName)?.onlyKey });
  }
  return (source) => {
    const built = build(source);
    if (!built?.['__typename']) return undefined;
    // Rewrites change what they meet, and `build` copies only as deep as selections go.
    const own = structuredClone(built);
    applyRewrites(rewrites, own, isOfType);
    return JSON.stringify(own);
  };
}

/** The selections that hold for objects of one type, where none of them needs another object's type to tell. */
function fieldsFor(
  selections: readonly QueryPlanSelectionNode[],
  typeName: string,
  isOfType: IsOfType,
): readonly QueryPlanSelectionNode[] {
  return selections.flatMap((selection) =>
    selection.kind === 'Field'
      ? [selection]
      : !selection.typeCondition || isOfType({ __typename: typeName }, selection.typeCondition)
        ? fieldsFor(selection.selections, typeName, isOfType)
        : [],
  );
}

interface Flat {
  readonly write: (source: JsonObject) => string | undefined;
  readonly onlyKey: string | undefined;
}

/** The common case, a key of a few plain fields, without an object in between. */
function compileFlat(
  selections: readonly QueryPlanSelectionNode[],
  typeName: string,
  keyFieldOf: KeyFieldOf,
): Flat | undefined {
  const keys: string[] = [];
  let isNamed = false;
  const checks: (IsSendable | undefined)[] = [];
  const optional: boolean[] = [];
  for (const selection of selections) {
    if (selection.kind !== 'Field' || selection.selections?.length) return undefined;
    const key = selection.alias ?? selection.name;
    if (key === '__typename') isNamed = true;
    if (key === '__typename' || keys.includes(key)) continue;
    keys.push(key);
    const field = keyFieldOf(typeName, selection.name);
    checks.push(field?.isSendable);
    optional.push(field?.mayBeMissing ?? false);
  }
  // A value that every object inherits is not one that a subgraph said.
  if (!isNamed || keys.some((key) => key in Object.prototype)) return undefined;
  const start = `{"__typename":${JSON.stringify(typeName)}`;
  const names = keys.map((key) => `,${JSON.stringify(key)}:`);
  const [onlyKey, ...otherKeys] = keys;
  const write = (source: JsonObject) => {
    let text = start;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      let value = source[key];
      if (value === undefined) {
        if (!optional[i]) return undefined;
        value = null;
      }
      const isSendable = checks[i];
      if (isSendable && !isSendable(value)) throw unsendable;
      text += names[i] as string;
      text += typeof value === 'string' ? quote(value) : JSON.stringify(value);
    }
    return text + '}';
  };
  return { write, onlyKey: otherKeys.length === 0 ? onlyKey : undefined };
}

interface Knowledge {
  readonly isOfType: IsOfType;
  readonly keyFieldOf: KeyFieldOf;
}

function compileBuild(
  selections: readonly QueryPlanSelectionNode[],
  typeName: string | undefined,
  knowledge: Knowledge,
): Build {
  const { isOfType, keyFieldOf } = knowledge;
  const steps = selections.map((selection): ((source: JsonObject, into: JsonObject) => boolean) => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      const build = compileBuild(selection.selections, innerType(typeName, typeCondition, isOfType), knowledge);
      return (source, into) => {
        if (typeCondition && !isOfType(source, typeCondition)) return true;
        const built = build(source);
        if (built) mergeBuilt(into, built);
        return true;
      };
    }
    const key = selection.alias ?? selection.name;
    const field = typeName === undefined ? undefined : keyFieldOf(typeName, selection.name);
    const build = selection.selections?.length ? compileBuild(selection.selections, field?.type, knowledge) : undefined;
    const isSendable = build ? undefined : field?.isSendable;
    return (source, into) => {
      const value = Object.hasOwn(source, key) ? source[key] : undefined;
      if (value === undefined) {
        if (!field?.mayBeMissing) return false;
        into[key] = null;
        return true;
      }
      if (isSendable && !isSendable(value)) throw unsendable;
      into[key] = build ? below(build, value) : value;
      return true;
    };
  });
  return (source) => {
    const into: JsonObject = {};
    for (const step of steps) if (!step(source, into)) return undefined;
    return into;
  };
}

/** The narrower of two types that hold for one object: an object type knows all its fields. */
const innerType = (here: string | undefined, condition: string | undefined, isOfType: IsOfType): string | undefined =>
  condition !== undefined && (here === undefined || !isOfType({ __typename: here }, condition)) ? condition : here;

function below(build: Build, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => below(build, item));
  return isObject(value) ? (build(value) ?? null) : null;
}

function mergeBuilt(into: JsonObject, from: JsonObject): void {
  for (const [key, value] of Object.entries(from)) {
    const existing = into[key];
    if (isObject(existing) && isObject(value)) mergeBuilt(existing, value);
    else if (Array.isArray(existing) && Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        const there: unknown = existing[index];
        if (isObject(there) && isObject(item)) mergeBuilt(there, item);
      }
    } else into[key] = value;
  }
}

const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON; most keys are short and plain, and then looking is cheaper than calling the serialiser. */
export const quote = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`);
