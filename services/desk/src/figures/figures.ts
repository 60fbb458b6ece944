import { FiguresPoint, FiguresStub, PeopleCount } from '@millgate/kit';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Theme } from '../case/theme.ts';

@Directive('@key(fields: "scopeId from to")')
@ObjectType()
export class Figures extends FiguresStub {}

/** Matters are counted as they are: a matter is no person, and none of these says whose it was. */
@ObjectType()
export abstract class DeskNumbers extends FiguresPoint {
  @Field(() => Int, { description: 'Matters received in the period, by any door.' })
  filed!: number;

  @Field(() => Int, { description: 'Opinions and suggestions received in the period (kind SUGGESTION).' })
  voices!: number;

  @Field(() => Int, {
    description:
      'Of the voices, those on industry: themes PROJECTS, FINANCE, LAW, MARKET, TRAINING. The others are on people.',
  })
  industryVoices!: number;

  @Field(() => Int, { description: 'Matters received in the period that were filed for or with somebody (帮办代办).' })
  assisted!: number;

  @Field(() => Int, { description: 'Matters decided in the period.' })
  decided!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of the matters decided in the period, the share that was decided before its due date, 0 to 1; null if none was decided.',
  })
  onTimeShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of calendar days from receipt to decision, over the matters decided in the period; null if none was.',
  })
  medianDaysToDecision!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of the matters rated among those decided in the period, the share rated 1 or 2, 0 to 1; null if fewer than five were rated, since it would tell how one person rated.',
  })
  badRatingShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of hours from receipt to the first step by somebody of the desk, over the matters received in the period that had one, on nights and holidays too; null if none had.',
  })
  medianHoursToFirstContact!: number | null;

  @Field(() => Int, { description: 'Times that a matter was taken up again in the period, after its outcome.' })
  reopened!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of the commitments (kind COMMITMENT) due in the period, the share that was decided before its due date, 0 to 1; null if none was due.',
  })
  commitmentsKeptShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Matters for each number taken in the period; null if none was taken.',
  })
  mattersPerTicket!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of minutes from taking a number to its call, over those of the period that were called; null if none was.',
  })
  medianMinutesToCall!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Minutes within which nine in ten numbers of the period that were called had been; null if none was.',
  })
  ninetiethMinutesToCall!: number | null;

  @Field(() => Int, { description: 'Matters received in the period at self-service terminals.' })
  filedAtTerminals!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of them, the share received outside of 9:00 to 17:00 on a working day, 0 to 1; null if none was received.',
  })
  terminalOffHoursShare!: number | null;

  @Field(() => Int, { description: 'Demand pools opened in the period.' })
  poolsOpened!: number;

  @Field(() => Int, { description: 'Demand pools that reached their threshold in the period.' })
  poolsReached!: number;

  @Field(() => Int, { description: 'Demand pools whose demand was answered in the period.' })
  poolsFulfilled!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Median of calendar days from the first enterprise that joined to the opening, over the pools answered in the period; null if none was.',
  })
  medianDaysToOpening!: number | null;
}

@ObjectType({
  description: 'What was asked of the one window, and what became of it, in a part of the period.',
  simpleResolvers: true,
})
export class DeskFiguresPoint extends DeskNumbers {}

@ObjectType({ description: 'What was asked about one theme.', simpleResolvers: true })
export class DeskByTheme {
  @Field(() => Theme, { description: 'The theme.' }) theme!: Theme;
  @Field(() => PeopleCount, {
    description: 'How many people asked about it, each once, to the nearest five: a theme of two would name them.',
  })
  people!: PeopleCount;
  @Field(() => PeopleCount, {
    description:
      'Matters received, told as people are: exact, the sum of the others would tell what one theme withholds.',
  })
  filed!: PeopleCount;
}

@ObjectType({ description: 'What was asked of the one window, and what became of it, in the period.' })
export class DeskFigures extends DeskNumbers {
  communityIds!: readonly string[];
}
