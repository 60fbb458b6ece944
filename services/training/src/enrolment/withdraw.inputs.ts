import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

const key =
  'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.';

@InputType({ description: 'Which seat, or place on a waiting list, to give up.' })
export class WithdrawEnrolmentInput {
  @Field(() => ID, { description: key })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The enrolment.' })
  enrolmentId!: string;
}

@InputType({ description: 'Which offered seat to confirm.' })
export class ConfirmSeatInput {
  @Field(() => ID, { description: key })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The enrolment.' })
  enrolmentId!: string;
}

@InputType({ description: 'Whom an enterprise enrols, and in what.' })
export class EnrolEmployeesInput {
  @Field(() => ID, { description: key })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The enterprise, which pays.' })
  enterpriseId!: string;

  @Field(() => ID, { description: 'The sitting.' })
  courseInstanceId!: string;

  @Field(() => [ID], { description: '1 to 100 of its employees, in the order in which they are to be seated.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  workerIds!: string[];
}
