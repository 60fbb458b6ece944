import type { ApolloServerPlugin } from '@apollo/server';
import type { Clock } from '@millgate/kit';
import type { RequestContext } from '../request-context.ts';
import { everybody, type Tally } from './tally.ts';

/** Codes that say a part of the answer is missing for a reason of ours, not of the caller's. */
const ofOurs = /^(INTERNAL_SERVER_ERROR|IDENTITY_UNAVAILABLE|OVERLOADED|SUBGRAPH_\w+)$/;

/** Counts every operation that was answered: of the graph, and of the key it was sent with. */
export const counting = (tally: Tally, clock: Clock): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response: { body } }) {
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const failed = errors.some(({ extensions }) => ofOurs.test(String(extensions?.['code'])));
        const counts = { asked: 1, points: contextValue.cost?.requested ?? 0, failed: failed ? 1 : 0 };
        const day = clock.now().toISOString().slice(0, 10);
        tally.add(everybody, day, counts);
        if (contextValue.key) tally.add(contextValue.key.prefix, day, counts);
      },
    };
  },
});
