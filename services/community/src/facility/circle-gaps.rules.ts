import type { FacilityKind } from './facility.enums.ts';

/** What a circle is to have: every kind of facility, and what other parts of the graph know of. */
export type CircleNeed = `${FacilityKind}` | 'CANTEEN' | 'HOME';

export interface Within {
  readonly facilityKinds: ReadonlySet<`${FacilityKind}`>;
  /** How many there are; null where whoever knows did not answer. */
  readonly canteens: number | null;
  readonly homes: number | null;
}

export interface Gaps {
  readonly missing: readonly CircleNeed[];
  readonly unknown: readonly CircleNeed[];
}

/** What is not there, and of what nobody can say: the one is never taken for the other. */
export function gapsOf(kinds: readonly `${FacilityKind}`[], { facilityKinds, canteens, homes }: Within): Gaps {
  const others = [
    ['CANTEEN', canteens],
    ['HOME', homes],
  ] as const;
  return {
    missing: [
      ...kinds.filter((kind) => !facilityKinds.has(kind)),
      ...others.filter(([, count]) => count === 0).map(([need]) => need),
    ],
    unknown: others.filter(([, count]) => count === null).map(([need]) => need),
  };
}
