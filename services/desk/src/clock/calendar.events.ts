import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { EventHandler } from '@millgate/kit';
import { Case } from '../case/case.entity.ts';
import { CaseAction, CaseState } from '../case/case.enums.ts';
import { acceptBy, closesAt, setClock } from '../case/case-clock.ts';
import { recordStep } from '../case/case-step.ts';
import { NoticeKind } from '../notice/notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { CalendarYear } from './calendar-year.entity.ts';
import { workDays } from './calendar.service.ts';

interface Revised {
  readonly standard: boolean;
  readonly year: number;
  readonly no: number;
  readonly publishedAt: string;
  readonly week: boolean[];
  readonly exceptions: { on: string; working: boolean }[];
}

/** Schema: `schema/events/CalendarRevised.json`. Open limits follow the year as it now is, and each move is written down. */
export const calendarRevised: EventHandler = async (tx, { payload }) => {
  const { standard, year, no, publishedAt, week, exceptions } = payload as unknown as Revised;
  if (!standard) return;
  const known = await tx.findOne(CalendarYear, { year }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (known && known.no >= no) return;
  await tx.upsert(CalendarYear, { year, no, week, exceptions });
  await reschedule(tx, new Date(publishedAt));
};

/** Computes every open due date anew (D2); those that move are written down, and their owners told. */
async function reschedule(tx: EntityManager, at: Date): Promise<void> {
  const calendar = await workDays(tx);
  const open = await tx.find(
    Case,
    { state: { $in: [CaseState.SUBMITTED, CaseState.IN_PROGRESS, CaseState.DELIVERED] } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  for (const one of open) {
    const before = one.dueAt?.getTime();
    if (one.acceptBy) one.acceptBy = acceptBy(calendar, one.receivedAt);
    if (one.deliveredAt && one.closesAt) one.closesAt = closesAt(calendar, one.deliveredAt);
    if (one.state !== CaseState.IN_PROGRESS) continue;
    setClock(one, calendar);
    if (one.dueAt?.getTime() === before) continue;
    const note = `${before ? new Date(before).toISOString() : ''} → ${one.dueAt?.toISOString() ?? ''}`;
    one.version += 1;
    recordStep(tx, one, { action: CaseAction.RESCHEDULE, before: one.state, at, actor: null, note });
    if (one.ownerId) notify(tx, { personId: one.ownerId, kind: NoticeKind.DUE_DATE_MOVED, one, at });
  }
  await tx.flush();
}
