import type { ApolloServerPlugin } from '@apollo/server';
import type { Admissible, Limits } from '../limits/limits.ts';
import { currentRequest } from './current-request.ts';
import { rateHeaders, type Rates } from '../rates/rates.ts';
import type { RequestContext } from '../request-context.ts';

export type Asked = Pick<Admissible, 'schema' | 'document' | 'operation' | 'variables'>;

/** What stands between an operation that is understood and the planner. */
export class Gate {
  constructor(
    readonly limits: Limits,
    readonly rates: Rates | undefined,
  ) {}

  /** Throws why the operation may not be planned; notes what it costs, and charges the account. */
  async pass(context: RequestContext, asked: Asked, unseen: boolean): Promise<void> {
    const { account } = context;
    const current = currentRequest();
    // @apollo/server works on a copy of what was admitted: what is noted from here on, only this one has.
    if (current) current.context = context;
    const anonymous = context.caller.kind === 'ANONYMOUS' && !context.key;
    context.cost = this.limits.admit({ ...asked, anonymous, trusted: context.trusted ?? false });
    if (!account || !this.rates) return;
    if (unseen && !context.trusted) this.rates.plan(account);
    context.standing = await this.rates.charge(account, context.cost.requested);
  }
}

/** Refuses before planning what would cost too much, and says what the rest costs. */
export const limiting = (gate: Gate): ApolloServerPlugin<RequestContext> => ({
  async serverWillStart() {
    return {
      schemaDidLoadOrUpdate({ apiSchema, coreSupergraphSdl }) {
        gate.limits.learn(apiSchema, coreSupergraphSdl ?? '');
      },
    };
  },
  async requestDidStart() {
    let unseen = false;
    return {
      async parsingDidStart() {
        unseen = true;
      },
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        // Without an operation there is nothing to plan; the engine says why there is none.
        if (!operation) return;
        await gate.pass(contextValue, { schema, document, operation, variables: request.variables }, unseen);
      },
      async willSendResponse({ contextValue, response: { http, body } }) {
        const { account, cost } = contextValue;
        if (!account || !gate.rates) return;
        // What was refused before it could be weighed took time all the same.
        if (!contextValue.standing) await gate.rates.charge(account, 0).catch(() => undefined);
        for (const [name, value] of rateHeaders(gate.rates.standing(account))) http.headers.set(name, value);
        if (cost && body.kind === 'single') body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
});
