import { type Context, DateScalar, Lang, langArgument } from '@millgate/kit';
import { Arg, Ctx, Field, ID, ObjectType } from 'type-graphql';
import { maskedHolder } from '../credential/credential.rules.ts';
import { Enterprise } from '../links/links.stub.ts';
import type { TitleEvaluation } from './title-evaluation.entity.ts';
import { TitleRoute, TitleWaiver } from './title-kinds.ts';

/** A type of its own: what is published leads to no record of the person. */
@ObjectType({ description: 'A panel’s decision while it is published, so that whoever knows better can object.' })
export class PublicisedTitle {
  readonly #evaluation: TitleEvaluation;

  constructor(evaluation: TitleEvaluation) {
    this.#evaluation = evaluation;
  }

  @Field(() => ID, { description: 'Id of the evaluation, for `objectToTitle`.' })
  evaluationId(): string {
    return this.#evaluation.id;
  }

  @Field(() => String, { description: 'The title that would be conferred.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.#evaluation.titles, lang);
  }

  @Field(() => String, { description: 'The candidate, masked but for the family name (王*).' })
  candidate(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    const { candidateNames } = this.#evaluation;
    return candidateNames === null ? '*' : maskedHolder(context.text(candidateNames, lang));
  }

  @Field(() => Enterprise, {
    nullable: true,
    description: 'The candidate’s employer when she applied, if she had one.',
  })
  enterprise(): Enterprise | null {
    const { enterpriseId } = this.#evaluation;
    return enterpriseId === null ? null : { id: enterpriseId };
  }

  @Field(() => TitleRoute, { description: 'The way by which it was sought.' })
  route(): TitleRoute {
    return this.#evaluation.route;
  }

  @Field(() => [TitleWaiver], { description: 'What was waived.' })
  waivers(): TitleWaiver[] {
    return this.#evaluation.waivers;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was published.' })
  publicisedOn(): string | null {
    return this.#evaluation.publicisedOn;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which one can object.' })
  publicityUntil(): string | null {
    return this.#evaluation.publicityUntil;
  }
}
