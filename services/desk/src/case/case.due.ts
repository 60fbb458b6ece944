import type { EntityManager } from '@mikro-orm/postgresql';
import { type DueTask, eachApart, sql } from '@millgate/kit';
import { workDays } from '../clock/calendar.service.ts';
import { NoticeKind } from '../notice/notice.entity.ts';
import { notify, toManagers, toStaff } from '../notice/notify.ts';
import { begin } from './case-moves.ts';
import { Case } from './case.entity.ts';
import { runAgain } from './case-clock.ts';
import { tellOfCase } from './case.events.ts';
import { CaseAction, CaseState } from './case.enums.ts';
import { EscalationLevel } from './case-step.entity.ts';
import { recordStep } from './case-step.ts';

/** How many cases one run takes up; what is left waits for the next. */
const atOnce = 500;

/** Takes cases that nobody else has just now: replicas that look at once share them. */
const take = (tx: EntityManager, which: string, now: Date): Promise<{ id: string }[]> =>
  sql(tx, `select id from "case" where ${which} order by id limit ${atOnce} for update skip locked`, [now]);

/** Silence accepts, on the day of receipt: what nobody looked at within five working days is in progress. */
export const acceptBySilence: DueTask = async (tx, now, services) => {
  const silent = await take(tx, `state = 'SUBMITTED' and accept_by <= ?`, now);
  if (silent.length === 0) return 0;
  const calendar = await workDays(tx);
  return eachApart(tx, silent, services.log, async (own, { id }) => {
    const one = await own.findOneOrFail(Case, id);
    one.state = CaseState.IN_PROGRESS;
    if (!(await begin(own, one, one.receivedAt, now, calendar))) throw new Error('nobody is there to answer for it');
    one.version += 1;
    recordStep(own, one, { action: CaseAction.ACCEPT_BY_SILENCE, before: CaseState.SUBMITTED, at: now, actor: null });
    await own.flush();
    await tellOfCase(own, one, services, now);
  });
};

/** No pause is longer than was said: the clock runs again from then on, whenever this is looked at. */
export const resumeWhatWaited: DueTask = async (tx, now, { log }) => {
  const waited = await take(tx, `state = 'SUSPENDED' and resumes_at <= ?`, now);
  if (waited.length === 0) return 0;
  const calendar = await workDays(tx);
  return eachApart(tx, waited, log, async (own, { id }) => {
    const one = await own.findOneOrFail(Case, id);
    Object.assign(one, { state: CaseState.IN_PROGRESS, version: one.version + 1 });
    runAgain(one, one.resumesAt ?? now, calendar);
    recordStep(own, one, { action: CaseAction.RESUME, before: CaseState.SUSPENDED, at: now, actor: null });
    if (one.ownerId) notify(own, { personId: one.ownerId, kind: NoticeKind.CASE_MOVED, one, at: now });
    await own.flush();
  });
};

/** What nobody rated closes fifteen working days after it was delivered. */
export const closeWhatIsDelivered: DueTask = async (tx, now, { log }) => {
  const delivered = await take(tx, `state = 'DELIVERED' and closes_at <= ? and not linked_open`, now);
  return eachApart(tx, delivered, log, async (own, { id }) => {
    const one = await own.findOneOrFail(Case, id);
    Object.assign(one, { state: CaseState.CLOSED, closedAt: now, version: one.version + 1 });
    recordStep(own, one, { action: CaseAction.CLOSE, before: CaseState.DELIVERED, at: now, actor: null });
    await own.flush();
  });
};

const levels = [
  { level: EscalationLevel.OWNER, column: 'remind_at', kind: NoticeKind.LIMIT_RUNS_OUT },
  { level: EscalationLevel.COMMUNITY, column: 'due_at', kind: NoticeKind.LIMIT_BREACHED },
  { level: EscalationLevel.DISTRICT, column: 'district_at', kind: NoticeKind.LIMIT_BREACHED },
] as const;

/**
 * Tells whoever has to know that a limit runs out: each level once a round and due date. The unique index decides, so
 * that replicas may run at once and a program that was killed tells nobody twice.
 */
export const escalate: DueTask = async (tx, now) => {
  let told = 0;
  for (const { level, column, kind } of levels) {
    const cases = await sql<{ id: string; owner_id: string; community_id: string }>(
      tx,
      `with due as (
         select id, owner_id, community_id, ${column} as at from "case" c
          where state = 'IN_PROGRESS' and ${column} <= ?
            and not exists (select 1 from escalation e
                             where e.case_id = c.id and e.level = ? and e.accepted_at = c.accepted_at)
          order by id limit ${atOnce})
       , told as (
         insert into escalation (case_id, level, due_at, told_at, accepted_at)
         select due.id, ?, due.at, ?, c.accepted_at
           from due join "case" c on c.id = due.id
         on conflict (case_id, level, accepted_at) do nothing returning case_id)
       select due.id, due.owner_id, due.community_id from due join told on told.case_id = due.id`,
      [now, level, level, now],
    );
    for (const { id, owner_id, community_id } of cases) {
      const address = { OWNER: owner_id, COMMUNITY: toStaff(community_id), DISTRICT: toManagers }[level];
      notify(tx, { personId: address, kind, one: tx.getReference(Case, id), at: now });
    }
    told += cases.length;
  }
  await tx.flush();
  return told;
};
