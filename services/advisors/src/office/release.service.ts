import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type CalendarDay, dayOf, type DueTask, eachApart, sql } from '@millgate/kit';
import { openWithAdvisor } from '../consultation/consultation.rules.ts';
import { ConsultationAction } from '../consultation/consultation-step.entity.ts';
import { recordStep } from '../consultation/consultation-step.ts';
import { Consultation, ConsultationState } from '../consultation/consultation.entity.ts';
import { takeAway } from '../matching/assign.service.ts';
import { AssignmentEnding } from '../matching/assignment.entity.ts';
import { assignOrTell } from '../consultation/request-consultation.service.ts';

/** Gives to the next what an adviser may not keep. Whoever asked waits since the first request (A5). */
export async function release(tx: EntityManager, one: Consultation, now: Date): Promise<void> {
  const before = one.state;
  await takeAway(tx, one, { ending: AssignmentEnding.RELEASED, reason: null, now });
  Object.assign(one, { state: ConsultationState.REQUESTED, version: one.version + 1 });
  await recordStep(tx, one, { action: ConsultationAction.RELEASE, before, at: now, actor: null });
  await assignOrTell(tx, one, now);
}

/** As many as one run takes up; what is left waits for the next. */
const atOnce = 200;

/** On the day it counts for, today or the day of the slot, the adviser is out of office or recused (A2, A3). */
const mayNotStay = `c.state in ('ASSIGNED', 'ACCEPTED', 'MET')
  and (not exists (select from appointment o where o.advisor_id = c.advisor_id
                     and daterange(o.office_from, o.office_until) @> greatest(c.assigned_on, ?::date))
       or exists (select from declared_interest i where i.advisor_id = c.advisor_id and i.enterprise_id = c.enterprise_id
                    and daterange(i.held_from, i.held_until) @> greatest(c.assigned_on, ?::date)))`;

/**
 * What an adviser has and may not keep, in the transaction that changes the term: it waits for the rows, since the change
 * must not stand beside what it forbids, and where one cannot be given up nothing is changed.
 */
export async function releaseAllOf(tx: EntityManager, advisorId: string, now: Date): Promise<void> {
  const today: CalendarDay = dayOf(now);
  const rows = await sql<{ id: string }>(
    tx,
    `select c.id from consultation c where c.advisor_id = ? and ${mayNotStay} order by c.id limit ${atOnce}`,
    [advisorId, today, today],
  );
  const where = { id: { $in: rows.map(({ id }) => id) }, state: { $in: [...openWithAdvisor] as ConsultationState[] } };
  const held = await tx.find(Consultation, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  for (const one of held) await release(tx, one, now);
}

/** The same of all advisers, as time goes by: each apart. Rows that somebody else holds are left to the next run. */
export const releaseLeavers: DueTask = async (tx, now, { log }) => {
  const today: CalendarDay = dayOf(now);
  const left = await sql<{ id: string }>(
    tx,
    `select c.id from consultation c where ${mayNotStay} order by c.id limit ${atOnce} for update of c skip locked`,
    [today, today],
  );
  return eachApart(tx, left, log, async (own, { id }) => release(own, await own.findOneOrFail(Consultation, id), now));
};

/** All that an adviser has of an enterprise, before an interest in it is declared: not one of them may stay. */
export async function releaseFrom(
  tx: EntityManager,
  { advisorId, enterpriseId, now }: { advisorId: string; enterpriseId: string; now: Date },
): Promise<void> {
  const state = { $in: [...openWithAdvisor] as ConsultationState[] };
  const where = { advisorRef: advisorId, enterpriseId, state };
  const held = await tx.find(Consultation, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  for (const one of held) await release(tx, one, now);
}
