import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type DocumentNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type CostModel, costDefaults, type ListSize } from './cost-model.ts';

export type Variables = Readonly<Record<string, unknown>>;

export interface OperationCost {
  /** Names of the variables that can change it. */
  readonly variables: readonly string[];
  /** What the operation costs with these values. Throws for a page that is longer than any may be. */
  with(variables: Variables | undefined): number;
}

/** How long the lists inside a connection are: the page that was asked for. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: number;
}

/**
 * The static cost of an operation, an upper bound: what is skipped, asked for twice, or of another type than the
 * object turns out to be is counted all the same. Selections are looked at once for each size that reaches them, so
 * that fragments that double themselves cannot make counting the attack.
 */
export function operationCost(
  model: CostModel,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCost {
  const root = schema.getRootType(operation.operation);
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );

  const evaluate = (variables: Variables): number => {
    const numberOf = (value: ValueNode): number | undefined => {
      if (value.kind === Kind.INT) return Number(value.value);
      if (value.kind !== Kind.VARIABLE) return undefined;
      const name = value.name.value;
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (typeof given === 'number') return given;
      const fallback = given === undefined ? defaults.get(name) : undefined;
      return fallback?.kind === Kind.INT ? Number(fallback.value) : undefined;
    };
    const known = new Map<SelectionSetNode, Map<string, number>>();

    const costOfSet = (set: SelectionSetNode, type: GraphQLCompositeType, sized: Sized | undefined): number => {
      const key = sized ? `${sized.size} ${sized.fields.join(' ')}` : '';
      let bySize = known.get(set);
      if (!bySize) known.set(set, (bySize = new Map<string, number>()));
      const before = bySize.get(key);
      if (before !== undefined) return before;
      let cost = 0;
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) cost += costOfField(selection, type, sized);
        else {
          const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
          const condition = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
          if (fragment && isCompositeType(condition)) cost += costOfSet(fragment.selectionSet, condition, sized);
        }
      }
      bySize.set(key, cost);
      return cost;
    };

    const costOfField = (node: FieldNode, parent: GraphQLCompositeType, sized: Sized | undefined): number => {
      const name = node.name.value;
      if (name === '__schema' || name === '__type') return costDefaults.introspection;
      const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
      if (!field) return 0;
      const coordinate = `${parent.name}.${name}`;
      const type = getNamedType(field.type);
      const listSize = model.listSizes.get(coordinate) ?? connectionSize(field, type);
      const page = listSize?.slicingArguments ? pageOf(node, field, listSize, coordinate, numberOf) : undefined;
      const size = page ?? listSize?.assumedSize ?? costDefaults.list;
      const inside = listSize?.sizedFields ? { fields: listSize.sizedFields, size } : undefined;
      const own = model.weights.get(coordinate) ?? weightOf(model, type);
      const below = node.selectionSet && isCompositeType(type) ? costOfSet(node.selectionSet, type, inside) : 0;
      const given = costOfArguments(model, coordinate, node);
      if (!isListType(getNullableType(field.type))) return own + given + below;
      const length = sized?.fields.includes(name) ? sized.size : size;
      return given + length * (own + below);
    };

    const cost = root ? costOfSet(operation.selectionSet, root, undefined) : 0;
    return operation.operation === OperationTypeNode.MUTATION
      ? cost + costDefaults.mutation * operation.selectionSet.selections.length
      : cost;
  };
  return { variables: wholeNumbers(operation), with: (variables = {}) => evaluate(variables) };
}

/** Only they can say how long a page is. */
const wholeNumbers = ({ variableDefinitions = [] }: OperationDefinitionNode): string[] =>
  variableDefinitions
    .filter(({ type }) => JSON.stringify(type).includes('"Int"'))
    .map(({ variable }) => variable.name.value);

/** What one value of a type costs. */
const weightOf = (model: CostModel, type: GraphQLNamedType): number =>
  model.weights.get(type.name) ?? (isCompositeType(type) ? costDefaults.object : costDefaults.leaf);

const costOfArguments = (model: CostModel, coordinate: string, node: FieldNode): number =>
  (node.arguments ?? []).reduce((sum, { name }) => sum + (model.weights.get(`${coordinate}(${name.value}:)`) ?? 0), 0);

const relay: ListSize = { slicingArguments: ['first'], sizedFields: ['nodes', 'edges'] };

/** A connection says how long it is without a directive, as long as it pages with `first`. */
const connectionSize = (field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): ListSize | undefined =>
  type.name.endsWith('Connection') && field.args.some(({ name }) => name === 'first') ? relay : undefined;

/** The page that was asked for. Out of range is said here, by name, before the cost of it could be said instead. */
function pageOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  { slicingArguments = [] }: ListSize,
  coordinate: string,
  numberOf: (value: ValueNode) => number | undefined,
): number | undefined {
  const sizes: number[] = [];
  for (const argument of slicingArguments) {
    const given = node.arguments?.find(({ name }) => name.value === argument);
    const asked = given && numberOf(given.value);
    if (asked !== undefined && (asked < 1 || asked > costDefaults.largestPage))
      throw badPage(argument, coordinate, asked < 1 ? 'min' : 'max');
    const { defaultValue } = field.args.find(({ name }) => name === argument) ?? {};
    const size = asked ?? (typeof defaultValue === 'number' ? defaultValue : undefined);
    if (size !== undefined) sizes.push(size);
  }
  return sizes.length > 0 ? Math.max(...sizes) : costDefaults.page;
}

const badPage = (argument: string, coordinate: string, rule: 'min' | 'max') =>
  new GraphQLError(`The argument ${argument} of ${coordinate} must be 1 to ${costDefaults.largestPage}.`, {
    extensions: {
      code: 'BAD_USER_INPUT',
      path: [argument],
      rule,
      limit: costDefaults.largestPage,
      http: { status: 400 },
    },
  });
