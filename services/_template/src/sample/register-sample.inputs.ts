import { Length, Matches } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What to register, and where.' })
export class RegisterSampleInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community; the caller is of its staff.' })
  communityId!: string;

  @Field(() => String, { description: 'Its Chinese name, 1 to 80 characters, not only spaces.' })
  @Length(1, 80)
  @Matches(/\S/, { message: 'nameZh must say something' })
  nameZh!: string;

  @Field(() => String, { description: 'Its English name, 1 to 80 characters, not only spaces.' })
  @Length(1, 80)
  @Matches(/\S/, { message: 'nameEn must say something' })
  nameEn!: string;
}
