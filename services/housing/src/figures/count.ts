import type { EntityManager } from '@mikro-orm/postgresql';
import { communityZone, type FigurePeriod, sql } from '@millgate/kit';
import { live } from '../unit/free-beds.ts';

/** What is counted of one period. */
export interface Counted {
  readonly bedDays: number;
  readonly heldBedDays: number;
  readonly freeNights: number;
  readonly offersMade: number;
  readonly offersLapsed: number;
  readonly draws: number;
  readonly homesContracted: number;
  readonly rentDueFen: number;
  readonly rentPaidFen: number;
  readonly repairsRequested: number;
  readonly waiting: number;
  readonly lodgersHired: number;
  readonly accepted: number;
  readonly medianDays: number | null;
}

const onDay = (instant: string) => `(${instant} at time zone '${communityZone}')::date between p."from" and p."to"`;

/** Bed-days of leases within a period, cut to it. */
const heldDays = (more: string) => `
  coalesce((select sum((least(l.let_until, p."to" + 1) - greatest(l.let_from, p."from")) * case when l.bed is null then l.unit_beds else 1 end)
     from lease l join un on un.id = l.unit_id
    where l.state in (${live}, 'ENDED') and l.let_from <= p."to" and l.let_until > p."from" ${more}), 0)::int`;

const stepsOf = (action: string) => `
  (select count(*)::int from application_step s join application a on a.id = s.application_id join li on li.id = a.listing_id
    where s.action = '${action}' and ${onDay('s.done_at')})`;

/** Counts any number of periods in one statement. */
export async function countPeriods(
  em: EntityManager,
  communityIds: readonly string[],
  periods: readonly FigurePeriod[],
): Promise<Counted[]> {
  const rows = await sql<Record<string, number | string | null>>(
    em,
    `with p as (select * from jsonb_to_recordset(?::jsonb) as p("from" date, "to" date, nth int)),
       pr as (select id, kind from property where community_id in (select jsonb_array_elements_text(?::jsonb))),
       un as (select u.id, u.beds from unit u join pr on pr.id = u.property_id where pr.kind <> 'YOUTH_APARTMENT' and not u.out_of_service),
       li as (select l.id, l.review_order from listing l join pr on pr.id = l.property_id),
       ac as (
         select s.done_at, extract(epoch from s.done_at - a.submitted_at) / 86400 as days
           from application_step s join application a on a.id = s.application_id join li on li.id = a.listing_id
          where s.action = 'ACCEPT')
     select (coalesce((select sum(beds) from un), 0) * (p."to" - p."from" + 1))::int as "bedDays",
            ${heldDays('')} as "heldBedDays",
            ${heldDays("and l.payer = 'FREE'")} as "freeNights",
            ${stepsOf('OFFER')} as "offersMade",
            ${stepsOf('LAPSE')} as "offersLapsed",
            (select count(distinct a.listing_id)::int from application_step s join application a on a.id = s.application_id
               join li on li.id = a.listing_id and li.review_order = 'LOTTERY' where s.action = 'RANK' and ${onDay('s.done_at')}) as draws,
            (select count(*)::int from home_purchase h join unit u on u.id = h.unit_id join pr on pr.id = u.property_id
              where h.contracted_on between p."from" and p."to") as "homesContracted",
            coalesce((select sum(c.amount_fen) from rent_charge c join lease l on l.id = c.lease_id join unit u on u.id = l.unit_id
               join pr on pr.id = u.property_id where c.due_on between p."from" and p."to"), 0) as "rentDueFen",
            coalesce((select sum(y.amount_fen) from rent_payment y join rent_charge c on c.id = y.charge_id join lease l on l.id = c.lease_id
               join unit u on u.id = l.unit_id join pr on pr.id = u.property_id where y.paid_on between p."from" and p."to"), 0) as "rentPaidFen",
            (select count(*)::int from maintenance_request m join unit u on u.id = m.unit_id join pr on pr.id = u.property_id
              where ${onDay('m.reported_at')}) as "repairsRequested",
            (select count(distinct a.applicant_id)::int from application a join li on li.id = a.listing_id
              where a.state in ('SUBMITTED', 'RANKED', 'OFFERED')) as waiting,
            (select count(distinct f.worker_id)::int from lodging_follow_up f join lease l on l.id = f.lease_id join unit u on u.id = l.unit_id
               join pr on pr.id = u.property_id where ${onDay('f.noted_at')}) as "lodgersHired",
            (select count(*)::int from ac where ${onDay('ac.done_at')}) as accepted,
            (select percentile_cont(0.5) within group (order by ac.days) from ac where ${onDay('ac.done_at')}) as "medianDays"
       from p order by p.nth`,
    [JSON.stringify(periods.map((period, nth) => ({ ...period, nth }))), JSON.stringify(communityIds)],
  );
  // Sums of money come as texts: node-postgres gives no bigint as a number.
  return rows.map((row) => {
    const numbers = Object.entries(row).map(([name, value]) => [name, value === null ? null : Number(value)] as const);
    return Object.fromEntries(numbers) as unknown as Counted;
  });
}
