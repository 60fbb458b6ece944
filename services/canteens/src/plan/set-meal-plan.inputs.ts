import { DateScalar } from '@millgate/kit';
import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'What an enterprise pays towards its employees’ meals from a day on.' })
export class SetMealPlanInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

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
export class EndMealPlanInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The plan.' })
  planId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds: tomorrow or later.' })
  until!: string;
}
