/** How long a seat that became free is kept for whom it was given to. */
export const offerHours = 24;

/** Until when a seat is to be confirmed: a day, and never longer than until the sitting begins. */
export const confirmUntil = (now: Date, startsAt: Date): Date =>
  new Date(Math.min(now.getTime() + offerHours * 3_600_000, startsAt.getTime()));

export interface FreeSeats {
  readonly free: number;
  readonly quotaPerEnterprise: number | null;
  /** Seats taken, by enterprise. */
  readonly takenBy: ReadonlyMap<string, number>;
  /** Whose employees alone are seated now (T2); null or absent while seats are for everybody. */
  readonly founders?: ReadonlySet<string> | null;
}

/**
 * Who of those who wait is seated now (T1): in their order, as many as there are free seats; whoever would exceed the
 * quota of her enterprise is passed over and keeps her place.
 */
export function nextInLine<Waiting extends { readonly enterpriseId: string | null }>(
  { free, quotaPerEnterprise, takenBy, founders = null }: FreeSeats,
  inOrder: readonly Waiting[],
): Waiting[] {
  const taken = new Map(takenBy);
  const seated: Waiting[] = [];
  for (const one of inOrder) {
    if (seated.length >= free) break;
    if (founders && (one.enterpriseId === null || !founders.has(one.enterpriseId))) continue;
    if (one.enterpriseId !== null) {
      const ofEmployer = taken.get(one.enterpriseId) ?? 0;
      if (quotaPerEnterprise !== null && ofEmployer >= quotaPerEnterprise) continue;
      taken.set(one.enterpriseId, ofEmployer + 1);
    }
    seated.push(one);
  }
  return seated;
}
