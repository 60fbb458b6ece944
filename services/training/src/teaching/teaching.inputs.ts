import { ArrayMaxSize, ArrayUnique, Length } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { SkillLevel } from '../credential/skill-level.ts';

@InputType({ description: 'Who came to a sitting, and who did not.' })
export class MarkAttendanceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The sitting.' })
  courseInstanceId!: string;

  @Field(() => [ID], { description: 'Enrolments of those who came, at most 500.' })
  @ArrayMaxSize(500)
  @ArrayUnique()
  attended!: string[];

  @Field(() => [ID], { description: 'Enrolments of those who had a seat and did not come, at most 500.' })
  @ArrayMaxSize(500)
  @ArrayUnique()
  absent!: string[];
}

@InputType({ description: 'Who completed a sitting.' })
export class CompleteCourseInstanceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The sitting.' })
  courseInstanceId!: string;

  @Field(() => [ID], { description: 'Enrolments of those who came and completed the course, at most 500.' })
  @ArrayMaxSize(500)
  @ArrayUnique()
  completed!: string[];
}

@InputType({ description: 'A name as it is printed.' })
export class PrintedNameInput {
  @Field(() => String, { description: 'In Chinese, 1 to 60 characters.' })
  @Length(1, 60)
  zh!: string;

  @Field(() => String, { description: 'In Latin letters, 1 to 60 characters.' })
  @Length(1, 60)
  en!: string;
}

@InputType({ description: 'What to issue to whom, for a completed course.' })
export class AwardCredentialInput extends RepeatableInput {
  @Field(() => ID, { description: 'The completed enrolment.' })
  enrolmentId!: string;

  @Field(() => PrintedNameInput, { description: 'The holder’s name, from the papers she showed.' })
  holder!: PrintedNameInput;

  @Field(() => SkillLevel, {
    nullable: true,
    description: 'The level reached; required where the course awards a skill level, and nowhere else.',
  })
  level?: SkillLevel | null;
}

@InputType({ description: 'Which credential to withdraw for good, and why.' })
export class RevokeCredentialInput extends RepeatableInput {
  @Field(() => ID, { description: 'The credential.' })
  credentialId!: string;

  @Field(() => String, { description: 'Why, 1 to 500 characters; kept, and not shown to verifiers.' })
  @Length(1, 500)
  reason!: string;
}
