import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'An official who heads a chain (链长).' })
export class ChainHeadInput {
  @Field(() => LocalizedTextInput, { description: 'Name of the official.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { description: 'What the official is besides.' })
  @ValidateNested()
  post!: LocalizedTextInput;
}

@InputType({ description: 'Enterprises that are to be organised as a chain.' })
export class OpenChainInput extends RepeatableInput {
  @Field(() => ID, { nullable: true, description: 'The community it belongs to; without it, it is a whole city’s.' })
  communityId?: string | null;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => [ID], { description: 'Its members, 1 to 200, each once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  memberIds!: string[];

  @Field(() => ChainHeadInput, { description: 'Its head from the first day on.' })
  @ValidateNested()
  head!: ChainHeadInput;

  @Field(() => ID, { description: 'The member that convenes from the first day on (召集人).' })
  convenerId!: string;

  @Field(() => DateScalar, { description: 'First day of both.' })
  on!: string;
}

@InputType({ description: 'A chain that gets another head, another convener, or both.' })
export class HandOverChainInput extends RepeatableInput {
  @Field(() => ID, { description: 'The chain.' })
  chainId!: string;

  @Field(() => ChainHeadInput, { nullable: true, description: 'The head from then on; without it, the head stays.' })
  @IsOptional()
  @ValidateNested()
  head?: ChainHeadInput | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The member that convenes from then on (召集人); without it, the convener stays.',
  })
  convenerId?: string | null;

  @Field(() => DateScalar, { description: 'First day of the new ones, on which those before are no longer in office.' })
  on!: string;
}

@InputType()
export abstract class ChainMembershipInput extends RepeatableInput {
  @Field(() => ID, { description: 'The chain.' })
  chainId!: string;

  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;
}

@InputType({ description: 'An enterprise that joins a chain.' })
export class JoinChainInput extends ChainMembershipInput {}

@InputType({ description: 'An enterprise that leaves a chain.' })
export class LeaveChainInput extends ChainMembershipInput {}
