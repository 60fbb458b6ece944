import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { leafCheck } from '../complete/leaf.ts';
import { isObject } from '../complete/complete.ts';
import type { ServedSchema } from './served-schema.ts';

/** A key that nobody has. */
export const unknownKey = 'millgate-probe-unknown';

const scalars: Readonly<Record<string, unknown>> = {
  ID: unknownKey,
  String: unknownKey,
  Int: 1,
  Float: 1,
  Boolean: false,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  Long: 1,
};

/** The least that a type takes. */
export function leastOf(type: GraphQLInputType | GraphQLNamedType): unknown {
  const named = getNullableType(type as GraphQLInputType);
  if (isListType(named)) return [];
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(fields.map((field) => [field.name, leastOf(field.type)]));
  }
  return scalars[getNamedType(named).name] ?? unknownKey;
}

/** A call of a field with as little as it takes: its text, and the variables that go with it. */
export function callOf(name: string, field: GraphQLField<unknown, unknown>, { notOwn }: ServedSchema) {
  const required: readonly GraphQLArgument[] = field.args.filter(isRequiredArgument);
  const heads = required.map((argument) => `$${argument.name}:${String(argument.type)}`);
  const given = required.map((argument) => `${argument.name}:$${argument.name}`);
  const text =
    `query${heads.length ? `(${heads.join()})` : ''}` +
    `{${name}${given.length ? `(${given.join()})` : ''}${selectionOf(field.type, notOwn)}}`;
  return { text, variables: Object.fromEntries(required.map(({ name, type }) => [name, leastOf(type)])) };
}

/** Everything that can be asked for without arguments, two levels deep. */
export function selectionOf(type: GraphQLOutputType, notOwn: ReadonlySet<string>, depth = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) return '{__typename}';
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const fields = Object.values(named.getFields()).filter(
    ({ name, args }) => !args.some(isRequiredArgument) && !notOwn.has(`${named.name}.${name}`),
  );
  const parts = fields.flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth > 1 ? [`${field.name}${selectionOf(field.type, notOwn, depth - 1)}`] : [];
  });
  return `{__typename ${parts.join(' ')}}`;
}

/** Where a value is not what its type says; undefined where it is. What was not asked for is not looked at. */
export function misfit(type: GraphQLOutputType, value: unknown, path: string): string | undefined {
  if (isNonNullType(type)) {
    return value === null ? `${path} is null` : misfit(type.ofType as GraphQLOutputType, value, path);
  }
  if (value === null || value === undefined) return undefined;
  if (isListType(type)) {
    if (!Array.isArray(value)) return `${path} is no list`;
    return first(value.map((item, at) => misfit(type.ofType, item, `${path}.${at}`)));
  }
  const named = getNamedType(type);
  if (isLeafType(named)) return leafCheck(named)(value) === undefined ? `${path} is no ${named.name}` : undefined;
  if (!isObject(value)) return `${path} is no object`;
  if (!isObjectType(named)) return undefined;
  if (value['__typename'] !== named.name) return `${path}.__typename is not ${named.name}`;
  return first(
    Object.values(named.getFields()).map((field) =>
      Object.hasOwn(value, field.name) ? misfit(field.type, value[field.name], `${path}.${field.name}`) : undefined,
    ),
  );
}

const first = (found: readonly (string | undefined)[]) => found.find((each) => each !== undefined);
