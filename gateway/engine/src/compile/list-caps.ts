import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** What `@listSize` says of a field. */
interface ListSize {
  readonly assumed: number | undefined;
  readonly slicing: readonly string[];
  /** The fields below it that hold the list, where it does not itself. */
  readonly sized: readonly string[];
}

/** How long one list of an answer may be at most. */
export interface ListCap {
  /** Names in the answer, from the root or from the entity, without places in lists. */
  readonly path: string;
  readonly assumed: number | undefined;
  /** Pages that were asked for: as they stand in the operation, or in variables. */
  readonly pages: readonly (number | { readonly variable: string })[];
}

export type ListCapsOf = (operation: OperationDefinitionNode) => readonly ListCap[];

/** Reads from a supergraph how long its lists say they are; gives what that comes to for an operation. */
export function listCapsIn(schema: GraphQLSchema, supergraph: DocumentNode): ListCapsOf {
  const sizes = listSizesOf(supergraph);
  if (sizes.size === 0) return () => [];
  return (operation) => {
    const caps: ListCap[] = [];
    const walk = ({ selections }: SelectionSetNode, typeName: string, path: string): void => {
      const type = schema.getType(typeName);
      const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT)
          walk(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, path);
        if (selection.kind !== Kind.FIELD) continue;
        const below = `${path}${path && '.'}${(selection.alias ?? selection.name).value}`;
        const size = sizes.get(`${typeName}.${selection.name.value}`);
        if (size) caps.push(...capsOf(size, selection, below));
        const field = fields[selection.name.value];
        // Entities are no field of the graph: what is below them says its type itself.
        if (selection.selectionSet && (field || selection.name.value === '_entities'))
          walk(selection.selectionSet, field ? getNamedType(field.type).name : '', below);
      }
    };
    walk(operation.selectionSet, schema.getRootType(operation.operation)?.name ?? '', '');
    return caps;
  };
}

function capsOf({ assumed, slicing, sized }: ListSize, field: FieldNode, path: string): ListCap[] {
  const pages = (field.arguments ?? []).flatMap(({ name, value }): ListCap['pages'] => {
    if (!slicing.includes(name.value)) return [];
    if (value.kind === Kind.VARIABLE) return [{ variable: value.name.value }];
    return value.kind === Kind.INT ? [Number(value.value)] : [];
  });
  if (pages.length === 0 && assumed === undefined) return [];
  if (sized.length === 0) return [{ path, assumed, pages }];
  const names = (field.selectionSet?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD && sized.includes(selection.name.value)
      ? [(selection.alias ?? selection.name).value]
      : [],
  );
  return names.map((name) => ({ path: `${path}.${name}`, assumed, pages }));
}

function listSizesOf(supergraph: DocumentNode): ReadonlyMap<string, ListSize> {
  const sizes = new Map<string, ListSize>();
  const types: string[] = [];
  visit(supergraph, {
    ObjectTypeDefinition: { enter: ({ name }) => void types.push(name.value), leave: () => void types.pop() },
    InterfaceTypeDefinition: { enter: ({ name }) => void types.push(name.value), leave: () => void types.pop() },
    FieldDefinition({ name, directives = [] }) {
      const directive = directives.find((each) => /^(cost__)?listSize$/.test(each.name.value));
      if (!directive) return;
      const given = new Map(directive.arguments?.map((argument) => [argument.name.value, argument.value]));
      const assumed = given.get('assumedSize');
      const names = (argument: string) => {
        const value = given.get(argument);
        return value?.kind === Kind.LIST
          ? value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []))
          : [];
      };
      sizes.set(`${types.at(-1)}.${name.value}`, {
        assumed: assumed?.kind === Kind.INT ? Number(assumed.value) : undefined,
        slicing: names('slicingArguments'),
        sized: names('sizedFields'),
      });
    },
  });
  return sizes;
}
