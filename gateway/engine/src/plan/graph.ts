import type { ApolloGateway } from '@apollo/gateway';
import type { QueryPlanner } from '@apollo/query-planner';
import type { Schema } from '@apollo/federation-internals';
import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';

import { GraphAccess, type RequiredFields } from '../access/rules.ts';
import { type KeyFieldOf, keyFieldsIn, type KeysOfTypes } from '../compile/key-check.ts';
import { listCapsIn, type ListCapsOf } from '../compile/list-caps.ts';
import type { AccessRules } from '../supergraph/access.ts';
import type { ReadyPlans } from './plan.ts';
import { argumentsOf, type RequiredArguments } from './conflicts.ts';

/** One version of the graph, with everything that is derived from it once. */
export interface Graph {
  /** The schema as ApolloGateway made it. */
  readonly source?: GraphQLSchema;
  readonly id: string;
  /** What it was made from. */
  readonly sdl: string;
  /** Plans that were made before this version took over. */
  readonly ready: ReadyPlans;
  readonly schema: GraphQLSchema;
  /** The same schema in the planner's own representation. */
  readonly plannerSchema: Schema;
  readonly planner: QueryPlanner;
  /** Names of fields that keys and `@requires` select: what a client puts under these names must not be mixed up. */
  readonly reserved: ReadonlySet<string>;
  /** For finding fields that ask for one thing in two ways. */
  readonly required: RequiredArguments;
  /** Interfaces that some subgraph sees as objects: from there they come without an object type's name. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Per abstract or object type of the whole supergraph, the object types it may turn out to be. */
  readonly objectTypes: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the values must be that go from one subgraph to another. */
  readonly keyFieldOf: KeyFieldOf;
  /** How long the lists of a fetch say they are. */
  readonly listCapsOf: ListCapsOf;
  /** Whether somebody else runs a subgraph, who is not believed to answer what was asked. */
  readonly isForeign: (subgraph: string) => boolean;
  /** What callers must hold to see its parts. */
  readonly access: GraphAccess;
}

export function graphOf(
  gateway: ApolloGateway,
  schema: GraphQLSchema,
  {
    ready,
    rules,
    isForeign,
  }: { readonly ready: ReadyPlans; readonly rules: AccessRules; readonly isForeign: Graph['isForeign'] },
): Graph {
  const { queryPlanner: planner, compositionId, supergraphSdl } = gateway.__testing();
  if (!planner || !supergraphSdl) throw new Error('The gateway has no supergraph yet.');
  // The gateway has made it for itself, and made again it would keep everybody waiting at each change of the graph.
  const { supergraphSchema } = gateway as unknown as { readonly supergraphSchema?: GraphQLSchema };
  const whole = supergraphSchema ?? planner.supergraph.schema.toGraphQLJSSchema();
  const objectTypes = new Map<string, Set<string>>();
  for (const type of Object.values(whole.getTypeMap())) {
    if (isObjectType(type)) {
      for (const above of [type, ...type.getInterfaces()]) addTo(objectTypes, above.name, type.name);
    } else if ('getTypes' in type) for (const member of type.getTypes()) addTo(objectTypes, type.name, member.name);
  }
  const document = parse(supergraphSdl, { noLocation: true });
  const { sources, keys, ...joins } = readJoins(document);
  return {
    id: compositionId ?? '',
    sdl: supergraphSdl,
    ready,
    schema,
    plannerSchema: planner.supergraph.apiSchema(),
    planner,
    ...joins,
    objectTypes,
    keyFieldOf: keyFieldsIn(whole, keys),
    listCapsOf: listCapsIn(whole, document),
    isForeign,
    access: new GraphAccess(rules, whole, sources),
  };
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

const selecting = new Set(['key', 'requires', 'provides']);

type Joins = Pick<Graph, 'reserved' | 'interfaceObjects' | 'required'> & {
  readonly sources: RequiredFields;
  /** Fields that keys of a type name. */
  readonly keys: KeysOfTypes;
};

function readJoins(supergraph: DocumentNode): Joins {
  const reserved = new Set<string>();
  const interfaceObjects = new Set<string>();
  const required = new Map<string, Map<string, string>>();
  const sources = new Map<string, SelectionSetNode[]>();
  const keys = new Map<string, Set<string>>();
  const at: string[] = [];
  const enter = ({ name }: { name: { value: string } }) => void at.push(name.value);
  const leave = () => void at.pop();
  visit(supergraph, {
    ObjectTypeDefinition: { enter, leave },
    FieldDefinition: { enter, leave },
    InterfaceTypeDefinition: {
      enter(node) {
        enter(node);
        if (node.directives?.some((each) => hasTrue(each, 'isInterfaceObject'))) interfaceObjects.add(node.name.value);
      },
      leave,
    },
    Directive(node) {
      if (node.name.value !== 'join__type' && node.name.value !== 'join__field') return;
      for (const { name, value } of node.arguments ?? []) {
        if (!selecting.has(name.value) || value.kind !== Kind.STRING) continue;
        const set = parseSelection(value.value);
        if (name.value === 'key') for (const field of fieldsIn(set)) addTo(keys, at.join('.'), field);
        if (name.value === 'requires') {
          const coordinate = at.join('.');
          sources.set(coordinate, [...(sources.get(coordinate) ?? []), set]);
        }
        visit(set, { Field: (field) => void reserved.add(field.name.value) });
        if (name.value === 'requires' && value.value.includes('(')) required.set(at.join('.'), argumentsOf(set));
      }
    },
  });
  return { reserved, interfaceObjects, required, sources, keys };
}

/** The fields that a selection names at its top. */
const fieldsIn = ({ selections }: SelectionSetNode): string[] =>
  selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? [selection.name.value]
      : selection.kind === Kind.INLINE_FRAGMENT
        ? fieldsIn(selection.selectionSet)
        : [],
  );

const hasTrue = (directive: DirectiveNode, argument: string) =>
  directive.arguments?.some(
    ({ name, value }) => name.value === argument && value.kind === Kind.BOOLEAN && value.value,
  ) ?? false;

function parseSelection(selection: string): SelectionSetNode {
  const [definition] = parse(`{${selection}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a selection: ${selection}`);
  return definition.selectionSet;
}
