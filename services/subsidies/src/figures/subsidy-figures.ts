import { DateScalar, FiguresPoint, Money, PeopleCount } from '@millgate/kit';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ClaimState } from '../claim/claim.enums.ts';

/** Without the communities of the scope, which the kit’s stub asks for: programmes are not of communities. */
@Directive('@key(fields: "scopeId from to")')
@ObjectType()
export class Figures {
  @Field(() => ID) scopeId!: string;
  @Field(() => DateScalar) from!: string;
  @Field(() => DateScalar) to!: string;
}

@ObjectType({ description: 'People whose claims stand in one state.' })
export class ClaimsInState {
  @Field(() => ClaimState, { description: 'The state, as it is now.' }) state!: ClaimState;
  @Field(() => PeopleCount, { description: 'How many people, each once.' }) people!: PeopleCount;
}

@ObjectType({ description: 'People whose claims were refused by one rule.' })
export class RefusalsByRule {
  @Field(() => String, { description: 'The rule that was not met.' }) rule!: string;
  @Field(() => PeopleCount, { description: 'How many people, each once.' }) people!: PeopleCount;
}

@ObjectType({ description: 'Subsidies of one period of a series; by the day of the decision, and of the settlement.' })
export class SubsidyFiguresPoint extends FiguresPoint {
  @Field(() => PeopleCount, { description: 'People whose claims were granted, by the day of the decision.' })
  granted!: PeopleCount;

  @Field(() => Money, { description: 'Paid out, by the day on which the bank settled it.' }) paid!: Money;
}

@ObjectType({
  description:
    'Subsidies. Programmes and their money are the district’s: the figures are of all of it, whatever the scope. Claims count by the day of their decision, payments by the day of settlement.',
})
export class SubsidyFigures {
  from!: string;
  to!: string;

  @Field(() => Money, { description: 'Set aside for the calendar years that the period touches.' }) budget!: Money;
  @Field(() => Money, { description: 'Of that, held for claims that were granted and not paid.' }) committed!: Money;
  @Field(() => Money, { description: 'Of that, paid out and not paid back.' }) paid!: Money;
  @Field(() => Money, { description: 'Of that, what can still be granted.' }) remaining!: Money;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of the minutes from a claim to its decision, over the claims that were decided in the period; null if there are none.',
  })
  medianMinutesToDecision!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Claims decided in the instant in which they were made, of all decided in the period, in per cent to a tenth; null if there are none.',
  })
  immediatePercent!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Take-up, in per cent to a tenth: people who were paid (numerator), of the people whom a decision of the period found eligible, each once (denominator). Whoever never claimed is in neither: eligibility is not judged without being asked. Null if fewer than five were eligible.',
  })
  takeUpPercent!: number | null;

  @Field(() => Int, { description: 'Claims that wait for money now, of whatever day.' }) waitingForMoney!: number;
}
