import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, dayOf, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { Credential } from '../credential/credential.entity.ts';
import { countsUntil } from '../credential/credential.rules.ts';
import { highestRankOn, rankOf, type SkillLevel } from '../credential/rank.rules.ts';
import { termRefusal } from '../degree/degree.rules.ts';
import { termsTakenOf } from '../degree/degree.service.ts';
import type { CourseInstance } from '../instance/course-instance.entity.ts';
import { CourseInstanceState, firstCall, instanceState } from '../instance/course-instance.rules.ts';
import type { EnrolInput } from './enrol.inputs.ts';
import type { EnrolErrorCode } from './enrol.payloads.ts';
import { Enrolment, PaidBy } from './enrolment.entity.ts';
import { KnownEmployment } from './known-employment.entity.ts';
import { lockedSitting } from './promotion.service.ts';
import { employerOn, EnrolmentState, placeFor } from './seating.rules.ts';

type Code = keyof typeof EnrolErrorCode;

export interface Enrolling {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly input: EnrolInput;
}

/** Seats the worker, or puts her on the waiting list in order of arrival. */
export const enrol = (em: EntityManager, enrolling: Enrolling): Promise<Result<Enrolment, Code>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: enrolling.caller,
        mutation: 'enrol',
        key: enrolling.input.idempotencyKey,
        input: enrolling.input,
        now: enrolling.now,
        keep: 'DAYS_30',
      },
      { idOf: (enrolment) => enrolment.id, find: (id) => tx.findOneOrFail(Enrolment, id) },
      (inner) => takePlace(inner, enrolling),
    ),
  );

/**
 * The sitting's row is locked before anything about it is read: who comes first is decided there, once, and the waiting
 * list is in that order. What the lock and the rule promise, the database's constraints enforce (T1). As everybody
 * queues for the lock, only what must be read under it is.
 */
async function takePlace(tx: EntityManager, { workerId, now, input }: Enrolling): Promise<Result<Enrolment, Code>> {
  const employer = employerOn(await tx.find(KnownEmployment, { workerId }), dayOf(now));
  const instance = await lockedSitting(tx, input.courseInstanceId);
  if (!instance) return refuse('COURSE_INSTANCE_NOT_FOUND', { path: ['courseInstanceId'], rule: 'T1' });
  return placeIn(tx, instance, { workerId, employer, now, paidBy: PaidBy.WORKER });
}

/** A seat or a place for one worker in a sitting that is held. */
export async function placeIn(
  tx: EntityManager,
  instance: CourseInstance,
  { workerId, employer, now, paidBy }: { workerId: string; employer: string | null; now: Date; paidBy: PaidBy },
): Promise<Result<Enrolment, Code>> {
  const at = { path: ['courseInstanceId'] };
  const founders = firstCall(instance, now);
  const { existingId, nextNumber, ...queue } = await queueOf(tx, instance, { workerId, employer, founders });
  if (existingId) return refuse('ALREADY_ENROLLED', { ...at, rule: 'T1', details: { existingId } });
  const closed = refusalOf(instance, now);
  if (closed) return closed;
  const required = instance.courseRef.getEntity().prerequisiteLevel;
  if (required && !(await hasLevel(tx, workerId, required, now))) {
    return refuse('SKILL_LEVEL_REQUIRED', { ...at, rule: 'prerequisiteLevel', details: { requiredLevel: required } });
  }

  if (instance.term !== null) {
    const { courseRef, term, startsAt } = instance;
    const refusal = termRefusal({ term, startsAt }, await termsTakenOf(tx, workerId, courseRef.id));
    if (refusal) {
      const { code, ...details } = refusal;
      return refuse(code, { ...at, rule: 'degree', details });
    }
  }

  const { capacity, seated, quotaPerEnterprise } = instance;
  const reservedForOthers = founders !== null && (employer === null || !founders.has(employer));
  const place = placeFor({ capacity, seated, quotaPerEnterprise, reservedForOthers, ...queue });
  const enrolment = tx.create(Enrolment, {
    id: newId('enr'),
    workerId,
    instanceRef: instance,
    enterpriseId: employer,
    enrolledAt: now,
    paidBy,
    ...(place.seated
      ? { state: EnrolmentState.SEATED }
      : { state: EnrolmentState.WAITLISTED, waitReason: place.reason, waitNumber: nextNumber }),
  });
  await tx.flush();
  return ok(enrolment);
}

function refusalOf(instance: CourseInstance, now: Date) {
  const path = ['courseInstanceId'];
  switch (instanceState(instance, now)) {
    case CourseInstanceState.OPEN:
      return null;
    case CourseInstanceState.PLANNED:
      return refuse<Code>('NOT_YET_OPEN', {
        path,
        rule: 'enrolFrom',
        details: { enrolFrom: instance.enrolFrom.toISOString() },
      });
    case CourseInstanceState.CANCELLED:
      if (instance.cancelledAt) return refuse<Code>('CANCELLED', { path, rule: 'T1' });
      break;
    case CourseInstanceState.CONFIRMED:
    case CourseInstanceState.RUNNING:
    case CourseInstanceState.COMPLETED:
      break;
  }
  return refuse<Code>('CLOSED', { path, rule: 'cutoffAt', details: { cutoffAt: instance.cutoffAt.toISOString() } });
}

async function hasLevel(tx: EntityManager, workerId: string, required: SkillLevel, now: Date): Promise<boolean> {
  const credentials = await tx.find(Credential, { workerId, rank: { $ne: null } });
  const ranked = credentials.map((one) => ({ rank: one.rank, from: one.issuedOn, until: countsUntil(one) }));
  const highest = highestRankOn(ranked, dayOf(now));
  return highest !== null && highest >= rankOf(required);
}

interface Queue {
  readonly existingId: string | null;
  readonly seatedOfEmployer: number | null;
  readonly eligibleAhead: number;
  readonly nextNumber: number;
}

/** Who sits and waits already, counted from the enrolments themselves. */
async function queueOf(
  tx: EntityManager,
  instance: CourseInstance,
  { workerId, employer, founders }: { workerId: string; employer: string | null; founders: ReadonlySet<string> | null },
): Promise<Queue> {
  const seatedOnly = founders && JSON.stringify([...founders]);
  const [row] = await sql<{
    existing: string | null;
    of_employer: number;
    eligible_ahead: number;
    next_number: number;
  }>(
    tx,
    `with here as (
       select id, worker_id, enterprise_id, wait_number, state, training_holds_seat(state) as seated
         from enrolment where instance_id = ?),
     taken as (select enterprise_id, count(*) as seats from here where seated group by enterprise_id)
     select (select id from here where worker_id = ? and state <> 'WITHDRAWN') as existing,
            coalesce((select seats from taken where enterprise_id = ?), 0)::int as of_employer,
            (select count(*) from here left join taken using (enterprise_id)
              where state = 'WAITLISTED'
                and (?::jsonb is null or enterprise_id in (select jsonb_array_elements_text(?::jsonb)))
                and (enterprise_id is null or coalesce(seats, 0) < coalesce(?::int, seats + 1, 1)))::int
              as eligible_ahead,
            coalesce((select max(wait_number) from here), 0)::int + 1 as next_number`,
    [instance.id, workerId, employer, seatedOnly, seatedOnly, instance.quotaPerEnterprise],
  );
  if (!row) throw new Error('a query without a from clause answers one row');
  return {
    existingId: row.existing,
    seatedOfEmployer: employer === null ? null : row.of_employer,
    eligibleAhead: row.eligible_ahead,
    nextNumber: row.next_number,
  };
}
