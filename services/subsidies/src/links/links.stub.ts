import { DateFact, NumberFact } from '@millgate/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { HomePurchaseFact } from '../facts/home-purchase-fact.ts';

/** Entities of other subgraphs, by key and by the facts that rules read. What is added to them is in `links.resolver.ts`. */

@Directive('@key(fields: "id")')
@ObjectType()
export class Worker {
  @Field(() => ID) id!: string;

  @Directive('@external')
  @Field(() => DateFact, { nullable: true })
  birthDateFact?: DateFact | null;

  @Directive('@external')
  @Field(() => DateFact, { nullable: true })
  settledOnFact?: DateFact | null;

  @Directive('@external')
  @Field(() => [NumberFact], { nullable: true })
  skillRankFacts?: NumberFact[] | null;

  @Directive('@external')
  @Field(() => [HomePurchaseFact], { nullable: true })
  homePurchaseFacts?: HomePurchaseFact[] | null;

  @Directive('@external')
  @Field(() => [DateFact], { nullable: true })
  mainJobFacts?: DateFact[] | null;

  @Directive('@external')
  @Field(() => [DateFact], { nullable: true })
  childBirthFacts?: DateFact[] | null;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Enterprise {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class HomePurchase {
  @Field(() => ID) id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
export class Credential {
  @Field(() => ID) id!: string;
}
