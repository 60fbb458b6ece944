import type { ApolloGateway } from '@apollo/gateway';
import type { QueryPlanner } from '@apollo/query-planner';
import type { Schema } from '@apollo/federation-internals';
import {
  type DirectiveNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** One version of the graph, with everything that is derived from it once. */
export interface Graph {
  readonly id: string;
  readonly schema: GraphQLSchema;
  /** The same schema in the planner's own representation. */
  readonly plannerSchema: Schema;
  readonly planner: QueryPlanner;
  /** Names of fields that keys and `@requires` select: what a client puts under these names must not be mixed up. */
  readonly reserved: ReadonlySet<string>;
  /** Interfaces that some subgraph sees as objects: from there they come without an object type's name. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Per abstract or object type of the whole supergraph, the object types it may turn out to be. */
  readonly objectTypes: ReadonlyMap<string, ReadonlySet<string>>;
}

export function graphOf(gateway: ApolloGateway, schema: GraphQLSchema): Graph {
  const { queryPlanner: planner, compositionId, supergraphSdl } = gateway.__testing();
  if (!planner || !supergraphSdl) throw new Error('The gateway has no supergraph yet.');
  const whole = planner.supergraph.schema.toGraphQLJSSchema();
  const objectTypes = new Map<string, Set<string>>();
  for (const type of Object.values(whole.getTypeMap())) {
    if (isObjectType(type)) {
      for (const above of [type, ...type.getInterfaces()]) addTo(objectTypes, above.name, type.name);
    } else if ('getTypes' in type) for (const member of type.getTypes()) addTo(objectTypes, type.name, member.name);
  }
  return {
    id: compositionId ?? '',
    schema,
    plannerSchema: planner.supergraph.apiSchema(),
    planner,
    ...readJoins(supergraphSdl),
    objectTypes,
  };
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

const selecting = new Set(['key', 'requires', 'provides']);

function readJoins(supergraphSdl: string): Pick<Graph, 'reserved' | 'interfaceObjects'> {
  const reserved = new Set<string>();
  const interfaceObjects = new Set<string>();
  const reserve = (selection: string) =>
    visit(parseSelection(selection), { Field: ({ name }) => void reserved.add(name.value) });
  visit(parse(supergraphSdl, { noLocation: true }), {
    InterfaceTypeDefinition({ name, directives }) {
      if (directives?.some((directive) => hasTrue(directive, 'isInterfaceObject'))) interfaceObjects.add(name.value);
    },
    Directive(node) {
      if (node.name.value !== 'join__type' && node.name.value !== 'join__field') return;
      for (const { name, value } of node.arguments ?? []) {
        if (selecting.has(name.value) && value.kind === Kind.STRING) reserve(value.value);
      }
    },
  });
  return { reserved, interfaceObjects };
}

const hasTrue = (directive: DirectiveNode, argument: string) =>
  directive.arguments?.some(
    ({ name, value }) => name.value === argument && value.kind === Kind.BOOLEAN && value.value,
  ) ?? false;

function parseSelection(selection: string): SelectionSetNode {
  const [definition] = parse(`{${selection}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a selection: ${selection}`);
  return definition.selectionSet;
}
