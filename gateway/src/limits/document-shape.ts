import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** What an operation looks like, as far as it says how much work it makes. */
export interface DocumentShape {
  /** Fields within each other; what is asked about the schema has a limit of its own, in graphql. */
  readonly depth: number;
  /** Fields and fragments within each other. */
  readonly nesting: number;
  /** As written: an alias in a fragment that is used twice is one. */
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Fields and fragments once every fragment stands where it is used. */
  readonly selections: number;
  /** Length of the longest list that stands in the document. */
  readonly listItems: number;
}

/** Of a selection set and all below it. */
interface Extent {
  readonly depth: number;
  readonly nesting: number;
  readonly selections: number;
  /** Fields of the object itself, also those that come by fragments. */
  readonly fields: number;
}

const known = new WeakMap<OperationDefinitionNode, DocumentShape>();

/** The shape of one operation of a document, worked out once for as long as the document is kept. */
export function documentShape(document: DocumentNode, operation: OperationDefinitionNode): DocumentShape {
  let shape = known.get(operation);
  if (!shape) known.set(operation, (shape = measure(document, operation)));
  return shape;
}

/**
 * Looks at every selection set once: a fragment that doubles itself thirty times is counted, never written out. The
 * counts are floating-point numbers, and a billion of them is as good a reason to refuse as two to the thousandth.
 */
function measure(document: DocumentNode, operation: OperationDefinitionNode): DocumentShape {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const extents = new Map<SelectionSetNode, Extent>();
  const written = { aliases: 0, directives: 0, listItems: 0 };

  const readValue = (value: ValueNode): void => {
    if (value.kind === Kind.LIST) {
      written.listItems = Math.max(written.listItems, value.values.length);
      value.values.forEach(readValue);
    } else if (value.kind === Kind.OBJECT) for (const field of value.fields) readValue(field.value);
  };
  const readArguments = (list: readonly ArgumentNode[] = []) => list.forEach(({ value }) => readValue(value));
  const readDirectives = (list: readonly DirectiveNode[] = []) => {
    written.directives += list.length;
    for (const directive of list) readArguments(directive.arguments);
  };

  const below = (selection: SelectionNode): Extent => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return selection.selectionSet ? extentOf(selection.selectionSet) : nothing;
    const fragment = fragments.get(selection.name.value);
    return fragment ? extentOf(fragment.selectionSet, fragment.directives) : nothing;
  };

  const extentOf = (set: SelectionSetNode, directives?: readonly DirectiveNode[]): Extent => {
    const before = extents.get(set);
    if (before) return before;
    // A cycle is refused by validation, which may run after this.
    extents.set(set, nothing);
    readDirectives(directives);
    const total = { ...nothing };
    for (const selection of set.selections) {
      readDirectives(selection.directives);
      const isField = selection.kind === Kind.FIELD;
      if (isField) {
        if (selection.alias) written.aliases += 1;
        readArguments(selection.arguments);
      }
      const inner = below(selection);
      const asksSchema = isField && (selection.name.value === '__schema' || selection.name.value === '__type');
      total.selections += 1 + inner.selections;
      total.fields += isField ? 1 : inner.fields;
      total.depth = Math.max(total.depth, asksSchema ? 1 : inner.depth + (isField ? 1 : 0));
      total.nesting = Math.max(total.nesting, inner.nesting + 1);
    }
    extents.set(set, total);
    return total;
  };

  readDirectives(operation.directives);
  for (const variable of operation.variableDefinitions ?? []) {
    readDirectives(variable.directives);
    if (variable.defaultValue) readValue(variable.defaultValue);
  }
  const { depth, nesting, selections, fields } = extentOf(operation.selectionSet);
  return { ...written, depth, nesting, selections, rootFields: fields };
}

const nothing: Extent = Object.freeze({ depth: 0, nesting: 0, selections: 0, fields: 0 });
