import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  addTo,
  canonicalId,
  dayOf,
  type EmploymentEnded,
  type EmploymentStarted,
  type EventHandler,
  keepEmployment,
  keepEnd,
  sql,
} from '@millgate/kit';
import { KnownEmployment } from '../known/known-employment.entity.ts';
import { moveLease } from '../lease/create-lease.ts';
import { Lease, LeaseAction, LeasePayer } from '../lease/lease.entity.ts';
import { LeaseState, liveStates } from '../lease/lease.rules.ts';
import { placeUntil } from '../lease/tenancy.rules.ts';
import { lockLodgingOf, shortenLodging } from '../lodging/shorten-lodging.ts';
import { Unit } from '../unit/unit.entity.ts';

/** Free lodging ends with the search: grace after the first day of the job, then a flat to pay for is offered. */
export const employmentStarted: EventHandler = async (tx, { payload, occurredAt }) => {
  const begun = payload as unknown as EmploymentStarted;
  const { employmentId, from } = begun;
  const workerId = await keepEmployment(tx, KnownEmployment, begun);
  await lockLodgingOf(tx, workerId);
  const now = new Date(occurredAt);
  const lodging = await tx.findOne(Lease, {
    tenantId: workerId,
    payer: LeasePayer.FREE,
    recordedState: { $in: [...liveStates] },
    until: { $gt: from },
  });
  if (!lodging) return;
  await lockUnits(tx, [lodging]);
  const lease = await tx.findOneOrFail(Lease, lodging.id, { refresh: true });
  const { recordedState }: { readonly recordedState: LeaseState } = lease;
  if (!liveStates.some((state) => state === recordedState) || lease.until <= dayOf(now)) return;
  await shortenLodging(tx, lease, { id: employmentId, from }, now);
};

/** A place that goes with a job goes with it: thirty days after the last day of work (H2). */
export const employmentEnded: EventHandler = async (tx, { payload, occurredAt }) => {
  const ended = payload as unknown as EmploymentEnded;
  const { employmentId, enterpriseId, until } = ended;
  const workerId = await canonicalId(tx, ended.workerId);
  // First the job: whoever houses somebody by it meanwhile has its row, and is waited for.
  await keepEnd(tx, KnownEmployment, ended);
  const elsewhere = await sql(
    tx,
    `select 1 from known_employment where worker_id = ? and enterprise_id = ? and id <> ? and employed_from <= ?
        and (employed_until is null or employed_until > ?)`,
    [workerId, enterpriseId, employmentId, until, until],
  );
  if (elsewhere.length > 0) return;
  const now = new Date(occurredAt);
  const places = await tx.find(Lease, {
    tenantId: workerId,
    masterLeaseRef: { enterpriseId },
    recordedState: { $in: [LeaseState.OFFERED, ...liveStates] },
    until: { $gt: until },
  });
  await lockUnits(tx, places);
  for (const { id } of places) {
    const lease = await tx.findOneOrFail(Lease, id, { refresh: true });
    await endPlace(tx, lease, until, now, employmentId);
  }
  await tx.flush();
};

async function endPlace(tx: EntityManager, lease: Lease, jobUntil: string, now: Date, reason: string): Promise<void> {
  const done = { now, reason };
  const { recordedState }: { readonly recordedState: LeaseState } = lease;
  switch (recordedState) {
    case LeaseState.OFFERED:
      return moveLease(tx, lease, { to: LeaseState.LAPSED, action: LeaseAction.DECLINE }, done);
    case LeaseState.SIGNED:
    case LeaseState.ACTIVE:
    case LeaseState.NOTICE: {
      const until = placeUntil(lease, jobUntil);
      // It would begin when the job is long over.
      if (until <= lease.from) return moveLease(tx, lease, { to: LeaseState.ENDED, action: LeaseAction.END }, done);
      const left = until > dayOf(now) ? until : addTo(dayOf(now), { days: 1 });
      const change = {
        to: LeaseState.NOTICE,
        action: LeaseAction.GIVE_NOTICE,
        until: left < lease.until ? left : lease.until,
      };
      return moveLease(tx, lease, change, done);
    }
    default:
  }
}

/** In the order of ids, as everybody takes units. */
const lockUnits = (tx: EntityManager, leases: readonly Lease[]) =>
  tx.find(
    Unit,
    { id: { $in: leases.map(({ unitRef }) => unitRef.id) } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
