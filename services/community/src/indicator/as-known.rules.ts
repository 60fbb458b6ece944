/** What one version of a figure says. */
interface Said<Precision, Text> {
  readonly value: number | null;
  readonly precision: Precision;
  readonly sources: Text;
}

interface Recorded<Precision, Text> extends Said<Precision, Text> {
  /** Null: it was there before it was written down when. */
  readonly recordedAt: Date | null;
}

interface Corrected<Precision, Text> extends Said<Precision, Text> {
  readonly correctedAt: Date;
}

/**
 * What a figure said at an instant: as it was first corrected after it, else as it is. Null where it was not recorded
 * yet. An instant at which it was corrected knows the correction.
 */
export function asKnown<Precision, Text>(
  now: Recorded<Precision, Text>,
  corrections: readonly Corrected<Precision, Text>[],
  at: Date,
): Said<Precision, Text> | null {
  if (now.recordedAt && at < now.recordedAt) return null;
  const [then] = corrections
    .filter(({ correctedAt }) => correctedAt > at)
    .toSorted((a, b) => a.correctedAt.getTime() - b.correctedAt.getTime());
  return then ?? now;
}
