import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  badInput,
  callerKey,
  canonicalId,
  type Command,
  Money,
  ok,
  perform,
  refuse,
  type Result,
  workingDaysFrom,
} from '@millgate/kit';
import { limits } from '../limits/limits.rules.ts';
import { PropertyKind } from '../property/property.entity.ts';
import { lettableBeds } from '../unit/lettable-beds.ts';
import { Unit } from '../unit/unit.entity.ts';
import { createLease } from './create-lease.ts';
import { Lease, LeasePayer } from './lease.entity.ts';
import { LeaseState } from './lease.rules.ts';
import type { OfferLeaseInput } from './tenancy.inputs.ts';

type Refusal = 'UNIT_NOT_FOUND' | 'NOT_TO_LET' | 'OUT_OF_SERVICE' | 'BED_TAKEN';

/** Offers a bed or a whole unit to somebody outside any listing; she has three working days to accept. */
export async function offerLease(
  em: EntityManager,
  command: Command<OfferLeaseInput>,
): Promise<Result<Lease, Refusal>> {
  const { caller, now, input } = command;
  const { unitId, from, until, rentFen, depositFen } = input;
  if (until <= from) throw badInput('A lease must end after it begins.', ['input', 'until'], 'afterFrom');
  return perform(em, command, { mutation: 'offerLease', entity: Lease }, async (tx) => {
    const unit = await tx.findOne(Unit, unitId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const property = await unit?.propertyRef.load();
    if (!unit || !property) return refuse('UNIT_NOT_FOUND', { path: ['unitId'], rule: 'unit' });
    if ([PropertyKind.YOUTH_APARTMENT, PropertyKind.JOB_SEEKER_LODGING].includes(property.kind)) {
      return refuse('NOT_TO_LET', { path: ['unitId'], rule: 'propertyKind' });
    }
    if (unit.outOfService) return refuse('OUT_OF_SERVICE', { path: ['unitId'], rule: 'H2' });
    const free = await lettableBeds(tx, { unitIds: [unit.id], days: { from, until }, masterLeaseId: null, now });
    const bed = input.bed ?? null;
    const lettable = bed === null ? free.length === unit.beds : free.some((one) => one.bed === bed);
    if (!lettable) return refuse('BED_TAKEN', { path: ['bed'], rule: 'H1' });
    const made = await createLease(
      tx,
      {
        unitRef: unit.id,
        bed,
        unitBeds: unit.beds,
        tenantId: await canonicalId(tx, input.workerId),
        payer: LeasePayer.WORKER,
        from,
        until,
        rent: Money.fen(rentFen),
        deposit: Money.fen(depositFen ?? 0),
        recordedState: LeaseState.OFFERED,
        offeredAt: now,
        offerExpiresAt: await workingDaysFrom(tx, now, limits.offerWorkingDays.value),
      },
      { now, actor: callerKey(caller) },
    );
    return 'lease' in made ? ok(made.lease) : refuse('BED_TAKEN', { path: ['bed'], rule: 'H1' });
  });
}
