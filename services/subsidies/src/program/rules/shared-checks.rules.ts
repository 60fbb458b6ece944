import { ageOn, type CalendarDay } from '@millgate/kit';
import type { RuleInput } from '../../assessment/assessment.rules.ts';
import type { Check } from '../../assessment/judge.rules.ts';

/**
 * Completed years on a day; null where the date of birth is not stated, or the day is not known. Somebody is 35 up to
 * the day before the 36th birthday.
 */
export function ageKnownOn({ facts }: RuleInput, day: CalendarDay | null): number | null {
  const birth = facts.birthDateFact;
  if (day === null || birth?.status !== 'KNOWN' || birth.value === null) return null;
  return ageOn(birth.value, day);
}

/** Claims of the same kind that the person had already made by the day asked about (S1). */
export const claimedAtMost = ({ facts, on }: RuleInput, subjectKey: string): Check => ({
  rule: 'TIMES_PER_PERSON',
  fact: 'earlierClaims',
  parameter: 'perPersonLifetime',
  met: (value) =>
    facts.earlierClaims.filter((claim) => claim.subjectKey === subjectKey && claim.submittedOn <= on).length < value,
  requires: (value) => ({
    zh: `每人最多享受 ${value} 次。`,
    en: value === 1 ? 'Once in a person’s life.' : `At most ${value} times in a person’s life.`,
  }),
});
