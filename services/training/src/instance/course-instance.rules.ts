export enum CourseInstanceState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CONFIRMED = 'CONFIRMED',
  RUNNING = 'RUNNING',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
}

export interface Seats {
  readonly capacity: number;
  readonly seated: number;
  /** Fewest seats taken at the cut-off for the sitting to be held. */
  readonly minimum: number;
}

export interface Times {
  readonly enrolFrom: Date;
  readonly cutoffAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelledAt: Date | null;
  /** When it was settled that it is held: who withdraws later does not call it off. */
  readonly confirmedAt?: Date | null;
}

/** Never below zero: the database refuses to seat more than there are seats. */
export const remainingOf = ({ capacity, seated }: Pick<Seats, 'capacity' | 'seated'>): number => capacity - seated;

/** The cut-off belongs to the time after it. A sitting that then has too few is not held. */
export function instanceState(instance: Seats & Times, now: Date): CourseInstanceState {
  if (instance.cancelledAt !== null && instance.cancelledAt <= now) return CourseInstanceState.CANCELLED;
  if (now < instance.enrolFrom) return CourseInstanceState.PLANNED;
  if (now < instance.cutoffAt) return CourseInstanceState.OPEN;
  if (!instance.confirmedAt && instance.seated < instance.minimum) return CourseInstanceState.CANCELLED;
  if (now < instance.startsAt) return CourseInstanceState.CONFIRMED;
  return now < instance.endsAt ? CourseInstanceState.RUNNING : CourseInstanceState.COMPLETED;
}

/** Whose employees alone are seated at an instant (T2); null while seats are for everybody. */
export const firstCall = (
  instance: { readonly foundersFirstUntil: Date | null; readonly requestedByIds: readonly string[] },
  now: Date,
): ReadonlySet<string> | null =>
  instance.foundersFirstUntil !== null && now < instance.foundersFirstUntil ? new Set(instance.requestedByIds) : null;

/** When enrolling begins and ends and the sitting is held; and until when founders go first, where somebody does. */
export interface OpeningTimes {
  readonly enrolFrom: Date;
  readonly foundersFirstUntil?: Date;
  readonly cutoffAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The first of the times that comes too early; null where a sitting can be opened with them now. */
export function firstOutOfOrder(
  { enrolFrom, foundersFirstUntil = enrolFrom, cutoffAt, startsAt, endsAt }: OpeningTimes,
  now: Date,
): keyof OpeningTimes | null {
  if (foundersFirstUntil < enrolFrom) return 'foundersFirstUntil';
  if (cutoffAt <= now || cutoffAt <= enrolFrom || cutoffAt < foundersFirstUntil) return 'cutoffAt';
  if (startsAt < cutoffAt) return 'startsAt';
  return endsAt <= startsAt ? 'endsAt' : null;
}
