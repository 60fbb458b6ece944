interface Span {
  readonly days: readonly string[];
  readonly opensAt: string;
  readonly closesAt: string;
}

/** Which span of opening hours cannot be: it ends before it begins, or meets an earlier one on one of its days; -1 if none. */
export const impossibleSpan = (spans: readonly Span[]): number =>
  spans.findIndex(
    ({ days, opensAt, closesAt }, index) =>
      closesAt <= opensAt ||
      spans
        .slice(0, index)
        .some(
          (before) =>
            before.opensAt < closesAt && opensAt < before.closesAt && days.some((day) => before.days.includes(day)),
        ),
  );
