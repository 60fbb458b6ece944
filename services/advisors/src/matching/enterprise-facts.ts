import { type Context, GraphUnavailable } from '@millgate/kit';

/** What matching needs to know of an enterprise. */
export interface EnterpriseFacts {
  readonly communityId: string | null;
  readonly chainIds: readonly string[];
}

interface Asked {
  readonly enterprise: {
    readonly community: { readonly id: string };
    readonly chains: readonly { id: string }[];
  } | null;
}

const document = `query EnterpriseOfConsultation($id: ID!) { enterprise(id: $id) { community { id } chains { id } } }`;

/**
 * Asks the graph where the enterprise is and which chains it is in. Null where the registry does not answer: then nobody
 * is assigned yet, because a guess would stand.
 */
export async function enterpriseFacts(
  { graph, log }: Pick<Context['services'], 'graph' | 'log'>,
  enterpriseId: string,
  now: Date,
): Promise<EnterpriseFacts | null> {
  try {
    const { data } = await graph.query<Asked>(document, { id: enterpriseId }, { purpose: 'ADVICE', now });
    if (!data?.enterprise) return null;
    const { community, chains } = data.enterprise;
    return { communityId: community.id, chainIds: chains.map(({ id }) => id) };
  } catch (cause) {
    if (!(cause instanceof GraphUnavailable)) throw cause;
    log.warn({ cause: String(cause.cause) }, 'the registry could not be asked for an enterprise');
    return null;
  }
}
