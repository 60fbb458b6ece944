import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  callerKey,
  type Caller,
  type Context,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { placeApplicant } from '../listing/place-applicant.ts';
import { since } from '../limits/limits.rules.ts';
import { Unit } from '../unit/unit.entity.ts';
import type { AcceptHousingOfferInput } from './accept-housing-offer.inputs.ts';
import type { AcceptHousingOfferErrorCode } from './accept-housing-offer.payloads.ts';
import { heldByLeases, heldByMasterLeases } from './held-days.ts';
import { Lease, LeaseAction, LeaseStep } from './lease.entity.ts';
import { acceptable, clashesWithin, LeaseState, type Span } from './lease.rules.ts';
import { tellSigned } from './lease.events.ts';

type Refusal = keyof typeof AcceptHousingOfferErrorCode;

export interface Accepting {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly input: AcceptHousingOfferInput;
  readonly publish: Context['services']['publish'];
}

/** Signs an offered lease, unless its bed went to somebody else meanwhile (H1). */
export const acceptHousingOffer = (em: EntityManager, accepting: Accepting): Promise<Result<Lease, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: accepting.caller,
        mutation: 'acceptHousingOffer',
        key: accepting.input.idempotencyKey,
        input: accepting.input,
        now: accepting.now,
        keep: 'DAYS_30',
      },
      { idOf: (lease) => lease.id, find: (id) => tx.findOneOrFail(Lease, id) },
      (inner) => sign(inner, accepting),
    ),
  );

async function sign(tx: EntityManager, accepting: Accepting): Promise<Result<Lease, Refusal>> {
  const { caller, workerId, now, input, publish } = accepting;
  const at = { path: ['leaseId'] };
  const offered = await tx.findOne(Lease, { id: input.leaseId, tenantId: workerId });
  if (!offered) return refuse('OFFER_NOT_FOUND', { ...at, rule: 'offer' });

  // Whoever lets anything of a unit, or closes it, takes its row first, and sees what the other did. Two that break the
  // exclusion constraint on each other may also wait for each other: a deadlock instead of a refusal.
  const unit = await tx.findOneOrFail(Unit, offered.unitRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // And the offer itself: the sweep lets it lapse without taking the unit, and leaves alone what is taken.
  const lease = await tx.findOneOrFail(Lease, offered.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const verdict = acceptable(lease, now);
  if (!verdict.ok) return verdict;
  if (unit.outOfService) return refuse('OUT_OF_SERVICE', { ...at, rule: 'H2' });
  const rented = clashesWithin(lease, await heldByMasterLeases(tx, lease));
  if (rented.length > 0) return bedTaken(rented);

  const broken = await markSigned(tx, lease, now);
  if (broken === 'lease_h1_no_overlap') return bedTaken(clashesWithin(lease, await heldByLeases(tx, lease)));
  if (broken === 'lease_h3_free_once') {
    return refuse('FREE_LODGING_USED', { ...at, rule: 'H3', details: since('freeStays') });
  }

  tx.create(LeaseStep, {
    id: newId('lsp'),
    leaseRef: lease,
    action: LeaseAction.ACCEPT,
    at: now,
    actor: callerKey(caller),
    before: LeaseState.OFFERED,
    after: LeaseState.SIGNED,
  });
  if (lease.applicationRef) await placeApplicant(tx, lease.applicationRef.id, now, callerKey(caller));
  await tx.flush();
  // As it was signed past the object that was looked at.
  const signed = await tx.findOneOrFail(Lease, lease.id, { refresh: true });
  await tellSigned(tx, { publish }, { lease: signed, propertyId: unit.propertyRef.id }, now);
  await tx.flush();
  return ok(signed);
}

const bedTaken = (clashes: Span[]) => refuse('BED_TAKEN', { path: ['leaseId'], rule: 'H1', details: { clashes } });

/**
 * Tries to sign; answers the invariant's constraint that refused. No look at other leases first: the database is the
 * only judge, so that a writer who forgets the unit's lock cannot let a bed twice either.
 */
async function markSigned(tx: EntityManager, lease: Lease, now: Date): Promise<string | undefined> {
  try {
    await tx.transactional((savepoint) =>
      savepoint.nativeUpdate(
        Lease,
        { id: lease.id, recordedState: LeaseState.OFFERED },
        { recordedState: LeaseState.SIGNED, signedAt: now, version: lease.version + 1 },
      ),
    );
    return undefined;
  } catch (cause) {
    const constraint = brokenConstraint(cause);
    if (constraint === 'lease_h1_no_overlap' || constraint === 'lease_h3_free_once') return constraint;
    throw cause;
  }
}
