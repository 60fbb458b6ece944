import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateTimeScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  Money,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Course } from '../course/course.entity.ts';
import { Community, Enterprise } from '../links/links.stub.ts';
import { Provider } from '../provider/provider.entity.ts';
import { CourseInstanceState, instanceState, remainingOf } from './course-instance.rules.ts';

export enum CourseMode {
  ONSITE = 'ONSITE',
  ONLINE = 'ONLINE',
  BLENDED = 'BLENDED',
}

registerEnumType(CourseMode, {
  name: 'CourseMode',
  description: 'Where a sitting takes place.',
  valuesConfig: {
    ONSITE: { description: 'In a room.' },
    ONLINE: { description: 'Online.' },
    BLENDED: { description: 'Partly in a room, partly online.' },
  },
});

registerEnumType(CourseInstanceState, {
  name: 'CourseInstanceState',
  description: 'Where a sitting stands at the instant of the request.',
  valuesConfig: {
    PLANNED: { description: 'Enrolment has not begun.' },
    OPEN: { description: 'Can be enrolled in; without a free seat one waits.' },
    CONFIRMED: { description: 'The cut-off has passed and enough are seated: it will be held.' },
    RUNNING: { description: 'Is being held.' },
    COMPLETED: { description: 'Was held.' },
    CANCELLED: { description: 'Was called off, or had too few seated at the cut-off.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'One sitting of a course: its dates, its place, its seats.' })
export class CourseInstance {
  @Field(() => ID, { description: 'Opaque id, `cin_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Course, { ref: true, fieldName: 'course_id' })
  courseRef!: Ref<Course>;

  @ManyToOne(() => Provider, { ref: true, fieldName: 'provider_id' })
  providerRef!: Ref<Provider>;

  @Property({ type: 'text' })
  communityId!: string;

  @Embedded(() => LocalizedText, { prefix: 'instructor_', nullable: true })
  instructors: LocalizedText | null = null;

  @Property({ type: 'array', columnType: 'text[]' })
  requestedByIds: string[] = [];

  @Field(() => CourseMode, { description: 'Where it takes place.' })
  @Enum({ items: () => CourseMode, type: 'text' })
  mode!: CourseMode;

  @Field(() => Int, { description: 'Seats in all.' })
  @Property({ type: 'int' })
  capacity!: number;

  /** Kept by the database from the enrolments themselves; never written here. */
  @Field(() => Int, { description: 'Seats taken.' })
  @Property({ type: 'int' })
  seated: Opt<number> = 0;

  /** Kept by the database, as `seated`. */
  @Field(() => Int, { description: 'How many wait for a seat.' })
  @Property({ type: 'int' })
  waiting: Opt<number> = 0;

  @Field(() => Int, { description: 'Fewest seats taken at the cut-off for it to be held.' })
  @Property({ type: 'int' })
  minimum!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Most seats that employees of one enterprise may take; null if any.',
  })
  @Property({ type: 'int', nullable: true })
  quotaPerEnterprise: number | null = null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a degree: which of its terms is taught; null for other sittings.',
  })
  @Property({ type: 'int', nullable: true })
  term: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Of a degree: the credits that completing the term earns.' })
  @Property({ type: 'int', nullable: true })
  credits: number | null = null;

  @Field(() => Money, { description: 'What a seat costs.' })
  @Embedded(() => Money, { prefix: 'price_' })
  price!: Money;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can enrol.' })
  @Property({ type: 'timestamptz' })
  enrolFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can no longer enrol.' })
  @Property({ type: 'timestamptz' })
  cutoffAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  @Property({ type: 'timestamptz' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  @Property({ type: 'timestamptz' })
  endsAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was called off; null if nobody did.' })
  @Property({ type: 'timestamptz', nullable: true })
  cancelledAt: Date | null = null;

  /** The pool that asked for it (T2): one sitting each. */
  @Property({ type: 'text', nullable: true })
  poolId: string | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when only employees of the enterprises that asked for it are seated; others wait. Null where nobody has first call.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  foundersFirstUntil: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was written down, at or after the cut-off, that it is held; null before.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  confirmedAt: Date | null = null;

  @Field(() => Int, { description: 'Free seats. While a quota is used up, its enterprise waits beside free seats.' })
  remaining(): number {
    return remainingOf(this);
  }

  @Field(() => CourseInstanceState, { description: 'Where it stands at the instant of the request.' })
  state(@Ctx() context: Context): CourseInstanceState {
    return instanceState(this, context.now);
  }

  @Field(() => String, { nullable: true, description: 'Who teaches; null while it is not settled.' })
  instructor(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return this.instructors && context.text(this.instructors, lang);
  }

  @Field(() => Course, { description: 'The course that is taught.' })
  async course(@Ctx() context: Context): Promise<Course | null> {
    return loadById(context, Course, this.courseRef.id);
  }

  @Field(() => Provider, { description: 'Who holds it.' })
  async provider(@Ctx() context: Context): Promise<Provider | null> {
    return loadById(context, Provider, this.providerRef.id);
  }

  @Field(() => Community, { nullable: true, description: 'The community it is held for.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => [Enterprise], { nullable: true, description: 'The enterprises that asked for it; empty if none did.' })
  requestedBy(): Enterprise[] {
    return this.requestedByIds.map((id) => ({ id }));
  }
}

export const CourseInstanceConnection = connectionOf(CourseInstance);
