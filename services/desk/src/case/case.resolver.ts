import {
  Audience,
  childrenOf,
  type Context,
  DateScalar,
  page,
  type Page,
  PageArgs,
  requireWorker,
} from '@millgate/kit';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { workDays } from '../clock/calendar.service.ts';
import { ClockDayKind, dueDay, explainDueDay } from '../clock/clock.rules.ts';
import { dayOf } from '@millgate/kit';
import { Case, CaseConnection } from './case.entity.ts';
import { CaseState } from './case.enums.ts';
import { limitOf } from './case-clock.ts';
import { readable } from './case.policy.ts';
import { openStates } from './case.rules.ts';
import { CaseStep, Escalation } from './case-step.entity.ts';
import { LinkedClaim } from './linked-claim.entity.ts';
import { Claim } from '../links/links.stub.ts';

export enum ClockStage {
  WITHIN = 'WITHIN',
  APPROACHING = 'APPROACHING',
  BREACHED = 'BREACHED',
  STOPPED = 'STOPPED',
}

registerEnumType(ClockStage, {
  name: 'ClockStage',
  description: 'How a limit stands at the instant of the request.',
  valuesConfig: {
    WITHIN: { description: 'Less than 80 % of it is used.' },
    APPROACHING: { description: '80 % or more is used.' },
    BREACHED: { description: 'It is over, and the case is not decided.' },
    STOPPED: { description: 'The clock does not run: before acceptance, while suspended, or after the decision.' },
  },
});

registerEnumType(ClockDayKind, {
  name: 'ClockDayKind',
  description: 'What a day is in the arithmetic of a limit.',
  valuesConfig: {
    START: { description: 'The day of acceptance, or the next working day: not counted.' },
    COUNTED: { description: 'A working day, counted.' },
    OFF: { description: 'A weekend or holiday.' },
    PAUSED: { description: 'The clock stood still.' },
  },
});

@ObjectType({ description: 'A day in the arithmetic of a limit.', simpleResolvers: true })
export class CaseClockDay {
  @Field(() => DateScalar, { description: 'The day.' }) on!: string;
  @Field(() => ClockDayKind, { description: 'What it is.' }) kind!: ClockDayKind;
  @Field(() => Int, { description: 'Working days used up to and with it.' }) used!: number;
}

@ObjectType({ description: 'How the due date of a case comes about.', simpleResolvers: true })
export class CaseClock {
  @Field(() => ClockStage, { description: 'How the limit stands.' }) stage!: ClockStage;
  @Field(() => Int, { nullable: true, description: 'Working days used; null before acceptance.' }) usedDays!:
    number | null;
  @Field(() => Int, { description: 'Working days promised, extension included.' }) limitDays!: number;
  @Field(() => DateScalar, { nullable: true, description: 'The last day of the limit.' }) dueOn!: string | null;
  @Field(() => [CaseClockDay], { description: 'The arithmetic, day by day; at most 400 days.' }) days!: CaseClockDay[];
}

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => Case, {
    nullable: true,
    description: 'The case with this id or number; null where there is none for the caller.',
  })
  async case(
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | undefined,
    @Arg('no', () => String, { nullable: true, description: 'Or its number.' }) no: string | undefined,
    @Ctx() context: Context,
  ): Promise<Case | null> {
    if (id) return readable(context, await context.em.findOne(Case, { id }));
    return no ? readable(context, await context.em.findOne(Case, { no })) : null;
  }

  @Query(() => CaseConnection, { nullable: true, description: 'The caller’s own cases, latest first.' })
  async myCases(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Case>> {
    const workerId = requireWorker(context);
    const order = [
      ['receivedAt', 'desc'],
      ['id', 'desc'],
    ] as const;
    return page(context, { entity: Case, field: 'myCases', where: { workerId }, order }, args);
  }

  @Audience('internal')
  @Query(() => CaseConnection, {
    nullable: true,
    description: 'What the caller answers for and is not decided, the nearest due date first.',
  })
  async inbox(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Case> | null> {
    if (context.caller.kind !== 'PERSON') return null;
    const where = { ownerId: context.caller.id, state: CaseState.IN_PROGRESS, dueAt: { $ne: null } };
    const order = [
      ['dueAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return page(context, { entity: Case, field: 'inbox', where, order }, args);
  }

  @FieldResolver(() => [CaseStep], { description: 'What happened, in order.' })
  async steps(@Root() one: Case, @Ctx() context: Context): Promise<CaseStep[]> {
    return childrenOf(context, { entity: CaseStep, parent: 'caseRef', order: [['id', 'asc']] }, one.id);
  }

  @FieldResolver(() => [Escalation], { description: 'Who was told that the limit runs out.' })
  async escalations(@Root() one: Case, @Ctx() context: Context): Promise<Escalation[]> {
    return childrenOf(context, { entity: Escalation, parent: 'caseRef', order: [['at', 'asc']] }, one.id);
  }

  @FieldResolver(() => [Claim], {
    nullable: true,
    description: 'Subsidy claims that it led to, by id: it has no outcome before they have (D8).',
  })
  async claims(@Root() one: Case, @Ctx() context: Context): Promise<Claim[]> {
    const linked = await childrenOf(
      context,
      { entity: LinkedClaim, parent: 'caseRef', order: [['id', 'asc']] },
      one.id,
    );
    return linked.map(({ id }) => ({ id }));
  }

  @FieldResolver(() => CaseClock, { nullable: true, description: 'How its due date comes about, day by day.' })
  async clock(@Root() one: Case, @Ctx() context: Context): Promise<CaseClock> {
    const limit = limitOf(one);
    const calendar = await context.loadWith(
      CaseClock,
      'calendar',
      async () => [await workDays(context.em)],
      'standard',
    );
    const days = limit && calendar ? explainDueDay(calendar, limit, dayOf(context.now)) : [];
    const due = limit && calendar ? dueDay(calendar, limit) : null;
    const today = dayOf(context.now);
    return {
      stage: stageOf(one, context.now),
      usedDays: limit ? (days.findLast(({ on }) => on <= today)?.used ?? 0) : null,
      limitDays: one.limitDays + one.extensionDays,
      dueOn: due?.dueOn ?? null,
      days,
    };
  }
}

function stageOf({ state, dueAt, remindAt }: Case, now: Date): ClockStage {
  if (!openStates.includes(state) || dueAt === null) return ClockStage.STOPPED;
  if (now >= dueAt) return ClockStage.BREACHED;
  return remindAt && now >= remindAt ? ClockStage.APPROACHING : ClockStage.WITHIN;
}
