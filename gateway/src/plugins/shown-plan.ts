import type { RequestContext } from '../request-context.ts';

/** Asks for the plan beside the answer, in `extensions.queryPlan`. */
const planHeader = 'apollo-query-plan';

/** Held by those who may see plans in production. */
const planScope = 'graph:plan';

/** A plan names subgraphs, and fields that are closed to clients: in production it is shown to holders of a scope. */
export function showsPlan(
  request: { readonly headers: { get(name: string): string | null | undefined } } | undefined,
  { grant }: Pick<RequestContext, 'grant'>,
  mode: 'demo' | 'production',
): boolean {
  if (!request?.headers.get(planHeader)) return false;
  return mode === 'demo' || (grant.authenticated && grant.scopes.has(planScope));
}
