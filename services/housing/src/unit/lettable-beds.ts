import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { bedsOf } from '../lease/held-days.ts';
import { type Days, live, sold } from './free-beds.ts';

export interface Bed {
  readonly unitId: string;
  readonly unitBeds: number;
  readonly bed: number;
  readonly bedRentFen: number | null;
}

/**
 * Beds of some units that nobody holds on any of the days, and that no open offer promises; of units that an enterprise
 * rents, only under its own master lease. By door and bed. Whoever lets one of them holds its unit's row.
 */
export async function lettableBeds(
  tx: EntityManager,
  asked: {
    readonly unitIds: readonly string[];
    readonly days: Days;
    readonly masterLeaseId: string | null;
    readonly now: Date;
  },
): Promise<Bed[]> {
  const { unitIds, days, masterLeaseId, now } = asked;
  const rows = await sql<{ unitId: string; unitBeds: number; bed: number; rent: string | null }>(
    tx,
    `select u.id as "unitId", u.beds as "unitBeds", bed.no as bed, u.bed_rent_fen as rent
       from unit u, generate_series(1, u.beds) bed(no)
      where u.id in (select jsonb_array_elements_text(?::jsonb)) and not u.out_of_service and not ${sold('u')}
        and not exists (
          select 1 from master_lease_unit m
           where m.unit_id = u.id and m.master_lease_id is distinct from ? and daterange(m.let_from, m.let_until) && daterange(?::date, ?::date))
        and not exists (
          select 1 from lease l
           where l.unit_id = u.id and (l.state in (${live}) or (l.state = 'OFFERED' and l.offer_expires_at > ?))
             and ${bedsOf('l.bed')} @> bed.no and daterange(l.let_from, l.let_until) && daterange(?::date, ?::date))
      order by u.number, u.id, bed.no`,
    [JSON.stringify(unitIds), masterLeaseId, days.from, days.until, now, days.from, days.until],
  );
  return rows.map(({ rent, ...bed }) => ({ ...bed, bedRentFen: rent === null ? null : Number(rent) }));
}
