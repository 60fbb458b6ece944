import type { CalendarDay } from '@millgate/kit';

/** What of a record tells whether it can be another’s person. */
export interface Identity {
  readonly residentIdHash: string | null;
  readonly bornOn: CalendarDay | null;
}

export type Contradiction = 'DIFFERENT_RESIDENT_IDS' | 'DIFFERENT_BIRTH_DATES';

/** Why two records cannot be one person; null where nothing that both state speaks against it. */
export function contradiction(one: Identity, other: Identity): Contradiction | null {
  const differ = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  if (differ(one.residentIdHash, other.residentIdHash)) return 'DIFFERENT_RESIDENT_IDS';
  return differ(one.bornOn, other.bornOn) ? 'DIFFERENT_BIRTH_DATES' : null;
}
