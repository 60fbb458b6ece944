import { dayOf, type DueTask, sql } from '@millgate/kit';
import { Lease } from './lease.entity.ts';
import { tellEnd, tellSigned } from './lease.events.ts';

/** Leases told of in one run; the next run goes on. */
const atOnce = 500;

/**
 * Tells of leases whose end is not the one that others know: what a job that began or ended cut short, for whoever acts
 * on an event publishes nothing, and what is written past the mutations, as the demo's data are. What was over before
 * anybody was told of it, nobody needs to hear.
 */
export const tellTenancies: DueTask = async (tx, now, services) => {
  const untold = await sql<{ id: string; propertyId: string }>(
    tx,
    `select l.id, u.property_id as "propertyId" from lease l join unit u on u.id = l.unit_id
      where l.state in ('SIGNED', 'ACTIVE', 'NOTICE', 'ENDED') and l.told_until is distinct from l.let_until
        and (l.told_until is not null or l.let_until > ?)
      order by l.id limit ${atOnce} for update of l skip locked`,
    [dayOf(now)],
  );
  const propertyOf = new Map(untold.map(({ id, propertyId }) => [id, propertyId]));
  const leases = await tx.find(
    Lease,
    { id: { $in: [...propertyOf.keys()] } },
    { orderBy: { id: 'asc' }, refresh: true },
  );
  for (const lease of leases) {
    if (lease.toldUntil === null) {
      await tellSigned(tx, services, { lease, propertyId: propertyOf.get(lease.id) ?? '' }, now);
    } else {
      await tellEnd(tx, services, lease, now);
    }
  }
  await tx.flush();
  return leases.length;
};
