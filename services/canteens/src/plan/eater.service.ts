import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { PriceTier } from './price-tier.ts';
import type { Eater, Plan } from './tier.rules.ts';

interface Row {
  readonly id: string | null;
  readonly enterpriseId: string;
  readonly from: string;
  readonly until: string | null;
  readonly tier: PriceTier | null;
  readonly perDay: number;
  readonly planFrom: string;
  readonly planUntil: string | null;
  readonly elderSince: string | null;
}

/** What decides a person’s price, in one statement: it stands in the way of everybody who orders. */
export async function eaterOf(em: EntityManager, workerId: string): Promise<Eater> {
  const rows = await sql<Row>(
    em,
    `select e.id, e.enterprise_id as "enterpriseId", e.employed_from::text as "from", e.employed_until::text as "until",
            p.tier, p.per_day as "perDay", p.valid_from::text as "planFrom", p.valid_until::text as "planUntil",
            k.since::text as "elderSince"
       from (select ?::text as worker_id) w
       left join known_employment e on e.worker_id = w.worker_id
       left join meal_plan p on p.enterprise_id = e.enterprise_id
       left join known_elder k on k.worker_id = w.worker_id
      order by e.employed_from, e.id, p.valid_from`,
    [workerId],
  );
  const employments = new Map<string, { enterpriseId: string; from: string; until: string | null; plans: Plan[] }>();
  for (const { id, enterpriseId, from, until, tier, perDay, planFrom, planUntil } of rows) {
    if (id === null) continue;
    const job = employments.get(id) ?? { enterpriseId, from, until, plans: [] };
    if (tier !== null) job.plans.push({ tier, perDay, from: planFrom, until: planUntil });
    employments.set(id, job);
  }
  return { employments: [...employments.values()], elderSince: rows[0]?.elderSince ?? null };
}
