import { Max, Min } from 'class-validator';
import {
  addTo,
  addWorkingDays,
  badInput,
  type Context,
  DateScalar,
  longestSum,
  workingDaysBetween,
} from '@millgate/kit';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Community } from '../place/place.entity.ts';
import { WorkCalendar } from './calendar.entity.ts';
import { calendarInForce, type CalendarInForce, findCalendar } from './calendar.service.ts';

/** Ten years: no limit of any service spans more, and a count is linear in them. */
const longestSpanDays = 3_660;

const [earliest, latest] = ['1950-01-01', '2199-12-31'];

const calendarArgument = {
  nullable: true,
  description: 'Id of the calendar; without it, the standard one.',
} as const;

const provisionalDescription =
  'Whether a year that matters is not published yet, so that its holidays are not known and the answer may move.';

@ObjectType({ description: 'Where a number of working days leads.' })
export class WorkingDaySum {
  @Field(() => DateScalar, { description: 'The last of the working days; a time limit ends with it, at midnight.' })
  date!: string;

  @Field(() => Boolean, { description: provisionalDescription })
  provisional!: boolean;
}

@ObjectType({ description: 'How many working days lie between two days.' })
export class WorkingDayCount {
  @Field(() => Int, { description: 'Working days after the first day, up to and with the last.' })
  days!: number;

  @Field(() => Boolean, { description: provisionalDescription })
  provisional!: boolean;
}

@ArgsType()
class AddWorkingDaysArgs {
  @Field(() => DateScalar, { description: 'The day to count from; it is not counted itself.' })
  from!: string;

  @Field(() => Int, { description: `How many working days, 0 to ${longestSum}.` })
  @Min(0)
  @Max(longestSum)
  days!: number;

  @Field(() => ID, calendarArgument)
  calendarId?: string | null;
}

@ArgsType()
class WorkingDaysBetweenArgs {
  @Field(() => DateScalar, { description: 'The day to count from; it is not counted itself.' })
  from!: string;

  @Field(() => DateScalar, { description: `The last day to count, at most ${longestSpanDays} days later.` })
  until!: string;

  @Field(() => ID, calendarArgument)
  calendarId?: string | null;
}

@Resolver(() => WorkCalendar)
export class WorkCalendarResolver {
  @Query(() => WorkCalendar, {
    nullable: true,
    description: 'The calendar with this id, or the standard one; null if there is none.',
  })
  async workCalendar(
    @Arg('id', () => ID, calendarArgument) id: string | undefined,
    @Ctx() context: Context,
  ): Promise<WorkCalendar | null> {
    return findCalendar(context, id);
  }

  @Query(() => WorkingDaySum, {
    nullable: true,
    description: 'The day on which a time limit of so many working days ends. Null if there is no such calendar.',
  })
  async addWorkingDays(
    @Args(() => AddWorkingDaysArgs) { from, days, calendarId }: AddWorkingDaysArgs,
    @Ctx() context: Context,
  ): Promise<WorkingDaySum | null> {
    withinSpan(from, ['from']);
    // A calendar works at least one day a week, and no holiday lasts a year.
    const calendar = await inForce(context, calendarId, from, addTo(from, { days: days * 7, years: 1 }));
    if (!calendar) return null;
    const date = addWorkingDays(calendar, from, days);
    return { date, provisional: isProvisional(calendar, date) };
  }

  @Query(() => WorkingDayCount, {
    nullable: true,
    description: 'How many working days lie between two days. Null if there is no such calendar.',
  })
  async workingDaysBetween(
    @Args(() => WorkingDaysBetweenArgs) { from, until, calendarId }: WorkingDaysBetweenArgs,
    @Ctx() context: Context,
  ): Promise<WorkingDayCount | null> {
    withinSpan(from, ['from']);
    withinSpan(until, ['until']);
    if (until > addTo(from, { days: longestSpanDays })) {
      throw badInput(`At most ${longestSpanDays} days can be counted.`, ['until'], 'max');
    }
    const calendar = await inForce(context, calendarId, from, until);
    if (!calendar) return null;
    return { days: workingDaysBetween(calendar, from, until), provisional: isProvisional(calendar, until) };
  }
}

@Resolver(() => Community)
export class CommunityCalendarResolver {
  @FieldResolver(() => WorkCalendar, {
    nullable: true,
    description: 'The calendar by which its offices work.',
  })
  async calendar(@Root() community: Community, @Ctx() context: Context): Promise<WorkCalendar | null> {
    return findCalendar(context, community.calendarRef?.id);
  }
}

/** Far years would only cost time: no calendar says anything about them. */
function withinSpan(day: string, path: readonly string[]): void {
  if (day < earliest || day > latest)
    throw badInput(`A day from ${earliest} to ${latest} can be counted from.`, path, 'range');
}

async function inForce(
  context: Context,
  calendarId: string | null | undefined,
  from: string,
  until: string,
): Promise<CalendarInForce | null> {
  const calendar = await findCalendar(context, calendarId);
  if (!calendar) return null;
  const years = { first: Number(from.slice(0, 4)), last: Number(until.slice(0, 4)) };
  return calendarInForce(context.em, calendar, years, context.now);
}

const isProvisional = ({ publishedUntil }: CalendarInForce, day: string): boolean =>
  publishedUntil === null || day >= publishedUntil;
