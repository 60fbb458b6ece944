import { boxAround, type Context, GeoPoint, onFoot, reachMetres } from '@millgate/kit';
import { Ctx, Directive, Field, Int, ObjectType } from 'type-graphql';
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

/** Others add what they own that lies within, by the same centre and minutes. */
@Directive('@key(fields: "centre { latitude longitude } minutes")')
@ObjectType({ description: 'What can be reached on foot from a point: the “15-minute circle”.' })
export class LivingCircle {
  @Field(() => GeoPoint, { description: 'The point.' })
  centre!: GeoPoint;

  @Field(() => Int, { description: 'The minutes.' })
  minutes!: number;

  #facilities: Promise<readonly NearbyFacility[]> | undefined;

  static at({ latitude, longitude }: GeoPoint, minutes: number): LivingCircle {
    return Object.assign(new LivingCircle(), { centre: GeoPoint.at(latitude, longitude), minutes });
  }

  @Field(() => [CircleCoverage], { description: 'Every kind of facility, in the order of the enumeration.' })
  async coverage(@Ctx() context: Context): Promise<CircleCoverage[]> {
    const nearby = await this.facilities(context);
    return Object.values(FacilityKind).map((kind) => {
      const ofKind = nearby.filter(({ facility }) => facility.kind === kind);
      return { kind, count: ofKind.length, nearest: ofKind[0] ?? null };
    });
  }

  @Field(() => [FacilityKind], {
    description: 'Kinds of facility of which nothing is within reach; `gaps` also looks at canteens and homes.',
  })
  async missing(@Ctx() context: Context): Promise<FacilityKind[]> {
    const there = new Set((await this.facilities(context)).map(({ facility }) => facility.kind));
    return Object.values(FacilityKind).filter((kind) => !there.has(kind));
  }

  facilities(context: Context): Promise<readonly NearbyFacility[]> {
    return (this.#facilities ??= facilitiesAround(context, this));
  }
}

interface Circle {
  readonly centre: { readonly latitude: number; readonly longitude: number };
  readonly minutes: number;
  readonly kinds?: readonly FacilityKind[] | null | undefined;
}

/** Facilities in use within so many minutes on foot, nearest first: an index picks the box, arithmetic the circle. */
export async function facilitiesAround({ em }: Context, { centre, minutes, kinds }: Circle): Promise<NearbyFacility[]> {
  const { south, north, west, east } = boxAround(centre, reachMetres(minutes));
  const candidates = await em.find(Facility, {
    state: FacilityState.OPEN,
    location: { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } },
    ...(kinds?.length ? { kind: { $in: [...kinds] } } : {}),
  });
  return onFoot(centre, minutes, candidates, ({ location }) => location).map(({ place, ...far }) => ({
    facility: place,
    ...far,
  }));
}
