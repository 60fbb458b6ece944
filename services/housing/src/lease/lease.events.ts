import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '@millgate/kit';
import type { Lease } from './lease.entity.ts';

type Telling = Pick<Context['services'], 'publish'>;

/** Tells that somebody lives somewhere, and until when. Schema: `schema/events/LeaseSigned.json`. */
export async function tellSigned(
  tx: EntityManager,
  { publish }: Telling,
  { lease, propertyId }: { readonly lease: Lease; readonly propertyId: string },
  now: Date,
): Promise<void> {
  const payload = {
    leaseId: lease.id,
    workerId: lease.tenantId,
    propertyId,
    unitId: lease.unitRef.id,
    bed: lease.bed,
    payer: lease.payer,
    from: lease.from,
    until: lease.until,
  };
  await publish(tx, { type: 'LeaseSigned', aggregate: lease.id, payload, now });
  lease.toldUntil = lease.until;
}

/** Tells that a signed lease ends on another day than was told. Schema: `schema/events/LeaseEnded.json`. */
export async function tellEnd(tx: EntityManager, { publish }: Telling, lease: Lease, now: Date): Promise<void> {
  const payload = { leaseId: lease.id, until: lease.until };
  await publish(tx, { type: 'LeaseEnded', aggregate: lease.id, payload, now });
  lease.toldUntil = lease.until;
}
