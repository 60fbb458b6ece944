import { DateTimeScalar, RepeatableInput } from '@millgate/kit';
import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CourseMode } from '../instance/course-instance.entity.ts';

@InputType({ description: 'The sitting to open for a pool.' })
export class OpenCourseFromPoolInput extends RepeatableInput {
  @Field(() => ID, { description: 'The pool that asks for it.' })
  poolId!: string;

  @Field(() => ID, { description: 'The course.' })
  courseId!: string;

  @Field(() => ID, { description: 'Who holds it; the caller trains for that provider.' })
  providerId!: string;

  @Field(() => CourseMode, { description: 'Where it takes place.' })
  mode!: CourseMode;

  @Field(() => Int, { description: 'Seats, 1 to 1,000.' })
  @Min(1)
  @Max(1_000)
  capacity!: number;

  @Field(() => Int, { description: 'Fewest seats taken at the cut-off for it to be held, 0 to the capacity.' })
  @Min(0)
  @Max(1_000)
  minimum!: number;

  @Field(() => Int, { nullable: true, description: 'Most seats of one enterprise; without it, any.' })
  @Min(1)
  @Max(1_000)
  quotaPerEnterprise?: number | null;

  @Field(() => Int, { description: 'What a seat costs, in fen, 0 to 10,000,000.' })
  @Min(0)
  @Max(10_000_000)
  priceFen!: number;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can enrol.' })
  enrolFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'Until when the enterprises of the pool have first call on the seats.' })
  foundersFirstUntil!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can no longer enrol.' })
  cutoffAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: Date;
}
