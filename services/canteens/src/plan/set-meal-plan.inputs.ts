import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'What an enterprise pays towards its employees’ meals from a day on.' })
export class SetMealPlanInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => DateScalar, { description: 'First day of the plan: today or later.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; without it, until another plan is set.',
  })
  until?: string | null;

  @Field(() => Int, { description: 'Portions a day and employee at the employer’s price, 1 to 20.' })
  @Min(1)
  @Max(20)
  perDay!: number;
}

@InputType({ description: 'From when on an enterprise pays nothing any more towards meals.' })
export class EndMealPlanInput extends RepeatableInput {
  @Field(() => ID, { description: 'The plan.' })
  planId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds: tomorrow or later.' })
  until!: string;
}
