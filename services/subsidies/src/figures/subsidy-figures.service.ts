import type { EntityManager } from '@mikro-orm/postgresql';
import { communityZone, type FigurePeriod, Money, peopleCount, sql } from '@millgate/kit';
import type { ClaimState } from '../claim/claim.enums.ts';
import {
  type ClaimsInState,
  type RefusalsByRule,
  SubsidyFigures,
  type SubsidyFiguresPoint,
} from './subsidy-figures.ts';

const day = (column: string) => `(${column} at time zone '${communityZone}')::date`;
const decided = `decided as (select * from claim where decided_at is not null and ${day('decided_at')} between ? and ?)`;

const tenth = (part: number, whole: number) => (whole === 0 ? null : Math.round((part * 1_000) / whole) / 10);

/** Fewer people than this might be recognised. */
const smallest = 5;

export async function subsidyFigures(em: EntityManager, { from, to }: FigurePeriod): Promise<SubsidyFigures> {
  const [money] = await sql<Record<'budget' | 'committed' | 'paid', string>>(
    em,
    `select coalesce(sum(amount_fen), 0) as budget, coalesce(sum(reserved_fen + committed_fen), 0) as committed,
            coalesce(sum(paid_fen - recovered_fen), 0) as paid
       from appropriation where fiscal_year between extract(year from ?::date) and extract(year from ?::date)`,
    [from, to],
  );
  const [claims] = await sql<
    Record<'all' | 'immediate' | 'eligible' | 'paid' | 'waiting', number> & { median: number | null }
  >(
    em,
    `with ${decided}
     select count(*)::int as "all", count(*) filter (where decided_at = submitted_at)::int as immediate,
            (percentile_cont(0.5) within group (order by extract(epoch from decided_at - submitted_at) / 60))::float as median,
            count(distinct worker_id) filter (where assessed->>'outcome' = 'ELIGIBLE')::int as eligible,
            count(distinct worker_id) filter (where assessed->>'outcome' = 'ELIGIBLE' and state in ('PAID', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED'))::int as paid,
            (select count(*)::int from claim where state = 'WAITING_BUDGET') as waiting
       from decided`,
    [from, to],
  );
  const fen = (key: 'budget' | 'committed' | 'paid') => Number(money?.[key] ?? 0);
  const { all = 0, immediate = 0, eligible = 0, paid = 0, waiting = 0, median = null } = claims ?? {};
  return Object.assign(new SubsidyFigures(), {
    from,
    to,
    budget: Money.fen(fen('budget')),
    committed: Money.fen(fen('committed')),
    paid: Money.fen(fen('paid')),
    remaining: Money.fen(fen('budget') - fen('committed') - fen('paid')),
    medianMinutesToDecision: median === null ? null : Math.round(median * 10) / 10,
    immediatePercent: tenth(immediate, all),
    takeUpPercent: eligible < smallest ? null : tenth(paid, eligible),
    waitingForMoney: waiting,
  });
}

export async function claimsByState(em: EntityManager, { from, to }: FigurePeriod): Promise<ClaimsInState[]> {
  const rows = await sql<{ state: ClaimState; people: number }>(
    em,
    `with ${decided} select state, count(distinct coalesce(worker_id, enterprise_id))::int as people from decided group by state order by state`,
    [from, to],
  );
  return rows.map(({ state, people }) => ({ state, people: peopleCount(people) }));
}

export async function refusalsByRule(em: EntityManager, { from, to }: FigurePeriod): Promise<RefusalsByRule[]> {
  const rows = await sql<{ rule: string; people: number }>(
    em,
    `with ${decided}
     select line->>'rule' as rule, count(distinct worker_id)::int as people
       from decided, jsonb_array_elements(assessed->'trace') line
      where line->>'outcome' = 'FAILED' and state in ('REFUSED', 'UNDER_APPEAL')
      group by 1 order by 1`,
    [from, to],
  );
  return rows.map(({ rule, people }) => ({ rule, people: peopleCount(people) }));
}

/** Every period in one statement; one without a claim or a payment is there, with nothing. */
export async function subsidySeries(
  em: EntityManager,
  periods: readonly FigurePeriod[],
): Promise<SubsidyFiguresPoint[]> {
  const rows = await sql<{ from: string; to: string; granted: number; paid: string }>(
    em,
    `select p."from"::text as "from", p."to"::text as "to",
            (select count(distinct coalesce(c.worker_id, c.enterprise_id))::int from claim c
              where ${day('c.decided_at')} between p."from" and p."to" and c.state not in ('REFUSED', 'UNDER_APPEAL', 'WITHDRAWN')) as granted,
            (select coalesce(sum(amount_fen), 0) from payment y
              where y.state = 'SETTLED' and ${day('y.settled_at')} between p."from" and p."to") as paid
       from jsonb_to_recordset(?::jsonb) as p("from" date, "to" date) order by 1`,
    [JSON.stringify(periods.map(({ from, to }) => ({ from, to })))],
  );
  return rows.map(({ from, to, granted, paid }) => ({
    from,
    to,
    granted: peopleCount(granted),
    paid: Money.fen(Number(paid)),
  }));
}
