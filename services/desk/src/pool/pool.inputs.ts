import { Length, Max, Min } from 'class-validator';
import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DemandPoolKind } from './demand-pool.entity.ts';

@InputType({ description: 'A need that several enterprises may share.' })
export class OpenPoolInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community in which it gathers.' })
  communityId!: string;

  @Field(() => DemandPoolKind, { description: 'What is asked to be opened.' })
  kind!: DemandPoolKind;

  @Field(() => String, { description: 'What exactly, 1 to 200 characters.' })
  @Length(1, 200)
  topic!: string;

  @Field(() => Int, {
    description: 'How many different enterprises reach it, 2 to 100; 7 for a line and 10 for a course so far.',
  })
  @Min(2)
  @Max(100)
  threshold!: number;

  @Field(() => DateScalar, { description: 'Last day to join.' })
  opensUntil!: string;
}

@InputType()
abstract class OfPoolInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;
}

@InputType({ description: 'Which enterprise joins a pool.' })
export class JoinPoolInput extends OfPoolInput {
  @Field(() => ID, { description: 'The enterprise; joining again only changes its headcount.' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'How many of its people need it, 1 to 100,000.' })
  @Min(1)
  @Max(100_000)
  headcount!: number;
}

@InputType({ description: 'Which enterprise leaves a pool.' })
export class LeavePoolInput extends OfPoolInput {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;
}

@InputType({ description: 'What a pool led to.' })
export class MarkPoolFulfilledInput extends OfPoolInput {
  @Field(() => ID, { description: 'What was opened: a sitting, a line, a programme.' })
  openedId!: string;
}

@InputType({ description: 'Which pool to call off.' })
export class CancelPoolInput extends OfPoolInput {}
