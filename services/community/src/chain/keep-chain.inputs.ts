import { IsOptional, ValidateNested } from 'class-validator';
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

@InputType({ description: 'An enterprise that joins a chain.' })
export class JoinChainInput extends RepeatableInput {
  @Field(() => ID, { description: 'The chain.' })
  chainId!: string;

  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;
}
