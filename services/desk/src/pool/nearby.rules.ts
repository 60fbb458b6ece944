import type { Point } from '@millgate/kit';
import { metresBetween, reachMetres, walkMinutes } from '@millgate/kit';

/** A pool with the enterprises that are in it, as far as their places are known. */
export interface Gathering {
  readonly id: string;
  readonly members: readonly { readonly enterpriseId: string; readonly site: Point | null }[];
}

export interface Near {
  readonly id: string;
  /** On foot to the nearest of its enterprises, a begun minute counted. */
  readonly minutes: number;
  /** Its enterprises that are no farther than what was asked. */
  readonly neighbours: number;
}

/**
 * Pools that a neighbour is in, nearest first: a bus that stops for seven stops for the eighth next door. A pool that
 * the enterprise is in itself is not near but its own.
 */
export function poolsWithin(
  { id, site }: { readonly id: string; readonly site: Point },
  minutes: number,
  gatherings: readonly Gathering[],
): Near[] {
  const reach = reachMetres(minutes);
  return gatherings
    .filter(({ members }) => members.every(({ enterpriseId }) => enterpriseId !== id))
    .flatMap((pool) => {
      const away = pool.members
        .flatMap((member) => (member.site ? [metresBetween(site, member.site)] : []))
        .filter((metres) => metres <= reach);
      const nearest = Math.min(...away);
      return away.length > 0 ? [{ id: pool.id, nearest, neighbours: away.length }] : [];
    })
    .toSorted((a, b) => a.nearest - b.nearest || (a.id < b.id ? -1 : 1))
    .map((pool) => ({ id: pool.id, minutes: walkMinutes(pool.nearest), neighbours: pool.neighbours }));
}
