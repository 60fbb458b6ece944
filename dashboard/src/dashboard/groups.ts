import type { definitions } from './definitions.ts';
import type { NamedFigure } from './figures.texts.ts';
import type { DashboardQuery } from './documents.ts';
import { type Value, value } from './values.ts';

type AllFigures = NonNullable<DashboardQuery['figures']>;

/** A part of the dashboard: what one service adds to `Figures`. The name is that of its field. */
export type GroupName = 'desk' | 'subsidies' | 'housing' | 'meals' | 'training' | 'advice' | 'registry';
export type GroupData = { readonly [Name in GroupName]: NonNullable<AllFigures[Name]> };

export type Coordinate = keyof typeof definitions;

/** One figure: where the schema says what it means, and how it is read from the answer. */
export interface Figure<Data> {
  readonly at: NamedFigure;
  readonly read: (data: Data) => Value;
}

/** One line of a trend, and one column of its table. */
export interface Line<Point> {
  readonly at: NamedFigure;
  readonly read: (point: Point) => Value;
  /** Whether the trend draws it; the table holds all. */
  readonly drawn?: boolean;
}

type PointOf<Name extends GroupName> = NonNullable<GroupData[Name]['series']>[number];

export interface Group<Name extends GroupName = GroupName> {
  readonly name: Name;
  /** What stands large; the others follow in order. */
  readonly first: Figure<GroupData[Name]>;
  readonly figures: readonly Figure<GroupData[Name]>[];
  readonly lines: readonly Line<PointOf<Name>>[];
}

const group = <Name extends GroupName>(one: Group<Name>): Group<Name> => one;

/** In the order in which a manager asks: what was asked and is late, the money, housed, fed, taught, who is here. */
export const groups = {
  desk: group<'desk'>({
    name: 'desk',
    first: { at: 'DeskFigures.breachedNow', read: (d) => value('count', d.breachedNow) },
    figures: [
      { at: 'DeskFigures.filed', read: (d) => value('count', d.filed) },
      { at: 'DeskFigures.decided', read: (d) => value('count', d.decided) },
      { at: 'DeskFigures.onTimeShare', read: (d) => value('share', d.onTimeShare) },
      { at: 'DeskFigures.medianDaysToDecision', read: (d) => value('days', d.medianDaysToDecision) },
      { at: 'DeskFigures.voices', read: (d) => value('count', d.voices) },
      { at: 'DeskFigures.industryVoices', read: (d) => value('count', d.industryVoices) },
      { at: 'DeskFigures.assisted', read: (d) => value('count', d.assisted) },
      { at: 'DeskFigures.mattersPerTicket', read: (d) => value('decimal', d.mattersPerTicket) },
      { at: 'DeskFigures.badRatingShare', read: (d) => value('share', d.badRatingShare) },
      { at: 'DeskFigures.poolsReached', read: (d) => value('count', d.poolsReached) },
      { at: 'DeskFigures.poolsFulfilled', read: (d) => value('count', d.poolsFulfilled) },
      { at: 'DeskFigures.reopened', read: (d) => value('count', d.reopened) },
      { at: 'DeskFigures.commitmentsKeptShare', read: (d) => value('share', d.commitmentsKeptShare) },
      { at: 'DeskFigures.medianMinutesToCall', read: (d) => value('minutes', d.medianMinutesToCall) },
      { at: 'DeskFigures.filedAtTerminals', read: (d) => value('count', d.filedAtTerminals) },
      { at: 'DeskFigures.terminalsOnline', read: (d) => value('count', d.terminalsOnline) },
    ],
    lines: [
      { at: 'DeskFigures.filed', read: (p) => value('count', p.filed), drawn: true },
      { at: 'DeskFigures.decided', read: (p) => value('count', p.decided), drawn: true },
      { at: 'DeskFigures.onTimeShare', read: (p) => value('share', p.onTimeShare) },
      { at: 'DeskFigures.voices', read: (p) => value('count', p.voices) },
      { at: 'DeskFigures.assisted', read: (p) => value('count', p.assisted) },
    ],
  }),
  subsidies: group<'subsidies'>({
    name: 'subsidies',
    first: { at: 'SubsidyFigures.remaining', read: (d) => value('fen', d.remaining.fen) },
    figures: [
      { at: 'SubsidyFigures.budget', read: (d) => value('fen', d.budget.fen) },
      { at: 'SubsidyFigures.committed', read: (d) => value('fen', d.committed.fen) },
      { at: 'SubsidyFigures.paid', read: (d) => value('fen', d.paid.fen) },
      { at: 'SubsidyFigures.waitingForMoney', read: (d) => value('count', d.waitingForMoney) },
      { at: 'SubsidyFigures.medianMinutesToDecision', read: (d) => value('minutes', d.medianMinutesToDecision) },
      { at: 'SubsidyFigures.immediatePercent', read: (d) => value('percent', d.immediatePercent) },
      { at: 'SubsidyFigures.takeUpPercent', read: (d) => value('percent', d.takeUpPercent) },
    ],
    lines: [
      { at: 'SubsidyFigures.paid', read: (p) => value('fen', p.paid.fen), drawn: true },
      { at: 'SubsidyFiguresPoint.granted', read: (p) => value('people', p.granted.value) },
    ],
  }),
  housing: group<'housing'>({
    name: 'housing',
    first: { at: 'HousingFigures.occupancyPercent', read: (d) => value('percent', d.occupancyPercent) },
    figures: [
      { at: 'HousingFigures.waiting', read: (d) => value('people', d.waiting.value) },
      { at: 'HousingFigures.medianDaysToBed', read: (d) => value('days', d.medianDaysToBed) },
      { at: 'HousingFigures.heldBedDays', read: (d) => value('count', d.heldBedDays) },
      { at: 'HousingFigures.bedDays', read: (d) => value('count', d.bedDays) },
      { at: 'HousingFigures.freeNights', read: (d) => value('count', d.freeNights) },
      { at: 'HousingFigures.lodgersHired', read: (d) => value('people', d.lodgersHired.value) },
      { at: 'HousingFigures.offersMade', read: (d) => value('count', d.offersMade) },
      { at: 'HousingFigures.offersLapsed', read: (d) => value('count', d.offersLapsed) },
      { at: 'HousingFigures.rentDue', read: (d) => value('fen', d.rentDue.fen) },
      { at: 'HousingFigures.rentPaid', read: (d) => value('fen', d.rentPaid.fen) },
      { at: 'HousingFigures.repairsRequested', read: (d) => value('count', d.repairsRequested) },
      { at: 'HousingFigures.homesContracted', read: (d) => value('count', d.homesContracted) },
    ],
    lines: [
      { at: 'HousingFigures.occupancyPercent', read: (p) => value('percent', p.occupancyPercent), drawn: true },
      { at: 'HousingFigures.heldBedDays', read: (p) => value('count', p.heldBedDays) },
      { at: 'HousingFigures.bedDays', read: (p) => value('count', p.bedDays) },
      { at: 'HousingFigures.freeNights', read: (p) => value('count', p.freeNights) },
      { at: 'HousingFigures.rentDue', read: (p) => value('fen', p.rentDue.fen) },
      { at: 'HousingFigures.rentPaid', read: (p) => value('fen', p.rentPaid.fen) },
    ],
  }),
  meals: group<'meals'>({
    name: 'meals',
    first: { at: 'MealFigures.sold', read: (d) => value('count', d.sold) },
    figures: [
      { at: 'MealFigures.planned', read: (d) => value('count', d.planned) },
      { at: 'MealFigures.mealsPerDay', read: (d) => value('decimal', d.mealsPerDay) },
      { at: 'MealFigures.sellThroughPercent', read: (d) => value('percent', d.sellThroughPercent) },
      { at: 'MealFigures.noShow', read: (d) => value('count', d.noShow) },
      { at: 'MealFigures.wasted', read: (d) => value('count', d.wasted) },
      { at: 'SoldOutFigures.servings', read: (d) => value('count', d.soldOut.servings) },
      {
        at: 'SoldOutFigures.medianMinutesBeforeCutoff',
        read: (d) => value('minutes', d.soldOut.medianMinutesBeforeCutoff),
      },
      { at: 'MealFigures.averagePrice', read: (d) => value('fen', d.averagePrice?.fen) },
      { at: 'MealFigures.subsidisedPercent', read: (d) => value('percent', d.subsidisedPercent) },
      { at: 'MealFigures.diners', read: (d) => value('people', d.diners.value) },
      { at: 'MealFigures.soldAtCounter', read: (d) => value('count', d.soldAtCounter) },
      { at: 'MealFigures.pickedUp', read: (d) => value('count', d.pickedUp) },
      { at: 'MealFigures.seatTurns', read: (d) => value('decimal', d.seatTurns) },
    ],
    lines: [
      { at: 'MealFigures.planned', read: (p) => value('count', p.planned), drawn: true },
      { at: 'MealFigures.sold', read: (p) => value('count', p.sold), drawn: true },
      { at: 'MealFigures.pickedUp', read: (p) => value('count', p.pickedUp) },
      { at: 'MealFigures.noShow', read: (p) => value('count', p.noShow) },
      { at: 'MealFigures.wasted', read: (p) => value('count', p.wasted) },
    ],
  }),
  training: group<'training'>({
    name: 'training',
    first: { at: 'TrainingFigures.seatsTakenPercent', read: (d) => value('percent', d.seatsTakenPercent) },
    figures: [
      { at: 'TrainingFigures.sittings', read: (d) => value('count', d.sittings) },
      { at: 'TrainingFigures.cancelled', read: (d) => value('count', d.cancelled) },
      { at: 'TrainingFigures.seats', read: (d) => value('count', d.seats) },
      { at: 'TrainingFigures.seatsTaken', read: (d) => value('count', d.seatsTaken) },
      { at: 'TrainingFigures.learners', read: (d) => value('people', d.learners.value) },
      { at: 'TrainingFigures.waiting', read: (d) => value('people', d.waiting.value) },
      { at: 'TrainingFigures.graduates', read: (d) => value('people', d.graduates.value) },
      { at: 'TrainingFigures.enterprises', read: (d) => value('count', d.enterprises) },
      { at: 'TrainingFigures.medianDaysFromDemand', read: (d) => value('days', d.medianDaysFromDemand) },
    ],
    lines: [
      { at: 'TrainingFigures.seats', read: (p) => value('count', p.seats), drawn: true },
      { at: 'TrainingFigures.seatsTaken', read: (p) => value('count', p.seatsTaken), drawn: true },
      { at: 'TrainingFigures.sittings', read: (p) => value('count', p.sittings) },
    ],
  }),
  advice: group<'advice'>({
    name: 'advice',
    first: { at: 'AdviceFigures.contactedOnTimeShare', read: (d) => value('share', d.contactedOnTimeShare) },
    figures: [
      { at: 'AdviceFigures.asked', read: (d) => value('count', d.asked) },
      { at: 'AdviceFigures.answered', read: (d) => value('count', d.answered) },
      { at: 'AdviceFigures.medianHoursToContact', read: (d) => value('hours', d.medianHoursToContact) },
      { at: 'AdviceFigures.reassigned', read: (d) => value('count', d.reassigned) },
      { at: 'AdviceFigures.settled', read: (d) => value('count', d.settled) },
      { at: 'AdviceFigures.meanRating', read: (d) => value('decimal', d.meanRating) },
      { at: 'AdviceFigures.askers', read: (d) => value('people', d.askers.value) },
    ],
    lines: [
      { at: 'AdviceFigures.asked', read: (p) => value('count', p.asked), drawn: true },
      { at: 'AdviceFigures.answered', read: (p) => value('count', p.answered), drawn: true },
      { at: 'AdviceFigures.medianHoursToContact', read: (p) => value('hours', p.medianHoursToContact) },
      { at: 'AdviceFigures.settled', read: (p) => value('count', p.settled) },
    ],
  }),
  registry: group<'registry'>({
    name: 'registry',
    first: { at: 'RegistryFigures.employedWorkers', read: (d) => value('people', d.employedWorkers.value) },
    figures: [
      { at: 'RegistryFigures.registeredWorkers', read: (d) => value('people', d.registeredWorkers.value) },
      { at: 'RegistryFigures.enterprises', read: (d) => value('count', d.enterprises) },
      { at: 'GridCompleteness.percent', read: (d) => value('percent', d.gridCompleteness.percent) },
      { at: 'GridCompleteness.complete', read: (d) => value('count', d.gridCompleteness.complete) },
      { at: 'GridCompleteness.grids', read: (d) => value('count', d.gridCompleteness.grids) },
      { at: 'FacilityReach.facilities', read: (d) => value('count', d.facilityReach.facilities) },
      { at: 'FacilityReach.perThousand', read: (d) => value('decimal', d.facilityReach.perThousand) },
    ],
    lines: [
      { at: 'RegistryFigures.employedWorkers', read: (p) => value('people', p.employedWorkers.value), drawn: true },
      { at: 'RegistryFiguresPoint.started', read: (p) => value('people', p.started.value) },
      { at: 'RegistryFiguresPoint.ended', read: (p) => value('people', p.ended.value) },
    ],
  }),
} as const;

export const groupNames = Object.keys(groups) as GroupName[];
