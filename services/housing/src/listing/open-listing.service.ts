import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  badInput,
  type Command,
  LocalizedText,
  Money,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  sql,
} from '@millgate/kit';
import { Property, PropertyKind } from '../property/property.entity.ts';
import { Unit } from '../unit/unit.entity.ts';
import { commitmentTo, newSeed } from './draw.ts';
import type { OpenListingInput } from './listing.inputs.ts';
import { Listing, ListingUnit } from './listing.entity.ts';
import { ListingState, ReviewOrder } from './listing.rules.ts';

type Refusal =
  | 'PROPERTY_NOT_FOUND'
  | 'NOT_BY_LISTING'
  | 'UNITS_NOT_THERE'
  | 'UNITS_LISTED'
  | 'TERMS_MISSING'
  | 'ENTROPY_SOURCE_MISSING';

/** Publishes what can be applied for; a draw begins here, with the promise of a seed that nobody knows. */
export async function openListing(
  em: EntityManager,
  command: Command<OpenListingInput>,
): Promise<Result<Listing, Refusal>> {
  const { input } = command;
  if (input.closesAt <= input.opensAt) {
    throw badInput('A listing must close after it opens.', ['input', 'closesAt'], 'afterOpensAt');
  }
  return perform(em, command, { mutation: 'openListing', entity: Listing }, (tx) => open(tx, input));
}

async function open(tx: EntityManager, input: OpenListingInput): Promise<Result<Listing, Refusal>> {
  // Whoever lists units of a property takes its row, so that two listings of one unit see each other.
  const property = await tx.findOne(Property, input.propertyId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!property) return refuse('PROPERTY_NOT_FOUND', { path: ['propertyId'], rule: 'property' });
  if (property.kind === PropertyKind.JOB_SEEKER_LODGING) {
    return refuse('NOT_BY_LISTING', { path: ['propertyId'], rule: 'H3' });
  }
  const sold = property.kind === PropertyKind.YOUTH_APARTMENT;
  const { rentFen, depositFen, letMonths, moveInOn } = input;
  const let_ = typeof rentFen === 'number' && letMonths && moveInOn ? { rentFen, letMonths, moveInOn } : null;
  if (!sold && !let_) return refuse('TERMS_MISSING', { path: ['rentFen'], rule: 'terms' });
  const drawn = input.reviewOrder === ReviewOrder.LOTTERY;
  if (drawn && !input.entropySource) return refuse('ENTROPY_SOURCE_MISSING', { path: ['entropySource'], rule: 'H6' });

  const units = await tx.find(Unit, { id: { $in: input.unitIds }, propertyRef: property, outOfService: false });
  const there = new Set(units.map(({ id }) => id));
  const missing = input.unitIds.filter((id) => !there.has(id));
  if (missing.length > 0) {
    return refuse('UNITS_NOT_THERE', { path: ['unitIds'], rule: 'units', details: { unitIds: missing } });
  }
  const listed = await sql<{ id: string }>(
    tx,
    `select distinct lu.unit_id as id from listing_unit lu join listing l on l.id = lu.listing_id
      where l.state <> 'DONE' and lu.unit_id in (select jsonb_array_elements_text(?::jsonb)) order by 1`,
    [JSON.stringify(input.unitIds)],
  );
  if (listed.length > 0) {
    const details = { unitIds: listed.map(({ id }) => id) };
    return refuse('UNITS_LISTED', { path: ['unitIds'], rule: 'units', details });
  }

  const seed = drawn ? newSeed() : null;
  const listing = tx.create(Listing, {
    id: newId('lst'),
    propertyRef: property,
    titles: LocalizedText.of(input.titleZh, input.titleEn),
    reviewOrder: input.reviewOrder,
    opensAt: input.opensAt,
    closesAt: input.closesAt,
    seedCommitment: seed && commitmentTo(seed),
    drawSeed: seed,
    entropySource: drawn ? (input.entropySource ?? null) : null,
    byBed: Boolean(input.byBed),
    rent: sold || !let_ ? null : Money.fen(let_.rentFen),
    deposit: sold ? null : Money.fen(depositFen ?? 0),
    letMonths: sold || !let_ ? null : let_.letMonths,
    moveInOn: sold || !let_ ? null : let_.moveInOn,
    recordedState: ListingState.OPEN,
  });
  await tx.flush();
  for (const unit of units) tx.create(ListingUnit, { id: newId('lsu'), listingRef: listing, unitRef: unit });
  await tx.flush();
  return ok(listing);
}
