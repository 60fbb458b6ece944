import { ArrayMaxSize, ArrayUnique, IsOptional, Matches, ValidateNested } from 'class-validator';
import { LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An alliance of a community and enterprises.' })
export class FormAllianceInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { description: 'What it is for.' })
  @ValidateNested()
  purpose!: LocalizedTextInput;

  @Field(() => String, {
    nullable: true,
    description: 'Since when it exists, as exactly as is known: `2021`, `2021-05` or `2021-05-01`.',
  })
  @IsOptional()
  @Matches(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  since?: string | null;

  @Field(() => ID, { nullable: true, description: 'The chain it serves, of the same community; without it, none.' })
  chainId?: string | null;

  @Field(() => [ID], { description: 'Enterprises that are members from today, at most 200, each once.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  memberIds!: string[];
}

@InputType()
export abstract class AllianceMembershipInput extends RepeatableInput {
  @Field(() => ID, { description: 'The alliance.' })
  allianceId!: string;

  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;
}

@InputType({ description: 'An enterprise that joins an alliance.' })
export class JoinAllianceInput extends AllianceMembershipInput {}

@InputType({ description: 'An enterprise that leaves an alliance.' })
export class LeaveAllianceInput extends AllianceMembershipInput {}
