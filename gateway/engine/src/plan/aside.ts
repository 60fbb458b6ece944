import { GraphQLError } from 'graphql';
import type { Normalised } from '../normalise/normalise.ts';
import type { PlanCache, Recipe } from './cache.ts';
import type { Graph } from './graph.ts';
import { sizeOf } from './guard.ts';
import { planKey, type PlanRequest, type ReadyPlans } from './plan.ts';

/** Plans what it is given away from the thread that answers requests; what cannot be planned has no plan. */
export type PlanElsewhere = (graph: Graph, requests: readonly PlanRequest[]) => Promise<ReadyPlans>;

/** What front ends ask is planned in a moment where it is asked; what is larger could keep everybody else waiting. */
export const plannedHere = 25;

/** Has large operations planned aside, each once, however many callers wait for it. */
export class PlanningAside {
  readonly #underWay = new Map<string, Promise<ReadyPlans>>();

  constructor(
    private readonly plans: PlanCache,
    private readonly elsewhere: PlanElsewhere,
    private readonly maxObjects: number = plannedHere,
  ) {}

  /** Undefined where planning is not worth another thread, or is done. */
  plansFor(graph: Graph, { document, operation }: Normalised, recipe: Recipe): Promise<ReadyPlans> | undefined {
    if (this.plans.has(graph, recipe)) return undefined;
    if (sizeOf(document, operation).objects <= this.maxObjects) return undefined;
    const requests = recipe.requests(graph);
    if (requests.every((request) => graph.ready.has(planKey(request)))) return undefined;
    const key = `${graph.id}\n${recipe.keyOn(graph)}`;
    let planning = this.#underWay.get(key);
    if (!planning) {
      planning = this.#plan(graph, requests).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, planning);
    }
    return planning;
  }

  async #plan(graph: Graph, requests: readonly PlanRequest[]): Promise<ReadyPlans> {
    const plans = await this.elsewhere(graph, requests);
    if (requests.every((request) => plans.has(planKey(request)))) return plans;
    // Planned here it would keep everybody waiting for as long as it took there.
    throw new GraphQLError('The operation takes too long to plan.', {
      extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } },
    });
  }
}
