import { type EntityManager, LoadStrategy, LockMode } from '@mikro-orm/postgresql';
import { type DueTask, sql } from '@millgate/kit';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { CourseInstanceState, firstCall, instanceState } from '../instance/course-instance.rules.ts';
import { Enrolment, WithdrawnBecause } from './enrolment.entity.ts';
import { tell, TrainingNoticeKind } from './notice.entity.ts';
import { confirmUntil, nextInLine } from './promotion.rules.ts';
import { EnrolmentState } from './seating.rules.ts';

/** Whoever takes, gives up or gives away a seat holds the sitting's row first. With its course, whose row stays free. */
export const lockedSitting = (tx: EntityManager, id: string) =>
  tx.findOne(CourseInstance, id, {
    populate: ['courseRef'],
    strategy: LoadStrategy.JOINED,
    lockMode: LockMode.PESSIMISTIC_WRITE,
    lockTableAliases: ['c0'],
    refresh: true,
  });

/**
 * Gives every free seat to the first who waits and may have it, for a day. Under the sitting's lock, and judged by what
 * is free now, not by what somebody says has become free: so each seat is given once (T1).
 */
export async function fillFreeSeats(tx: EntityManager, sitting: CourseInstance, now: Date): Promise<number> {
  await tx.flush();
  await tx.refresh(sitting);
  const state = instanceState(sitting, now);
  if (state !== CourseInstanceState.OPEN && state !== CourseInstanceState.CONFIRMED) return 0;
  const free = sitting.capacity - sitting.seated;
  if (free <= 0 || sitting.waiting === 0) return 0;
  const taken = await sql<{ enterprise: string; seats: number }>(
    tx,
    `select enterprise_id as enterprise, count(*)::int as seats from enrolment
      where instance_id = ? and enterprise_id is not null and training_holds_seat(state) group by enterprise_id`,
    [sitting.id],
  );
  const waiting = await tx.find(
    Enrolment,
    { instanceRef: sitting.id, state: EnrolmentState.WAITLISTED },
    { orderBy: { waitNumber: 'asc' }, refresh: true },
  );
  const takenBy = new Map(taken.map(({ enterprise, seats }) => [enterprise, seats]));
  const { quotaPerEnterprise } = sitting;
  const seated = nextInLine({ free, quotaPerEnterprise, takenBy, founders: firstCall(sitting, now) }, waiting);
  for (const one of seated) {
    one.state = EnrolmentState.SEATED;
    one.confirmUntil = confirmUntil(now, sitting.startsAt);
    one.revision += 1;
  }
  tell(tx, seated, TrainingNoticeKind.SEAT_OFFERED, now);
  await tx.flush();
  return seated.length;
}

/** Writes down what became of a sitting at its cut-off, once: what happens to its seats later does not change it. */
export async function settleCutoff(tx: EntityManager, sitting: CourseInstance, now: Date): Promise<boolean> {
  if (now < sitting.cutoffAt || sitting.cancelledAt || sitting.confirmedAt) return false;
  if (instanceState(sitting, now) === CourseInstanceState.CANCELLED) {
    sitting.cancelledAt = now;
    const live = [EnrolmentState.SEATED, EnrolmentState.WAITLISTED];
    const enrolled = await tx.find(Enrolment, { instanceRef: sitting.id, state: { $in: live } });
    tell(tx, enrolled, TrainingNoticeKind.SITTING_CANCELLED, now);
  } else {
    sitting.confirmedAt = now;
  }
  await tx.flush();
  return true;
}

export const settleCutoffs: DueTask = async (tx, now) => {
  let settled = 0;
  for (const id of await dueSittings(tx, `cutoff_at <= ? and confirmed_at is null and cancelled_at is null`, now)) {
    const sitting = await lockedSitting(tx, id);
    if (sitting && (await settleCutoff(tx, sitting, now))) settled += 1;
  }
  return settled;
};

/**
 * Seats that were not confirmed in time go to the next in line. Those whose time was over before the cut-off do not
 * count towards the minimum, however late it is noticed; in a sitting that is not held nothing lapses.
 */
export const lapseOffers: DueTask = async (tx, now) => {
  const offered = `cancelled_at is null
    and id in (select instance_id from enrolment where state = 'SEATED' and confirm_until <= ?)`;
  let moved = 0;
  for (const id of await dueSittings(tx, offered, now)) {
    const sitting = await lockedSitting(tx, id);
    if (!sitting) continue;
    moved += await lapseIn(tx, sitting, { by: now < sitting.cutoffAt ? now : sitting.cutoffAt, now });
    await settleCutoff(tx, sitting, now);
    if (sitting.cancelledAt) continue;
    moved += await lapseIn(tx, sitting, { by: now, now });
    await fillFreeSeats(tx, sitting, now);
  }
  return moved;
};

/** When the first call of those who asked for a sitting is over, its free seats go to whoever waits (T2). */
export const endFirstCalls: DueTask = async (tx, now) => {
  const open = `founders_first_until <= ? and waiting > 0 and seated < capacity and cancelled_at is null`;
  let seated = 0;
  for (const id of await dueSittings(tx, open, now)) {
    const sitting = await lockedSitting(tx, id);
    if (sitting) seated += await fillFreeSeats(tx, sitting, now);
  }
  return seated;
};

async function lapseIn(tx: EntityManager, sitting: CourseInstance, { by, now }: { by: Date; now: Date }) {
  const lapsed = await tx.find(
    Enrolment,
    { instanceRef: sitting.id, state: EnrolmentState.SEATED, confirmUntil: { $lte: by } },
    { refresh: true },
  );
  for (const one of lapsed) giveUp(one, WithdrawnBecause.OFFER_LAPSED);
  tell(tx, lapsed, TrainingNoticeKind.OFFER_LAPSED, now);
  await tx.flush();
  await tx.refresh(sitting);
  return lapsed.length;
}

export function giveUp(enrolment: Enrolment, because: WithdrawnBecause): void {
  enrolment.state = EnrolmentState.WITHDRAWN;
  enrolment.confirmUntil = null;
  enrolment.withdrawnBecause = because;
  enrolment.revision += 1;
}

/** Locked in order; those that another replica, or somebody who enrols, is at are left for the next look. */
async function dueSittings(tx: EntityManager, condition: string, now: Date): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    tx,
    `select id from course_instance where ${condition} order by id for update skip locked`,
    [now],
  );
  return rows.map(({ id }) => id);
}
