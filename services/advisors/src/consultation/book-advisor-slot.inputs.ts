import { Length, Matches } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { Confidentiality } from './confidentiality.rules.ts';

@InputType({ description: 'Which slot to book, and what to ask.' })
export class BookAdvisorSlotInput extends RepeatableInput {
  @Field(() => ID, { description: 'The slot.' })
  slotId!: string;

  @Field(() => String, { description: 'What to ask, 1 to 2,000 characters, not only spaces.' })
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'question must say something' })
  question!: string;

  @Field(() => Confidentiality, {
    nullable: true,
    description:
      'Who may know of it; without it, SEALED for an integrity adviser, who can be asked no other way, and NORMAL for all others.',
  })
  confidentiality?: Confidentiality | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The enterprise to ask for, by its own HR; without it, the caller asks as a worker, for herself.',
  })
  onBehalfOfEnterpriseId?: string | null;
}
