import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * Why an operation may not be run that does several things each of which deserves a request of its own: it moves money,
 * or takes a code that could be guessed. Called after the root fields were counted, so there are few.
 */
export function severalRefusal(
  oneAtATime: ReadonlySet<string>,
  rootType: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): GraphQLError | undefined {
  const found = rootFields(document, operation.selectionSet).filter((field) => oneAtATime.has(`${rootType}.${field}`));
  if (found.length <= 1) return undefined;
  return new GraphQLError(`An operation holds one of ${[...new Set(found)].join(', ')}; send them one by one.`, {
    extensions: { code: 'ONE_AT_A_TIME', limit: 1, found: found.length, http: { status: 400 } },
  });
}

function rootFields(document: DocumentNode, set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(document, fragment.selectionSet) : [];
  });
}
