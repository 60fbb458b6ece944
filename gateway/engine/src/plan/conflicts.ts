import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What `@requires` asks for with arguments, by `Type.field`: the arguments at each path that has any. */
export type RequiredArguments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The paths of a field set and the arguments at each; only paths that are asked with or without arguments apart. */
export function argumentsOf(set: SelectionSetNode, above = '', into = new Map<string, string>()): Map<string, string> {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) argumentsOf(selection.selectionSet, above, into);
    if (selection.kind !== Kind.FIELD) continue;
    const path = `${above}.${selection.name.value}`;
    into.set(path, (selection.arguments ?? []).map(print).sort().join());
    if (selection.selectionSet) argumentsOf(selection.selectionSet, path, into);
  }
  return into;
}

/**
 * The planner keeps one selection per response name. Two fields whose `@requires` ask for one field with different
 * arguments would both be computed from the same value, without an error. Such fields are planned apart: the first
 * document has everything else, each further one only what conflicts and the way to it.
 */
export function planApart(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  required: RequiredArguments,
): DocumentNode[] {
  if (required.size < 2) return [document];
  const splitting = new Splitting(schema, document, required);
  const root = schema.getRootType(operation.operation);
  if (!root) return [document];
  splitting.assign(operation.selectionSet, root);
  if (splitting.groups.length < 2) return [document];
  return splitting.groups.map((_, group) => {
    const selectionSet = splitting.only(operation.selectionSet, group);
    return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] };
  });
}

class Splitting {
  /** What each group already asks for, by type and path. */
  readonly groups: Map<string, string>[] = [new Map<string, string>()];
  readonly #groupOf = new Map<FieldNode, number>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly required: RequiredArguments,
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    );
  }

  assign(set: SelectionSetNode, type: GraphQLNamedType): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        this.#assignField(selection, type);
        continue;
      }
      const below = this.#below(selection);
      const condition = below?.typeCondition && this.schema.getType(below.typeCondition.name.value);
      if (below) this.assign(below.selectionSet, condition ?? type);
    }
  }

  #assignField(field: FieldNode, type: GraphQLNamedType): void {
    const owners = isInterfaceType(type) ? [type, ...this.schema.getPossibleTypes(type)] : [type];
    const wanted = new Map<string, string>();
    for (const { name } of owners) {
      const asked = this.required.get(`${name}.${field.name.value}`) ?? [];
      for (const [path, given] of asked) wanted.set(name + path, given);
    }
    if (wanted.size > 0) this.#groupOf.set(field, this.#groupFor(wanted));
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    if (definition && field.selectionSet) this.assign(field.selectionSet, getNamedType(definition.type));
  }

  #groupFor(wanted: ReadonlyMap<string, string>): number {
    const agrees = (group: ReadonlyMap<string, string>) =>
      [...wanted].every(([path, given]) => (group.get(path) ?? given) === given);
    let index = this.groups.findIndex(agrees);
    if (index < 0) index = this.groups.push(new Map()) - 1;
    for (const [path, given] of wanted) this.groups[index]?.set(path, given);
    return index;
  }

  /** The part of a selection that belongs to a group; named fragments are written out. */
  only(set: SelectionSetNode, group: number): SelectionSetNode {
    return { ...set, selections: set.selections.flatMap((selection) => this.#keep(selection, group)) };
  }

  #keep(selection: SelectionNode, group: number): SelectionNode[] {
    if (selection.kind === Kind.FIELD) {
      const own = this.#groupOf.get(selection);
      const { selectionSet } = selection;
      if (!selectionSet) return (own ?? 0) === group ? [selection] : [];
      const kept = this.only(selectionSet, own === group ? 0 : group);
      return kept.selections.length > 0 && (own === undefined || own === group || group > 0)
        ? [{ ...selection, selectionSet: kept }]
        : [];
    }
    const below = this.#below(selection);
    if (!below) return [];
    const selectionSet = this.only(below.selectionSet, group);
    if (selectionSet.selections.length === 0) return [];
    const { typeCondition } = below;
    const { directives } = selection;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        selectionSet,
        ...(typeCondition && { typeCondition }),
        ...(directives && { directives }),
      },
    ];
  }

  #below(selection: Exclude<SelectionNode, FieldNode>) {
    return selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
  }
}
