import { GeoPoint } from '@millgate/kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/** Entities of other subgraphs, by key only. What this subgraph adds to them is in `links.resolver.ts`. */

@Directive('@key(fields: "id")')
@ObjectType()
export class Community {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Property {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Worker {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Enterprise {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "centre { latitude longitude } minutes")')
@ObjectType()
export class LivingCircle {
  @Field(() => GeoPoint) centre!: GeoPoint;
  @Field(() => Int) minutes!: number;
}
