/** As much of an indicator as decides which others it can be compared with. */
interface Stated {
  readonly id: string;
  readonly unit: string;
  readonly period: string | null;
  readonly names: { readonly zh: string };
  readonly districtRef: { readonly id: string } | null;
  readonly communityRef: { readonly id: string } | null;
  readonly allianceRef: { readonly id: string } | null;
}

/** Figures of one name and unit about one place or alliance, each group by period; the groups in the order they came. */
export function seriesOf<T extends Stated>(indicators: readonly T[]): T[][] {
  const groups = Map.groupBy(indicators, ({ unit, names, districtRef, communityRef, allianceRef }) =>
    JSON.stringify([(districtRef ?? communityRef ?? allianceRef)?.id, names.zh, unit]),
  );
  return [...groups.values()].map((group) => group.toSorted(byPeriod));
}

/** Periods are written so that they sort as texts: `2018`, `2018-Q1`. */
function byPeriod(a: Stated, b: Stated): number {
  if (a.period === b.period) return a.id < b.id ? -1 : 1;
  if (a.period === null) return 1;
  if (b.period === null) return -1;
  return a.period < b.period ? -1 : 1;
}
