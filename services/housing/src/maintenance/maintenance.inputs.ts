import { IsOptional, Length, Min } from 'class-validator';
import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MaintenanceKind } from './maintenance.rules.ts';

@InputType({ description: 'What is to be mended.' })
export class RequestMaintenanceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The lease of the caller who lives there.' })
  leaseId!: string;

  @Field(() => MaintenanceKind, { description: 'What is to be mended.' })
  kind!: MaintenanceKind;

  @Field(() => String, { description: 'What is wrong, 1 to 1000 characters.' })
  @Length(1, 1_000)
  description!: string;
}

/** Which request, as it was last seen. */
@InputType()
export abstract class MoveMaintenanceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;

  @Field(() => Int, { description: 'The version that was last seen; another one is refused.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Which request is accepted, and for when it is promised.' })
export class AcceptMaintenanceInput extends MoveMaintenanceInput {
  @Field(() => DateScalar, { description: 'Last day for which it is promised; today or later.' })
  doneBy!: string;
}

@InputType({ description: 'Which request is declined, and why.' })
export class DeclineMaintenanceInput extends MoveMaintenanceInput {
  @Field(() => String, { description: 'Why, 1 to 500 characters; the tenant reads it.' })
  @Length(1, 500)
  reason!: string;
}

@InputType({ description: 'Which request is done.' })
export class CompleteMaintenanceInput extends MoveMaintenanceInput {
  @Field(() => String, { nullable: true, description: 'What was done, at most 500 characters; the tenant reads it.' })
  @IsOptional()
  @Length(1, 500)
  note?: string | null;
}

@InputType({ description: 'Whether what was asked for is mended.' })
export class ConfirmMaintenanceInput extends MoveMaintenanceInput {
  @Field(() => Boolean, { description: 'Whether it is mended; if not, staff answer it anew.' })
  mended!: boolean;

  @Field(() => String, { nullable: true, description: 'What is to be said about it, at most 500 characters.' })
  @IsOptional()
  @Length(1, 500)
  note?: string | null;
}
