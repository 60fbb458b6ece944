import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  badInput,
  brokenConstraint,
  callerKey,
  canonicalId,
  type Command,
  dayOf,
  holds,
  Money,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  sql,
  workingDaysFrom,
} from '@millgate/kit';
import { limits } from '../limits/limits.rules.ts';
import { PropertyKind } from '../property/property.entity.ts';
import { live } from '../unit/free-beds.ts';
import { lettableBeds } from '../unit/lettable-beds.ts';
import { Unit } from '../unit/unit.entity.ts';
import { createLease } from './create-lease.ts';
import { Lease, LeasePayer } from './lease.entity.ts';
import { LeaseState, type Span } from './lease.rules.ts';
import { MasterLease, MasterLeaseUnit } from './master-lease.entity.ts';
import type { AssignUnderMasterLeaseInput, SignMasterLeaseInput } from './tenancy.inputs.ts';
import { within } from './tenancy.rules.ts';

/** An enterprise rents whole units; nobody else is let them on those days (H2). */
export async function signMasterLease(
  em: EntityManager,
  command: Command<SignMasterLeaseInput>,
): Promise<Result<MasterLease, 'UNITS_NOT_THERE' | 'UNITS_TAKEN'>> {
  const { enterpriseId, unitIds, from, until, rentFen } = command.input;
  requireDays(command.input);
  return perform(em, command, { mutation: 'signMasterLease', entity: MasterLease, keep: 'FOREVER' }, async (tx) => {
    const path = ['unitIds'];
    const inIdOrder = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
    const units = await tx.find(Unit, { id: { $in: unitIds }, outOfService: false }, inIdOrder);
    await tx.populate(units, ['propertyRef']);
    const rentable = units.filter(({ propertyRef }) => propertyRef.getEntity().kind === PropertyKind.UNIT_RENTAL);
    const missing = unitIds.filter((id) => !rentable.some((unit) => unit.id === id));
    if (missing.length > 0) return refuse('UNITS_NOT_THERE', { path, rule: 'units', details: { unitIds: missing } });
    const taken = await sql<{ id: string }>(
      tx,
      `select distinct unit_id as id from (
         select unit_id, let_from, let_until from lease where state in (${live})
         union all select unit_id, let_from, let_until from master_lease_unit) held
        where unit_id in (select jsonb_array_elements_text(?::jsonb))
          and daterange(let_from, let_until) && daterange(?::date, ?::date) order by 1`,
      [JSON.stringify(unitIds), from, until],
    );
    if (taken.length > 0) {
      return refuse('UNITS_TAKEN', { path, rule: 'H2', details: { unitIds: taken.map(({ id }) => id) } });
    }
    const id = newId('mls');
    try {
      await tx.transactional(async (attempt) => {
        attempt.create(MasterLease, { id, enterpriseId, from, until, rent: Money.fen(rentFen) });
        await attempt.flush();
        for (const unitRef of unitIds) {
          attempt.create(MasterLeaseUnit, { id: newId('mlu'), masterLeaseRef: id, unitRef, from, until });
        }
        await attempt.flush();
      });
    } catch (cause) {
      if (brokenConstraint(cause) !== 'master_lease_unit_no_overlap') throw cause;
      return refuse('UNITS_TAKEN', { path, rule: 'H2', details: { unitIds } });
    }
    return ok(await tx.findOneOrFail(MasterLease, id));
  });
}

type AssignRefusal =
  | 'MASTER_LEASE_NOT_FOUND'
  | 'UNIT_NOT_COVERED'
  | 'OUTSIDE_MASTER_LEASE'
  | 'NOT_EMPLOYED'
  | 'ALREADY_HOUSED'
  | 'NO_FREE_BED'
  | 'BED_TAKEN';

/** Offers a worker a place in what her enterprise rents (H2); she has three working days to accept. */
export async function assignUnderMasterLease(
  em: EntityManager,
  command: Command<AssignUnderMasterLeaseInput>,
): Promise<Result<Lease, AssignRefusal>> {
  requireDays(command.input);
  return perform(em, command, { mutation: 'assignUnderMasterLease', entity: Lease }, (tx) => assign(tx, command));
}

async function assign(
  tx: EntityManager,
  { caller, now, input }: Command<AssignUnderMasterLeaseInput>,
): Promise<Result<Lease, AssignRefusal>> {
  const days = { from: input.from, until: input.until };
  // Who houses its workers takes its master lease first: an open offer promises a bed, and holds it from nobody.
  const master = await tx.findOne(MasterLease, input.masterLeaseId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!master || !(holds(caller, 'HR', master.enterpriseId) || holds(caller, 'HOUSING_STAFF'))) {
    return refuse('MASTER_LEASE_NOT_FOUND', { path: ['masterLeaseId'], rule: 'H2' });
  }
  if (!within(days, master)) {
    const details = { from: master.from, until: master.until };
    return refuse('OUTSIDE_MASTER_LEASE', { path: ['from'], rule: 'H2', details });
  }
  const tenantId = await canonicalId(tx, input.workerId);
  if (!(await employedOn(tx, tenantId, master.enterpriseId, later(days.from, dayOf(now))))) {
    return refuse('NOT_EMPLOYED', { path: ['workerId'], rule: 'H2' });
  }
  const existing = await placeOf(tx, tenantId, master, days, now);
  if (existing) return refuse('ALREADY_HOUSED', { path: ['workerId'], rule: 'H2', details: { existing } });

  const covered = await tx.find(MasterLeaseUnit, { masterLeaseRef: master }, { orderBy: { id: 'asc' } });
  const ids = covered.map(({ unitRef }) => unitRef.id);
  const unitIds = input.unitId ? ids.filter((id) => id === input.unitId) : ids;
  if (unitIds.length === 0) return refuse('UNIT_NOT_COVERED', { path: ['unitId'], rule: 'H2' });
  await tx.find(Unit, { id: { $in: unitIds } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  const free = await lettableBeds(tx, { unitIds, days, masterLeaseId: master.id, now });
  const place = free.find(({ bed }) => bed === (input.unitId ? (input.bed ?? bed) : bed));
  const full = input.unitId
    ? refuse('BED_TAKEN', { path: ['bed'], rule: 'H2' })
    : refuse('NO_FREE_BED', { path: ['masterLeaseId'], rule: 'H2' });
  if (!place) return full;
  const made = await createLease(
    tx,
    {
      unitRef: place.unitId,
      bed: place.bed,
      unitBeds: place.unitBeds,
      tenantId,
      payer: LeasePayer.ENTERPRISE,
      masterLeaseRef: master.id,
      masterFrom: master.from,
      masterUntil: master.until,
      ...days,
      rent: Money.fen(place.bedRentFen ?? 0),
      deposit: Money.fen(0),
      recordedState: LeaseState.OFFERED,
      offeredAt: now,
      offerExpiresAt: await workingDaysFrom(tx, now, limits.offerWorkingDays.value),
    },
    { now, actor: callerKey(caller) },
  );
  return 'lease' in made ? ok(made.lease) : full;
}

/** Whether somebody works there on a day. Keeps the job's row: who hears meanwhile that it ends waits, and finds the lease. */
async function employedOn(tx: EntityManager, workerId: string, enterpriseId: string, day: string): Promise<boolean> {
  const jobs = await sql(
    tx,
    `select id from known_employment where worker_id = ? and enterprise_id = ? and employed_from <= ?
        and (employed_until is null or employed_until > ?) for share`,
    [workerId, enterpriseId, day, day],
  );
  return jobs.length > 0;
}

async function placeOf(tx: EntityManager, tenantId: string, master: MasterLease, days: Span, now: Date) {
  const [row] = await sql<{ id: string }>(
    tx,
    `select id from lease where tenant_id = ? and master_lease_id = ?
        and (state in (${live}) or (state = 'OFFERED' and offer_expires_at > ?))
        and daterange(let_from, let_until) && daterange(?::date, ?::date) limit 1`,
    [tenantId, master.id, now, days.from, days.until],
  );
  return row?.id;
}

const later = (a: string, b: string) => (a > b ? a : b);

function requireDays({ from, until }: Span): void {
  if (until <= from) throw badInput('A lease must end after it begins.', ['input', 'until'], 'afterFrom');
}
