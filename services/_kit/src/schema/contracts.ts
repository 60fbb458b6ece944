import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  printSchema,
  type TypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';

/**
 * What the schema is shown as: to anybody, to partner agencies, to the community’s own front ends. Each holds the one
 * before it.
 */
export const contractNames = ['public', 'partner', 'internal'] as const;

export type ContractName = (typeof contractNames)[number];

/** Names that `@tag` gives, by coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export type Tags = ReadonlyMap<string, ReadonlySet<string>>;

/** The tags of a supergraph, or of any SDL. */
export function tagsOf(sdl: string): Tags {
  const tags = new Map<string, Set<string>>();
  const place: string[] = [];
  visit(parse(sdl, { noLocation: true }), {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION || node.kind === Kind.DIRECTIVE) return false;
      if (!('directives' in node) || !('name' in node) || !node.name) return undefined;
      place.push(node.kind === Kind.INPUT_VALUE_DEFINITION ? `(${node.name.value}:)` : node.name.value);
      for (const directive of node.directives ?? []) {
        const value = directive.name.value === 'tag' ? directive.arguments?.[0]?.value : undefined;
        if (value?.kind !== Kind.STRING) continue;
        const coordinate = coordinateOf(place);
        tags.set(coordinate, (tags.get(coordinate) ?? new Set()).add(value.value));
      }
      return undefined;
    },
    leave(node) {
      if ('directives' in node && 'name' in node && node.name) place.pop();
    },
  });
  return tags;
}

/** An input's field is written like a field; an argument in brackets. */
const coordinateOf = (place: readonly string[]): string =>
  place.length === 2
    ? place.map((name) => name.replace(/^\((.*):\)$/, '$1')).join('.')
    : place.join('.').replace('.(', '(');

const levelOf = (name: ContractName): number => contractNames.indexOf(name);

/**
 * What a contract shows of a schema. An element that names an audience is shown to it and to those who see more. What
 * names none goes with what it is part of; at the root a mutation that names none is internal, because others should
 * call only what was opened to them, and a query is public, because what it may read is decided where it is read.
 * A type is there as long as something that is shown leads to it.
 */
export function contractSchema(schema: GraphQLSchema, tags: Tags, contract: ContractName): GraphQLSchema {
  const mutationType = schema.getMutationType()?.name;
  const level = levelOf(contract);
  const isShown = (coordinate: string): boolean => {
    const named = contractNames.filter((name) => tags.get(coordinate)?.has(name));
    const [widest] = named;
    if (widest) return level >= levelOf(widest);
    const isMutation =
      mutationType !== undefined && coordinate.startsWith(`${mutationType}.`) && !coordinate.includes('(');
    return !isMutation || contract === 'internal';
  };
  const shown = withoutHidden(parse(printSchema(schema), { noLocation: true }), isShown);
  return buildASTSchema(reachable(shown, schema), { assumeValid: true });
}

function withoutHidden(document: DocumentNode, isShown: (coordinate: string) => boolean): DocumentNode {
  const hidden = new Set(
    document.definitions.flatMap((node) =>
      'name' in node && node.name && !isShown(node.name.value) ? node.name.value : [],
    ),
  );
  const leadsToHidden = (type: TypeNode): boolean =>
    type.kind === Kind.NAMED_TYPE ? hidden.has(type.name.value) : leadsToHidden(type.type);
  const definitions = document.definitions.flatMap((node) => {
    if (!('name' in node) || !node.name) return [node];
    const owner = node.name.value;
    if (hidden.has(owner)) return [];
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const fields = (node.fields ?? [])
          .filter((field) => isShown(`${owner}.${field.name.value}`) && !leadsToHidden(field.type))
          .map((field) => ({
            ...field,
            arguments: (field.arguments ?? []).filter(
              (argument) =>
                isShown(`${owner}.${field.name.value}(${argument.name.value}:)`) && !leadsToHidden(argument.type),
            ),
          }));
        const interfaces = (node.interfaces ?? []).filter(({ name }) => !hidden.has(name.value));
        return fields.length > 0 ? [{ ...node, fields, interfaces }] : [];
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return [
          {
            ...node,
            fields: (node.fields ?? []).filter(
              (field) => isShown(`${owner}.${field.name.value}`) && !leadsToHidden(field.type),
            ),
          },
        ];
      case Kind.ENUM_TYPE_DEFINITION:
        return [{ ...node, values: (node.values ?? []).filter(({ name }) => isShown(`${owner}.${name.value}`)) }];
      case Kind.UNION_TYPE_DEFINITION:
        return [{ ...node, types: (node.types ?? []).filter(({ name }) => !hidden.has(name.value)) }];
      default:
        return [node];
    }
  });
  return { ...document, definitions };
}

/** Without the types that nothing leads to any more. */
function reachable(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new Map(
    document.definitions.flatMap((node) => ('name' in node && node.name ? [[node.name.value, node] as const] : [])),
  );
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const found = new Set<string>();
  const waiting = roots.flatMap((root) => (root && types.has(root.name) ? [root.name] : []));
  for (const directive of document.definitions) {
    if (directive.kind === Kind.DIRECTIVE_DEFINITION) visitTypes(directive, (name) => waiting.push(name));
  }
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name);
    if (found.has(name) || !type) continue;
    found.add(name);
    visitTypes(type, (next) => waiting.push(next));
    // Whatever an interface may turn out to be, a caller may ask for by name.
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) waiting.push(...implementing(types, name));
  }
  const definitions = document.definitions.filter(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION || !('name' in node) || !node.name || found.has(node.name.value),
  );
  return { ...document, definitions };
}

const visitTypes = (node: Parameters<typeof visit>[0], see: (name: string) => void): void =>
  void visit(node as TypeDefinitionNode, { NamedType: ({ name }) => see(name.value) });

const implementing = (types: ReadonlyMap<string, DocumentNode['definitions'][number]>, name: string): string[] =>
  [...types].flatMap(([owner, node]) =>
    'interfaces' in node && node.interfaces?.some((each) => each.name.value === name) ? [owner] : [],
  );
