import { isUtf8 } from 'node:buffer';
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLOutputType,
  GraphQLString,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Program } from '../compile/program.ts';
import type { FieldPlan, Shape } from '../compile/shape.ts';
import { decimal, int, Scanner, string } from './scan.ts';

/** A subgraph's answer that is, byte for byte, the answer to the client. */
export class PassedAnswer {
  constructor(readonly bytes: Buffer) {}
}

/** Looks at the bytes of an answer; undefined when they have to be parsed. */
export type Pass = (bytes: Buffer) => PassedAnswer | undefined;

/**
 * Where one fetch is the whole plan and asks for what the client asked for, in the client's names, its answer can be
 * checked where it lies and sent on. Parsing and writing it would cost several times as much as all the rest.
 */
export function compilePass({ steps, deferred }: Program, shape: Shape): Pass | undefined {
  const [only, ...others] = steps;
  if (!only || others.length > 0 || deferred.length > 0) return undefined;
  if (only.represent || only.path.length > 0 || only.fetch.outputRewrites?.length || only.conditions.length > 0) {
    return undefined;
  }
  const scanner = new Scanner();
  const root = objectSource(scanner, shape);
  if (!root) return undefined;
  // Exactly one brace behind: errors or extensions are for the parser, and so is white space.
  const scan = scanner.compile(`${scanner.oneOf('{"data":')} ${root} ${scanner.oneOf('}')}`);
  return (bytes) => (scan(bytes, 0) === bytes.length && isUtf8(bytes) ? new PassedAnswer(bytes) : undefined);
}

function objectSource(scanner: Scanner, shape: Shape): string | undefined {
  const type = shape.onlyType;
  const fields = type && shape.fieldsOf(type.name);
  if (!fields || fields.length === 0) return undefined;
  const sources: { key: string; value: string }[] = [];
  for (const field of fields) {
    if (field.refused) return undefined;
    const same = field.type && field.dataKey === field.responseName;
    const value = same ? valueSource(scanner, field.type, field) : undefined;
    if (!value) return undefined;
    sources.push({ key: field.responseName, value });
  }
  return scanner.object(sources);
}

function valueSource(scanner: Scanner, type: GraphQLOutputType, field: FieldPlan): string | undefined {
  if (isNonNullType(type)) return presentSource(scanner, type.ofType, field);
  const value = presentSource(scanner, type, field);
  return value && scanner.nullable(value);
}

function presentSource(scanner: Scanner, type: GraphQLOutputType, field: FieldPlan): string | undefined {
  if (isListType(type)) {
    const item = valueSource(scanner, type.ofType as GraphQLOutputType, field);
    return item && scanner.list(item);
  }
  if (!isLeafType(type)) return field.shape && objectSource(scanner, field.shape);
  if (isEnumType(type)) return scanner.oneOf(...type.getValues().map(({ name }) => `"${name}"`));
  switch (type.name) {
    case GraphQLString.name:
    case GraphQLID.name:
      return scanner.leaf(string);
    case GraphQLInt.name:
      return scanner.leaf(int);
    case GraphQLFloat.name:
      return scanner.leaf(decimal);
    case GraphQLBoolean.name:
      return scanner.oneOf('true', 'false');
    default:
      return undefined;
  }
}
