import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Dependant } from './dependant.entity.ts';

export enum EndDependantErrorCode {
  DEPENDANT_NOT_FOUND = 'DEPENDANT_NOT_FOUND',
  ALREADY_ENDED = 'ALREADY_ENDED',
}

registerEnumType(EndDependantErrorCode, {
  name: 'EndDependantErrorCode',
  description: 'Why a record of a child was not ended.',
  valuesConfig: {
    DEPENDANT_NOT_FOUND: { description: 'No child of the caller has this id.' },
    ALREADY_ENDED: { description: 'It ended before; `until` says when.' },
  },
});

export const endDependantMessages: Messages<EndDependantErrorCode> = {
  DEPENDANT_NOT_FOUND: { zh: '您名下没有这名子女的记录。', en: 'No child of yours has this id.' },
  ALREADY_ENDED: { zh: '该记录已终止。', en: 'The record has ended.' },
};

@ObjectType({ description: 'Why a record of a child was not ended.' })
export class EndDependantError extends UserError {
  @Field(() => EndDependantErrorCode, { description: 'What a program acts on.' })
  code!: EndDependantErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With ALREADY_ENDED: since when.' })
  until?: string;
}

@ObjectType({ description: 'What came of ending the record of a child.' })
export class EndDependantPayload {
  @Field(() => Dependant, { nullable: true, description: 'The child; null if refused.' })
  dependant!: Dependant | null;

  @Field(() => [EndDependantError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: EndDependantError[];
}
