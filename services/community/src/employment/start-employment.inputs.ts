import { ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A job that begins. Name the employer by id or by credit code, not by both.' })
export class StartEmploymentInput extends RepeatableInput {
  @Field(() => ID, { description: 'Who is employed.' })
  workerId!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the employer.' })
  enterpriseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Unified social credit code of the employer (GB 32100).' })
  uscc?: string | null;

  @Field(() => LocalizedTextInput, { description: 'What the worker does there.' })
  @ValidateNested()
  post!: LocalizedTextInput;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the main job, of which a worker has one at a time; it is, unless this says otherwise.',
  })
  primary?: boolean | null;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds, where that is agreed.',
  })
  until?: string | null;
}
