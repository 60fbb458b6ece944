/** Fewer people than this are not counted out loud. */
const smallest = 5;

/** Counts without those that would name people. Nobody is nobody: a zero says nothing of anybody. */
export const withoutSmall = <Name extends string>(
  counts: Readonly<Record<Name, number>>,
): Record<Name, number | null> =>
  Object.fromEntries(
    Object.entries<number>(counts).map(([name, count]) => [name, count > 0 && count < smallest ? null : count]),
  ) as Record<Name, number | null>;
