import { IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, LongScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A job that begins. Name the employer by id or by credit code, not by both.' })
export class StartEmploymentInput extends RepeatableInput {
  @Field(() => ID, { description: 'Who is employed.' })
  workerId!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the employer.' })
  enterpriseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Unified social credit code of the employer (GB 32100).' })
  uscc?: string | null;

  @Field(() => LocalizedTextInput, { description: 'What the worker does there.' })
  @ValidateNested()
  post!: LocalizedTextInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the main job, of which a worker has one at a time; it is, unless this says otherwise.',
  })
  primary?: boolean | null;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds, where that is agreed.',
  })
  until?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day after the end of the written contract; none for one without end.',
  })
  contractUntil?: string | null;

  @Field(() => LongScalar, {
    nullable: true,
    description: 'What is paid a month, in fen, 1 to 1,000,000,000; for the enterprise’s own HR to say.',
  })
  @IsOptional()
  @Min(1)
  @Max(1_000_000_000)
  monthlySalaryFen?: number | null;
}
