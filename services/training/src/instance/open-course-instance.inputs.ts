import { DateTimeScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { ArrayMaxSize, ArrayUnique, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CourseMode } from './course-instance.entity.ts';

@InputType({ description: 'The sitting to open.' })
export class OpenCourseInstanceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The course.' })
  courseId!: string;

  @Field(() => ID, { description: 'Who holds it; the caller trains for that provider.' })
  providerId!: string;

  @Field(() => ID, { description: 'The community it is held for.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Who teaches; without it, not settled yet.' })
  @IsOptional()
  @ValidateNested()
  instructor?: LocalizedTextInput | null;

  @Field(() => [ID], { nullable: true, description: 'Enterprises that asked for it, at most 100; without it, none.' })
  @IsOptional()
  @ArrayMaxSize(100)
  @ArrayUnique()
  requestedByIds?: string[] | null;

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
  @IsOptional()
  @Min(1)
  @Max(1_000)
  quotaPerEnterprise?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of a degree that has terms: which one; of other courses, none.' })
  @IsOptional()
  @Min(1)
  @Max(20)
  term?: number | null;

  @Field(() => Int, { nullable: true, description: 'Credits that completing the term earns, 1 to 100; with `term`.' })
  @IsOptional()
  @Min(1)
  @Max(100)
  credits?: number | null;

  @Field(() => Int, { description: 'What a seat costs, in fen, 0 to 10,000,000.' })
  @Min(0)
  @Max(10_000_000)
  priceFen!: number;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can enrol.' })
  enrolFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can no longer enrol.' })
  cutoffAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: Date;
}
