import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Grid, GridMember } from './grid.entity.ts';

export enum HandOverGridErrorCode {
  GRID_NOT_FOUND = 'GRID_NOT_FOUND',
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  TOO_EARLY = 'TOO_EARLY',
}

registerEnumType(HandOverGridErrorCode, {
  name: 'HandOverGridErrorCode',
  description: 'Why a grid was not handed over.',
  valuesConfig: {
    GRID_NOT_FOUND: { description: 'No grid has this id.' },
    WORKER_NOT_FOUND: { description: 'No worker has this id.' },
    TOO_EARLY: { description: 'The officer before took office on that day or later; `inOfficeFrom` says when.' },
  },
});

export const handOverGridMessages: Messages<HandOverGridErrorCode> = {
  GRID_NOT_FOUND: { zh: '没有这个网格。', en: 'There is no such grid.' },
  WORKER_NOT_FOUND: { zh: '没有这名职工。', en: 'There is no such worker.' },
  TOO_EARLY: { zh: '现任网格员在该日当天或之后才上任。', en: 'The officer before took office on that day or later.' },
};

@ObjectType({ description: 'Why a grid was not handed over.' })
export class HandOverGridError extends UserError {
  @Field(() => HandOverGridErrorCode, { description: 'What a program acts on.' })
  code!: HandOverGridErrorCode;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'With TOO_EARLY: the first day of the officer before; a handover is possible from the day after.',
  })
  inOfficeFrom?: string;
}

@ObjectType({ description: 'What came of handing a grid over.' })
export class HandOverGridPayload {
  @Field(() => GridMember, { nullable: true, description: 'The new officer; null if refused.' })
  officer!: GridMember | null;

  @Field(() => Grid, { nullable: true, description: 'The grid; null if refused.' })
  grid!: Grid | null;

  @Field(() => [HandOverGridError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: HandOverGridError[];
}

export enum AssignGridMemberErrorCode {
  GRID_NOT_FOUND = 'GRID_NOT_FOUND',
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  OFFICER_BY_HANDOVER = 'OFFICER_BY_HANDOVER',
}

registerEnumType(AssignGridMemberErrorCode, {
  name: 'AssignGridMemberErrorCode',
  description: 'Why somebody did not join a team.',
  valuesConfig: {
    GRID_NOT_FOUND: { description: 'No grid has this id.' },
    WORKER_NOT_FOUND: { description: 'No worker has this id.' },
    OFFICER_BY_HANDOVER: { description: 'A grid has one full-time officer, who changes by `handOverGrid`.' },
  },
});

export const assignGridMemberMessages: Messages<AssignGridMemberErrorCode> = {
  GRID_NOT_FOUND: { zh: '没有这个网格。', en: 'There is no such grid.' },
  WORKER_NOT_FOUND: { zh: '没有这名职工。', en: 'There is no such worker.' },
  OFFICER_BY_HANDOVER: { zh: '专职网格员须通过交接更换。', en: 'The full-time officer changes by a handover.' },
};

@ObjectType({ description: 'Why somebody did not join a team.' })
export class AssignGridMemberError extends UserError {
  @Field(() => AssignGridMemberErrorCode, { description: 'What a program acts on.' })
  code!: AssignGridMemberErrorCode;
}

@ObjectType({ description: 'What came of joining a team.' })
export class AssignGridMemberPayload {
  @Field(() => GridMember, { nullable: true, description: 'The membership; null if refused.' })
  member!: GridMember | null;

  @Field(() => [AssignGridMemberError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AssignGridMemberError[];
}

export enum EndGridMembershipErrorCode {
  MEMBER_NOT_FOUND = 'MEMBER_NOT_FOUND',
  OFFICER_BY_HANDOVER = 'OFFICER_BY_HANDOVER',
  TOO_EARLY = 'TOO_EARLY',
  ALREADY_ENDED = 'ALREADY_ENDED',
}

registerEnumType(EndGridMembershipErrorCode, {
  name: 'EndGridMembershipErrorCode',
  description: 'Why somebody did not leave a team.',
  valuesConfig: {
    MEMBER_NOT_FOUND: { description: 'No membership has this id.' },
    OFFICER_BY_HANDOVER: { description: 'A grid is never without its officer, who changes by `handOverGrid`.' },
    TOO_EARLY: { description: 'The membership begins on that day or later.' },
    ALREADY_ENDED: { description: 'The membership has ended.' },
  },
});

export const endGridMembershipMessages: Messages<EndGridMembershipErrorCode> = {
  MEMBER_NOT_FOUND: { zh: '没有这名网格成员。', en: 'There is no such member.' },
  OFFICER_BY_HANDOVER: { zh: '专职网格员须通过交接更换。', en: 'The full-time officer changes by a handover.' },
  TOO_EARLY: { zh: '该成员在该日当天或之后才加入。', en: 'The membership begins on that day or later.' },
  ALREADY_ENDED: { zh: '该成员已离任。', en: 'The membership has ended.' },
};

@ObjectType({ description: 'Why somebody did not leave a team.' })
export class EndGridMembershipError extends UserError {
  @Field(() => EndGridMembershipErrorCode, { description: 'What a program acts on.' })
  code!: EndGridMembershipErrorCode;
}

@ObjectType({ description: 'What came of leaving a team.' })
export class EndGridMembershipPayload {
  @Field(() => GridMember, { nullable: true, description: 'The membership; null if refused.' })
  member!: GridMember | null;

  @Field(() => [EndGridMembershipError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: EndGridMembershipError[];
}
