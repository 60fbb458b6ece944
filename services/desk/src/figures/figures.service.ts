import { type Context, type FigurePeriod, sql } from '@millgate/kit';
import { industryThemes, type Theme } from '../case/theme.ts';
import { textArray } from '../values/text-array.ts';
import type { DeskNumbers } from './figures.ts';

/** The numbers of any number of periods, in the order of the periods: one statement. A day is the community’s. */
export function numbersOf(
  { em }: Context,
  communityIds: readonly string[],
  periods: readonly FigurePeriod[],
): Promise<DeskNumbers[]> {
  return sql<DeskNumbers>(
    em,
    `with period as (
       select at, "from", "to",
              ("from"::timestamp at time zone 'Asia/Shanghai') as begins,
              (("to" + 1)::timestamp at time zone 'Asia/Shanghai') as ends
         from jsonb_to_recordset(?::jsonb) as p(at int, "from" date, "to" date))
     select p."from"::text, p."to"::text, f.*, d.*, t.*, pools.*
       from period p
       cross join lateral (
         select count(*)::int as filed,
                (count(*) filter (where kind = 'SUGGESTION'))::int as voices,
                (count(*) filter (where kind = 'SUGGESTION' and theme = any(?::text[])))::int as "industryVoices",
                (count(*) filter (where assistance <> 'SELF'))::int as assisted
           from "case" where community_id = any(?::text[]) and received_at >= p.begins and received_at < p.ends) f
       cross join lateral (
         select count(*)::int as decided,
                avg((decided_at < due_at)::int)::float as "onTimeShare",
                percentile_cont(0.5) within group (order by extract(epoch from decided_at - received_at) / 86400)
                  as "medianDaysToDecision",
                avg((rating <= 2)::int) filter (where rating is not null)::float as "badRatingShare"
           from "case" where community_id = any(?::text[]) and decided_at >= p.begins and decided_at < p.ends) d
       cross join lateral (
         select (count(c.id)::float / nullif(count(distinct q.id), 0)) as "mattersPerTicket"
           from queue_ticket q left join "case" c on c.ticket_id = q.id
          where q.community_id = any(?::text[]) and q.taken_at >= p.begins and q.taken_at < p.ends) t
       cross join lateral (
         select (count(*) filter (where reached_at >= p.begins and reached_at < p.ends))::int as "poolsReached",
                (count(*) filter (where fulfilled_at >= p.begins and fulfilled_at < p.ends))::int as "poolsFulfilled"
           from demand_pool where community_id = any(?::text[])) pools
      order by p.at`,
    [
      JSON.stringify(periods.map(({ from, to }, at) => ({ at, from, to }))),
      textArray(industryThemes),
      ...Array.from({ length: 4 }, () => textArray(communityIds)),
    ],
  );
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

/** Matters and people by theme: in the order of themes, since an order by size would tell of what is withheld. */
export const countsByTheme = (
  { em }: Context,
  communityIds: readonly string[],
  { from, to }: FigurePeriod,
): Promise<{ theme: Theme; filed: number; people: number }[]> =>
  sql(
    em,
    `select theme, count(*)::int as filed, count(distinct worker_id)::int as people from "case"
      where community_id = any(?::text[])
        and received_at >= (?::date::timestamp at time zone 'Asia/Shanghai')
        and received_at < ((?::date + 1)::timestamp at time zone 'Asia/Shanghai')
      group by theme order by theme`,
    [textArray(communityIds), from, to],
  );
