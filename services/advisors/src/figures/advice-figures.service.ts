import { type Context, type FigurePeriod, sql } from '@millgate/kit';
import type { AdvisorKind } from '../advisor/advisor.enums.ts';
import type { AdviceNumbers } from './advice-figures.ts';

/** Whose questions count: those of the communities that are not sealed. Every statement here begins with it. */
const open = `select c.* from consultation c
  where c.confidentiality = 'NORMAL' and c.community_id in (select jsonb_array_elements_text(?::jsonb))`;

const within = (period: string) =>
  `c.first_requested_at >= (${period}."from"::timestamp at time zone 'Asia/Shanghai')
   and c.first_requested_at < ((${period}."to" + 1)::timestamp at time zone 'Asia/Shanghai')`;

const periodTable = `select at, "from", "to" from jsonb_to_recordset(?::jsonb) as p(at int, "from" date, "to" date)`;

const table = (periods: readonly FigurePeriod[]) =>
  JSON.stringify(periods.map(({ from, to }, at) => ({ at, from, to })));

/** The numbers of any number of periods, in the order of the periods: one statement. A day is the community’s. */
export const numbersOf = (
  { em, now }: Context,
  communityIds: readonly string[],
  periods: readonly FigurePeriod[],
): Promise<(AdviceNumbers & { askersCount: number })[]> =>
  sql(
    em,
    `with open as (${open}), period as (${periodTable})
     select p."from"::text, p."to"::text, f.*
       from period p cross join lateral (
         select count(*)::int as asked,
                (count(*) filter (where c.answered_at is not null))::int as answered,
                (count(*) filter (where exists (select from assignment a
                                                 where a.consultation_id = c.id and a.ended_at is not null)))::int as reassigned,
                (count(*) filter (where exists (select from follow_up u
                                                 where u.consultation_id = c.id and u.result = 'SETTLED')))::int as settled,
                round((percentile_cont(0.5) within group (order by extract(epoch from c.first_contact_at - c.first_requested_at))
                       / 3600)::numeric, 1)::float8 as "medianHoursToContact",
                (avg((coalesce(c.first_contact_at <= c.contact_by, false))::int)
                  filter (where c.contact_by is not null and (c.first_contact_at is not null or c.contact_by <= ?)))::float8
                  as "contactedOnTimeShare",
                case when count(c.rating) >= 5 then avg(c.rating)::float8 end as "meanRating",
                count(distinct c.worker_id)::int as "askersCount"
           from open c where ${within('p')}) f
      order by p.at`,
    [JSON.stringify(communityIds), table(periods), now],
  );

export const askedByKind = (
  { em }: Context,
  communityIds: readonly string[],
  period: FigurePeriod,
): Promise<{ kind: AdvisorKind; asked: number }[]> =>
  sql(
    em,
    `with open as (${open}), period as (${periodTable})
     select c.kind, count(*)::int as asked from open c join period p on ${within('p')}
      group by c.kind order by asked desc, c.kind`,
    [JSON.stringify(communityIds), table([period])],
  );

export const askedByChain = (
  { em }: Context,
  communityIds: readonly string[],
  period: FigurePeriod,
): Promise<{ chain: string; asked: number }[]> =>
  sql(
    em,
    `with open as (${open}), period as (${periodTable})
     select chain, count(*)::int as asked
       from open c join period p on ${within('p')}, unnest(c.chain_ids) chain
      group by chain order by asked desc, chain`,
    [JSON.stringify(communityIds), table([period])],
  );

export const mostCited = (
  { em }: Context,
  communityIds: readonly string[],
  period: FigurePeriod,
): Promise<{ code: string; times: number }[]> =>
  sql(
    em,
    `with open as (${open}), period as (${periodTable})
     select cited->>'code' as code, count(*)::int as times
       from open c join period p on ${within('p')}, jsonb_array_elements(c.citations) cited
      group by code order by times desc, code limit 20`,
    [JSON.stringify(communityIds), table([period])],
  );

/** What lies with advisers of the communities now. Integrity advisers are left out: all they have is sealed. */
export const loadOf = ({ em }: Context, communityIds: readonly string[]): Promise<{ id: string; open: number }[]> =>
  sql(
    em,
    `select a.id, (select count(*)::int from consultation c
                    where c.advisor_id = a.id and c.confidentiality = 'NORMAL'
                      and c.state in ('ASSIGNED', 'ACCEPTED', 'MET')) as open
       from advisor a
      where a.kind <> 'INTEGRITY' and a.community_id in (select jsonb_array_elements_text(?::jsonb))
      order by open desc, a.id limit 200`,
    [JSON.stringify(communityIds)],
  );
