import type { DeferNode, FetchNode, PlanNode } from '@apollo/query-planner';

/** One fetch of a plan, with what must have happened before it. */
export interface Step {
  readonly index: number;
  readonly fetch: FetchNode;
  readonly path: readonly string[];
  /** The steps that wait for this one. */
  readonly next: number[];
  /** How many steps this one waits for. */
  waits: number;
  /** The longest way from the start: steps of one depth to one subgraph may share a request. */
  depth: number;
  /** All of them must hold, or the step does nothing. */
  readonly conditions: readonly Condition[];
  /** Which part of the answer needs it: 0 is the first, the others are deferred. */
  readonly part: number;
}

export interface Condition {
  readonly variable: string;
  readonly negated: boolean;
}

/** A part of the answer that is sent later. */
export interface DeferredPart {
  readonly part: number;
  readonly parent: number;
  readonly label: string | undefined;
  readonly path: readonly string[];
  readonly subselection: string | undefined;
  readonly conditions: readonly Condition[];
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly deferred: readonly DeferredPart[];
  /** What the first part selects when there are later ones; conditions decide which of them holds, if any. */
  readonly primaries: readonly Primary[];
}

export interface Primary {
  readonly subselection: string | undefined;
  readonly conditions: readonly Condition[];
}

/** Turns a plan's tree into steps that each know what they wait for, so that nothing waits for more than it must. */
export function stepsOf(root: PlanNode | undefined): Steps {
  const flattening = new Flattening();
  if (root) flattening.node(root, { path: [], after: [], conditions: [], part: 0 });
  return flattening;
}

interface Place {
  readonly path: readonly string[];
  readonly after: readonly number[];
  readonly conditions: readonly Condition[];
  readonly part: number;
}

class Flattening implements Steps {
  readonly steps: Step[] = [];
  readonly deferred: DeferredPart[] = [];
  readonly primaries: Primary[] = [];
  readonly #byId = new Map<string, number>();

  /** Adds the node's steps; returns those that whatever follows has to wait for. */
  node(node: PlanNode, place: Place): readonly number[] {
    switch (node.kind) {
      case 'Fetch':
        return [this.#fetch(node, place)];
      case 'Flatten':
        return this.node(node.node, { ...place, path: [...place.path, ...node.path.map(String)] });
      case 'Sequence': {
        let { after } = place;
        for (const child of node.nodes) after = this.node(child, { ...place, after });
        return after;
      }
      case 'Parallel':
        return node.nodes.flatMap((child) => this.node(child, place));
      case 'Condition': {
        const branch = (child: PlanNode | undefined, negated: boolean) =>
          child
            ? this.node(child, {
                ...place,
                conditions: [...place.conditions, { variable: node.condition, negated }],
              })
            : [];
        const ends = [...branch(node.ifClause, false), ...branch(node.elseClause, true)];
        return ends.length > 0 ? [...place.after, ...ends] : place.after;
      }
      case 'Defer':
        return this.#defer(node, place);
    }
  }

  #fetch(fetch: FetchNode, { path, after, conditions, part }: Place): number {
    const index = this.steps.length;
    const waitsFor = [...new Set(after)];
    let depth = 0;
    for (const before of waitsFor) {
      const step = this.steps[before];
      if (!step) continue;
      step.next.push(index);
      depth = Math.max(depth, step.depth + 1);
    }
    this.steps.push({ index, fetch, path, next: [], waits: waitsFor.length, depth, conditions, part });
    if (fetch.id !== undefined) this.#byId.set(fetch.id, index);
    return index;
  }

  #defer(node: DeferNode, place: Place): readonly number[] {
    const { conditions } = place;
    if (place.part === 0) this.primaries.push({ subselection: node.primary.subselection, conditions });
    const ends = node.primary.node ? this.node(node.primary.node, place) : place.after;
    for (const { depends, label, queryPath, subselection, node: below } of node.deferred) {
      const part = this.deferred.length + 1;
      this.deferred.push({
        part,
        parent: place.part,
        label,
        path: queryPath,
        // With parts of its own below, a part's selection stands with its first part.
        subselection: subselection ?? (below?.kind === 'Defer' ? below.primary.subselection : undefined),
        conditions,
      });
      const after = depends.flatMap(({ id }) => this.#byId.get(id) ?? []);
      if (below) this.node(below, { path: [], after, conditions, part });
    }
    return ends;
  }
}
