import { Length, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A document, cited in both languages.' })
export class ReferenceInput {
  @Field(() => String, { description: 'In Chinese, 1 to 500 characters, not only spaces.' })
  @Length(1, 500)
  @Matches(/\S/, { message: 'zh must say something' })
  zh!: string;

  @Field(() => String, { description: 'In English, 1 to 500 characters, not only spaces.' })
  @Length(1, 500)
  @Matches(/\S/, { message: 'en must say something' })
  en!: string;
}
