import { FiguresPoint, FiguresStub, PeopleCount } from '@millgate/kit';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { AdvisorKind } from '../advisor/advisor.enums.ts';
import { IndustryChain } from '../links/links.stub.ts';

@Directive('@key(fields: "scopeId from to")')
@ObjectType()
export class Figures extends FiguresStub {}

/** Sealed consultations are in none of these, not even in a sum: who knows the sum of the others would have theirs. */
@ObjectType()
export abstract class AdviceNumbers extends FiguresPoint {
  @Field(() => Int, { description: 'Questions asked for the first time in the period, sealed ones left out.' })
  asked!: number;

  @Field(() => Int, { description: 'Of them, answered by now.' })
  answered!: number;

  @Field(() => Int, {
    description: 'Of them, those whose adviser declined, was silent or left, so that the next was asked.',
  })
  reassigned!: number;

  @Field(() => Int, { description: 'Of them, those of which an adviser found later that the matter is settled.' })
  settled!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of hours from the first request to the first contact, over those contacted; null if none was. However many advisers were asked in between (A5).',
  })
  medianHoursToContact!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of those contacted or overdue, the share contacted within two working days of the first request, 0 to 1; null if there is none.',
  })
  contactedOnTimeShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean rating of those rated, 1 to 5; null if fewer than five were rated, since it would tell how one person rated.',
  })
  meanRating!: number | null;
}

@ObjectType({ description: 'What advisers were asked in a part of the period.', simpleResolvers: true })
export class AdviceFiguresPoint extends AdviceNumbers {}

@ObjectType({ description: 'Questions to one kind of adviser.', simpleResolvers: true })
export class AdviceByKind {
  @Field(() => AdvisorKind, { description: 'The kind; integrity advisers are asked under seal and have no row.' })
  kind!: AdvisorKind;
  @Field(() => Int, { description: 'Questions asked in the period.' }) asked!: number;
}

@ObjectType({ description: 'Questions of enterprises in one industry chain.' })
export class AdviceByChain {
  constructor(
    readonly chainId: string,
    readonly count: number,
  ) {}

  @Field(() => IndustryChain, { nullable: true, description: 'The chain.' })
  chain(): IndustryChain {
    return { id: this.chainId };
  }

  @Field(() => Int, { description: 'Questions asked in the period.' })
  asked(): number {
    return this.count;
  }
}

@ObjectType({ description: 'How much lies with one adviser, at the instant of the request.', simpleResolvers: true })
export class AdvisorLoad {
  @Field(() => Advisor, { description: 'The adviser; integrity advisers are left out.' }) advisor!: Advisor;
  @Field(() => Int, { description: 'Consultations assigned and not answered, sealed ones left out.' }) open!: number;
}

@ObjectType({
  description: 'What was cited most: where the same question comes again, a policy may be missing.',
  simpleResolvers: true,
})
export class CitedSource {
  @Field(() => String, { description: 'Code of the policy or product.' }) code!: string;
  @Field(() => Int, { description: 'Answers to questions of the period that cite it.' }) times!: number;
}

@ObjectType({ description: 'What advisers were asked in the period, and what came of it.' })
export class AdviceFigures extends AdviceNumbers {
  communityIds!: readonly string[];
  askersCount!: number;

  @Field(() => PeopleCount, { description: 'How many workers asked for themselves, each once.' })
  askers!: PeopleCount;
}
