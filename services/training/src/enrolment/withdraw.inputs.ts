import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which seat, or place on a waiting list, to give up.' })
export class WithdrawEnrolmentInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enrolment.' })
  enrolmentId!: string;
}

@InputType({ description: 'Which offered seat to confirm.' })
export class ConfirmSeatInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enrolment.' })
  enrolmentId!: string;
}

@InputType({ description: 'Whom an enterprise enrols, and in what.' })
export class EnrolEmployeesInput extends RepeatableInput {
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
