import { type Context } from '@millgate/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { GeoPoint } from '../geo/geo-point.ts';
import { boxAround, metresBetween, reachMetres, walkMinutes } from '../geo/walking.rules.ts';
import { Facility } from './facility.entity.ts';
import { FacilityKind, FacilityState } from './facility.enums.ts';

@ObjectType({ description: 'A facility and how far it is on foot.' })
export class NearbyFacility {
  @Field(() => Facility, { description: 'The facility.' })
  facility!: Facility;

  @Field(() => Int, { description: 'Metres in a straight line.' })
  metres!: number;

  @Field(() => Int, { description: 'Minutes on foot, estimated from the straight line.' })
  minutes!: number;
}

@ObjectType({ description: 'How well one kind of facility is within reach.' })
export class CircleCoverage {
  @Field(() => FacilityKind, { description: 'The kind.' })
  kind!: FacilityKind;

  @Field(() => Int, { description: 'How many are within reach.' })
  count!: number;

  @Field(() => NearbyFacility, { nullable: true, description: 'The nearest of them; null if there is none.' })
  nearest!: NearbyFacility | null;
}

@ObjectType({ description: 'What can be reached on foot from a point: the “15-minute circle”.' })
export class LivingCircle {
  @Field(() => GeoPoint, { description: 'The point.' })
  centre!: GeoPoint;

  @Field(() => Int, { description: 'The minutes.' })
  minutes!: number;

  @Field(() => [CircleCoverage], { description: 'Every kind of facility, in the order of the enumeration.' })
  coverage!: CircleCoverage[];

  @Field(() => [FacilityKind], { description: 'Kinds of which nothing is within reach.' })
  missing!: FacilityKind[];
}

interface Circle {
  readonly centre: { readonly latitude: number; readonly longitude: number };
  readonly minutes: number;
  readonly kinds?: readonly FacilityKind[] | null | undefined;
}

/** Facilities in use within so many minutes on foot, nearest first: an index picks the box, arithmetic the circle. */
export async function facilitiesAround({ em }: Context, { centre, minutes, kinds }: Circle): Promise<NearbyFacility[]> {
  const reach = reachMetres(minutes);
  const { south, north, west, east } = boxAround(centre, reach);
  const candidates = await em.find(Facility, {
    state: FacilityState.OPEN,
    location: { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } },
    ...(kinds?.length ? { kind: { $in: [...kinds] } } : {}),
  });
  return candidates
    .flatMap((facility) => (facility.location ? [{ facility, away: metresBetween(centre, facility.location) }] : []))
    .filter(({ away }) => away <= reach)
    .sort((a, b) => a.away - b.away || (a.facility.id < b.facility.id ? -1 : 1))
    .map(({ facility, away }) => ({ facility, metres: Math.round(away), minutes: walkMinutes(away) }));
}

export function circleOf(circle: Circle, nearby: readonly NearbyFacility[]): LivingCircle {
  const coverage = Object.values(FacilityKind).map((kind) => {
    const ofKind = nearby.filter(({ facility }) => facility.kind === kind);
    return { kind, count: ofKind.length, nearest: ofKind[0] ?? null };
  });
  return {
    centre: GeoPoint.at(circle.centre.latitude, circle.centre.longitude),
    minutes: circle.minutes,
    coverage,
    missing: coverage.filter(({ count }) => count === 0).map(({ kind }) => kind),
  };
}
