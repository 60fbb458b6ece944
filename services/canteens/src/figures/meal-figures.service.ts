import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { PriceTier } from '../plan/price-tier.ts';
import type { SoldOutFigures } from './meal-figures.ts';
import type { DayOfMeals } from './meal-figures.rules.ts';

interface Scope {
  readonly communityIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

const servingsInScope = `servings as (
  select s.*, c.seats from meal_serving s join canteen c on c.id = s.canteen_id
   where c.community_id in (select jsonb_array_elements_text(?::jsonb)) and s.served_on between ? and ?)`;

const parametersOf = ({ communityIds, from, to }: Scope) => [JSON.stringify(communityIds), from, to];

/** Every day on which something was served, in order. */
export async function mealDays(em: EntityManager, scope: Scope): Promise<DayOfMeals[]> {
  const rows = await sql<DayOfMeals & { paidFen: string }>(
    em,
    `with ${servingsInScope},
     served as (
       select served_on, sum(planned) as planned, sum(sold + oversold) as sold, sum(oversold) as oversold, sum(wasted) as wasted
         from servings group by served_on),
     seated as (
       select served_on, sum(seats) as seats from (select distinct served_on, canteen_id, period, seats from servings) meals
        group by served_on),
     ordered as (
       select s.served_on, sum(o.quantity) filter (where o.state = 'PICKED_UP') as picked_up,
              sum(o.quantity) filter (where o.state = 'NO_SHOW') as no_show,
              sum(o.quantity) filter (where o.tier = ?) as subsidised, sum(o.quantity * o.price_fen) as fen
         from servings s join meal_order o on o.serving_id = s.id and o.state <> 'CANCELLED' group by s.served_on),
     walked_in as (
       select s.served_on, sum(c.quantity) as quantity, sum(c.quantity * c.price_fen) as fen
         from servings s join counter_sale c on c.serving_id = s.id group by s.served_on)
     select served_on::text as "on", planned::int, sold::int, oversold::int, wasted::int,
            coalesce(picked_up, 0)::int as "pickedUp", coalesce(no_show, 0)::int as "noShow",
            coalesce(walked_in.quantity, 0)::int as "soldAtCounter", coalesce(subsidised, 0)::int as subsidised,
            coalesce(ordered.fen, 0) + coalesce(walked_in.fen, 0) as "paidFen", seated.seats::int as "seatMeals"
       from served join seated using (served_on) left join ordered using (served_on) left join walked_in using (served_on)
      order by served_on`,
    [...parametersOf(scope), PriceTier.ENTERPRISE_SUBSIDISED],
  );
  return rows.map((row) => ({ ...row, paidFen: Number(row.paidFen) }));
}

/** Servings of which nothing was left at some instant before the cut-off, judged by their ledgers. */
export async function soldOutOf(em: EntityManager, scope: Scope): Promise<SoldOutFigures> {
  const [row] = await sql<SoldOutFigures>(
    em,
    `with ${servingsInScope},
     gone as (
       select s.id, s.cutoff_at - min(m.moved_at) as early from servings s
         join stock_move m on m.serving_id = s.id and m.balance <= 0 and m.moved_at < s.cutoff_at
        group by s.id, s.cutoff_at)
     select count(*)::int as servings,
            round(percentile_cont(0.5) within group (order by extract(epoch from early) / 60))::int as "medianMinutesBeforeCutoff"
       from gone`,
    parametersOf(scope),
  );
  return row ?? { servings: 0, medianMinutesBeforeCutoff: null };
}

export async function dinersOf(em: EntityManager, scope: Scope): Promise<number> {
  const [row] = await sql<{ people: number }>(
    em,
    `with ${servingsInScope}
     select count(distinct o.worker_id)::int as people
       from servings s join meal_order o on o.serving_id = s.id and o.state <> 'CANCELLED'`,
    parametersOf(scope),
  );
  return row?.people ?? 0;
}
