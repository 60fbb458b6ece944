import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { MealPlan } from './meal-plan.entity.ts';

export enum SetMealPlanErrorCode {
  ENTERPRISE_NOT_FOUND = 'ENTERPRISE_NOT_FOUND',
  IN_THE_PAST = 'IN_THE_PAST',
  BAD_PERIOD = 'BAD_PERIOD',
  LATER_PLAN_EXISTS = 'LATER_PLAN_EXISTS',
}

registerEnumType(SetMealPlanErrorCode, {
  name: 'SetMealPlanErrorCode',
  description: 'Why a meal plan was not set.',
  valuesConfig: {
    ENTERPRISE_NOT_FOUND: { description: 'The caller manages no enterprise with this id.' },
    IN_THE_PAST: { description: 'A plan begins today or later: prices of orders placed are not changed.' },
    BAD_PERIOD: { description: 'It would end before it begins.' },
    LATER_PLAN_EXISTS: { description: 'Another plan begins on `on`, before this one would end.' },
  },
});

export const setMealPlanMessages: Messages<SetMealPlanErrorCode> = {
  ENTERPRISE_NOT_FOUND: { zh: '没有这家企业。', en: 'There is no such enterprise.' },
  IN_THE_PAST: { zh: '餐补不能从过去开始。', en: 'A meal plan cannot begin in the past.' },
  BAD_PERIOD: { zh: '结束日期早于开始日期。', en: 'It would end before it begins.' },
  LATER_PLAN_EXISTS: { zh: '与之后的餐补方案重叠。', en: 'It overlaps a plan that begins later.' },
};

@ObjectType({ description: 'Why a meal plan was not set.' })
export class SetMealPlanError extends UserError {
  @Field(() => SetMealPlanErrorCode, { description: 'What a program acts on.' })
  code!: SetMealPlanErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With LATER_PLAN_EXISTS: the day on which it begins.' })
  on?: string;
}

@ObjectType({ description: 'What came of setting a meal plan.' })
export class SetMealPlanPayload {
  @Field(() => MealPlan, { nullable: true, description: 'The plan; null if it was refused.' })
  plan!: MealPlan | null;

  @Field(() => [SetMealPlanError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: SetMealPlanError[];
}

export enum EndMealPlanErrorCode {
  PLAN_NOT_FOUND = 'PLAN_NOT_FOUND',
  TOO_EARLY = 'TOO_EARLY',
  ENDS_EARLIER = 'ENDS_EARLIER',
}

registerEnumType(EndMealPlanErrorCode, {
  name: 'EndMealPlanErrorCode',
  description: 'Why a meal plan was not ended.',
  valuesConfig: {
    PLAN_NOT_FOUND: { description: 'No enterprise of the caller has a plan with this id.' },
    TOO_EARLY: { description: 'A plan ends tomorrow or later, and after its first day.' },
    ENDS_EARLIER: { description: 'It ends on `on` already.' },
  },
});

export const endMealPlanMessages: Messages<EndMealPlanErrorCode> = {
  PLAN_NOT_FOUND: { zh: '没有这个餐补方案。', en: 'There is no such meal plan.' },
  TOO_EARLY: { zh: '最早从明天起终止。', en: 'A meal plan ends tomorrow at the earliest.' },
  ENDS_EARLIER: { zh: '该方案已更早终止。', en: 'It ends earlier already.' },
};

@ObjectType({ description: 'Why a meal plan was not ended.' })
export class EndMealPlanError extends UserError {
  @Field(() => EndMealPlanErrorCode, { description: 'What a program acts on.' })
  code!: EndMealPlanErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With ENDS_EARLIER: the day.' })
  on?: string;
}

@ObjectType({ description: 'What came of ending a meal plan.' })
export class EndMealPlanPayload {
  @Field(() => MealPlan, { nullable: true, description: 'The plan; null if it was refused.' })
  plan!: MealPlan | null;

  @Field(() => [EndMealPlanError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: EndMealPlanError[];
}
