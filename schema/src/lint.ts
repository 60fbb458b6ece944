import {
  getNamedType,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validateSchema,
  Kind,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { contractNames, contractSchema, tagsOf } from '@millgate/kit';
import { buildSchemaFromSupergraph } from './api-schema.ts';
import type { EmittedSubgraph } from './compose.ts';

/** Breaches of the schema's conventions, each with the coordinate it stands at. */
export function lint(subgraphs: readonly EmittedSubgraph[], supergraph: string): string[] {
  const schema = buildSchemaFromSupergraph(supergraph);
  return [
    ...undescribed(schema),
    ...badMutations(schema),
    ...badAudiences(schema, supergraph),
    ...subgraphs.flatMap((subgraph) => [...contributedNonNull(subgraph)]),
  ];
}

function* undescribed(schema: GraphQLSchema): Generator<string> {
  const missing = (coordinate: string) => `${coordinate} has no description`;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    const isRoot =
      type === schema.getQueryType() || type === schema.getMutationType() || type === schema.getSubscriptionType();
    if (!type.description && !isRoot) yield missing(type.name);
    if (isEnumType(type))
      for (const value of type.getValues()) if (!value.description) yield missing(`${type.name}.${value.name}`);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      const fields = Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields());
      for (const field of fields) {
        if (!field.description) yield missing(`${type.name}.${field.name}`);
        for (const argument of 'args' in field ? field.args : []) {
          if (!argument.description) yield missing(`${type.name}.${field.name}(${argument.name}:)`);
        }
      }
    }
  }
}

/** Audiences, and what the gateway reads besides. */
const tagNames: ReadonlySet<string> = new Set([...contractNames, 'one-at-a-time']);

/** An element names one audience at most, and what each audience is shown is a schema. */
function* badAudiences(schema: GraphQLSchema, supergraph: string): Generator<string> {
  const tags = tagsOf(supergraph);
  for (const [coordinate, names] of tags) {
    const unknown = [...names].filter((name) => !tagNames.has(name));
    if (unknown.length > 0) yield `${coordinate} is tagged ${unknown.join(', ')}; tags are ${[...tagNames].join(', ')}`;
    if (contractNames.filter((name) => names.has(name)).length > 1)
      yield `${coordinate} names more than one audience: who sees more sees it anyway`;
  }
  for (const name of contractNames) {
    const faults = validateSchema(contractSchema(schema, tags, name));
    for (const { message } of faults) yield `contract ${name}: ${message}`;
  }
}

/** One `input`, a payload with a nullable result and `userErrors` of a type whose code enum no other mutation uses. */
function* badMutations(schema: GraphQLSchema): Generator<string> {
  const codeEnums = new Map<string, string>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const at = `Mutation.${field.name}`;
    const [input] = field.args;
    if (field.args.length !== 1 || input?.name !== 'input' || !isNonNullType(input.type))
      yield `${at} takes one required argument, input`;
    const payload = getNamedType(field.type);
    if (!isObjectType(payload) || payload.name !== `${capitalised(field.name)}Payload`) {
      yield `${at} returns ${capitalised(field.name)}Payload`;
      continue;
    }
    const errors = payload.getFields().userErrors;
    const error = errors && (getNamedType(errors.type) as GraphQLObjectType);
    if (!error || String(errors.type) !== `[${capitalised(field.name)}Error!]!`) {
      yield `${payload.name}.userErrors is [${capitalised(field.name)}Error!]!`;
      continue;
    }
    for (const result of Object.values(payload.getFields())) {
      if (result !== errors && result.type instanceof GraphQLNonNull)
        yield `${payload.name}.${result.name} is nullable: a refusal has no result`;
    }
    const code = error.getFields().code;
    const codes = code && (getNamedType(code.type) as GraphQLEnumType);
    const other = codes && codeEnums.get(codes.name);
    if (!codes || !isEnumType(codes)) yield `${error.name}.code is an enum`;
    else if (other) yield `${codes.name} is used by ${other} and ${at}; error codes are private to a mutation`;
    else codeEnums.set(codes.name, at);
  }
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What a subgraph adds to an entity it does not own, and what it answers at the root, is nullable: its absence costs only itself. */
function* contributedNonNull({ name, sdl }: EmittedSubgraph): Generator<string> {
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const isStub =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
      !definition.description &&
      definition.name.value !== 'Mutation';
    if (!isStub) continue;
    const isKey = (field: string) =>
      definition.directives?.some(
        (directive) => directive.name.value === 'key' && JSON.stringify(directive).includes(field),
      );
    for (const field of definition.fields ?? []) {
      if (field.type.kind !== Kind.NON_NULL_TYPE || isKey(field.name.value) || field.name.value.startsWith('_'))
        continue;
      if (field.directives?.some((directive) => directive.name.value === 'external')) continue;
      yield `${name}: ${definition.name.value}.${field.name.value} is nullable: another subgraph owns ${definition.name.value}`;
    }
  }
}
