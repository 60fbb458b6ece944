import type { EntityManager } from '@mikro-orm/postgresql';
import { addTo, dayOf, type DueTask, Money, sql, workingDaysFrom } from '@millgate/kit';
import { createLease } from '../lease/create-lease.ts';
import { LeasePayer } from '../lease/lease.entity.ts';
import { LeaseState } from '../lease/lease.rules.ts';
import { limits } from '../limits/limits.rules.ts';
import { lettableBeds } from '../unit/lettable-beds.ts';

interface FollowUp {
  readonly id: string;
  readonly worker_id: string;
  readonly needed_from: string;
  readonly community_id: string;
}

/** Who lodged free and found a job is offered a talent flat from the day the lodging ends, without a gap. */
export const offerAfterLodging: DueTask = async (tx, now) => {
  const waiting = await sql<FollowUp>(
    tx,
    `select f.id, f.worker_id, f.needed_from::text, p.community_id
       from lodging_follow_up f join lease l on l.id = f.lease_id join unit u on u.id = l.unit_id join property p on p.id = u.property_id
      where f.offered_lease_id is null order by f.noted_at, f.id for update of f skip locked`,
  );
  let offered = 0;
  for (const followUp of waiting) offered += (await offerTo(tx, followUp, now)) ? 1 : 0;
  return offered;
};

/** Offers the first flat that is free for a year: of the same community, else of another. */
async function offerTo(tx: EntityManager, followUp: FollowUp, now: Date): Promise<boolean> {
  const today = dayOf(now);
  const from = followUp.needed_from > today ? followUp.needed_from : today;
  const days = { from, until: addTo(from, { years: 1 }) };
  // Taken one at a time, and skipped where somebody else lets it just now: the sweep waits for nobody.
  const units = await sql<{ id: string; beds: number }>(
    tx,
    `select u.id, u.beds from unit u join property p on p.id = u.property_id
      where p.kind = 'TALENT_APARTMENT' and u.bed_rent_fen is not null and not u.out_of_service
        and not exists (select 1 from listing_unit lu join listing l on l.id = lu.listing_id where lu.unit_id = u.id and l.state <> 'DONE')
        and not exists (select 1 from lease l where l.unit_id = u.id and l.state in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE')
             and (l.state <> 'OFFERED' or l.offer_expires_at > ?) and daterange(l.let_from, l.let_until) && daterange(?::date, ?::date))
      order by p.community_id <> ?, u.number, u.id limit 1 for update of u skip locked`,
    [now, days.from, days.until, followUp.community_id],
  );
  const [unit] = units;
  if (!unit) return false;
  const free = await lettableBeds(tx, { unitIds: [unit.id], days, masterLeaseId: null, now });
  if (free.length < unit.beds) return false;
  const rent = free.reduce((sum, { bedRentFen }) => sum + (bedRentFen ?? 0), 0);
  const made = await createLease(
    tx,
    {
      unitRef: unit.id,
      bed: null,
      unitBeds: unit.beds,
      tenantId: followUp.worker_id,
      payer: LeasePayer.WORKER,
      ...days,
      rent: Money.fen(rent),
      deposit: Money.fen(rent),
      recordedState: LeaseState.OFFERED,
      offeredAt: now,
      offerExpiresAt: await workingDaysFrom(tx, now, limits.offerWorkingDays.value),
    },
    { now },
  );
  if (!('lease' in made)) return false;
  await sql(tx, 'update lodging_follow_up set offered_lease_id = ? where id = ?', [made.lease.id, followUp.id]);
  return true;
}
