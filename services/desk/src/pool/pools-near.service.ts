import { type Context, GraphUnavailable, type Point } from '@millgate/kit';
import type { Gathering } from './nearby.rules.ts';

export interface Surroundings {
  readonly communityId: string;
  /** Null where nobody knows where it stands: then nothing is near. */
  readonly site: Point | null;
  readonly pools: readonly Gathering[];
}

interface Asked {
  readonly enterprise: {
    readonly site: Point | null;
    readonly community: {
      readonly id: string;
      readonly openPools: {
        readonly nodes: readonly {
          readonly id: string;
          readonly members: readonly {
            readonly enterprise: { readonly id: string; readonly site: Point | null } | null;
          }[];
        }[];
      } | null;
    };
  } | null;
}

const site = 'site { latitude longitude }';
const document = `query PoolsAround($id: ID!) { enterprise(id: $id) { ${site} community { id
  openPools(first: 100) { nodes { id members { enterprise { id ${site} } } } } } } }`;

/**
 * Where an enterprise stands, and where those stand who gather around it: places are the registry's, so the graph is
 * asked. Null where there is no such enterprise, or nobody to say.
 */
export async function surroundingsOf(
  { graph, log }: Pick<Context['services'], 'graph' | 'log'>,
  enterpriseId: string,
  now: Date,
): Promise<Surroundings | null> {
  try {
    const { data } = await graph.query<Asked>(document, { id: enterpriseId }, { purpose: 'POOLS', now });
    if (!data?.enterprise) return null;
    const { community } = data.enterprise;
    const pools = (community.openPools?.nodes ?? []).map(({ id, members }) => ({
      id,
      members: members.flatMap(({ enterprise }) =>
        enterprise ? [{ enterpriseId: enterprise.id, site: enterprise.site }] : [],
      ),
    }));
    return { communityId: community.id, site: data.enterprise.site, pools };
  } catch (cause) {
    if (!(cause instanceof GraphUnavailable)) throw cause;
    log.warn({ cause: String(cause.cause) }, 'the registry could not be asked where an enterprise stands');
    return null;
  }
}
