import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  callerKey,
  canonicalId,
  type Command,
  dayOf,
  Money,
  ok,
  perform,
  refuse,
  type Result,
  sql,
} from '@millgate/kit';
import { since } from '../limits/limits.rules.ts';
import { PropertyKind } from '../property/property.entity.ts';
import { lettableBeds } from '../unit/lettable-beds.ts';
import { Unit } from '../unit/unit.entity.ts';
import { lockLodgingOf, shortenLodging } from '../lodging/shorten-lodging.ts';
import { createLease } from './create-lease.ts';
import { Lease, LeasePayer } from './lease.entity.ts';
import { tellSigned } from './lease.events.ts';
import { LeaseState } from './lease.rules.ts';
import type { StartLodgingInput } from './tenancy.inputs.ts';
import { freeUntil } from './tenancy.rules.ts';

type Refusal = 'UNIT_NOT_FOUND' | 'NOT_LODGING' | 'OUT_OF_SERVICE' | 'EMPLOYED' | 'FREE_LODGING_USED' | 'BED_TAKEN';

/** Checks a job-seeker in, free for three calendar months from today; once a person, across every property (H3). */
export const startLodging = (em: EntityManager, command: Command<StartLodgingInput>): Promise<Result<Lease, Refusal>> =>
  perform(em, command, { mutation: 'startLodging', entity: Lease, keep: 'FOREVER' }, async (tx) => {
    const { caller, now, services, input } = command;
    const today = dayOf(now);
    const tenantId = await canonicalId(tx, input.workerId);
    await lockLodgingOf(tx, tenantId);
    const unit = await tx.findOne(Unit, input.unitId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const property = await unit?.propertyRef.load();
    if (!unit || !property) return refuse('UNIT_NOT_FOUND', { path: ['unitId'], rule: 'unit' });
    if (property.kind !== PropertyKind.JOB_SEEKER_LODGING)
      return refuse('NOT_LODGING', { path: ['unitId'], rule: 'H3' });
    if (unit.outOfService) return refuse('OUT_OF_SERVICE', { path: ['unitId'], rule: 'H2' });
    const days = { from: today, until: freeUntil(today) };
    const [job] = await sql<{ id: string; from: string }>(
      tx,
      `select id, employed_from::text as "from" from known_employment
        where worker_id = ? and employed_from < ? and (employed_until is null or employed_until > greatest(employed_from, ?::date))
        order by employed_from, id limit 1`,
      [tenantId, days.until, today],
    );
    if (job && job.from <= today) return refuse('EMPLOYED', { path: ['workerId'], rule: 'H3' });

    const free = await lettableBeds(tx, { unitIds: [unit.id], days, masterLeaseId: null, now });
    const place = free.find(({ bed }) => bed === (input.bed ?? bed));
    const made = await createLease(
      tx,
      {
        unitRef: unit.id,
        bed: place?.bed ?? input.bed ?? 1,
        unitBeds: unit.beds,
        tenantId,
        payer: LeasePayer.FREE,
        ...days,
        rent: Money.fen(0),
        deposit: Money.fen(0),
        recordedState: place ? LeaseState.ACTIVE : LeaseState.SIGNED,
        offeredAt: now,
        offerExpiresAt: now,
        signedAt: now,
      },
      { now, actor: callerKey(caller) },
    );
    if ('lease' in made && place) {
      const { lease } = made;
      // She has found one already, that begins while she would lodge.
      if (job) await shortenLodging(tx, lease, job, now);
      await tellSigned(tx, services, { lease, propertyId: unit.propertyRef.id }, now);
      await tx.flush();
      return ok(lease);
    }
    if ('broken' in made && made.broken === 'lease_h3_free_once') {
      const { ENDED, ...others } = LeaseState;
      const had = {
        tenantId,
        payer: LeasePayer.FREE,
        recordedState: { $in: [ENDED, others.SIGNED, others.ACTIVE, others.NOTICE] },
      };
      const existing = await tx.findOneOrFail(Lease, had);
      return refuse('FREE_LODGING_USED', {
        path: ['workerId'],
        rule: 'H3',
        details: { existing: existing.id, ...since('freeStays') },
      });
    }
    return refuse('BED_TAKEN', { path: input.bed ? ['bed'] : ['unitId'], rule: 'H1' });
  });
