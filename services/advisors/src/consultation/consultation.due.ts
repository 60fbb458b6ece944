import type { EntityManager } from '@mikro-orm/postgresql';
import { type DueTask, eachApart, sql } from '@millgate/kit';
import { takeAway } from '../matching/assign.service.ts';
import { AssignmentEnding } from '../matching/assignment.entity.ts';
import { enterpriseFacts } from '../matching/enterprise-facts.ts';
import { AdvisorNoticeKind } from '../notice/advisor-notice.entity.ts';
import { notify, notifyStaff } from '../notice/notify.ts';
import { assignNext } from '../matching/assign.service.ts';
import { ConsultationAction } from './consultation-step.entity.ts';
import { recordStep } from './consultation-step.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';
import { assignOrTell } from './request-consultation.service.ts';

/** How many consultations one run takes up; what is left waits for the next. */
const atOnce = 100;

/** Takes consultations that nobody else has just now, who asked first comes first. */
const take = (tx: EntityManager, which: string, parameters: readonly Date[]): Promise<{ id: string }[]> =>
  sql(
    tx,
    `select id from consultation where ${which} order by first_requested_at, id limit ${atOnce} for update skip locked`,
    parameters,
  );

/** Who asked while the registry did not answer, or while nobody could be asked, is assigned as soon as that changes. */
export const assignWhatWaits: DueTask = async (tx, now, services) => {
  const waiting = await take(tx, `state = 'REQUESTED'`, []);
  let assigned = 0;
  await eachApart(tx, waiting, services.log, async (own, { id }) => {
    const one = await own.findOneOrFail(Consultation, id);
    if (!one.factsKnown && one.enterpriseId !== null) {
      const facts = await enterpriseFacts(services, one.enterpriseId, now);
      if (!facts) return;
      one.chainIds = [...facts.chainIds];
      one.communityId ??= facts.communityId;
      one.factsKnown = true;
      await own.flush();
    }
    if (await assignNext(own, one, now)) assigned += 1;
  });
  return assigned;
};

/** Silence re-assigns: who did not accept within a working day is followed by the next (A5: the first request stays). */
export const followSilence: DueTask = async (tx, now, { log }) => {
  // What came by the online channel is answered within a day, and stays with the lawyer on duty until then.
  const silent = await take(tx, `state = 'ASSIGNED' and accept_by <= ? and answer_by is null`, [now]);
  return eachApart(tx, silent, log, async (own, { id }) => {
    const one = await own.findOneOrFail(Consultation, id);
    await takeAway(own, one, { ending: AssignmentEnding.SILENT, reason: null, now });
    Object.assign(one, { state: ConsultationState.REQUESTED, version: one.version + 1 });
    const before = ConsultationState.ASSIGNED;
    await recordStep(own, one, { action: ConsultationAction.FALL_SILENT, before, at: now, actor: null });
    await assignOrTell(own, one, now);
  });
};

/** What can pass, and whom it concerns. A follow-up is the adviser’s own to remember. */
const overdue = [
  { limit: 'ASSIGN', from: `consultation c`, at: 'c.assign_by', open: `c.state = 'REQUESTED'`, staff: true },
  {
    limit: 'CONTACT',
    from: `consultation c`,
    at: 'c.contact_by',
    open: `c.first_contact_at is null and c.state in ('REQUESTED', 'ASSIGNED', 'ACCEPTED')`,
    staff: true,
  },
  {
    limit: 'ANSWER',
    from: `consultation c`,
    at: 'c.answer_by',
    open: `c.answered_at is null and c.state in ('REQUESTED', 'ASSIGNED', 'ACCEPTED', 'MET')`,
    staff: true,
  },
  {
    limit: 'FOLLOW_UP',
    from: `follow_up f join consultation c on c.id = f.consultation_id`,
    at: 'f.due_at',
    open: `f.done_at is null and c.state in ('ANSWERED', 'FOLLOWED_UP')`,
    staff: false,
  },
] as const;

/**
 * Tells whoever has to know that a limit has passed, once each: the key decides, so that replicas may run at once and a
 * program that was killed tells nobody twice. Of a sealed one only its adviser hears, and whoever asked (A4).
 */
export const escalateOverdue: DueTask = async (tx, now) => {
  let told = 0;
  for (const { limit, from, at, open, staff } of overdue) {
    const rows = await sql<{ id: string }>(
      tx,
      `insert into consultation_escalation (consultation_id, "limit", due_at, told_at)
       select c.id, ?, ${at}, ? from ${from}
        where ${at} <= ? and ${open}
          and not exists (select from consultation_escalation e
                           where e.consultation_id = c.id and e."limit" = ? and e.due_at = ${at})
        order by c.id limit ${atOnce}
       on conflict do nothing returning consultation_id as id`,
      [limit, now, now, limit],
    );
    for (const { id } of rows) await tell(tx, id, { staff, now });
    told += rows.length;
  }
  await tx.flush();
  return told;
};

async function tell(tx: EntityManager, id: string, { staff, now }: { staff: boolean; now: Date }): Promise<void> {
  const one = await tx.findOneOrFail(Consultation, id);
  const kind = staff ? AdvisorNoticeKind.OVERDUE : AdvisorNoticeKind.FOLLOW_UP_DUE;
  if (one.advisorRef) notify(tx, one.advisorRef.id, { kind, one, at: now });
  if (!staff) return;
  notify(tx, one.authorId, { kind, one, at: now });
  notifyStaff(tx, { kind, one, at: now });
}
