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

export interface Group {
  readonly members: number;
}

export function compileProgram(
  node: PlanNode | undefined,
  isOfType: IsOfType,
  graph: Pick<Graph, 'interfaceObjects' | 'keyFieldOf' | 'isForeign' | 'listCapsOf'>,
): Program {
  const { steps, deferred, primaries } = stepsOf(node);
  const { steps: compiled, places } = linkSteps(steps.map((step) => compileStep(step, isOfType, graph)));
  const byKey = new Map<string, number[]>();
  for (const { index, entity, subgraph, depth, part } of compiled) {
    if (!entity) continue;
    const key = `${subgraph}\n${depth}\n${part}`;
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const shared = [...byKey.values()].filter((members) => members.length > 1);
  const groupOf = compiled.map(({ index }) => {
    const group = shared.findIndex((members) => members.includes(index));
    return group < 0 ? undefined : group;
  });
  return {
    steps: compiled,
    places: places.all,
    groups: shared.map(({ length }) => ({ members: length })),
    groupOf,
    deferred,
    primaries,
    requests: new RequestWriter(),
    isOfType,
    interfaces: graph.interfaceObjects,
  };
}
