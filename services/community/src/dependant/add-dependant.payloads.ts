import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Dependant } from './dependant.entity.ts';

export enum AddDependantErrorCode {
  NOT_A_WORKER = 'NOT_A_WORKER',
  NOT_A_MINOR = 'NOT_A_MINOR',
  ALREADY_RECORDED = 'ALREADY_RECORDED',
  TOO_MANY = 'TOO_MANY',
}

registerEnumType(AddDependantErrorCode, {
  name: 'AddDependantErrorCode',
  description: 'Why a child was not recorded.',
  valuesConfig: {
    NOT_A_WORKER: { description: 'The registry has no record of the caller.' },
    NOT_A_MINOR: { description: 'Of age; `underAge` says who is not.' },
    ALREADY_RECORDED: { description: 'This child is recorded with the caller already.' },
    TOO_MANY: { description: 'As many as a worker can have recorded; `limit` says how many.' },
  },
});

export const addDependantMessages: Messages<AddDependantErrorCode> = {
  NOT_A_WORKER: { zh: '没有您的登记记录。', en: 'The registry has no record of you.' },
  NOT_A_MINOR: { zh: '已成年。', en: 'Only children under age are recorded.' },
  ALREADY_RECORDED: { zh: '该子女已登记。', en: 'This child is recorded already.' },
  TOO_MANY: { zh: '登记的子女数已达上限。', en: 'No more children can be recorded.' },
};

@ObjectType({ description: 'Why a child was not recorded.' })
export class AddDependantError extends UserError {
  @Field(() => AddDependantErrorCode, { description: 'What a program acts on.' })
  code!: AddDependantErrorCode;

  @Field(() => Int, { nullable: true, description: 'With NOT_A_MINOR: completed years from which on one is of age.' })
  underAge?: number;

  @Field(() => Int, { nullable: true, description: 'With TOO_MANY: how many children can be recorded.' })
  limit?: number;
}

@ObjectType({ description: 'What came of recording a child.' })
export class AddDependantPayload {
  @Field(() => Dependant, { nullable: true, description: 'The child; null if refused.' })
  dependant!: Dependant | null;

  @Field(() => [AddDependantError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AddDependantError[];
}
