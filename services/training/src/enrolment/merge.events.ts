import type { EntityManager } from '@mikro-orm/postgresql';
import { type EventHandler, followingMerges, sql } from '@millgate/kit';
import { Enrolment, WithdrawnBecause } from './enrolment.entity.ts';
import { fillFreeSeats, giveUp, lockedSitting } from './promotion.service.ts';
import { EnrolmentState } from './seating.rules.ts';

/**
 * Two records were one person: what she learned and waits for is hers under the id that is kept. In a sitting in which
 * both are enrolled one enrolment stays, the one that is further on (T1); a seat that this frees goes to the next in
 * line. Schema: `schema/events/WorkersMerged.json`.
 */
export const workersMerged: EventHandler = (tx, event) =>
  followingMerges((inner, workerId, mergedIds) => follow(inner, workerId, mergedIds, new Date(event.occurredAt)))(
    tx,
    event,
  );

async function follow(tx: EntityManager, workerId: string, mergedIds: readonly string[], at: Date): Promise<void> {
  const all = [workerId, ...mergedIds];
  const inIds = '(select jsonb_array_elements_text(?::jsonb))';
  const twice = await sql<{ id: string }>(
    tx,
    `select instance_id as id from enrolment
      where worker_id in ${inIds} and state <> 'WITHDRAWN' group by instance_id having count(*) > 1 order by instance_id`,
    [JSON.stringify(all)],
  );
  for (const { id } of twice) {
    const sitting = await lockedSitting(tx, id);
    if (!sitting) continue;
    const both = await tx.find(
      Enrolment,
      { instanceRef: id, workerId: { $in: all }, state: { $ne: EnrolmentState.WITHDRAWN } },
      { refresh: true },
    );
    const [, ...others] = both.toSorted(
      (a, b) =>
        progress.indexOf(b.state) - progress.indexOf(a.state) ||
        a.enrolledAt.getTime() - b.enrolledAt.getTime() ||
        // Of two of one instant, that of the record which is kept: the order of rows in a table is nobody's reason.
        Number(b.workerId === workerId) - Number(a.workerId === workerId),
    );
    for (const one of others) giveUp(one, WithdrawnBecause.MERGED);
    await fillFreeSeats(tx, sitting, at);
  }
  await tx.flush();
  await endSecondApplications(tx, all);
  await sql(
    tx,
    `update expert set person_id = ? where person_id in ${inIds} and not exists (select 1 from expert where person_id = ?)`,
    [workerId, JSON.stringify(mergedIds), workerId],
  );
  // Two diplomas of one degree are one: the earlier stands for it, the other stays as the paper that it is.
  await sql(
    tx,
    `update credential set degree_course_id = null where id in (select id from (
       select id, row_number() over (partition by degree_course_id order by issued_on, id) as place
         from credential where worker_id in ${inIds} and degree_course_id is not null) sought where place > 1)`,
    [JSON.stringify(all)],
  );
  for (const table of [
    'enrolment',
    'known_employment',
    'credential',
    'title_evaluation',
    'skill_leader_appointment',
    'training_notice',
  ])
    await sql(tx, `update ${table} set worker_id = ? where worker_id in ${inIds}`, [
      workerId,
      JSON.stringify(mergedIds),
    ]);
}

/** Of two evaluations of one person for one title, the one that is further on goes on. */
const endSecondApplications = (tx: EntityManager, workerIds: readonly string[]) =>
  sql(
    tx,
    `update title_evaluation set state = 'REJECTED', rejected_because = 'MERGED', revision = revision + 1
      where id in (select id from (
        select id, row_number() over (partition by scheme_id order by
                 array_position(array['SUBMITTED', 'SCREENED', 'PANEL', 'PASSED', 'OBJECTED', 'PUBLICISED'], state) desc, id) as place
          from title_evaluation
         where worker_id in (select jsonb_array_elements_text(?::jsonb)) and scheme_id is not null
           and state not in ('REJECTED', 'FAILED', 'CONFERRED')) sought
        where place > 1)`,
    [JSON.stringify(workerIds)],
  );

const progress = [
  EnrolmentState.WAITLISTED,
  EnrolmentState.NO_SHOW,
  EnrolmentState.SEATED,
  EnrolmentState.ATTENDED,
  EnrolmentState.COMPLETED,
];
