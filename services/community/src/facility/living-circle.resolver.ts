import { type Context, GeoPoint, type ReferenceResolver } from '@millgate/kit';
import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import { type CircleNeed, gapsOf } from './circle-gaps.rules.ts';
import { FacilityKind } from './facility.enums.ts';
import { LivingCircle } from './living-circle.ts';

const CircleNeedEnum = { ...FacilityKind, CANTEEN: 'CANTEEN', HOME: 'HOME' } as const;

registerEnumType(CircleNeedEnum, {
  name: 'CircleNeed',
  description: 'What a circle is to have: every kind of facility, a place to eat and a place to live.',
  valuesConfig: {
    ...Object.fromEntries(Object.keys(FacilityKind).map((kind) => [kind, { description: `As FacilityKind ${kind}.` }])),
    CANTEEN: { description: 'A canteen (食堂).' },
    HOME: { description: 'A property with homes to rent (住房).' },
  },
});

@ObjectType({ description: 'What cannot be reached on foot from a point, and of what nobody could say.' })
export class CircleGaps {
  @Field(() => [CircleNeedEnum], { description: 'Of which nothing is within reach.' })
  missing!: readonly CircleNeed[];

  @Field(() => [CircleNeedEnum], {
    description: 'Of which it is not known, because the part of the graph that knows did not answer; empty as a rule.',
  })
  unknown!: readonly CircleNeed[];
}

interface Asked extends LivingCircle {
  readonly canteenCount?: number | null;
  readonly propertyCount?: number | null;
}

@Resolver(() => LivingCircle)
export class LivingCircleResolver {
  @Directive('@external')
  @FieldResolver(() => Int, { nullable: true })
  canteenCount(@Root() circle: Asked): number | null {
    return circle.canteenCount ?? null;
  }

  @Directive('@external')
  @FieldResolver(() => Int, { nullable: true })
  propertyCount(@Root() circle: Asked): number | null {
    return circle.propertyCount ?? null;
  }

  @Directive('@requires(fields: "canteenCount propertyCount")')
  @FieldResolver(() => CircleGaps, {
    nullable: true,
    description: 'What of all that a circle is to have is missing, canteens and homes included.',
  })
  async gaps(@Root() circle: Asked, @Ctx() context: Context): Promise<CircleGaps> {
    const nearby = await circle.facilities(context);
    return gapsOf(Object.values(FacilityKind), {
      facilityKinds: new Set(nearby.map(({ facility }) => facility.kind)),
      canteens: circle.canteenCount ?? null,
      homes: circle.propertyCount ?? null,
    });
  }
}

/** The circle around a point, with what the others said of it. Nobody walks for longer than an hour. */
export const livingCircleReference: ReferenceResolver = (reference) => {
  const { centre, minutes, canteenCount, propertyCount } = reference as unknown as Asked;
  if (!(minutes >= 1 && minutes <= 60)) return null;
  return Object.assign(LivingCircle.at(GeoPoint.at(centre.latitude, centre.longitude), minutes), {
    canteenCount,
    propertyCount,
  });
};
