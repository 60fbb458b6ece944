/** What the dashboard shows; all of it stands in the address, so that a view can be sent to somebody. */
export interface View {
  /** Id of a community or a district; `all` for every community. */
  readonly scope: string;
  readonly from: string;
  readonly to: string;
  /** The list that is open, if any. */
  readonly list: string | null;
}

export type Interval = 'DAY' | 'WEEK' | 'MONTH';

const day = /^\d{4}-\d\d-\d\d$/;
const millisOfDay = 86_400_000;

const isDay = (text: string | null): text is string =>
  text !== null && day.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const plusDays = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * millisOfDay).toISOString().slice(0, 10);

export const daysOf = ({ from, to }: Pick<View, 'from' | 'to'>): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / millisOfDay) + 1;

/** The day that an instant is of in the communities’ zone, whatever zone the reader’s machine is in. */
export const dayOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** The last thirty days of every community, where the address says nothing usable. */
export function viewFrom(search: string, today: string): View {
  const asked = new URLSearchParams(search);
  const [from, to] = [asked.get('from'), asked.get('to')];
  const given = isDay(from) && isDay(to) && from <= to && daysOf({ from, to }) <= 3_650;
  return {
    scope: asked.get('scope') ?? 'all',
    from: given ? from : plusDays(today, -29),
    to: given ? to : today,
    list: asked.get('list'),
  };
}

export function searchOf({ scope, from, to, list }: View): string {
  const said = new URLSearchParams({ scope, from, to, ...(list === null ? {} : { list }) });
  return `?${said.toString()}`;
}

/** As fine as a chart can show and the graph allows. */
export function intervalOf(view: Pick<View, 'from' | 'to'>): Interval {
  const days = daysOf(view);
  return days <= 62 ? 'DAY' : days <= 400 ? 'WEEK' : 'MONTH';
}
