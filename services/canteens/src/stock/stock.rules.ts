export interface StockChange {
  readonly kind: 'PLAN' | 'ADD' | 'SALE' | 'RELEASE' | 'WASTE' | 'RECOUNT';
  /** As in the ledger: positive where portions appear, negative where they leave. */
  readonly quantity: number;
}

export interface Counters {
  readonly planned: number;
  /** Sold in all, also what was not there. */
  readonly sold: number;
  readonly wasted: number;
}

/** What a move does to the counters of its serving. */
export function effectOf({ kind, quantity }: StockChange): Counters {
  switch (kind) {
    case 'PLAN':
    case 'ADD':
    case 'RECOUNT':
      return { planned: quantity, sold: 0, wasted: 0 };
    case 'SALE':
    case 'RELEASE':
      return { planned: 0, sold: -quantity || 0, wasted: 0 };
    case 'WASTE':
      return { planned: 0, sold: 0, wasted: -quantity };
  }
}

/** All counters of a serving, derived from its ledger alone. */
export const countersOf = (moves: Iterable<StockChange>): Counters => {
  const sum = { planned: 0, sold: 0, wasted: 0 };
  for (const move of moves) {
    const effect = effectOf(move);
    sum.planned += effect.planned;
    sum.sold += effect.sold;
    sum.wasted += effect.wasted;
  }
  return sum;
};

/** How many portions of a move were not there, given what is left after it. */
export const oversoldBy = (quantity: number, balance: number): number =>
  Math.max(0, Math.max(0, -balance) - Math.max(0, quantity - balance));

/**
 * Which orders would have to be bought back to do without so many portions: the latest first, until it is enough.
 * Fewer than enough where the rest was sold at the counter or picked up.
 */
export function ordersInTheWay<Order extends { readonly quantity: number }>(
  latestFirst: readonly Order[],
  shortfall: number,
): Order[] {
  let open = shortfall;
  return latestFirst.filter(({ quantity }) => {
    if (open <= 0) return false;
    open -= quantity;
    return true;
  });
}
