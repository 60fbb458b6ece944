/** Answers of one version: how many of them had an error that was not the caller’s, and how long they took. */
export interface Answers {
  readonly requests: number;
  readonly errors: number;
  /** How many took at most 1, 2, 4 … milliseconds, each counted once. */
  readonly took: readonly number[];
}

/** Fewer answers than these say nothing. */
export const enoughRequests = 50;

/** How much more of a hundred answers may fail than before. */
export const allowedPoints = 0.5;

/** How much longer the slow ones may take: so many times as long, and by so much. Callers of two versions ask different things. */
export const allowedTimes = 3;
export const allowedMillis = 400;

/** How long a version that everybody is served is watched. */
export const watchMillis = 120_000;

const points = ({ requests, errors }: Answers): number => (requests === 0 ? 0 : (errors / requests) * 100);

/** Ninety-five of a hundred answers took at most so long; to the next power of two. */
export function slowMillis({ took }: Answers): number {
  const all = took.reduce((sum, count) => sum + count, 0);
  let counted = 0;
  for (const [power, count] of took.entries()) {
    counted += count;
    if (counted > 0 && counted >= all * 0.95) return 2 ** power;
  }
  return 0;
}

/** What a version does so much worse than the one before that it is taken back without asking; undefined where nothing. */
export function worseThan(launched: Answers, before: Answers): string | undefined {
  if (launched.requests < enoughRequests) return undefined;
  if (points(launched) - points(before) > allowedPoints) {
    const said = ({ requests, errors }: Answers) => `${errors} of ${requests}`;
    return `${said(launched)} answers failed, before ${said(before)}`;
  }
  // How long nothing took says nothing of how long it should take.
  if (before.requests < enoughRequests) return undefined;
  const [now, then] = [slowMillis(launched), slowMillis(before)];
  if (now > then * allowedTimes && now - then > allowedMillis)
    return `one answer in twenty took more than ${now / 2} ms, before at most ${then} ms`;
  return undefined;
}
