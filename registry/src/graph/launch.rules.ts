/** Answers of one version, and how many of them had an error that was not the caller’s. */
export interface Answers {
  readonly requests: number;
  readonly errors: number;
}

/** Fewer answers than these say nothing. */
export const enoughRequests = 50;

/** How much more of a hundred answers may fail than before. */
export const allowedPoints = 0.5;

/** How long a version that everybody is served is watched. */
export const watchMillis = 120_000;

const points = ({ requests, errors }: Answers): number => (requests === 0 ? 0 : (errors / requests) * 100);

/** Whether a version does so much worse than the one before that it is taken back without asking. */
export const isWorse = (launched: Answers, before: Answers): boolean =>
  launched.requests >= enoughRequests && points(launched) - points(before) > allowedPoints;
