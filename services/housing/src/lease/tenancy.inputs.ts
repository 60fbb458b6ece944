import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { DateScalar, LongScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';

const workerId = /^wrk_[0-9A-HJKMNP-TV-Z]{26}$/;
const mostFen = 100_000_000;

@InputType({ description: 'Which job-seeker checks in, and where.' })
export class StartLodgingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The job-seeker.' })
  @Matches(workerId)
  workerId!: string;

  @Field(() => ID, { description: 'The room, of a job-seekers’ lodging.' })
  unitId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the bed; the first free one unless this says otherwise.',
  })
  @IsOptional()
  @Min(1)
  bed?: number | null;
}

@InputType({ description: 'To whom to offer what, and on what terms.' })
export class OfferLeaseInput extends RepeatableInput {
  @Field(() => ID, { description: 'Who may accept.' })
  @Matches(workerId)
  workerId!: string;

  @Field(() => ID, { description: 'The unit.' })
  unitId!: string;

  @Field(() => Int, { nullable: true, description: 'Number of the bed; the whole unit unless this says otherwise.' })
  @IsOptional()
  @Min(1)
  bed?: number | null;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds; after `from`.' })
  until!: string;

  @Field(() => LongScalar, { description: 'Rent a month in fen.' })
  @Min(0)
  @Max(mostFen)
  rentFen!: number;

  @Field(() => LongScalar, { nullable: true, description: 'Deposit in fen; none for no deposit.' })
  @IsOptional()
  @Min(0)
  @Max(mostFen)
  depositFen?: number | null;
}

@InputType({ description: 'Which units an enterprise rents, for which days, for how much.' })
export class SignMasterLeaseInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise.' })
  @Matches(/^ent_[0-9A-HJKMNP-TV-Z]{26}$/)
  enterpriseId!: string;

  @Field(() => [ID], { description: 'Units of unit-rented houses, 1 to 200, none twice.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  unitIds!: string[];

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds; after `from`.' })
  until!: string;

  @Field(() => LongScalar, { description: 'Rent a month for all of them together, in fen.' })
  @Min(0)
  @Max(10_000_000_000)
  rentFen!: number;
}

@InputType({ description: 'Which worker an enterprise houses, where and when.' })
export class AssignUnderMasterLeaseInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise’s master lease.' })
  masterLeaseId!: string;

  @Field(() => ID, { description: 'Its worker.' })
  @Matches(workerId)
  workerId!: string;

  @Field(() => ID, { nullable: true, description: 'The unit; any of the master lease unless this says otherwise.' })
  unitId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the bed in `unitId`; any unless this says otherwise.' })
  @IsOptional()
  @Min(1)
  bed?: number | null;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds; after `from`.' })
  until!: string;
}

@InputType({ description: 'Which lease the tenant gives up, and from when on.' })
export class GiveLeaseNoticeInput extends RepeatableInput {
  @Field(() => ID, { description: 'The lease; the caller’s own, or any for housing staff.' })
  leaseId!: string;

  @Field(() => DateScalar, {
    description:
      'First day on which it shall no longer hold: thirty days from today at least, unless the lodging is free.',
  })
  until!: string;
}

@InputType({ description: 'Which lease ends, when and why.' })
export class EndLeaseInput extends RepeatableInput {
  @Field(() => ID, { description: 'The lease.' })
  leaseId!: string;

  @Field(() => Int, { description: 'The version that was last seen; another one is refused.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => DateScalar, {
    description: 'First day on which it no longer holds: after its first day, not after its end.',
  })
  until!: string;

  @Field(() => String, { description: 'Why, 1 to 500 characters; the tenant reads it.' })
  @Length(1, 500)
  reason!: string;
}
