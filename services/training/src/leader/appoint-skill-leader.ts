import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  commandOf,
  type Context,
  DateScalar,
  localized,
  LocalizedTextInput,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  RepeatableInput,
  requireRole,
  type Result,
} from '@millgate/kit';
import { ValidateNested } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { KnownEmployment } from '../enrolment/known-employment.entity.ts';
import { SkillLeaderAppointment, SkillLeaderKind } from './skill-leader.entity.ts';

@InputType({ description: 'Whom an enterprise puts at a key post, as what, and for how long.' })
export class AppointSkillLeaderInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise; the caller is its HR.' })
  enterpriseId!: string;

  @Field(() => ID, { description: 'The worker, whom it employs on the first day.' })
  workerId!: string;

  @Field(() => SkillLeaderKind, { description: 'As what.' })
  kind!: SkillLeaderKind;

  @Field(() => LocalizedTextInput, { description: 'The key post or process.' })
  @ValidateNested()
  post!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'First day of the term.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the term; without it, open-ended.' })
  until?: string | null;
}

const appointAnswer = mutationAnswer('AppointSkillLeader', {
  refused: 'Why nobody was appointed.',
  result: ['appointment', () => SkillLeaderAppointment, 'The appointment; null if it was refused.'],
  codes: {
    NOT_AN_EMPLOYEE: {
      about: 'The enterprise does not employ the worker on the first day of the term.',
      zh: '任期首日该员工不在本企业任职。',
      en: 'The enterprise does not employ the worker on that day.',
    },
    BAD_TERM: {
      about: 'The term ends before it begins.',
      zh: '任期起止不正确。',
      en: 'The term ends before it begins.',
    },
    ALREADY_APPOINTED: {
      about: 'The enterprise has appointed the worker as this for a part of the term.',
      zh: '该员工在此期间已受聘。',
      en: 'The worker holds this office for a part of the term.',
    },
  },
});

type Code = 'NOT_AN_EMPLOYEE' | 'BAD_TERM' | 'ALREADY_APPOINTED';

@Resolver()
export class SkillLeaderResolver {
  @Mutation(() => appointAnswer.Payload, {
    description: 'For the enterprise’s HR: engages an employee as a skill leader. An office, which changes no rank.',
  })
  async appointSkillLeader(
    @Arg('input', () => AppointSkillLeaderInput, { description: 'Whom.' }) input: AppointSkillLeaderInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HR'], input.enterpriseId);
    return appointAnswer.of(await appointSkillLeader(context.em, commandOf(context, input)));
  }
}

const appointSkillLeader = (em: EntityManager, command: Command<AppointSkillLeaderInput>) =>
  perform<SkillLeaderAppointment, Code>(
    em,
    command,
    { mutation: 'appointSkillLeader', entity: SkillLeaderAppointment },
    (tx) => appoint(tx, command.input),
  );

/** Terms of one office that overlap are refused by an exclusion constraint, whoever appoints at once. */
async function appoint(
  tx: EntityManager,
  { enterpriseId, workerId, kind, post, from, until = null }: AppointSkillLeaderInput,
): Promise<Result<SkillLeaderAppointment, Code>> {
  if (until !== null && until <= from) return refuse('BAD_TERM', { path: ['until'], rule: 'term' });
  const employed = await tx.findOne(KnownEmployment, {
    workerId,
    enterpriseId,
    from: { $lte: from },
    $or: [{ until: null }, { until: { $gt: from } }],
  });
  if (!employed) return refuse('NOT_AN_EMPLOYEE', { path: ['workerId'], rule: 'employment' });
  const id = newId('sla');
  try {
    await tx.transactional(async (attempt) => {
      const posts = localized(post);
      attempt.create(SkillLeaderAppointment, { id, enterpriseId, workerId, kind, posts, from, until });
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) !== 'skill_leader_appointment_in_turn') throw cause;
    return refuse('ALREADY_APPOINTED', { path: ['workerId'], rule: 'term' });
  }
  return ok(await tx.findOneOrFail(SkillLeaderAppointment, id));
}
