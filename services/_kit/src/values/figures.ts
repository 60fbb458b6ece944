import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Caller, holdsSomewhere, type Role } from '../identity/caller.ts';
import { badInput } from '../errors.ts';
import { addTo, type CalendarDay } from './dates.ts';
import { DateScalar } from './scalars.ts';

/**
 * What every subgraph needs to add figures of its own to `Figures`, whose root is community's. In each, a class of its
 * own extends the stub, so that its resolvers are its own:
 *
 *     @Directive('@key(fields: "scopeId from to")')
 *     @ObjectType('Figures')
 *     export class Figures extends FiguresStub {}
 *
 * and a nullable field with `@requires(fields: "communityIds")` answers for the communities of the scope.
 */
@ObjectType()
export abstract class FiguresStub {
  @Field(() => ID) scopeId!: string;
  @Field(() => DateScalar) from!: CalendarDay;
  @Field(() => DateScalar) to!: CalendarDay;
  @Directive('@external')
  @Field(() => [ID])
  communityIds!: string[];
}

/** Days that figures are about, both ends counted. */
export interface FigurePeriod {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** What each point of a series says besides its figures. */
@ObjectType()
export abstract class FiguresPoint implements FigurePeriod {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  from!: CalendarDay;

  @Field(() => DateScalar, { description: 'Last day of the period, counted too.' })
  to!: CalendarDay;
}

export enum FigureInterval {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

registerEnumType(FigureInterval, {
  name: 'FigureInterval',
  description: 'How long the periods of a series are. The first and the last may be cut by the period asked for.',
  valuesConfig: {
    DAY: { description: 'A calendar day of the community’s zone.' },
    WEEK: { description: 'Monday to Sunday (ISO 8601).' },
    MONTH: { description: 'A calendar month.' },
  },
});

/** More points than anybody reads off a chart. */
const maxPoints = 400;

/** The periods of a series, in order, which together are the whole. */
export function periodsOf({ from, to }: FigurePeriod, by: FigureInterval): FigurePeriod[] {
  const periods: FigurePeriod[] = [];
  let first = from;
  while (first <= to) {
    if (periods.length === maxPoints) {
      throw badInput(`A series has at most ${maxPoints} points; ask for longer intervals.`, ['by'], 'maxPoints');
    }
    const last = lastDayOf(first, by);
    periods.push({ from: first, to: last < to ? last : to });
    first = addTo(last, { days: 1 });
  }
  return periods;
}

function lastDayOf(first: CalendarDay, by: FigureInterval): CalendarDay {
  const day = Temporal.PlainDate.from(first);
  switch (by) {
    case FigureInterval.DAY:
      return first;
    case FigureInterval.WEEK:
      return day.add({ days: 7 - day.dayOfWeek }).toString();
    case FigureInterval.MONTH:
      return day.with({ day: day.daysInMonth }).toString();
  }
}

export enum FigureWithheld {
  SMALL_COUNT = 'SMALL_COUNT',
}

registerEnumType(FigureWithheld, {
  name: 'FigureWithheld',
  description: 'Why a figure is not told.',
  valuesConfig: { SMALL_COUNT: { description: 'It counts fewer than five people, who might be recognised.' } },
});

@Directive('@shareable')
@ObjectType({ description: 'A count of people, told so that nobody can be recognised by it.' })
export class PeopleCount {
  @Field(() => Int, {
    nullable: true,
    description:
      'The count, to the nearest five; null when under five. Rounded because the difference of two neighbouring periods or scopes would otherwise tell of one person.',
  })
  value!: number | null;

  @Field(() => FigureWithheld, { nullable: true, description: 'Why there is no value; null when there is one.' })
  withheld!: FigureWithheld | null;
}

const smallest = 5;

/** A count of people, fit to be told. Counts of things (meals, beds, cases) are told as they are. */
export function peopleCount(count: number): PeopleCount {
  const told = count < smallest ? null : Math.round(count / smallest) * smallest;
  return Object.assign(new PeopleCount(), { value: told, withheld: told === null ? FigureWithheld.SMALL_COUNT : null });
}

const readers: readonly Role[] = ['MANAGER', 'COMMUNITY_STAFF', 'AUDITOR'];

/**
 * Whether the caller reads figures at all. Which scopes they read is community's to decide, at the only root that leads
 * to `Figures`; a subgraph that adds to them still asks this, and relies on nobody.
 */
export const readsFigures = (caller: Caller): boolean => readers.some((role) => holdsSomewhere(caller, role));
