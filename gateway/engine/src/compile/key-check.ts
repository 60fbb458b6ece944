import {
  getNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { leafCheck } from '../complete/leaf.ts';

/** Whether a value may be sent on as what a subgraph's field says. */
export type IsSendable = (value: unknown) => boolean;

/** What is known of a field whose value goes into representations. */
export interface KeyField {
  readonly type: string;
  /** Only for leaves and lists of them. */
  readonly isSendable: IsSendable | undefined;
  /** Whether an object without it may be asked about all the same: then it is sent as null. */
  readonly mayBeMissing: boolean;
}

export type KeyFieldOf = (typeName: string, field: string) => KeyField | undefined;

/**
 * Thrown for an object whose key is not what its type says. Sent on, it would make the next subgraph fail, for every
 * other entity of the same request too. Made once: nobody reads its stack.
 */
export const unsendable = new Error('A key is not what its type says.');

/** The fields that keys of a type name. */
export type KeysOfTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** Looks in the whole supergraph: keys may be closed to clients. */
export function keyFieldsIn(schema: GraphQLSchema, keysOfTypes: KeysOfTypes): KeyFieldOf {
  const known = new Map<string, KeyField | undefined>();
  return (typeName, field) => {
    const coordinate = `${typeName}.${field}`;
    if (!known.has(coordinate)) known.set(coordinate, keyField(schema, typeName, field, keysOfTypes));
    return known.get(coordinate);
  };
}

function keyField(
  schema: GraphQLSchema,
  typeName: string,
  field: string,
  keysOfTypes: KeysOfTypes,
): KeyField | undefined {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const found = type.getFields()[field];
  if (!found) return undefined;
  return {
    type: getNamedType(found.type).name,
    isSendable: sendable(found.type),
    // Without its key nobody can say what an object is; and a subgraph counts on what cannot be null.
    mayBeMissing: !isNonNullType(found.type) && !keysOfTypes.get(typeName)?.has(field),
  };
}

function sendable(type: GraphQLOutputType): IsSendable | undefined {
  if (isNonNullType(type)) return sendable(type.ofType as GraphQLOutputType);
  if (isListType(type)) {
    const item = sendable(type.ofType);
    return item && ((value) => value === null || (Array.isArray(value) && value.every(item)));
  }
  if (!isLeafType(type)) return undefined;
  const check = leafCheck(type);
  return (value) => value === null || check(value) !== undefined;
}
