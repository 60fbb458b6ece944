/** Where the present comes from. One reading a request; rules are handed the reading, never the clock. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests. */
export const fixedClock = (instant: string): Clock => ({ now: () => new Date(instant) });
