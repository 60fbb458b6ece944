import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type CalendarDay, dayOf, limitFrom, newId, sql, toldWorkDays } from '@millgate/kit';
import { Advisor } from '../advisor/advisor.entity.ts';
import type { AdvisorChannel } from '../advisor/advisor.enums.ts';
import { limits } from '../consultation/consultation.rules.ts';
import { ConsultationAction } from '../consultation/consultation-step.entity.ts';
import { recordStep } from '../consultation/consultation-step.ts';
import { type Consultation, ConsultationState } from '../consultation/consultation.entity.ts';
import { AdvisorNoticeKind } from '../notice/advisor-notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { Slot } from '../slot/slot.entity.ts';
import { Assignment, type AssignmentEnding, type AssignmentReason } from './assignment.entity.ts';
import { type Candidate, chooseAdvisor, type Match } from './matching.rules.ts';

/**
 * Gives a waiting consultation, whose row is held, to the next adviser: in office that day, without an interest, not
 * asked before (A2, A3). False where nobody is left; it goes on waiting.
 */
export async function assignNext(tx: EntityManager, one: Consultation, now: Date): Promise<boolean> {
  const slot = await wantedSlot(tx, one, now);
  const choice =
    (slot && (await choose(tx, one, { day: dayOf(slot.startsAt), preferredId: slot.advisorRef.id }))) ??
    (await choose(tx, one, { day: dayOf(now), preferredId: null }));
  if (!choice) return false;
  const { match, day } = choice;
  const held = slot?.advisorRef.id === match.advisorId ? slot : null;
  const accept = limitFrom(await toldWorkDays(tx), now, limits.accept);
  Object.assign(one, {
    state: ConsultationState.ASSIGNED,
    advisorRef: tx.getReference(Advisor, match.advisorId, { wrapped: true }),
    assignedOn: held ? dayOf(held.startsAt) : day,
    slotRef: held && tx.getReference(Slot, held.id, { wrapped: true }),
    mode: held?.mode ?? one.wantedMode,
    wantedSlotId: null,
    acceptBy: accept.at,
    version: one.version + 1,
  });
  tx.create(Assignment, {
    id: newId('asg'),
    consultationRef: one,
    advisorRef: match.advisorId,
    assignedAt: now,
    why: [...match.why] as AssignmentReason[],
    considered: match.considered,
  });
  // Written first: of what is sealed nobody is told but those it was given to (A4).
  await tx.flush();
  notify(tx, match.advisorId, { kind: AdvisorNoticeKind.ASKED, one, at: now });
  await recordStep(tx, one, {
    action: ConsultationAction.ASSIGN,
    before: ConsultationState.REQUESTED,
    at: now,
    actor: null,
  });
  return true;
}

/** Ends what an adviser had to do with it; the slot is free again, and what was planned is off. */
export async function takeAway(
  tx: EntityManager,
  one: Consultation,
  { ending, reason, now }: { ending: AssignmentEnding; reason: string | null; now: Date },
): Promise<Assignment> {
  const assignment = await tx.findOneOrFail(Assignment, { consultationRef: one, endedAt: null });
  Object.assign(assignment, { endedAt: now, ending, reason });
  await sql(
    tx,
    'update visit set called_off_at = ? where consultation_id = ? and made_at is null and called_off_at is null',
    [now, one.id],
  );
  Object.assign(one, { advisorRef: null, slotRef: null, assignedOn: null, acceptBy: null, mode: null });
  return assignment;
}

/** The slot that was asked for, held until the transaction ends, if it can still be had. */
async function wantedSlot(tx: EntityManager, { wantedSlotId }: Consultation, now: Date): Promise<Slot | null> {
  if (wantedSlotId === null) return null;
  // A booking of the same slot refers to its row, and so has been decided when the row is ours.
  const slot = await tx.findOne(Slot, wantedSlotId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!slot || slot.startsAt <= now) return null;
  const taken = await sql(
    tx,
    `select 1 from consultation where slot_id = ? and state not in ('CANCELLED', 'DECLINED')`,
    [slot.id],
  );
  return taken.length === 0 ? slot : null;
}

interface Asking {
  readonly day: CalendarDay;
  /** The adviser of the wanted slot: that one, or none, since the slot is theirs. */
  readonly preferredId: string | null;
}

async function choose(
  tx: EntityManager,
  one: Consultation,
  { day, preferredId }: Asking,
): Promise<{ match: Match; day: CalendarDay } | null> {
  let candidates = await candidatesFor(tx, one, day, preferredId);
  while (candidates.length > 0) {
    const match = chooseAdvisor(
      {
        chainIds: one.chainIds,
        communityId: one.communityId,
        words: `${one.subject ?? ''} ${one.question}`,
        channel: one.wantedMode,
        preferredId,
      },
      candidates,
    );
    if (!match) return null;
    if (await held(tx, one, day, match.advisorId)) return { match, day };
    candidates = candidates.filter(({ id }) => id !== match.advisorId);
  }
  return null;
}

/**
 * Whether the adviser still may be asked, now that their row is held. One whose term or interests somebody is changing is
 * skipped rather than waited for: two who release consultations of each other's advisers would wait for ever.
 */
async function held(tx: EntityManager, one: Consultation, day: CalendarDay, advisorId: string): Promise<boolean> {
  const row = await sql(tx, 'select 1 from advisor where id = ? for share skip locked', [advisorId]);
  return row.length > 0 && (await candidatesFor(tx, one, day, advisorId)).length > 0;
}

async function candidatesFor(
  tx: EntityManager,
  { id, kind, enterpriseId }: Consultation,
  day: CalendarDay,
  only: string | null,
): Promise<Candidate[]> {
  const rows = await sql<{
    id: string;
    chain_ids: string[];
    community_id: string;
    specialty_texts: { zh: string; en: string }[];
    channels: AdvisorChannel[];
    load: number;
  }>(
    tx,
    `select a.id, a.chain_ids, a.community_id, a.specialty_texts, a.channels,
            (select count(*)::int from consultation c
              where c.advisor_id = a.id and c.state in ('ASSIGNED', 'ACCEPTED', 'MET')) as load
       from advisor a
      where a.kind = ? and (?::text is null or a.id = ?)
        and exists (select from appointment o
                     where o.advisor_id = a.id and daterange(o.office_from, o.office_until) @> ?::date)
        and not exists (select from declared_interest i
                         where i.advisor_id = a.id and i.enterprise_id = ?
                           and daterange(i.held_from, i.held_until) @> ?::date)
        and not exists (select from assignment g where g.advisor_id = a.id and g.consultation_id = ?)`,
    [kind, only, only, day, enterpriseId, day, id],
  );
  return rows.map((row) => ({
    id: row.id,
    chainIds: row.chain_ids,
    communityId: row.community_id,
    specialties: row.specialty_texts.flatMap(({ zh, en }) => [zh, en]),
    channels: row.channels,
    load: row.load,
  }));
}
