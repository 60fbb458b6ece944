/** A term of a degree programme, as one sitting teaches it. */
export interface Term {
  readonly term: number;
  readonly credits: number;
}

export interface DegreeTerms {
  readonly terms: number;
  readonly creditsRequired: number;
}

/** How far somebody has come. */
export interface DegreeStanding {
  readonly creditsEarned: number;
  /** Which terms she completed, ascending. */
  readonly termsCompleted: readonly number[];
  /** The first that she has not; null when she has all. */
  readonly nextTerm: number | null;
  /** Whether the diploma may be issued. */
  readonly sufficient: boolean;
}

/** A term that was completed twice counts once, with the most credits it ever gave. */
export function standingOf(completed: readonly Term[], { terms, creditsRequired }: DegreeTerms): DegreeStanding {
  const best = new Map<number, number>();
  for (const { term, credits } of completed) best.set(term, Math.max(best.get(term) ?? 0, credits));
  const creditsEarned = [...best.values()].reduce((sum, credits) => sum + credits, 0);
  const termsCompleted = [...best.keys()].toSorted((a, b) => a - b);
  const all = Array.from({ length: terms }, (_, index) => index + 1);
  return {
    creditsEarned,
    termsCompleted,
    nextTerm: all.find((term) => !best.has(term)) ?? null,
    sufficient: creditsEarned >= creditsRequired,
  };
}

/** A term that somebody is seated in or has completed. */
export interface TermTaken {
  readonly term: number;
  readonly completed: boolean;
  readonly endsAt: Date;
}

export type TermRefusal =
  { readonly code: 'TERM_COMPLETED' } | { readonly code: 'EARLIER_TERM_REQUIRED'; readonly requiredTerm: number };

/**
 * Why somebody may not take a term; null where she may. Each term builds on those before it: they are completed, or
 * under way and over before it begins, since one enrols for the autumn while the spring is taught.
 */
export function termRefusal(
  { term, startsAt }: { readonly term: number; readonly startsAt: Date },
  taken: readonly TermTaken[],
): TermRefusal | null {
  if (taken.some((one) => one.term === term && one.completed)) return { code: 'TERM_COMPLETED' };
  const ready = new Set(
    taken.filter(({ completed, endsAt }) => completed || endsAt <= startsAt).map((one) => one.term),
  );
  for (let earlier = 1; earlier < term; earlier += 1)
    if (!ready.has(earlier)) return { code: 'EARLIER_TERM_REQUIRED', requiredTerm: earlier };
  return null;
}
