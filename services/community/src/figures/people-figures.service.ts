import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, type FigurePeriod, metresBetween, reachMetres, sql } from '@millgate/kit';
import { FacilityState } from '../facility/facility.enums.ts';

/** A walk that people take before or after work. */
export const walkMinutesToWork = 15;

const inCommunities = 'in (select jsonb_array_elements_text(?::jsonb))';

/** People whom the communities registered, each once: a record that was merged is no person of its own. */
export async function registeredIn(em: EntityManager, communityIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }>(
    em,
    `select count(*)::int as count from worker where merged_into is null and community_id ${inCommunities}`,
    [JSON.stringify(communityIds)],
  );
  return row?.count ?? 0;
}

export interface JobsOfPeriod {
  readonly employed: number;
  readonly started: number;
  readonly ended: number;
}

/**
 * Of each period: people employed on its last day, who began a job in it, whose job ended in it. A job ends on the day
 * before the day from which it no longer holds. One statement whatever the number of periods.
 */
export async function jobsOf(
  em: EntityManager,
  communityIds: readonly string[],
  periods: readonly FigurePeriod[],
): Promise<JobsOfPeriod[]> {
  const rows = await sql<JobsOfPeriod & { no: number }>(
    em,
    `select p.no, (count(distinct j.worker_id) filter (
                    where j.employed_from <= p.last and (j.employed_until is null or j.employed_until > p.last)))::int as employed,
            (count(distinct j.worker_id) filter (where j.employed_from between p.first and p.last))::int as started,
            (count(distinct j.worker_id) filter (where j.employed_until - 1 between p.first and p.last))::int as ended
       from jsonb_to_recordset(?::jsonb) as p(no int, first date, last date)
       left join (select e.* from employment e join enterprise on enterprise.id = e.enterprise_id
                   where enterprise.community_id ${inCommunities}) j
         on j.employed_from <= p.last and (j.employed_until is null or j.employed_until > p.first)
      group by p.no order by p.no`,
    [JSON.stringify(periods.map(({ from, to }, no) => ({ no, first: from, last: to }))), JSON.stringify(communityIds)],
  );
  return rows;
}

export const employedOn = async (
  em: EntityManager,
  communityIds: readonly string[],
  day: CalendarDay,
): Promise<number> => (await jobsOf(em, communityIds, [{ from: day, to: day }]))[0]?.employed ?? 0;

interface Placed {
  readonly latitude: number;
  readonly longitude: number;
}

/** Facilities in use that lie within the walk of some site of the communities. A box picks the pairs, arithmetic judges. */
export async function facilitiesNearWork(em: EntityManager, communityIds: readonly string[]): Promise<number> {
  const reach = reachMetres(walkMinutesToWork);
  // A degree of latitude is 111 km; of longitude less, so that twice its degrees hold the circle up to 60° north.
  const degrees = reach / 111_000;
  const rows = await sql<{ id: string; at: Placed; sites: Placed[] }>(
    em,
    `select f.id, jsonb_build_object('latitude', f.latitude, 'longitude', f.longitude) as at,
            jsonb_agg(distinct jsonb_build_object('latitude', e.site_latitude, 'longitude', e.site_longitude)) as sites
       from facility f join enterprise e
         on e.site_latitude between f.latitude - ? and f.latitude + ?
        and e.site_longitude between f.longitude - ? and f.longitude + ?
      where f.state = ? and e.status <> 'LEFT' and e.community_id ${inCommunities}
      group by f.id`,
    [degrees, degrees, 2 * degrees, 2 * degrees, FacilityState.OPEN, JSON.stringify(communityIds)],
  );
  return rows.filter(({ at, sites }) => sites.some((site) => metresBetween(at, site) <= reach)).length;
}
