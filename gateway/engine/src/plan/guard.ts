import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

export interface PlanLimits {
  /** Fields of the operation with all its fragments written out. */
  readonly maxFields: number;
  /** Of these, the fields with selections below them: each is a place where the planner may change subgraphs. */
  readonly maxObjects: number;
  readonly maxDepth: number;
}

export const defaultLimits: PlanLimits = { maxFields: 2_000, maxObjects: 600, maxDepth: 40 };

/**
 * Refuses before planning starts what would keep the planner busy: its time grows with the fields that fragments
 * expand to and explodes with depth, and while it runs nobody else is answered. Counts each fragment once, so that
 * counting cannot be attacked instead.
 */
export function guardPlanning(document: DocumentNode, operation: OperationDefinitionNode, limits: PlanLimits): void {
  const { fields, objects, depth } = sizeOf(document, operation);
  if (fields > limits.maxFields) throw tooComplex('fields', fields, limits.maxFields);
  if (objects > limits.maxObjects) throw tooComplex('objects', objects, limits.maxObjects);
  if (depth > limits.maxDepth) throw tooComplex('levels', depth, limits.maxDepth);
}

/** How large an operation is with all its fragments written out. */
export function sizeOf(document: DocumentNode, operation: OperationDefinitionNode): Size {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet] as const] : [],
    ),
  );
  const known = new Map<SelectionSetNode, Size>();

  const measure = (set: SelectionSetNode, nesting: number): Size => {
    const before = known.get(set);
    if (before) return before;
    // Fragments in fragments add no level to the answer, but one to every walk over the operation.
    if (nesting > maxNesting) throw tooComplex('levels', nesting, maxNesting);
    // A cycle cannot be valid; should one come here, it counts nothing more.
    known.set(set, nothing);
    let fields = 0;
    let objects = 0;
    let depth = 0;
    for (const selection of set.selections) {
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection.selectionSet;
      const size = below ? measure(below, nesting + 1) : nothing;
      const own = selection.kind === Kind.FIELD ? 1 : 0;
      fields += own + size.fields;
      objects += (below ? own : 0) + size.objects;
      depth = Math.max(depth, own + size.depth);
    }
    const size = { fields, objects, depth };
    known.set(set, size);
    return size;
  };

  return measure(operation.selectionSet, 0);
}

const maxNesting = 300;

export interface Size {
  readonly fields: number;
  readonly objects: number;
  readonly depth: number;
}

const nothing: Size = { fields: 0, objects: 0, depth: 0 };

const tooComplex = (what: string, found: number, limit: number) =>
  new GraphQLError(`The operation has ${found} ${what}; ${limit} are allowed.`, {
    extensions: { code: 'QUERY_TOO_COMPLEX', limit, found, http: { status: 400 } },
  });
