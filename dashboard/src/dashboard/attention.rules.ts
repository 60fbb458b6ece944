import type { GroupData, GroupName } from './groups.ts';
import { type Value, value } from './values.ts';

/** Something that a manager should know first. */
export interface Concern {
  readonly name: ConcernName;
  readonly group: GroupName;
  readonly severity: 'bad' | 'warn';
  readonly value: Value;
}

export type ConcernName =
  | 'late'
  | 'slow'
  | 'badRatings'
  | 'noMoney'
  | 'moneyEnds'
  | 'rentMissing'
  | 'offersLapsed'
  | 'full'
  | 'noShows'
  | 'waste'
  | 'soldOut'
  | 'cancelled'
  | 'grids';

/** Where a figure becomes a concern. Our choice, not a law’s. */
export const thresholds = {
  onTimeShare: 0.9,
  badRatingShare: 0.1,
  remainingOfBudget: 0.1,
  occupancyPercent: 97,
  noShowOfSold: 0.05,
  wastedOfPlanned: 0.05,
} as const;

type Known = { readonly [Name in GroupName]?: GroupData[Name] | undefined };

/** What is wrong, the worst first; of a group that is not known, nothing. */
export function concernsOf({ desk, subsidies, housing, meals, training, registry }: Known): readonly Concern[] {
  const found: (Concern | false | undefined)[] = [
    desk && desk.breachedNow > 0 && bad('late', 'desk', value('count', desk.breachedNow)),
    desk && below(desk.onTimeShare, thresholds.onTimeShare) && warn('slow', 'desk', value('share', desk.onTimeShare)),
    desk &&
      (desk.badRatingShare ?? 0) > thresholds.badRatingShare &&
      warn('badRatings', 'desk', value('share', desk.badRatingShare)),
    subsidies &&
      subsidies.waitingForMoney > 0 &&
      bad('noMoney', 'subsidies', value('count', subsidies.waitingForMoney)),
    subsidies &&
      subsidies.budget.fen > 0 &&
      subsidies.remaining.fen < subsidies.budget.fen * thresholds.remainingOfBudget &&
      warn('moneyEnds', 'subsidies', value('fen', subsidies.remaining.fen)),
    housing &&
      housing.rentPaid.fen < housing.rentDue.fen &&
      warn('rentMissing', 'housing', value('fen', housing.rentDue.fen - housing.rentPaid.fen)),
    housing && housing.offersLapsed > 0 && warn('offersLapsed', 'housing', value('count', housing.offersLapsed)),
    housing &&
      (housing.occupancyPercent ?? 0) >= thresholds.occupancyPercent &&
      warn('full', 'housing', value('percent', housing.occupancyPercent)),
    meals &&
      meals.noShow > meals.sold * thresholds.noShowOfSold &&
      warn('noShows', 'meals', value('count', meals.noShow)),
    meals &&
      meals.wasted > meals.planned * thresholds.wastedOfPlanned &&
      warn('waste', 'meals', value('count', meals.wasted)),
    meals && meals.soldOut.servings > 0 && warn('soldOut', 'meals', value('count', meals.soldOut.servings)),
    training && training.cancelled > 0 && warn('cancelled', 'training', value('count', training.cancelled)),
    registry &&
      below(registry.gridCompleteness.percent, 100) &&
      warn('grids', 'registry', value('count', registry.gridCompleteness.grids - registry.gridCompleteness.complete)),
  ];
  const concerns = found.filter((one): one is Concern => Boolean(one));
  return concerns.toSorted((one, other) => Number(other.severity === 'bad') - Number(one.severity === 'bad'));
}

const bad = (name: ConcernName, group: GroupName, of: Value): Concern => ({ name, group, severity: 'bad', value: of });
const warn = (name: ConcernName, group: GroupName, of: Value): Concern => ({
  name,
  group,
  severity: 'warn',
  value: of,
});
const below = (of: number | null, limit: number) => of !== null && of < limit;
