import { buildSchema, execute, parse } from 'graphql';
import { type Clock, preferredLang } from '@millgate/kit';
import { inProcessClient, type SubgraphClient, SubgraphError } from '../../engine/src/index.ts';
import { currentRequest } from '../plugins/current-request.ts';
import type { Rates } from '../rates/rates.ts';
import type { RequestContext } from '../request-context.ts';
import { viewerSdl } from './viewer.schema.ts';

const schema = buildSchema(viewerSdl, { assumeValidSDL: true });

/** What the caller of a request is told of themselves. */
export function viewerOf({ caller, grant, contract, acceptLanguage }: RequestContext): object {
  const person = caller.kind === 'PERSON' ? caller : undefined;
  const isWorker = person?.roles.some(({ role }) => role === 'WORKER') ?? false;
  return {
    kind: caller.kind,
    id: person?.id ?? null,
    worker: isWorker ? { __typename: 'Worker', id: person?.id } : null,
    roles: (person?.roles ?? []).map(({ role, scope }) => ({ role, scope: scope ?? null })),
    scopes: [...grant.scopes].sort(),
    contract: contract.toUpperCase(),
    locale: preferredLang(acceptLanguage),
  };
}

function rateLimitOf({ account, cost }: RequestContext, rates: Rates | undefined, clock: Clock): object | null {
  if (!account || !rates) return null;
  const { quota, remaining, resetsInSeconds } = rates.standing(account);
  const now = Math.floor(clock.now().getTime() / 1000);
  return {
    limit: quota,
    cost: cost?.requested ?? 0,
    remaining: Math.max(0, remaining),
    resetAt: new Date((now + resetsInSeconds) * 1000).toISOString(),
  };
}

/**
 * The part of the graph that the gateway answers itself. It is asked within the request that it is about, so nothing
 * of the caller has to travel, and no other part learns what only the door knows.
 */
export function doorClient(rates: Rates | undefined, clock: Clock): SubgraphClient {
  return inProcessClient(async ({ query, variables, operationName }) => {
    const context = currentRequest()?.context;
    if (!context) throw new SubgraphError('SUBGRAPH_UNAVAILABLE');
    context.personal = true;
    const rateLimit = () => rateLimitOf(context, rates, clock);
    const answer = await execute({
      schema,
      document: parse(query),
      rootValue: { viewer: () => ({ ...viewerOf(context), rateLimit }), rateLimit },
      ...(variables ? { variableValues: variables } : {}),
      ...(operationName ? { operationName } : {}),
    });
    return { ...answer };
  });
}
