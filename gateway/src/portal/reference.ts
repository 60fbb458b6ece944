import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
} from 'graphql';
import type { ContractName } from '@millgate/kit';
import { type CostModel, costModel } from '../limits/cost-model.ts';
import { weightsBy } from '../limits/operations.ts';
import { type ElementFacts, factsOf } from './ownership.ts';

/** An operation that shows one root field, as `schema/examples.json` has it. */
export interface RootExample {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly as?: string;
}

/** The schema as a reader needs it: what introspection says, and besides who owns it, what it needs and what it costs. */
export interface Reference {
  readonly contract: ContractName;
  readonly types: readonly TypeReference[];
  readonly examples: Readonly<Record<string, RootExample & { readonly cost: number }>>;
}

interface ElementReference extends Partial<ElementFacts> {
  readonly name: string;
  readonly description?: string;
  readonly deprecated?: string;
}

interface TypeReference extends ElementReference {
  readonly kind: 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar';
  readonly fields?: readonly FieldReference[];
  readonly values?: readonly ElementReference[];
  readonly members?: readonly string[];
}

interface FieldReference extends ElementReference {
  readonly type: string;
  readonly args?: readonly FieldReference[];
  readonly default?: string;
  /** Points that one value adds to what an operation costs, where it is not what its kind costs. */
  readonly weight?: number;
}

/** Made once for each contract of a graph. */
export function referenceOf(
  contract: ContractName,
  schema: GraphQLSchema,
  supergraphSdl: string,
  examples: Readonly<Record<string, RootExample>>,
): Reference {
  const facts = factsOf(supergraphSdl);
  const model = costModel(supergraphSdl);
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((type) => typeReference(type, facts, model));
  const rooted = Object.entries(examples).flatMap(([coordinate, example]) => {
    const [type = '', field = ''] = coordinate.split('.');
    const root = schema.getType(type);
    if (!isObjectType(root) || !(field in root.getFields())) return [];
    const cost = weightsBy(model, schema, example.document, example.variables)[0]?.cost ?? 0;
    return [[coordinate, { ...example, cost }] as const];
  });
  return { contract, types, examples: Object.fromEntries(rooted) };
}

function typeReference(
  type: GraphQLNamedType,
  facts: ReadonlyMap<string, ElementFacts>,
  model: CostModel,
): TypeReference {
  const { name } = type;
  const about = { name, ...described(type), ...facts.get(name) };
  if (isScalarType(type)) return { kind: 'scalar', name, ...described(type) };
  if (isUnionType(type)) return { ...about, kind: 'union', members: type.getTypes().map((member) => member.name) };
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => ({ name: value.name, ...described(value) }));
    return { ...about, kind: 'enum', values };
  }
  if (isInputObjectType(type)) {
    return { ...about, kind: 'input', fields: Object.values(type.getFields()).map(inputReference) };
  }
  const fields = Object.values(type.getFields()).map((field): FieldReference => {
    const coordinate = `${name}.${field.name}`;
    const weight = model.weights.get(coordinate);
    return {
      name: field.name,
      type: field.type.toString(),
      ...described(field),
      ...facts.get(coordinate),
      ...(weight === undefined ? {} : { weight }),
      ...(field.args.length > 0 ? { args: field.args.map(inputReference) } : {}),
    };
  });
  return { ...about, kind: isInterfaceType(type) ? 'interface' : 'object', fields };
}

function inputReference(element: GraphQLArgument | GraphQLInputField): FieldReference {
  const { name, type, defaultValue } = element;
  const value = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return { name, type: type.toString(), ...described(element), ...(value ? { default: print(value) } : {}) };
}

const described = ({
  description,
  deprecationReason,
}: {
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}) => ({
  ...(description ? { description } : {}),
  ...(deprecationReason ? { deprecated: deprecationReason } : {}),
});
