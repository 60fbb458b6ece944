import type { FilterQuery } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@millgate/kit';

/** What holds on a day: half-open, so that one thing ends on the day on which the next begins. */
export const holdingOn = <T extends { from: string; until: string | null }>(day: CalendarDay): FilterQuery<T> =>
  ({ from: { $lte: day }, $or: [{ until: null }, { until: { $gt: day } }] }) as unknown as FilterQuery<T>;

/** The same of what may have held since ever: where no source says since when. */
export const stillHoldingOn = <T extends { until: string | null }>(day: CalendarDay): FilterQuery<T> =>
  ({ $or: [{ until: null }, { until: { $gt: day } }] }) as unknown as FilterQuery<T>;

/** What held on a day, where no source may say since when. */
export const memberOn = <T extends { from: string | null; until: string | null }>(day: CalendarDay): FilterQuery<T> =>
  ({ $and: [{ $or: [{ from: null }, { from: { $lte: day } }] }, stillHoldingOn(day)] }) as unknown as FilterQuery<T>;
