import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Parameter } from './program.entity.ts';

export enum SetParameterErrorCode {
  PARAMETER_NOT_FOUND = 'PARAMETER_NOT_FOUND',
  NOT_IN_FUTURE = 'NOT_IN_FUTURE',
  OUT_OF_RANGE = 'OUT_OF_RANGE',
}

registerEnumType(SetParameterErrorCode, {
  name: 'SetParameterErrorCode',
  description: 'Why a parameter was not set.',
  valuesConfig: {
    PARAMETER_NOT_FOUND: { description: 'No programme that the caller runs has a parameter of this name.' },
    NOT_IN_FUTURE: {
      description: 'It would govern days that claims may have been decided by; the first that is free is `earliest`.',
    },
    OUT_OF_RANGE: { description: 'No parameter of its unit can have this value.' },
  },
});

export const setParameterMessages: Messages<SetParameterErrorCode> = {
  PARAMETER_NOT_FOUND: { zh: '没有由您管理的这项参数。', en: 'There is no such parameter of yours.' },
  NOT_IN_FUTURE: {
    zh: '新值须自明日或之后起生效，不得溯及既往。',
    en: 'A new value begins tomorrow at the earliest: what has been decided stays.',
  },
  OUT_OF_RANGE: { zh: '该单位的参数不能取此值。', en: 'No parameter of its unit can have this value.' },
};

@ObjectType({ description: 'Why a parameter was not set.' })
export class SetParameterError extends UserError {
  @Field(() => SetParameterErrorCode, { description: 'What a program acts on.' })
  code!: SetParameterErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With NOT_IN_FUTURE: the earliest first day.' })
  earliest?: string;
}

@ObjectType({ description: 'What came of setting a parameter.' })
export class SetParameterPayload {
  @Field(() => Parameter, { nullable: true, description: 'The parameter with all its values; null if it was refused.' })
  parameter!: Parameter | null;

  @Field(() => [SetParameterError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: SetParameterError[];
}
