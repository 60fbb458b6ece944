import { communityZone, type FigurePeriod, PeopleCount, peopleCount, sql } from '@millgate/kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PropertyKind } from '../property/property.entity.ts';

@ObjectType({ description: 'What there is of one kind of property, on the day of the request.', simpleResolvers: true })
export class HomesOfKind {
  @Field(() => PropertyKind, { description: 'The kind.' })
  kind!: PropertyKind;

  @Field(() => Int, { description: 'Units, those out of service and those sold too.' })
  units!: number;

  @Field(() => Int, { description: 'Beds of these units.' })
  beds!: number;

  @Field(() => Float, { description: 'Floor area of these units, in square metres, to one place.' })
  builtAreaM2!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Floor area that its properties are planned to have, in square metres; null where no source states it.',
  })
  plannedAreaM2!: number | null;
}

@ObjectType({
  description: 'Purchase codes of a period. One is one person’s: few are not counted out.',
  simpleResolvers: true,
})
export class PurchaseCodeFigures {
  @Field(() => PeopleCount, { description: 'Codes issued in the period.' })
  issued!: PeopleCount;

  @Field(() => PeopleCount, {
    description: 'Codes redeemed in the period, by day of the contract, rescinded ones too.',
  })
  redeemed!: PeopleCount;

  @Field(() => PeopleCount, {
    description: 'Codes that expired in the period without having been redeemed or revoked.',
  })
  expired!: PeopleCount;
}

/** What there is of each kind in some communities; kinds of which there is nothing are left out. */
export async function homesByKind(em: EntityManager, communityIds: readonly string[]): Promise<HomesOfKind[]> {
  const rows = await sql<HomesOfKind>(
    em,
    `select p.kind, sum(u.units)::int as units, sum(u.beds)::int as beds, round(sum(u.area)::numeric, 1)::float8 as "builtAreaM2",
            sum(p.planned_area_m2) as "plannedAreaM2"
       from property p, lateral (
         select count(*) as units, coalesce(sum(beds), 0) as beds, coalesce(sum(area_m2), 0) as area from unit where property_id = p.id) u
      where p.community_id in (select jsonb_array_elements_text(?::jsonb)) group by p.kind order by p.kind`,
    [JSON.stringify(communityIds)],
  );
  return rows.map((row) => Object.assign(new HomesOfKind(), row));
}

/** Applications for a unit offered, to one place: of listings for which somebody applied in the period. */
export async function applicationsPerUnit(
  em: EntityManager,
  communityIds: readonly string[],
  { from, to }: FigurePeriod,
): Promise<number | null> {
  const [row] = await sql<{ each: number | null }>(
    em,
    `with applied as (
       select a.id, a.listing_id from application a join listing l on l.id = a.listing_id join property p on p.id = l.property_id
        where p.community_id in (select jsonb_array_elements_text(?::jsonb))
          and (a.submitted_at at time zone '${communityZone}')::date between ?::date and ?::date)
     select round((select count(*) from applied)
              / nullif((select count(*) from listing_unit where listing_id in (select listing_id from applied)), 0)::numeric, 1)::float8 as each`,
    [JSON.stringify(communityIds), from, to],
  );
  return row?.each ?? null;
}

export async function purchaseCodes(
  em: EntityManager,
  { from, to }: FigurePeriod,
  now: Date,
): Promise<PurchaseCodeFigures> {
  const day = (instant: string) => `(${instant} at time zone '${communityZone}')::date between p."from" and p."to"`;
  const [row] = await sql<{ issued: number; redeemed: number; expired: number }>(
    em,
    `select (select count(*)::int from purchase_code where ${day('issued_at')}) as issued,
            (select count(*)::int from home_purchase where contracted_on between p."from" and p."to") as redeemed,
            (select count(*)::int from purchase_code
              where state in ('ISSUED', 'EXPIRED') and expires_at <= ? and ${day('expires_at')}) as expired
       from (select ?::date as "from", ?::date as "to") p`,
    [now, from, to],
  );
  const { issued = 0, redeemed = 0, expired = 0 } = row ?? {};
  return Object.assign(new PurchaseCodeFigures(), {
    issued: peopleCount(issued),
    redeemed: peopleCount(redeemed),
    expired: peopleCount(expired),
  });
}
