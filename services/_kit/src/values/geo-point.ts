import { Embeddable, Property } from '@mikro-orm/decorators/legacy';
import { Max, Min } from 'class-validator';
import { Directive, Field, Float, InputType, ObjectType } from 'type-graphql';

@Embeddable()
@Directive('@shareable')
@ObjectType({ description: 'A point on the ground, in WGS 84 degrees.' })
export class GeoPoint {
  @Field(() => Float, { description: 'Degrees north of the equator.' })
  @Property({ type: 'double' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich.' })
  @Property({ type: 'double' })
  longitude!: number;

  static at(latitude: number, longitude: number): GeoPoint {
    return Object.assign(new GeoPoint(), { latitude, longitude });
  }
}

@InputType({ description: 'A point on the ground, in WGS 84 degrees.' })
export class GeoPointInput {
  @Field(() => Float, { description: 'Degrees north of the equator, -90 to 90.' })
  @Min(-90)
  @Max(90)
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich, -180 to 180.' })
  @Min(-180)
  @Max(180)
  longitude!: number;
}
