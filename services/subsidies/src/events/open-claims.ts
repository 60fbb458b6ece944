import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, canonicalId, dayOf, newId, sql, toldWorkDays } from '@millgate/kit';
import { factsDueAt } from '../claim/retry.rules.ts';
import { ProgramState } from '../program/program.enums.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { programsOpenedBy } from '../program/rules/index.ts';

/**
 * Opens a claim for whoever an event is about, in each programme that says so. Nothing is decided here: facts are asked
 * for by the next run, and a claim that turns out not to apply ends without a refusal. What she has claimed stands.
 */
export async function openClaims(
  tx: EntityManager,
  eventType: string,
  about: { readonly workerId: string; readonly asOf: CalendarDay; readonly occurredAt: Date },
): Promise<void> {
  const workerId = await canonicalId(tx, about.workerId);
  const codes = programsOpenedBy(eventType);
  const programs = await tx.find(SubsidyProgram, { code: { $in: [...codes] }, state: ProgramState.OPEN });
  const { occurredAt } = about;
  const factsBy = factsDueAt(await toldWorkDays(tx), occurredAt);
  // Told late, or of a day to come: a claim is judged by a day that has come.
  const asOf = about.asOf > dayOf(occurredAt) ? dayOf(occurredAt) : about.asOf;
  for (const { id: programId } of programs) {
    const claimId = newId('clm');
    const written = await sql(
      tx,
      `insert into claim (id, program_id, worker_id, as_of, state, opened, submitted_at, retry_at, facts_due_at)
       select ?, ?, ?, ?, 'PENDING_FACTS', true, ?, ?, ?
        where not exists (
          select 1 from claim where program_id = ? and worker_id = ? and state not in ('REFUSED', 'WITHDRAWN'))
       on conflict (program_id, worker_id, subject_key) where state not in ('REFUSED', 'WITHDRAWN') and duplicate_of is null do nothing
       returning id`,
      [claimId, programId, workerId, asOf, occurredAt, occurredAt, factsBy, programId, workerId],
    );
    if (written.length === 0) continue;
    await sql(
      tx,
      `insert into claim_step (claim_id, happened_at, actor, from_state, to_state, note)
       values (?, ?, 'SYSTEM', null, 'SUBMITTED', ?), (?, ?, 'SYSTEM', 'SUBMITTED', 'PENDING_FACTS', null)`,
      [claimId, occurredAt, eventType, claimId, occurredAt],
    );
  }
}
