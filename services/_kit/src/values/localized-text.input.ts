import { IsOptional, Length, Matches } from 'class-validator';
import { LocalizedText } from './localized.ts';
import { Field, InputType } from 'type-graphql';

/** Something to read: neither blank nor led or followed by blanks. */
const trimmed = /^\S(.*\S)?$/u;

@InputType({ description: 'A text in Chinese, and in English where it has one.' })
export class LocalizedTextInput {
  @Field(() => String, { description: 'In Chinese, 1 to 100 characters.' })
  @Length(1, 100)
  @Matches(trimmed)
  zh!: string;

  @Field(() => String, { nullable: true, description: 'In English, 1 to 100 characters; without it, as in Chinese.' })
  @IsOptional()
  @Length(1, 100)
  @Matches(trimmed)
  en?: string | null;
}

/** What is given in Chinese alone reads the same in English. */
export const localized = ({ zh, en }: LocalizedTextInput): LocalizedText => LocalizedText.of(zh, en ?? zh);
