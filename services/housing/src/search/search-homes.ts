import { type Context, connectionOf, decodeCursor, encodeCursor, loadById, Money, type Page, sql } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { bedsOf } from '../lease/held-days.ts';
import { Property } from '../property/property.entity.ts';
import { type Days, live, rentedWhole, sold } from '../unit/free-beds.ts';

@ObjectType({ description: 'A property where somebody can live on the days asked for.' })
export class HomeFound {
  propertyId!: string;
  rentFen!: number | null;

  @Field(() => Int, { description: 'Metres from the place asked about, along the great circle.' })
  metres!: number;

  @Field(() => Int, { description: 'Beds that are free on all of the days, at the rent asked for.' })
  freeBeds!: number;

  @Field(() => Int, { description: 'Units of which every bed is.' })
  freeUnits!: number;

  @Field(() => Money, {
    nullable: true,
    description: 'Lowest rent asked for a bed a month; null where none is stated.',
  })
  rentFrom(): Money | null {
    return this.rentFen === null ? null : Money.fen(this.rentFen);
  }

  @Field(() => Property, { nullable: true, description: 'The property.' })
  async property(@Ctx() context: Context): Promise<Property | null> {
    return loadById(context, Property, this.propertyId);
  }
}

export const HomeFoundConnection = connectionOf(HomeFound);

export interface Wanted extends Days {
  readonly latitude: number;
  readonly longitude: number;
  readonly withinMetres: number;
  readonly maxRentFen: number | null;
  readonly minAreaM2: number;
  readonly wholeUnit: boolean;
  readonly kinds: readonly string[];
  readonly services: readonly string[];
}

const earthRadiusMetres = 6_371_008.8;

/** Metres between a property and a point; parameters: latitude twice, longitude. */
const metresTo = `2 * ${earthRadiusMetres} * asin(least(1, sqrt(
  sin(radians(p.latitude - ?) / 2) ^ 2 + cos(radians(?)) * cos(radians(p.latitude)) * sin(radians(p.longitude - ?) / 2) ^ 2)))`;

/**
 * What is free near a place, nearest first: one statement, however much there is, and one more for the properties of a
 * page. Flats for sale are not among them.
 */
export async function searchHomes(
  context: Context,
  wanted: Wanted,
  { first, after }: { readonly first: number; readonly after?: string | null | undefined },
): Promise<Page<HomeFound>> {
  const { from, until, latitude, longitude, withinMetres, maxRentFen, minAreaM2, wholeUnit, kinds, services } = wanted;
  const binding = JSON.stringify(['searchHomes', wanted]);
  const secret = context.services.secret('cursor');
  const [metres, id] = after ? decodeCursor(secret, binding, after) : [-1, ''];
  const rows = await sql<{
    propertyId: string;
    metres: number;
    freeBeds: number;
    freeUnits: number;
    rentFen: string | null;
  }>(
    context.em,
    `with near as (
       select p.id, round(${metresTo})::int as metres from property p
        where p.latitude is not null and p.longitude is not null and p.kind <> 'YOUTH_APARTMENT'
          and (? or p.kind in (select jsonb_array_elements_text(?::jsonb)))
          and p.services @> array(select jsonb_array_elements_text(?::jsonb))
          and p.latitude between ? and ?),
     free as (
       select u.id, near.id as property_id, near.metres, u.beds, u.bed_rent_fen, count(*)::int as beds_free
         from near join unit u on u.property_id = near.id, generate_series(1, u.beds) bed(no)
        where near.metres <= ? and u.area_m2 >= ? and not u.out_of_service and not ${sold('u')} and not ${rentedWhole('u')}
          and (?::bigint is null or u.bed_rent_fen * (case when ? then u.beds else 1 end) <= ?::bigint)
          and not exists (
            select 1 from lease l where l.unit_id = u.id and l.state in (${live}) and ${bedsOf('l.bed')} @> bed.no
               and daterange(l.let_from, l.let_until) && daterange(?::date, ?::date))
        group by u.id, near.id, near.metres)
     select property_id as "propertyId", metres, sum(beds_free)::int as "freeBeds",
            count(*) filter (where beds_free = beds)::int as "freeUnits", min(bed_rent_fen) as "rentFen"
       from free where (metres, property_id) > (?, ?)
      group by property_id, metres
     having not ? or count(*) filter (where beds_free = beds) > 0
      order by metres, property_id limit ?`,
    [
      ...[latitude, latitude, longitude],
      ...[kinds.length === 0, JSON.stringify(kinds), JSON.stringify(services)],
      ...[latitude - degrees(withinMetres), latitude + degrees(withinMetres)],
      ...[withinMetres, minAreaM2, from, until, maxRentFen, wholeUnit, maxRentFen, from, until],
      ...[metres, id, wholeUnit, first + 1],
    ],
  );
  const edges = rows.slice(0, first).map(({ rentFen, ...row }) => ({
    node: Object.assign(new HomeFound(), { ...row, rentFen: rentFen === null ? null : Number(rentFen) }),
    get cursor() {
      return encodeCursor(secret, binding, [row.metres, row.propertyId]);
    },
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const degrees = (metres: number) => (metres / earthRadiusMetres) * (180 / Math.PI) + 1e-9;
