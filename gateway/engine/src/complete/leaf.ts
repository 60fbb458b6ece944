import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';

/** What a subgraph's JSON value becomes for the client; undefined where it is no value of the type. */
export type CheckLeaf = (value: unknown) => unknown;

const checks: Readonly<Record<string, CheckLeaf>> = {
  [GraphQLInt.name]: (value) => (typeof value === 'number' && (value | 0) === value ? value : undefined),
  [GraphQLFloat.name]: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  [GraphQLString.name]: (value) => (typeof value === 'string' ? value : undefined),
  [GraphQLBoolean.name]: (value) => (typeof value === 'boolean' ? value : undefined),
  // Subgraphs in other languages answer numbers; to a client an ID is a string.
  [GraphQLID.name]: (value) =>
    typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined,
};

/** A custom scalar is whatever its owner says it is: the gateway knows no more than its name. */
const anyJson: CheckLeaf = (value) => value;

export function leafCheck(type: GraphQLLeafType): CheckLeaf {
  if (isEnumType(type)) {
    const values = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => (values.has(value) ? value : undefined);
  }
  return Object.hasOwn(checks, type.name) ? (checks[type.name] ?? anyJson) : anyJson;
}
