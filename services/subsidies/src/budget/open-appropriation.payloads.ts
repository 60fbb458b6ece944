import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Appropriation } from './appropriation.entity.ts';

export enum OpenAppropriationErrorCode {
  PROGRAM_NOT_FOUND = 'PROGRAM_NOT_FOUND',
  IN_KIND = 'IN_KIND',
}

registerEnumType(OpenAppropriationErrorCode, {
  name: 'OpenAppropriationErrorCode',
  description: 'Why no money was set aside.',
  valuesConfig: {
    PROGRAM_NOT_FOUND: { description: 'No programme that the caller runs has this code.' },
    IN_KIND: { description: 'The programme gives no money.' },
  },
});

export const openAppropriationMessages: Messages<OpenAppropriationErrorCode> = {
  PROGRAM_NOT_FOUND: { zh: '没有由您管理的这项政策。', en: 'There is no such programme of yours.' },
  IN_KIND: { zh: '该政策不发放资金。', en: 'The programme gives no money.' },
};

@ObjectType({ description: 'Why no money was set aside.' })
export class OpenAppropriationError extends UserError {
  @Field(() => OpenAppropriationErrorCode, { description: 'What a program acts on.' })
  code!: OpenAppropriationErrorCode;
}

@ObjectType({ description: 'What came of setting money aside.' })
export class OpenAppropriationPayload {
  @Field(() => Appropriation, {
    nullable: true,
    description: 'The money of the year, as it stands now; null if it was refused.',
  })
  appropriation!: Appropriation | null;

  @Field(() => [OpenAppropriationError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: OpenAppropriationError[];
}
