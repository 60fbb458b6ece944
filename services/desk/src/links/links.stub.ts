import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Entities of other subgraphs, by key only. What this subgraph adds to them is in `links.resolver.ts`. */

@Directive('@key(fields: "id")')
@ObjectType()
export class Claim {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Community {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Enterprise {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Worker {
  @Field(() => ID) id!: string;
}
