import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, type Context, sql } from '@millgate/kit';
import { Alliance } from '../alliance/alliance.entity.ts';
import { EnterpriseStatus } from '../enterprise/enterprise.entity.ts';
import { asKnown } from '../indicator/as-known.rules.ts';
import { IndicatorCorrection } from '../indicator/indicator-correction.entity.ts';
import { Indicator } from '../indicator/indicator.entity.ts';
import { District } from '../place/place.entity.ts';
import { mayReadFigures, type Scope } from './figures.policy.ts';
import { Figures } from './figures.ts';
import { everywhere } from './scope.rules.ts';

/** By its key, as the graph names it; null where there is no such scope. */
export async function figuresOf(
  { scopeId, from, to }: Pick<Figures, 'scopeId' | 'from' | 'to'>,
  context: Context,
): Promise<Figures | 'FORBIDDEN' | null> {
  const scope = await context.load(scopesNamed, scopeId);
  if (!scope) return null;
  if (!mayReadFigures(context.caller, scope)) return 'FORBIDDEN';
  return Object.assign(new Figures(), { scopeId, from, to, communityIds: scope.communityIds });
}

async function scopesNamed(scopeIds: readonly string[], { em }: Context) {
  const communities = await sql<{ id: string; districtId: string }>(
    em,
    'select id, district_id as "districtId" from community order by id',
  );
  const districts = new Set((await em.find(District, { id: { $in: [...scopeIds] } })).map(({ id }) => id));
  const ids = (within: typeof communities) => within.map(({ id }) => id);
  return scopeIds.map((scope): (Scope & { communityIds: readonly string[] }) | null => {
    if (scope === everywhere) return { communityIds: ids(communities) };
    if (districts.has(scope)) {
      return { districtId: scope, communityIds: ids(communities.filter(({ districtId }) => districtId === scope)) };
    }
    const community = communities.find(({ id }) => id === scope);
    return community ? { communityId: scope, districtId: community.districtId, communityIds: [scope] } : null;
  });
}

/** Grids, and those with their officer, a cadre and a representative in office on a day. */
export async function gridTeams(
  em: EntityManager,
  communityIds: readonly string[],
  day: CalendarDay,
): Promise<{ grids: number; complete: number }> {
  const [row] = await sql<{ grids: number; complete: number }>(
    em,
    `select count(*)::int as grids,
            (count(*) filter (where roles @> '{FULL_TIME_OFFICER,COMMUNITY_CADRE,ENTERPRISE_REP}'))::int as complete
       from (
         select coalesce(array_agg(m.role) filter (where m.id is not null), '{}') as roles
           from grid g left join grid_member m on m.grid_id = g.id
            and m.in_office_from <= ?::date and (m.in_office_until is null or m.in_office_until > ?::date)
          where g.community_id in (select jsonb_array_elements_text(?::jsonb))
          group by g.id) teams`,
    [day, day, JSON.stringify(communityIds)],
  );
  return row ?? { grids: 0, complete: 0 };
}

/** Enterprises of the communities that have not left. */
export async function enterprisesIn(em: EntityManager, communityIds: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }>(
    em,
    `select count(*)::int as count from enterprise
      where status <> ? and community_id in (select jsonb_array_elements_text(?::jsonb))`,
    [EnterpriseStatus.LEFT, JSON.stringify(communityIds)],
  );
  return row?.count ?? 0;
}

/** What sources state about the scope: its communities, the district where it is one, and their alliances. */
export async function statedIndicators(
  em: EntityManager,
  scopeId: string,
  communityIds: readonly string[],
  asOf: Date | null,
): Promise<Indicator[]> {
  const alliances = await em.find(Alliance, { communityRef: { $in: [...communityIds] } }, { fields: ['id'] });
  const where = [
    { communityRef: { $in: [...communityIds] } },
    { allianceRef: { $in: alliances.map(({ id }) => id) } },
    scopeId === everywhere ? { districtRef: { $ne: null } } : { districtRef: scopeId },
  ];
  const indicators = await em.find(Indicator, { $or: where }, { orderBy: { id: 'asc' } });
  return asOf ? knownAt(em, indicators, asOf) : indicators;
}

async function knownAt(em: EntityManager, indicators: readonly Indicator[], at: Date): Promise<Indicator[]> {
  const ids = indicators.map(({ id }) => id);
  const since = await em.find(IndicatorCorrection, { indicatorRef: { $in: ids }, correctedAt: { $gt: at } });
  const byIndicator = Map.groupBy(since, ({ indicatorRef }) => indicatorRef.id);
  return indicators.flatMap((indicator) => {
    const corrections = byIndicator.get(indicator.id) ?? [];
    const then = asKnown(indicator, corrections, at);
    if (!then) return [];
    const { value, precision, sources } = then;
    const version = indicator.version - corrections.length;
    // A copy: what is loaded is what is written, and nobody rewrites what is known now.
    return [Object.assign(new Indicator(), { ...indicator, value, precision, sources, version })];
  });
}
