import { IsOptional, Length, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { GridRole } from './grid.enums.ts';

@InputType({ description: 'Who joins a team: a worker of the registry, or staff by name. Give one of the two.' })
export class TeamMemberInput {
  @Field(() => ID, { nullable: true, description: 'The worker, for whoever is one.' })
  workerId?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'The name by which people call on staff.' })
  @IsOptional()
  @ValidateNested()
  name?: LocalizedTextInput | null;

  @Field(() => ID, { nullable: true, description: 'The account with which staff sign in, 1 to 100 characters.' })
  @IsOptional()
  @Length(1, 100)
  accountId?: string | null;
}

@InputType({ description: 'A grid that gets another full-time officer.' })
export class HandOverGridInput extends RepeatableInput {
  @Field(() => ID, { description: 'The grid.' })
  gridId!: string;

  @Field(() => TeamMemberInput, { description: 'The officer from then on.' })
  @ValidateNested()
  officer!: TeamMemberInput;

  @Field(() => DateScalar, {
    description: 'First day of the new officer, on which the one before is no longer in office.',
  })
  on!: string;
}

@InputType({ description: 'Somebody who joins the team of a grid.' })
export class AssignGridMemberInput extends RepeatableInput {
  @Field(() => ID, { description: 'The grid.' })
  gridId!: string;

  @Field(() => GridRole, { description: 'What the member is in the team; an officer comes by `handOverGrid` alone.' })
  role!: GridRole;

  @Field(() => TeamMemberInput, { description: 'The member.' })
  @ValidateNested()
  member!: TeamMemberInput;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;
}

@InputType({ description: 'Somebody who leaves the team of a grid.' })
export class EndGridMembershipInput extends RepeatableInput {
  @Field(() => ID, { description: 'The membership.' })
  memberId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds.' })
  until!: string;
}
