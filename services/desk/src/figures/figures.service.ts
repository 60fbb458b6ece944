import { type Context, type FigurePeriod, sql } from '@millgate/kit';
import { industryThemes, Theme } from '../case/theme.ts';
import { textArray } from '../values/text-array.ts';
import type { DeskNumbers } from './figures.ts';

const during = (instant: string) => `${instant} >= p.begins and ${instant} < p.ends`;

/** What of a scope is asked for by each period, read once. */
const asked = `
  scope as (select ?::text[] as ids),
  period as (
    select at, "from", "to",
           ("from"::timestamp at time zone 'Asia/Shanghai') as begins,
           (("to" + 1)::timestamp at time zone 'Asia/Shanghai') as ends
      from jsonb_to_recordset(?::jsonb) as p(at int, "from" date, "to" date)),
  reopening as (
    select s.done_at from case_step s join "case" c on c.id = s.case_id
     where s.action = 'REOPEN' and c.community_id = any((select ids from scope)::text[])),
  commitment as (
    select due_at, decided_at from "case"
     where kind = 'COMMITMENT' and community_id = any((select ids from scope)::text[]) and (decided_at is not null or due_at <= ?))`;

/** Whether a matter came in office hours of a working day; asked for those of terminals alone. */
const inHours = `(
  select extract(hour from l.at) between 9 and 16
     and coalesce(
           (select (e->>'working')::boolean from calendar_year y, jsonb_array_elements(y.exceptions) e
             where y.year = extract(year from l.at) and e->>'on' = l.at::date::text),
           extract(isodow from l.at) < 6)
    from (select c.received_at at time zone 'Asia/Shanghai' as at) l)`;

const received = `
  select count(*)::int as filed,
         (count(*) filter (where kind = 'SUGGESTION'))::int as voices,
         (count(*) filter (where kind = 'SUGGESTION' and theme = any(?::text[])))::int as "industryVoices",
         (count(*) filter (where assistance <> 'SELF'))::int as assisted,
         (count(*) filter (where channel = 'TERMINAL'))::int as "filedAtTerminals",
         avg(case when channel = 'TERMINAL' then 1 - ${inHours}::int end)::float as "terminalOffHoursShare",
         percentile_cont(0.5) within group (order by extract(epoch from step.contacted_at - step.submitted_at) / 3600)
           as "medianHoursToFirstContact"
    from "case" c
    left join lateral (
      select min(done_at) filter (where action = 'SUBMIT') as submitted_at,
             min(done_at) filter (where actor is not null and action in
               ('ACCEPT', 'REQUEST_CORRECTION', 'NOT_ACCEPT', 'ROUTE', 'SUSPEND', 'DECIDE', 'RESOLVE_ON_SPOT')) as contacted_at
        from case_step where case_id = c.id) step on true
   where community_id = any((select ids from scope)::text[]) and ${during('received_at')}`;

const decided = `
  select count(*)::int as decided,
         avg((decided_at < due_at)::int)::float as "onTimeShare",
         percentile_cont(0.5) within group (order by extract(epoch from decided_at - received_at) / 86400)
           as "medianDaysToDecision",
         case when count(rating) >= 5
           then (avg((rating <= 2)::int) filter (where rating is not null))::float end as "badRatingShare"
    from "case" where community_id = any((select ids from scope)::text[]) and ${during('decided_at')}`;

const tickets = `
  select sum(of.matters)::float / nullif(count(*), 0) as "mattersPerTicket",
         percentile_cont(0.5) within group (order by waited.minutes) as "medianMinutesToCall",
         percentile_cont(0.9) within group (order by waited.minutes) as "ninetiethMinutesToCall"
    from queue_ticket q,
         lateral (select count(*) as matters from "case" c where c.ticket_id = q.id) of,
         lateral (select extract(epoch from q.called_at - q.taken_at) / 60 as minutes) waited
   where q.community_id = any((select ids from scope)::text[]) and ${during('q.taken_at')}`;

const pools = `
  select (count(*) filter (where ${during('opened_at')}))::int as "poolsOpened",
         (count(*) filter (where ${during('reached_at')}))::int as "poolsReached",
         (count(*) filter (where ${during('fulfilled_at')}))::int as "poolsFulfilled",
         percentile_cont(0.5) within group (order by extract(epoch from fulfilled_at - first.joined_at) / 86400)
           filter (where ${during('fulfilled_at')}) as "medianDaysToOpening"
    from demand_pool d, lateral (select min(joined_at) as joined_at from pool_member m where m.pool_id = d.id) first
   where community_id = any((select ids from scope)::text[])`;

/** The numbers of any number of periods, in the order of the periods: one statement. A day is the community’s. */
export function numbersOf(
  { em, now }: Context,
  communityIds: readonly string[],
  periods: readonly FigurePeriod[],
): Promise<DeskNumbers[]> {
  return sql<DeskNumbers>(
    em,
    `with ${asked}
     select p."from"::text, p."to"::text, f.*, d.*, t.*, pools.*, again.*, kept.*
       from period p
       cross join lateral (${received}) f
       cross join lateral (${decided}) d
       cross join lateral (${tickets}) t
       cross join lateral (${pools}) pools
       cross join lateral (select count(*)::int as reopened from reopening where ${during('done_at')}) again
       cross join lateral (
         select avg(coalesce(decided_at < due_at, false)::int)::float as "commitmentsKeptShare"
           from commitment where ${during('due_at')}) kept
      order by p.at`,
    [
      textArray(communityIds),
      JSON.stringify(periods.map(({ from, to }, at) => ({ at, from, to }))),
      now,
      textArray(industryThemes),
    ],
  );
}

export async function terminalsOnline({ em }: Context, communityIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }>(
    em,
    `select count(*)::int as count from terminal where community_id = any(?::text[]) and state = 'ONLINE'`,
    [textArray(communityIds)],
  );
  return row?.count ?? 0;
}

export async function breachedNow({ em, now }: Context, communityIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }>(
    em,
    `select count(*)::int as count from "case"
      where community_id = any(?::text[]) and state = 'IN_PROGRESS' and due_at <= ?`,
    [textArray(communityIds), now],
  );
  return row?.count ?? 0;
}

/**
 * Matters and people by theme: every theme in its order, asked about or not. An order by size, or a list of those that
 * were asked about, would tell of what is withheld: of six matters, five of them on one theme, the last is the other’s.
 */
export async function countsByTheme(
  { em }: Context,
  communityIds: readonly string[],
  { from, to }: FigurePeriod,
): Promise<{ theme: Theme; filed: number; people: number }[]> {
  const rows = await sql<{ theme: Theme; filed: number; people: number }>(
    em,
    `select theme, count(*)::int as filed, count(distinct worker_id)::int as people from "case"
      where community_id = any(?::text[])
        and received_at >= (?::date::timestamp at time zone 'Asia/Shanghai')
        and received_at < ((?::date + 1)::timestamp at time zone 'Asia/Shanghai')
      group by theme`,
    [textArray(communityIds), from, to],
  );
  const asked = new Map(rows.map((row) => [row.theme, row]));
  return Object.values(Theme).map((theme) => asked.get(theme) ?? { theme, filed: 0, people: 0 });
}
