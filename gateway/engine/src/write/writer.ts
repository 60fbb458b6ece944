import { type GraphQLOutputType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { ConcreteType, FieldPlan, Shape } from '../compile/shape.ts';
import { leafSource } from './leaf.ts';
import { Output } from './output.ts';
import type { Repeats } from './repeats.ts';
import { Constants } from './source.ts';
import { after, before, WrittenData } from './written.ts';

/** Writes the answer as JSON text; undefined when it met a value that completion has to judge. */
export type Write = (data: unknown) => WrittenData | undefined;

export interface WriterOptions {
  readonly shape: Shape;
  readonly rootType: ConcreteType;
  /** Where objects are shared between places, so that looking for a text that is there already pays. */
  readonly repeats: Repeats;
}

/** What the schema says, as a value and as the text that it becomes. */
export interface Introspected {
  readonly value: unknown;
  readonly json: string;
}

/** The answer to a field of introspection. */
export type Introspect = (field: FieldPlan) => Introspected;

const gaveUp = Symbol('gave up');

const giveUp = () => {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- a signal, made for no stack to be taken
  throw gaveUp;
};

type WriteObject = (value: object) => void;

/** One for all answers: writing waits for nothing, so no other answer is begun meanwhile. */
const out = new Output();

/** What all functions of one writer share during a run. */
class Running {
  introspect: (field: FieldPlan) => string = () => 'null';
  /**
   * What was written of objects, by identity, for each function, of one run. New maps for every run: a map that is cleared leaves
   * its old table pointing to the next one, and from the first table that grew old on every answer ever written would
   * outlive two collections before the next full one.
   */
  memos: (Map<object, number> | undefined)[] = [];
  #memoCount = 0;

  /** The place of one more function’s objects. */
  memo(): number {
    return this.#memoCount++;
  }

  forget(): void {
    this.memos = [];
  }
}

/**
 * Compiles a selection to a function that checks and writes in one pass. It knows only what is right: at the first
 * value that is not, it gives up, and completion runs instead.
 */
export function compileWriter({ shape, rootType, repeats }: WriterOptions): (introspect: Introspect) => Write {
  const running = new Running();
  const write = new Unit(running).compile(shape, rootType, repeats);
  return (introspect) => (data) => {
    running.introspect = (field) => introspect(field).json;
    out.begin();
    try {
      out.raw(before);
      write(typeof data === 'object' && data !== null ? data : {});
      out.raw(after);
      return new WrittenData(out.take());
    } catch (reason) {
      if (reason === gaveUp) return undefined;
      throw reason;
    } finally {
      running.forget();
    }
  };
}

/** The functions that are compiled together: an object and what lies below it up to the next abstract type. */
class Unit {
  readonly #functions: string[] = [];
  readonly #constants = new Constants();
  #count = 0;

  constructor(private readonly running: Running) {}

  compile(shape: Shape, type: ConcreteType, repeats: Repeats): WriteObject {
    const root = this.#object(shape, type, repeats);
    const source = `${this.#functions.join('\n')}\nreturn ${root};`;
    return this.#constants.compile<WriteObject>(source, { giveUp, out, running: this.running });
  }

  /** The name of a function that writes an object of one type. */
  #object(shape: Shape, type: ConcreteType, repeats: Repeats): string {
    const name = `w${this.#count++}`;
    const fields = shape.fieldsOf(type.name) ?? [];
    let body = 'let v;';
    if (fields.length === 0) body += "out.raw('{');";
    for (const [index, field] of fields.entries()) {
      const key = `${index === 0 ? '{' : ','}${JSON.stringify(field.responseName)}:`;
      body += this.#field(field, key, type, repeats);
    }
    body += "out.raw('}');";
    const keeps = repeats.here && fields.length > 0;
    this.#functions.push(
      keeps
        ? `function ${name}(o) {
             const memo = running.memos[${this.running.memo()}] ??= new Map();
             const known = memo.get(o);
             if (known !== undefined) return out.again(known);
             const start = out.at;
             ${body}
             memo.set(o, out.keep(start));
           }`
        : `function ${name}(o) { ${body} }`,
    );
    return name;
  }

  #field(field: FieldPlan, key: string, type: ConcreteType, repeats: Repeats): string {
    const raw = (text: string) => `out.raw(${JSON.stringify(text)});`;
    if (!field.type) {
      if (field.name !== '__typename') {
        return `${raw(key)} out.json(running.introspect(${this.#constants.name(field)}));`;
      }
      return isObjectType(type) ? raw(`${key}"${type.name}"`) : 'giveUp();';
    }
    if (field.refused) return isNonNullType(field.type) ? 'giveUp();' : raw(`${key}null`);
    // Data keys are never names that every object has: those are given other keys before planning.
    return `v = o.${field.dataKey}; ${raw(key)} ${this.#value(field.type, field, repeats.below(field.dataKey))}`;
  }

  /** A statement that writes `v`. */
  #value(type: GraphQLOutputType, field: FieldPlan, repeats: Repeats): string {
    if (isNonNullType(type)) return `if (v == null) giveUp(); else { ${this.#present(type.ofType, field, repeats)} }`;
    return `if (v == null) out.raw('null'); else { ${this.#present(type, field, repeats)} }`;
  }

  #present(type: GraphQLOutputType, field: FieldPlan, repeats: Repeats): string {
    if (isListType(type)) return `${this.#list(type.ofType as GraphQLOutputType, field, repeats)}(v);`;
    if (isLeafType(type)) return leafSource(type, this.#constants);
    const { shape } = field;
    if (!shape) return 'giveUp();';
    const name = shape.onlyType
      ? this.#object(shape, shape.onlyType, repeats)
      : this.#constants.name(this.#dispatch(shape, repeats));
    return `if (typeof v === 'object' && !Array.isArray(v)) ${name}(v); else giveUp();`;
  }

  #list(items: GraphQLOutputType, field: FieldPlan, repeats: Repeats): string {
    const name = `l${this.#count++}`;
    const value = this.#value(items, field, repeats);
    this.#functions.push(`function ${name}(list) {
      if (!Array.isArray(list)) giveUp();
      out.raw('[');
      for (let i = 0; i < list.length; i++) {
        const v = list[i];
        if (i > 0) out.raw(',');
        ${value}
      }
      out.raw(']');
    }`);
    return name;
  }

  /**
   * Where several types may stand: one unit for each, compiled when an object of that type first comes. An interface
   * of fifty types four levels deep would otherwise be millions of functions.
   */
  #dispatch(shape: Shape, repeats: Repeats): (value: { __typename?: unknown }) => void {
    const writers = new Map<unknown, WriteObject>();
    return (value) => {
      const said = value.__typename;
      let write = writers.get(said);
      if (!write) {
        const type = shape.typeOf(said);
        // What the caller may not see needs an error with its place.
        if (!type || shape.refusesType(type.name)) return giveUp();
        write = new Unit(this.running).compile(shape, type, repeats);
        writers.set(said, write);
      }
      return write(value);
    };
  }
}
