import type { PlanNode } from '@apollo/query-planner';
import { RequestWriter } from '../execute/requests.ts';
import { type CompiledStep, compileStep, linkSteps } from './fetch.ts';
import type { Graph } from '../plan/graph.ts';
import { type Place } from './places.ts';
import { type IsOfType } from './rewrite.ts';
import { type DeferredPart, type Primary, stepsOf } from './steps.ts';

/** A plan made ready to run. */
export interface Program {
  readonly steps: readonly CompiledStep[];
  /** Where they work. */
  readonly places: readonly Place[];
  /** For each step, its place among those that may share a request; absent for those that go alone. */
  readonly groups: readonly Group[];
  readonly groupOf: readonly (number | undefined)[];
  readonly deferred: readonly DeferredPart[];
  readonly primaries: readonly Primary[];
  readonly requests: RequestWriter;
  readonly isOfType: IsOfType;
  /** Interfaces by whose name an object may go until a subgraph says what it is. */
  readonly interfaces: ReadonlySet<string>;
}

/** Steps to one subgraph that travel together if they are ready in time. */
export interface Group {
  readonly steps: readonly number[];
  /** At which depth they travel. Those that are ready before have time: nothing waits for them. */
  readonly depth: number;
  /** How many of them have that depth themselves. */
  readonly needed: number;
}

export function compileProgram(
  node: PlanNode | undefined,
  isOfType: IsOfType,
  graph: Pick<Graph, 'interfaceObjects' | 'keyFieldOf' | 'isForeign' | 'listCapsOf'>,
): Program {
  const { steps, deferred, primaries } = stepsOf(node);
  const { steps: compiled, places } = linkSteps(steps.map((step) => compileStep(step, isOfType, graph)));
  const groups = groupsOf(compiled);
  const groupOf = compiled.map(({ index }) => {
    const group = groups.findIndex(({ steps: members }) => members.includes(index));
    return group < 0 ? undefined : group;
  });
  return {
    steps: compiled,
    places: places.all,
    groups,
    groupOf,
    deferred,
    primaries,
    requests: new RequestWriter(),
    isOfType,
    interfaces: graph.interfaceObjects,
  };
}

/**
 * Steps of one depth, and those before them that nothing waits for: the answer is not complete before the later ones
 * are.
 */
function groupsOf(steps: readonly CompiledStep[]): Group[] {
  const bySubgraph = new Map<string, CompiledStep[]>();
  for (const step of steps) {
    if (!step.entity) continue;
    const key = `${step.subgraph}\n${step.part}`;
    bySubgraph.set(key, [...(bySubgraph.get(key) ?? []), step]);
  }
  return [...bySubgraph.values()].flatMap((all) => {
    const last = Math.max(...all.map(({ depth }) => depth));
    const needed = all.filter(({ next }) => next.length > 0).map(({ depth }) => depth);
    const depthOf = ({ next, depth }: CompiledStep) =>
      next.length > 0 ? depth : Math.min(...needed.filter((other) => other >= depth), last);
    const byDepth = Map.groupBy(all, depthOf);
    return [...byDepth]
      .filter(([, members]) => members.length > 1)
      .map(([depth, members]) => ({
        depth,
        needed: members.filter((step) => step.depth === depth).length,
        steps: members.map(({ index }) => index),
      }));
  });
}
