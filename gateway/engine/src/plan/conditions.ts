import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
} from 'graphql';

/** The variables on which `@skip` and `@include` of a document depend; undefined if it has no such directive. */
export type Conditions = readonly string[] | undefined;

const known = new WeakMap<DocumentNode, { readonly conditions: Conditions }>();

const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';

/** Looked up for every request, worked out once for as long as the document is kept. */
export function conditionsOf(document: DocumentNode): Conditions {
  const found = known.get(document);
  if (found) return found.conditions;
  const names = new Set<string>();
  let any = false;
  visit(document, {
    Directive(directive) {
      if (!isCondition(directive)) return;
      any = true;
      for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const conditions = any ? [...names].sort() : undefined;
  known.set(document, { conditions });
  return conditions;
}

/** How the conditions turn out, as a part of a cache key. */
export const outcomeKey = (conditions: readonly string[], variables: Readonly<Record<string, unknown>>): string =>
  conditions.map((name) => (variables[name] === true ? 1 : 0)).join('');

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document without what its conditions leave out, for the planner. It plans a conditional field and its
 * unconditional neighbour in one fetch that needs what either of them needs; when the condition does not hold, what
 * only the conditional one needs is not there, and the neighbour is lost with it.
 */
export function withoutConditions(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const keep = <T extends { readonly directives?: readonly DirectiveNode[] | undefined }>(
    node: T,
  ): T | null | undefined => {
    const { directives } = node;
    if (!directives?.some(isCondition)) return undefined;
    const skip = getDirectiveValues(GraphQLSkipDirective, { directives }, variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, { directives }, variables);
    if (skip?.['if'] === true || include?.['if'] === false) return null;
    return { ...node, directives: directives.filter((each) => !isCondition(each)) };
  };
  return visit(document, {
    Field: keep,
    InlineFragment: keep,
    FragmentSpread: keep,
    SelectionSet: {
      // An object of which nothing is wanted is still there, or not.
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
    },
  });
}
