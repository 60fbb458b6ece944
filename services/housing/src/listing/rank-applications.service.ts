import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Command, newId, ok, perform, refuse, type Result, sql } from '@millgate/kit';
import { Application } from './application.entity.ts';
import { digestOf, drawOrder } from './draw.ts';
import type { RankApplicationsInput } from './listing.inputs.ts';
import { Listing } from './listing.entity.ts';
import { firstComeOrder, listingState, ListingState, pointsOrder, type Ranked, ReviewOrder } from './listing.rules.ts';

type Refusal = 'LISTING_NOT_FOUND' | 'NOT_CLOSED' | 'ALREADY_RANKED' | 'ENTROPY_MISSING' | 'POINTS_MISSING';

/** Closes a listing: freezes who is in it and publishes their digest. The caller holds the listing's row. */
export async function freezeEntries(tx: EntityManager, listing: Listing, now: Date): Promise<void> {
  const entries = await sql<{ id: string }>(
    tx,
    `update application set frozen = true where listing_id = ? and state <> 'WITHDRAWN' returning id`,
    [listing.id],
  );
  listing.entriesDigest = digestOf(entries.map(({ id }) => id));
  listing.entriesFrozenAt = now;
  listing.recordedState = ListingState.CLOSED;
  listing.version += 1;
  await tx.flush();
}

/**
 * Gives every entry its place, by the listing's own rule. All that were frozen are ranked, whatever became of them
 * since: who is passed over later is passed over with a reason, and the order stays the one that can be recomputed.
 */
export const rankApplications = (
  em: EntityManager,
  command: Command<RankApplicationsInput>,
): Promise<Result<Listing, Refusal>> =>
  perform(em, command, { mutation: 'rankApplications', entity: Listing, keep: 'FOREVER' }, async (tx) => {
    const { caller, now, input } = command;
    const path = ['listingId'];
    const listing = await tx.findOne(Listing, input.listingId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!listing || listing.recordedState === ListingState.DRAFT) {
      return refuse('LISTING_NOT_FOUND', { path, rule: 'listing' });
    }
    const state = listingState(listing, now);
    if (state === ListingState.OPEN || listing.reviewOrder === ReviewOrder.WAITLIST) {
      return refuse('NOT_CLOSED', { path, rule: 'H6', details: { state } });
    }
    if (state !== ListingState.CLOSED) return refuse('ALREADY_RANKED', { path, rule: 'H6', details: { state } });
    if (listing.entropySource && !input.entropy) return refuse('ENTROPY_MISSING', { path: ['entropy'], rule: 'H6' });
    if (!listing.entriesFrozenAt) await freezeEntries(tx, listing, now);

    const entries = await tx.find(
      Application,
      { listingRef: listing, frozen: true },
      { fields: ['id', 'submittedAt', 'points', 'state'], orderBy: { id: 'asc' } },
    );
    const unpointed = entries.filter(({ points, state }) => points === null && state === 'SUBMITTED');
    if (listing.reviewOrder === ReviewOrder.POINTS && unpointed.length > 0) {
      const details = { applicationIds: unpointed.slice(0, 100).map(({ id }) => id) };
      return refuse('POINTS_MISSING', { path, rule: 'reviewOrder', details });
    }
    await writeRanks(tx, orderOf(listing, entries, input.entropy ?? null), now, callerKey(caller));
    listing.entropy = listing.entropySource ? (input.entropy ?? null) : null;
    listing.recordedState = ListingState.RANKED;
    listing.version += 1;
    await tx.flush();
    return ok(listing);
  });

function orderOf(
  listing: Listing,
  entries: readonly Pick<Application, 'id' | 'submittedAt' | 'points'>[],
  entropy: string | null,
): Ranked[] {
  switch (listing.reviewOrder) {
    case ReviewOrder.POINTS:
      return pointsOrder(entries);
    case ReviewOrder.LOTTERY: {
      const ids = entries.map(({ id }) => id);
      return drawOrder(listing.drawSeed ?? '', listing.entropySource ? entropy : null, ids);
    }
    default:
      return firstComeOrder(entries);
  }
}

/** Two statements however many are ranked. */
async function writeRanks(tx: EntityManager, ranked: readonly Ranked[], now: Date, actor: string): Promise<void> {
  const rows = JSON.stringify(ranked.map((one) => ({ ...one, step: newId('aps') })));
  const record = 'jsonb_to_recordset(?::jsonb) as r(id text, rank int, reason text, step text)';
  await sql(
    tx,
    `insert into application_step (id, application_id, action, done_at, actor, state_before, state_after)
     select r.step, a.id, 'RANK', ?, ?, a.state, case a.state when 'SUBMITTED' then 'RANKED' else a.state end
       from ${record} join application a on a.id = r.id`,
    [now, actor, rows],
  );
  await sql(
    tx,
    `update application a set rank = r.rank, rank_reason = r.reason, version = a.version + 1,
            state = case a.state when 'SUBMITTED' then 'RANKED' else a.state end
       from ${record} where a.id = r.id`,
    [rows],
  );
}
