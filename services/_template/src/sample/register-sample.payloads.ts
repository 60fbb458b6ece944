import { type Context, loadById, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Sample } from './sample.entity.ts';

export enum RegisterSampleErrorCode {
  NAME_TAKEN = 'NAME_TAKEN',
}

registerEnumType(RegisterSampleErrorCode, {
  name: 'RegisterSampleErrorCode',
  description: 'Why a sample was not registered.',
  valuesConfig: {
    NAME_TAKEN: { description: 'The community has one whose name reads alike; `existing` is that one.' },
  },
});

export const registerSampleMessages: Messages<RegisterSampleErrorCode> = {
  NAME_TAKEN: { zh: '这个名称已被使用。', en: 'This name is taken.' },
};

@ObjectType({ description: 'Why a sample was not registered.' })
export class RegisterSampleError extends UserError {
  @Field(() => RegisterSampleErrorCode, { description: 'What a program acts on.' })
  code!: RegisterSampleErrorCode;

  existingId?: string;

  @Field(() => Sample, { nullable: true, description: 'With NAME_TAKEN: the one that has the name.' })
  async existing(@Ctx() context: Context): Promise<Sample | null> {
    return this.existingId ? loadById(context, Sample, this.existingId) : null;
  }
}

@ObjectType({ description: 'What came of registering a sample.' })
export class RegisterSamplePayload {
  @Field(() => Sample, { nullable: true, description: 'The sample; null if it was refused.' })
  sample!: Sample | null;

  @Field(() => [RegisterSampleError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RegisterSampleError[];
}
