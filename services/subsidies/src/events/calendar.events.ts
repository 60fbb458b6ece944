import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type CalendarRevised, type EventHandler, keepYear, toldWorkDays } from '@millgate/kit';
import { Claim, ClaimStep } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { factsDueAt } from '../claim/retry.rules.ts';

/** Schema: `schema/events/CalendarRevised.json`. The standard calendar: facts have as long everywhere. */
export const calendarRevised: EventHandler = async (tx, { payload }) => {
  const revised = payload as unknown as CalendarRevised;
  if (revised.standard && (await keepYear(tx, revised))) await moveDeadlines(tx, new Date(revised.publishedAt));
};

/** Counts anew until when facts are waited for, and writes down each day that moved. What was handed on stays so. */
async function moveDeadlines(tx: EntityManager, at: Date): Promise<void> {
  const calendar = await toldWorkDays(tx);
  const waiting = await tx.find(
    Claim,
    { state: ClaimState.PENDING_FACTS, escalatedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  for (const claim of waiting) {
    const { state, factsBy: before, submittedAt } = claim;
    const after = factsDueAt(calendar, submittedAt);
    // Decided while we waited for the row, or counted alike.
    if (state !== ClaimState.PENDING_FACTS || before?.getTime() === after.getTime()) continue;
    claim.factsBy = after;
    claim.version += 1;
    const note = `FACTS_DUE ${before?.toISOString() ?? ''} → ${after.toISOString()}`;
    tx.create(ClaimStep, { claimRef: claim, at, actor: 'SYSTEM', from: state, to: state, note });
  }
  await tx.flush();
}
