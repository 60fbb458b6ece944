import { type EntityManager } from '@mikro-orm/postgresql';
import { addTo, dayOf, Money, newId, sql, workingDaysFrom } from '@millgate/kit';
import { Lease, LeaseAction, LeasePayer, LeaseStep } from '../lease/lease.entity.ts';
import { LeaseState } from '../lease/lease.rules.ts';
import { bedsOf } from '../lease/held-days.ts';
import { type Days, live, rentedWhole, sold } from '../unit/free-beds.ts';
import { Unit } from '../unit/unit.entity.ts';
import { Application } from './application.entity.ts';
import type { Listing } from './listing.entity.ts';
import { ApplicationAction, ApplicationState, daysOffered, ListingState, ReviewOrder } from './listing.rules.ts';
import { limits } from '../limits/limits.rules.ts';
import { moveApplication } from './move-application.ts';

interface Place {
  readonly unitId: string;
  readonly unitBeds: number;
  readonly bed: number | null;
}

/** Whether a listing hands out places: a ranked one that was started, and a standing list for as long as it is open. */
const allocates = ({ recordedState, reviewOrder }: Listing) =>
  recordedState === ListingState.ALLOCATING ||
  (recordedState === ListingState.OPEN && reviewOrder === ReviewOrder.WAITLIST);

/**
 * Lets offers lapse whose time is over, and offers what is free to the next in order (H7). The caller holds the
 * listing's row; here its units are taken before its applications, as whoever accepts an offer does. Answers how many
 * applications moved.
 */
export async function moveOn(tx: EntityManager, listing: Listing, now: Date): Promise<number> {
  if (!allocates(listing)) return 0;
  await sql(
    tx,
    `select u.id from unit u join listing_unit lu on lu.unit_id = u.id where lu.listing_id = ? order by u.id for update of u`,
    [listing.id],
  );
  const lapsed = await lapse(tx, listing, now);
  const days = await daysOf(tx, listing, now);
  const places = await freePlaces(tx, listing, days);
  const next = places.length > 0 ? await nextInOrder(tx, listing, places.length) : [];
  for (const [at, application] of next.entries()) {
    const place = places[at];
    if (place) offer(tx, listing, application, { ...place, ...days, now });
  }
  await tx.flush();
  const ended = next.length === 0 ? await endWhenDone(tx, listing, now) : 0;
  return lapsed + next.length + ended;
}

async function lapse(tx: EntityManager, listing: Listing, now: Date): Promise<number> {
  const late = await tx.find(
    Application,
    { listingRef: listing, state: ApplicationState.OFFERED, offerExpiresAt: { $lte: now } },
    { orderBy: { rank: 'asc' }, refresh: true },
  );
  for (const application of late) {
    moveApplication(tx, application, ApplicationState.NOT_PLACED, { action: ApplicationAction.LAPSE, now });
  }
  await tx.flush();
  return late.length;
}

/** The next by rank. Whoever waits for a review of her household holds her place: nobody is offered past her. */
async function nextInOrder(tx: EntityManager, listing: Listing, count: number): Promise<Application[]> {
  const waiting = await tx.find(
    Application,
    { listingRef: listing, state: ApplicationState.RANKED },
    { orderBy: { rank: 'asc' }, limit: count, refresh: true },
  );
  const held = waiting.findIndex(({ flaggedAs, flagReviewed }) => flaggedAs !== null && !flagReviewed);
  return held < 0 ? waiting : waiting.slice(0, held);
}

async function daysOf(tx: EntityManager, listing: Listing, now: Date) {
  const expiresAt = await workingDaysFrom(tx, now, limits.offerWorkingDays.value);
  const from = daysOffered(listing.moveInOn ?? dayOf(expiresAt), dayOf(expiresAt));
  return { expiresAt, from, until: addTo(from, { months: listing.letMonths ?? 1 }) };
}

async function freePlaces(tx: EntityManager, listing: Listing, { from, until }: Days): Promise<Place[]> {
  const { byBed } = listing;
  const rows = await sql<{ id: string; beds: number; no: number }>(
    tx,
    `select u.id, u.beds, bed.no
       from unit u join listing_unit lu on lu.unit_id = u.id, generate_series(1, case when ? then u.beds else 1 end) bed(no)
      where lu.listing_id = ? and not u.out_of_service and not ${sold('u')} and not ${rentedWhole('u')}
        and not exists (
          select 1 from lease l where l.unit_id = u.id and l.state in (${live})
             and (not ? or ${bedsOf('l.bed')} @> bed.no) and daterange(l.let_from, l.let_until) && daterange(?::date, ?::date))
        and not exists (
          select 1 from application a where a.state = 'OFFERED' and a.offered_unit_id = u.id
             and (not ? or a.offered_bed is null or a.offered_bed = bed.no))
      order by u.number, u.id, bed.no`,
    [byBed, listing.id, from, until, byBed, from, until, byBed],
  );
  return rows.map(({ id, beds, no }) => ({ unitId: id, unitBeds: beds, bed: byBed ? no : null }));
}

interface Offered extends Place, Days {
  readonly expiresAt: Date;
  readonly now: Date;
}

function offer(tx: EntityManager, listing: Listing, application: Application, offered: Offered): void {
  const { unitId, unitBeds, bed, from, until, expiresAt, now } = offered;
  application.offeredUnitRef = tx.getReference(Unit, unitId, { wrapped: true });
  application.offeredBed = bed;
  application.offerExpiresAt = expiresAt;
  moveApplication(tx, application, ApplicationState.OFFERED, { action: ApplicationAction.OFFER, now });
  const { rent, deposit } = listing;
  if (!rent) return;
  const id = newId('lea');
  tx.create(Lease, {
    id,
    unitRef: unitId,
    bed,
    unitBeds,
    tenantId: application.applicantId,
    payer: LeasePayer.WORKER,
    applicationRef: application.id,
    from,
    until,
    rent: Money.fen(rent.fen),
    deposit: Money.fen(deposit?.fen ?? 0),
    offeredAt: now,
    offerExpiresAt: expiresAt,
  });
  tx.create(LeaseStep, {
    id: newId('lsp'),
    leaseRef: id,
    action: LeaseAction.OFFER,
    at: now,
    after: LeaseState.OFFERED,
  });
}

/** A listing is done when nothing is offered any more: everything is taken, or nobody waits. */
async function endWhenDone(tx: EntityManager, listing: Listing, now: Date): Promise<number> {
  if (listing.recordedState !== ListingState.ALLOCATING) return 0;
  const offered = await tx.count(Application, { listingRef: listing, state: ApplicationState.OFFERED });
  const waiting = await tx.find(Application, { listingRef: listing, state: ApplicationState.RANKED });
  const standing = listing.reviewOrder === ReviewOrder.WAITLIST;
  if (offered > 0 || (waiting.length > 0 && standing)) return 0;
  for (const application of waiting) {
    moveApplication(tx, application, ApplicationState.NOT_PLACED, { action: ApplicationAction.END, now });
  }
  listing.recordedState = ListingState.DONE;
  listing.version += 1;
  await tx.flush();
  return waiting.length + 1;
}
