import { limitFrom, type WorkDays } from '@millgate/kit';
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

/** Working days within which facts have to come. */
const factsWorkingDays = 5;

/** By when facts are to be there: midnight after the last day; that of the claim does not count. */
export const factsDueAt = (calendar: WorkDays, submittedAt: Date): Date =>
  limitFrom(calendar, submittedAt, factsWorkingDays).at;
