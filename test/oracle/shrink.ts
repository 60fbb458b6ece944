import {
  type DocumentNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  validate,
  visit,
} from 'graphql';
import { type Query } from './generate-query.ts';
import { type Servers } from './servers.ts';

/** Every query that has one selection, directive or fragment fewer, or one fragment opened in place. */
function* smaller(document: DocumentNode): Generator<DocumentNode> {
  let count = 0;
  visit(document, { SelectionSet: ({ selections }) => void (count += selections.length) });
  for (let target = 0; target < count; target++) {
    for (const change of ['drop', 'open', 'bare'] as const) {
      let index = 0;
      let changed = false;
      const next = visit(document, {
        SelectionSet: {
          leave(node: SelectionSetNode) {
            const selections = node.selections.flatMap((selection): readonly SelectionNode[] => {
              if (index++ !== target) return [selection];
              if (change === 'drop') {
                changed = node.selections.length > 1;
                return changed ? [] : [selection];
              }
              if (change === 'open' && selection.kind === Kind.INLINE_FRAGMENT) {
                changed = true;
                return selection.selectionSet.selections;
              }
              if (change === 'bare' && selection.directives?.length) {
                changed = true;
                return [{ ...selection, directives: [] }];
              }
              return [selection];
            });
            return { ...node, selections };
          },
        },
      });
      if (changed) yield next;
    }
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    yield visit(document, {
      FragmentSpread: (node) =>
        node.name.value === definition.name.value
          ? {
              kind: Kind.INLINE_FRAGMENT,
              typeCondition: definition.typeCondition,
              directives: node.directives ?? [],
              selectionSet: definition.selectionSet,
            }
          : undefined,
      FragmentDefinition: (node) => (node.name.value === definition.name.value ? null : undefined),
    });
  }
}

/** Unused variables and fragments would make a smaller query invalid for a reason that is beside the point. */
function tidy(document: DocumentNode): DocumentNode {
  let current = document;
  for (let turn = 0; turn < 5; turn++) {
    const spread = new Set<string>();
    const read = new Set<string>();
    visit(current, {
      FragmentSpread: ({ name }) => void spread.add(name.value),
      VariableDefinition: () => false,
      Variable: ({ name }) => void read.add(name.value),
    });
    current = visit(current, {
      FragmentDefinition: (node) => (spread.has(node.name.value) ? undefined : null),
      VariableDefinition: (node) => (read.has(node.variable.name.value) ? undefined : null),
    });
  }
  return current;
}

/** The smallest query found that still fails. */
export async function shrink(
  servers: Servers,
  query: Query,
  fails: (query: Query) => Promise<boolean>,
): Promise<Query> {
  let current = query;
  for (let progress = true; progress;) {
    progress = false;
    for (const candidate of smaller(parse(current.text))) {
      const document = tidy(candidate);
      if (validate(servers.schema, document).length > 0) continue;
      const next = { text: print(document), variables: current.variables };
      if (await fails(next)) {
        current = next;
        progress = true;
        break;
      }
    }
  }
  return current;
}
