import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum DeclareInterestErrorCode {
  ALREADY_DECLARED = 'ALREADY_DECLARED',
}

registerEnumType(DeclareInterestErrorCode, {
  name: 'DeclareInterestErrorCode',
  description: 'Why an interest was not declared.',
  valuesConfig: {
    ALREADY_DECLARED: { description: 'It was declared before.' },
  },
});

export const declareInterestMessages: Messages<DeclareInterestErrorCode> = {
  ALREADY_DECLARED: { zh: '您已申报过该回避关系。', en: 'You have declared it before.' },
};

@ObjectType({ description: 'Why an interest was not declared.' })
export class DeclareInterestError extends UserError {
  @Field(() => DeclareInterestErrorCode, { description: 'What a program acts on.' })
  code!: DeclareInterestErrorCode;
}

@ObjectType({ description: 'What came of declaring an interest.' })
export class DeclareInterestPayload {
  @Field(() => Boolean, { nullable: true, description: 'True once it is declared; null if it was refused.' })
  declared!: boolean | null;

  @Field(() => [DeclareInterestError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: DeclareInterestError[];
}
