import { raw, type EntityManager } from '@mikro-orm/postgresql';
import { addTo, type CalendarDay, type Context, dayOf, sql } from '@millgate/kit';
import { bedsOf } from '../lease/held-days.ts';
import { liveStates } from '../lease/lease.rules.ts';
import type { Occupancy } from './unit.rules.ts';

/** States in which a lease keeps its bed, as SQL. */
export const live = liveStates.map((state) => `'${state}'`).join(', ');
const days = 'daterange(?::date, ?::date)';

/** Whether an enterprise rents a unit on some of the days; two parameters, the first and the last day. */
export const rentedWhole = (unit: string) => `exists (
  select 1 from master_lease_unit m
   where m.unit_id = ${unit}.id and daterange(m.let_from, m.let_until) && ${days})`;

/** Whether somebody bought a unit. */
export const sold = (unit: string) =>
  `exists (select 1 from home_purchase h where h.unit_id = ${unit}.id and h.state <> 'RESCINDED')`;

const bedLeased = (unit: string, bed: string) => `exists (
  select 1 from lease l
   where l.unit_id = ${unit}.id and l.state in (${live}) and ${bedsOf('l.bed')} @> ${bed}
     and daterange(l.let_from, l.let_until) && ${days})`;

const placeholders = (values: readonly unknown[]) => values.map(() => '?').join(', ');

export interface Days {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

/** A condition on units, for a filter: at least one bed can be let on all of the days. */
export function hasFreeBed({ from, until }: Days) {
  const condition = (unit: string) =>
    `(not ${unit}.out_of_service and not ${sold(unit)} and not ${rentedWhole(unit)} and exists (
       select 1 from generate_series(1, ${unit}.beds) bed(no) where not ${bedLeased(unit, 'bed.no')}))`;
  return raw(condition, [from, until, from, until]);
}

/** Numbers of the beds of a unit that can be let on all of the days; all units that are asked about in one statement. */
export async function freeBeds(context: Context, { from, until }: Days, unitId: string): Promise<number[]> {
  const batch = async (unitIds: readonly string[]) => {
    const rows = await sql<{ id: string; no: number }>(
      context.em,
      `select u.id, bed.no from unit u, generate_series(1, u.beds) bed(no)
        where u.id in (${placeholders(unitIds)}) and not u.out_of_service and not ${sold('u')} and not ${rentedWhole('u')}
          and not ${bedLeased('u', 'bed.no')}
        order by bed.no`,
      [...unitIds, from, until, from, until],
    );
    const byUnit = Map.groupBy(rows, ({ id }) => id);
    return unitIds.map((id) => (byUnit.get(id) ?? []).map(({ no }) => no));
  };
  return (await context.loadWith(freeBeds, `${from} ${until}`, batch, unitId)) ?? [];
}

/** How the beds of units stand on the day of the request; all units that are asked about in one statement. */
export async function occupancyToday(context: Context, unitId: string): Promise<Occupancy | null> {
  return context.loadWith(occupancyToday, '', (unitIds) => occupancies(context.em, context.now, unitIds), unitId);
}

async function occupancies(em: EntityManager, now: Date, unitIds: readonly string[]): Promise<(Occupancy | null)[]> {
  const today = dayOf(now);
  const tomorrow = addTo(today, { days: 1 });
  const rows = await sql<Occupancy & { id: string }>(
    em,
    `select u.id, u.beds, u.out_of_service as "outOfService", ${sold('u')} as sold,
            count(*) filter (where taken.leased)::int as leased,
            count(*) filter (where not taken.leased and taken.offered)::int as offered
       from unit u, generate_series(1, u.beds) bed(no), lateral (
         select ${bedLeased('u', 'bed.no')} or ${rentedWhole('u')} as leased, exists (
           select 1 from lease o
            where o.unit_id = u.id and o.state = 'OFFERED' and o.offer_expires_at > ? and ${bedsOf('o.bed')} @> bed.no
         ) as offered) taken
      where u.id in (${placeholders(unitIds)}) group by u.id`,
    [today, tomorrow, today, tomorrow, now, ...unitIds],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return unitIds.map((id) => byId.get(id) ?? null);
}
