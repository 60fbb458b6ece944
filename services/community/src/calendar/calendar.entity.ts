import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum DayOfWeek {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}

registerEnumType(DayOfWeek, {
  name: 'DayOfWeek',
  description: 'A day of the week.',
  valuesConfig: {
    MONDAY: { description: 'Monday.' },
    TUESDAY: { description: 'Tuesday.' },
    WEDNESDAY: { description: 'Wednesday.' },
    THURSDAY: { description: 'Thursday.' },
    FRIDAY: { description: 'Friday.' },
    SATURDAY: { description: 'Saturday.' },
    SUNDAY: { description: 'Sunday.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Which days are worked: a weekly pattern, and the published years with the days that differ from it.',
})
export class WorkCalendar {
  @Field(() => ID, { description: 'Opaque id, `cal_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => [DayOfWeek], { description: 'Days of the week that are worked, unless an exception says otherwise.' })
  @Property({ type: 'array', columnType: 'text[]' })
  weeklyPattern!: DayOfWeek[];

  @Field(() => Boolean, { description: 'Whether it holds for every community that has no calendar of its own.' })
  @Property({ type: 'boolean' })
  standard: Opt<boolean> = false;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => [CalendarRevision], {
    description: 'Every publication of every year, latest first. A year changes by a new revision, never in place.',
  })
  async revisions(@Ctx() context: Context): Promise<CalendarRevision[]> {
    return childrenOf(
      context,
      {
        entity: CalendarRevision,
        parent: 'calendarRef',
        order: [
          ['year', 'desc'],
          ['no', 'desc'],
        ],
      },
      this.id,
    );
  }
}

/** A year of a calendar as it was published. What is in force is the latest revision published by then. */
@Entity()
@ObjectType({ description: 'A year of a calendar as published; the one with the highest number is in force.' })
export class CalendarRevision {
  @Field(() => ID, { description: 'Opaque id, `crv_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => WorkCalendar, { ref: true, fieldName: 'calendar_id' })
  calendarRef!: Ref<WorkCalendar>;

  @Field(() => Int, { description: 'The year.' })
  @Property({ type: 'int' })
  year!: number;

  @Field(() => Int, { description: 'Number of the revision within the year, from 1.' })
  @Property({ type: 'int' })
  no!: number;

  @Field(() => DateTimeScalar, { description: 'From when on it is in force.' })
  @Property({ type: 'timestamptz' })
  publishedAt!: Date;

  @Embedded(() => LocalizedText, { prefix: 'source_' })
  sources!: LocalizedText;

  @Field(() => String, { description: 'Who arranged the year.' })
  source(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.sources, lang);
  }

  @Field(() => WorkCalendar, { description: 'The calendar it belongs to.' })
  async calendar(@Ctx() context: Context): Promise<WorkCalendar | null> {
    return loadById(context, WorkCalendar, this.calendarRef.id);
  }

  @Field(() => [CalendarException], { description: 'Days of the year that differ from their weekday, by date.' })
  async exceptions(@Ctx() context: Context): Promise<CalendarException[]> {
    return childrenOf(context, { entity: CalendarException, parent: 'revisionRef', order: [['on', 'asc']] }, this.id);
  }
}

@Entity()
@ObjectType({ description: 'A day that differs from its weekday: a holiday, or a Saturday or Sunday worked instead.' })
export class CalendarException {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => CalendarRevision, { ref: true, fieldName: 'revision_id' })
  revisionRef!: Ref<CalendarRevision>;

  @Field(() => DateScalar, { description: 'The day.' })
  @Property({ type: 'date', fieldName: 'falls_on' })
  on!: string;

  @Field(() => Boolean, { description: 'Whether it is worked.' })
  @Property({ type: 'boolean' })
  working!: boolean;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => String, { description: 'The holiday it belongs to.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}
