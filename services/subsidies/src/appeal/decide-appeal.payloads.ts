import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ConflictOfInterest } from '../claim/four-eyes.enums.ts';
import { Appeal, AppealState } from './appeal.entity.ts';

export enum DecideAppealErrorCode {
  APPEAL_NOT_FOUND = 'APPEAL_NOT_FOUND',
  ALREADY_DECIDED = 'ALREADY_DECIDED',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
}

registerEnumType(DecideAppealErrorCode, {
  name: 'DecideAppealErrorCode',
  description: 'Why an appeal was not decided.',
  valuesConfig: {
    APPEAL_NOT_FOUND: { description: 'No appeal that the caller may decide has this id.' },
    ALREADY_DECIDED: { description: 'It was decided; `state` says how.' },
    CONFLICT_OF_INTEREST: { description: 'The caller may not decide it; `conflict` says why.' },
  },
});

export const decideAppealMessages: Messages<DecideAppealErrorCode> = {
  APPEAL_NOT_FOUND: { zh: '没有可由您办理的这项申诉。', en: 'There is no such appeal for you to decide.' },
  ALREADY_DECIDED: { zh: '该申诉已有决定。', en: 'The appeal was decided.' },
  CONFLICT_OF_INTEREST: { zh: '您须回避此项申诉。', en: 'You must not decide this appeal.' },
};

@ObjectType({ description: 'Why an appeal was not decided.' })
export class DecideAppealError extends UserError {
  @Field(() => DecideAppealErrorCode, { description: 'What a program acts on.' })
  code!: DecideAppealErrorCode;

  @Field(() => AppealState, { nullable: true, description: 'With ALREADY_DECIDED: how.' })
  state?: AppealState;

  @Field(() => ConflictOfInterest, { nullable: true, description: 'With CONFLICT_OF_INTEREST: which.' })
  conflict?: ConflictOfInterest;
}

@ObjectType({ description: 'What came of deciding an appeal.' })
export class DecideAppealPayload {
  @Field(() => Appeal, { nullable: true, description: 'The appeal; null if it was refused.' })
  appeal!: Appeal | null;

  @Field(() => [DecideAppealError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: DecideAppealError[];
}
