import { ArrayMaxSize, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { DateScalar, DateTimeScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'A day that differs from its weekday.' })
export class CalendarExceptionInput {
  @Field(() => DateScalar, { description: 'The day, of the year that is published.' })
  on!: string;

  @Field(() => Boolean, { description: 'Whether it is worked.' })
  working!: boolean;

  @Field(() => LocalizedTextInput, { description: 'The holiday it belongs to.' })
  @ValidateNested()
  name!: LocalizedTextInput;
}

@InputType({ description: 'A year of a calendar, complete: what is not listed follows its weekday.' })
export class PublishCalendarYearInput extends RepeatableInput {
  @Field(() => ID, { nullable: true, description: 'The calendar; without it, the standard one.' })
  calendarId?: string | null;

  @Field(() => Int, { description: 'The year, 1950 to 2199.' })
  @Min(1950)
  @Max(2199)
  year!: number;

  @Field(() => Int, { description: 'Number of the revision that this one follows; 0 for the first of the year.' })
  @Min(0)
  expectedNo!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it is in force, not before now; without it, from now on.',
  })
  publishedAt?: Date | null;

  @Field(() => LocalizedTextInput, { description: 'Who arranged the year.' })
  @ValidateNested()
  source!: LocalizedTextInput;

  @Field(() => [CalendarExceptionInput], {
    nullable: true,
    description:
      'Days that differ from their weekday, each once, at most 366; without it, as the State Council arranged the year.',
  })
  @IsOptional()
  @ArrayMaxSize(366)
  @ValidateNested()
  exceptions?: CalendarExceptionInput[] | null;
}
