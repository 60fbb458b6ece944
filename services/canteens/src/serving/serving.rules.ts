export enum ServingState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  SOLD_OUT = 'SOLD_OUT',
  CLOSED = 'CLOSED',
}

export interface Stock {
  readonly planned: number;
  readonly sold: number;
  readonly wasted: number;
}

export interface OrderingTimes {
  readonly orderFrom: Date;
  readonly cutoffAt: Date;
}

/** What can still be ordered. Never below zero: the database refuses to sell what is not there. */
export const remainingOf = ({ planned, sold, wasted }: Stock): number => planned - sold - wasted;

/** The cut-off belongs to the time after it: an order at that very instant comes too late. */
export function servingState(serving: Stock & OrderingTimes, now: Date): ServingState {
  if (now < serving.orderFrom) return ServingState.PLANNED;
  if (now >= serving.cutoffAt) return ServingState.CLOSED;
  return remainingOf(serving) > 0 ? ServingState.OPEN : ServingState.SOLD_OUT;
}
