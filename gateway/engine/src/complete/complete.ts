import {
  GraphQLError,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLLeafType,
} from 'graphql';
import { refusedAt } from '../access/refusals.ts';
import type { ConcreteType, FieldPlan, Shape } from '../compile/shape.ts';
import { type CheckLeaf, leafCheck } from './leaf.ts';
import { type Path, pathArray } from './path.ts';

export type JsonObject = Record<string, unknown>;

export interface Completed {
  readonly data: JsonObject | null;
  readonly errors: readonly GraphQLError[];
}

export interface CompletionInput {
  readonly shape: Shape;
  readonly rootType: ConcreteType;
  readonly data: unknown;
  /** Where the root stands in the whole answer: not at its top for a deferred part. */
  readonly path?: Path | undefined;
  /** Whether an error already explains why there is nothing at this path. */
  readonly isExplained: (path: readonly (string | number)[]) => boolean;
  /** The answer to a field of introspection. */
  readonly introspect: (field: FieldPlan) => unknown;
}

/**
 * Value completion as the specification has it, step by step and with paths. It is what the compiled writers are
 * compared with, and what runs whenever a writer meets a value it does not like.
 */
export function complete(input: CompletionInput): Completed {
  const completion = new Completion(input);
  const data = completion.object(input.shape, input.rootType, input.data, input.path);
  return { data, errors: completion.errors };
}

class Completion {
  readonly errors: GraphQLError[] = [];
  readonly #leaves = new Map<GraphQLLeafType, CheckLeaf>();

  constructor(private readonly input: CompletionInput) {}

  object(shape: Shape, type: ConcreteType, value: unknown, path: Path | undefined): JsonObject | null {
    const source = isObject(value) ? value : {};
    const result: JsonObject = {};
    for (const field of shape.fieldsOf(type.name) ?? []) {
      const below = { above: path, key: field.responseName };
      let completed: unknown;
      if (!field.type) {
        completed = field.name === '__typename' ? type.name : this.input.introspect(field);
        if (field.name === '__typename' && !isObjectType(type)) {
          this.#error(`No subgraph says what object stands for ${type.name}.`, pathArray(below));
          return null;
        }
      } else if (field.refused) {
        this.#refuse(below);
        if (isNonNullType(field.type)) return null;
        completed = null;
      } else {
        const found = Object.hasOwn(source, field.dataKey) ? source[field.dataKey] : null;
        completed = this.#value(field.type, found, field, below, type);
        if (completed === null && isNonNullType(field.type)) return null;
      }
      define(result, field.responseName, completed);
    }
    return result;
  }

  /** The value for the client; null also where it had to be given up, which the caller judges by the type. */
  #value(type: GraphQLOutputType, value: unknown, field: FieldPlan, path: Path, parent: ConcreteType): unknown {
    if (isNonNullType(type)) {
      const before = this.errors.length;
      const completed = this.#value(type.ofType, value, field, path, parent);
      if (completed === null && this.errors.length === before) {
        const at = pathArray(path);
        if (!this.input.isExplained(at)) {
          this.#error(`Cannot return null for non-nullable field ${parent.name}.${field.name}.`, at);
        }
      }
      return completed;
    }
    if (value === null || value === undefined) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) return this.#invalid('a list', field, path, parent);
      const items: unknown[] = [];
      for (const [index, item] of value.entries()) {
        const completed = this.#value(type.ofType, item, field, { above: path, key: index }, parent);
        if (completed === null && isNonNullType(type.ofType)) return null;
        items.push(completed);
      }
      return items;
    }
    if (isLeafType(type)) {
      const checked = this.#check(type)(value);
      return checked === undefined ? this.#invalid(`a value of ${type.name}`, field, path, parent) : checked;
    }
    if (!isObject(value) || !field.shape) return this.#invalid('an object', field, path, parent);
    const objectType = field.shape.typeOf(Object.hasOwn(value, '__typename') ? value['__typename'] : undefined);
    if (objectType && field.shape.refusesType(objectType.name)) return this.#refuse(path);
    return objectType
      ? this.object(field.shape, objectType, value, path)
      : this.#invalid(`an object of type ${type.name}`, field, path, parent);
  }

  #check(type: GraphQLLeafType): CheckLeaf {
    let check = this.#leaves.get(type);
    if (!check) this.#leaves.set(type, (check = leafCheck(type)));
    return check;
  }

  #refuse(path: Path): null {
    const refusal = this.input.shape.context.access?.refusal;
    if (refusal && this.errors.length < maxErrors) this.errors.push(refusedAt(refusal, pathArray(path)));
    return null;
  }

  #invalid(expected: string, field: FieldPlan, path: Path, parent: ConcreteType): null {
    this.#error(`Expected ${expected} for ${parent.name}.${field.name}.`, pathArray(path));
    return null;
  }

  #error(message: string, path: readonly (string | number)[]): void {
    // One broken list must not become a thousand messages.
    if (this.errors.length >= maxErrors) return;
    this.errors.push(new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_SUBGRAPH_VALUE' } }));
  }
}

const maxErrors = 100;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Assignment would call the setter that every object has under `__proto__`. */
export function define(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else object[key] = value;
}
