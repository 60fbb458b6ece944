import type { EntityManager } from '@mikro-orm/postgresql';
import { type DueTask, sql } from '@millgate/kit';
import { lockClaim } from '../claim/claim-step.service.ts';
import { fallAway } from './fall-away.service.ts';

/** Claims that rest on something that fell away, and were not told: in states that it can still change. */
const untold = `
  select c.id, f.fell_away_on::text as "on"
    from claim c join fallen_subject f on f.subject_id = c.home_purchase_id
   where c.fallen_away_on is null and c.state not in ('REFUSED', 'WITHDRAWN', 'RECOVERED', 'WAIVED', 'CLAWBACK_DUE')`;

/**
 * Tells claims what fell away. By a run, and not by the event alone: a claim whose facts were asked for before and that
 * was written after would never hear of it.
 */
export const tellWhatFellAway: DueTask = (tx, now) => tell(tx, now, `${untold} order by c.id limit 200`, []);

export const tellOf = (tx: EntityManager, subjectId: string, now: Date): Promise<number> =>
  tell(tx, now, `${untold} and f.subject_id = ? order by c.id`, [subjectId]);

async function tell(tx: EntityManager, now: Date, text: string, parameters: readonly string[]): Promise<number> {
  const due = await sql<{ id: string; on: string }>(tx, text, parameters);
  let told = 0;
  for (const { id, on } of due) {
    const claim = await lockClaim(tx, id);
    if (!claim || claim.fallenAwayOn !== null) continue;
    await fallAway(tx, claim, on, { actor: 'SYSTEM', at: now, note: 'FELL_AWAY' });
    told += 1;
  }
  await tx.flush();
  return told;
}
