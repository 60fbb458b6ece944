export interface Contestant {
  readonly claimId: string;
  readonly points: number;
  readonly completedAt: Date;
}

/** By points, the most first; of equals whoever's papers were complete earlier; then by id, so that it is always the same. */
export const ranked = <T extends Contestant>(contestants: readonly T[]): T[] =>
  contestants.toSorted(
    (a, b) =>
      b.points - a.points ||
      a.completedAt.getTime() - b.completedAt.getTime() ||
      (a.claimId < b.claimId ? -1 : a.claimId > b.claimId ? 1 : 0),
  );
