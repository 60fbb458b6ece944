import { addTo, type CalendarDay } from '@millgate/kit';

export interface RentTerms {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  /** Rent a month, in fen. */
  readonly rentFen: number;
}

export interface RentPeriod {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly dueOn: CalendarDay;
  readonly amountFen: number;
}

/** Days after a period begins until its rent is due. */
const graceDays = 7;

/**
 * The periods of a lease that begin up to a day: months counted from its first day, so that one that begins on the 31st
 * drifts nowhere; the last is cut, and costs its share of days, rounded to the fen.
 */
export function rentPeriods({ from, until, rentFen }: RentTerms, upTo: CalendarDay): RentPeriod[] {
  const periods: RentPeriod[] = [];
  for (let month = 0; ; month += 1) {
    const first = addTo(from, { months: month });
    if (first > upTo || first >= until) return periods;
    const whole = addTo(from, { months: month + 1 });
    const last = whole < until ? whole : until;
    const amountFen = last === whole ? rentFen : Math.round((rentFen * daysFrom(first, last)) / daysFrom(first, whole));
    periods.push({ from: first, until: last, dueOn: addTo(first, { days: graceDays }), amountFen });
  }
}

const daysFrom = (first: CalendarDay, last: CalendarDay): number =>
  Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last)).days;

export enum RentChargeState {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  PAID = 'PAID',
}

export const rentChargeState = (
  {
    paidFen,
    refundFen,
    amountFen,
    dueOn,
  }: {
    readonly paidFen: number;
    readonly refundFen: number;
    readonly amountFen: number;
    readonly dueOn: CalendarDay;
  },
  today: CalendarDay,
): RentChargeState => {
  if (paidFen - refundFen >= amountFen) return RentChargeState.PAID;
  return today > dueOn ? RentChargeState.OVERDUE : RentChargeState.DUE;
};
