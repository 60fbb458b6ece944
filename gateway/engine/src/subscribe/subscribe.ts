import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { type SubgraphAnswer, SubgraphError } from '../client/types.ts';
import { type Operating, operate } from '../execute/operate.ts';
import type { OutgoingFetch } from '../execute/types.ts';
import { VariableTexts } from '../execute/requests.ts';

/** The events of one subgraph for one subscription. */
export type Listen = (subgraph: string, fetch: OutgoingFetch) => AsyncIterable<SubgraphAnswer>;

/**
 * One answer for each event: the event takes the place of the first fetch's answer, and the rest of the plan runs as
 * it would for a query. Events are answered one after the other, so that they arrive in order.
 */
export async function* events(operating: Operating, listen: Listen): AsyncGenerator<GatewayExecutionResult> {
  const [planned] = operating.prepared.programs;
  const source = planned?.program.steps[0];
  if (!planned || !source) throw new Error('A subscription has a source.');
  const prepared = { step: source, representations: [], found: 1, targets: [], more: undefined };
  const fetch = planned.program.requests.write([prepared], new VariableTexts(operating.request.variables));
  const { send } = operating.request;

  try {
    for await (const event of listen(source.subgraph, fetch)) {
      yield await operate({
        ...operating,
        request: {
          ...operating.request,
          send: (subgraph, outgoing) =>
            outgoing.prepared[0]?.step === source ? Promise.resolve(event) : send(subgraph, outgoing),
        },
      });
    }
  } catch (failure) {
    const code = failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE';
    const message = failure instanceof SubgraphError ? failure.message : 'The subgraph offers no events.';
    yield { errors: [new GraphQLError(message, { extensions: { code, serviceName: source.subgraph } })] };
  }
}
