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
import { decimal, either, int, list, literal, nullable, object, type Scan, string } from './scan.ts';

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
  const root = objectScan(shape);
  if (!root) return undefined;
  const before = literal('{"data":');
  return (bytes) => {
    const start = before(bytes, 0);
    const end = start < 0 ? -1 : root(bytes, start);
    // Exactly one brace behind: errors or extensions are for the parser, and so is white space.
    if (end < 0 || bytes[end] !== 0x7d || end + 1 !== bytes.length || !isUtf8(bytes)) return undefined;
    return new PassedAnswer(bytes);
  };
}

function objectScan(shape: Shape): Scan | undefined {
  const type = shape.onlyType;
  const fields = type && shape.fieldsOf(type.name);
  if (!fields || fields.length === 0) return undefined;
  const scans: { key: string; value: Scan }[] = [];
  for (const field of fields) {
    if (field.refused) return undefined;
    const value = field.type && field.dataKey === field.responseName ? valueScan(field.type, field) : undefined;
    if (!value) return undefined;
    scans.push({ key: field.responseName, value });
  }
  return object(scans);
}

function valueScan(type: GraphQLOutputType, field: FieldPlan): Scan | undefined {
  if (isNonNullType(type)) return presentScan(type.ofType, field);
  const scan = presentScan(type, field);
  return scan && nullable(scan);
}

function presentScan(type: GraphQLOutputType, field: FieldPlan): Scan | undefined {
  if (isListType(type)) {
    const item = valueScan(type.ofType as GraphQLOutputType, field);
    return item && list(item);
  }
  if (!isLeafType(type)) return field.shape && objectScan(field.shape);
  if (isEnumType(type)) return either(...type.getValues().map(({ name }) => literal(`"${name}"`)));
  switch (type.name) {
    case GraphQLString.name:
    case GraphQLID.name:
      return string;
    case GraphQLInt.name:
      return int;
    case GraphQLFloat.name:
      return decimal;
    case GraphQLBoolean.name:
      return either(literal('true'), literal('false'));
    default:
      return undefined;
  }
}
