import type { MissingFactLine } from '../assessment/assessment.rules.ts';
import { MissingReason } from '../facts/facts.rules.ts';

const minute = 60_000;
const [first, longest, daily] = [minute, 60 * minute, 24 * 60 * minute];

/**
 * When to ask again for facts that are missing: soon, and then ever less often, where a source did not answer; the next
 * day where its owner answered and did not know, since papers take days.
 */
export function retryAt(missing: readonly MissingFactLine[], attempts: number, now: Date): Date {
  const down = missing.some(({ reason }) => reason === MissingReason.SOURCE_UNAVAILABLE);
  return new Date(now.getTime() + (down ? Math.min(first * 2 ** attempts, longest) : daily));
}

/**
 * Facts have five working days, which a week holds: the calendar is not this subgraph's, and a deadline that
 * needs nobody is better than one that needs a part which may be the one that is down.
 */
const patienceDays = 7;

export const factsDueAt = (submittedAt: Date): Date => new Date(submittedAt.getTime() + patienceDays * daily);

/** Whoever claimed by then has waited for facts for as long as they have. */
export const submittedBefore = (now: Date): Date => new Date(now.getTime() - patienceDays * daily);
