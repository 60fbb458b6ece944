import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  addWorkingDays,
  brokenConstraint,
  type Command,
  DateScalar,
  dayOf,
  forbidden,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  toldWorkDays,
  unauthenticated,
} from '@millgate/kit';
import { evaluationNotFound, heldEvaluation, requireTrainers } from './title-handling.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { DecideTitleObjectionInput, ObjectToTitleInput, PubliciseTitleInput } from './title.inputs.ts';
import { TitleEvaluationState } from './title-kinds.ts';
import { TitleObjection } from './title-objection.entity.ts';
import { TitleRule } from './title-scheme.entity.ts';

const evaluationResult = ['titleEvaluation', () => TitleEvaluation, 'The evaluation; null if it was refused.'] as const;

export const publiciseAnswer = mutationAnswer('PubliciseTitle', {
  refused: 'Why a decision was not published.',
  result: evaluationResult,
  codes: {
    EVALUATION_NOT_FOUND: evaluationNotFound,
    NOT_PASSED: {
      about: 'The panel has not agreed, or the decision was published before.',
      zh: '评审未通过或已公示。',
      en: 'There is no decision to publish.',
    },
  },
});

/** Publishes what a panel agreed to, for as many working days as the rule says. */
export const publiciseTitle = (em: EntityManager, command: Command<PubliciseTitleInput>) => {
  requireTrainers(command.caller);
  const at = { path: ['evaluationId'], rule: 'publicity' };
  return perform<TitleEvaluation, 'EVALUATION_NOT_FOUND' | 'NOT_PASSED'>(
    em,
    command,
    { mutation: 'publiciseTitle', entity: TitleEvaluation, keep: 'FOREVER' },
    async (tx) => {
      const { caller, now, input } = command;
      const held = await heldEvaluation(tx, caller, input.evaluationId);
      if (!held) return refuse('EVALUATION_NOT_FOUND', at);
      const { evaluation } = held;
      if (evaluation.state !== TitleEvaluationState.PASSED || !evaluation.ruleRef) return refuse('NOT_PASSED', at);
      const rule = await tx.findOneOrFail(TitleRule, evaluation.ruleRef.id);
      evaluation.state = TitleEvaluationState.PUBLICISED;
      evaluation.publicisedOn = dayOf(now);
      evaluation.publicityUntil = addWorkingDays(await toldWorkDays(tx), dayOf(now), rule.publicityWorkingDays);
      evaluation.revision += 1;
      await tx.flush();
      return ok(evaluation);
    },
  );
};

export const objectAnswer = mutationAnswer('ObjectToTitle', {
  refused: 'Why an objection was not taken.',
  result: ['objection', () => TitleObjection, 'The objection; null if it was refused.'],
  details: { publicityUntil: [() => DateScalar, 'With PUBLICITY_OVER: the last day on which one could object.'] },
  codes: {
    EVALUATION_NOT_FOUND: {
      about: 'No decision with this id is published.',
      zh: '没有正在公示的该评审结果。',
      en: 'No such decision is published.',
    },
    PUBLICITY_OVER: {
      about: 'The time for objections is over; `publicityUntil` says since when.',
      zh: '公示期已结束。',
      en: 'The time for objections is over.',
    },
    ALREADY_OBJECTED: {
      about: 'The caller’s objection is being looked into.',
      zh: '您的异议正在核查。',
      en: 'Your objection is being looked into.',
    },
  },
});

type ObjectCode = 'EVALUATION_NOT_FOUND' | 'PUBLICITY_OVER' | 'ALREADY_OBJECTED';

/** Anybody who is signed in may object; the title waits until what they say was looked into. */
export const objectToTitle = (em: EntityManager, command: Command<ObjectToTitleInput>) => {
  const { caller, now, input } = command;
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (caller.kind !== 'PERSON') throw forbidden();
  const at = { path: ['evaluationId'], rule: 'publicity' };
  return perform<TitleObjection, ObjectCode>(
    em,
    command,
    { mutation: 'objectToTitle', entity: TitleObjection, keep: 'FOREVER' },
    async (tx): Promise<Result<TitleObjection, ObjectCode>> => {
      const evaluation = await lockedEvaluation(tx, input.evaluationId);
      const { PUBLICISED, OBJECTED } = TitleEvaluationState;
      if (!evaluation || ![PUBLICISED, OBJECTED].includes(evaluation.state)) return refuse('EVALUATION_NOT_FOUND', at);
      const { publicityUntil } = evaluation;
      if (publicityUntil === null || publicityUntil < dayOf(now))
        return refuse('PUBLICITY_OVER', { ...at, details: { publicityUntil } });
      const id = newId('tob');
      try {
        await tx.transactional(async (attempt) => {
          attempt.create(TitleObjection, {
            id,
            evaluationRef: evaluation.id,
            objectorId: caller.id,
            reason: input.reason,
            raisedAt: now,
          });
          await attempt.flush();
        });
      } catch (cause) {
        if (brokenConstraint(cause) === 'title_objection_open') return refuse('ALREADY_OBJECTED', at);
        throw cause;
      }
      evaluation.state = OBJECTED;
      evaluation.revision += 1;
      await tx.flush();
      return ok(await tx.findOneOrFail(TitleObjection, id));
    },
  );
};

export const decideObjectionAnswer = mutationAnswer('DecideTitleObjection', {
  refused: 'Why an objection was not decided.',
  result: evaluationResult,
  codes: {
    OBJECTION_NOT_FOUND: {
      about: 'The caller looks into no objection with this id.',
      zh: '没有这项异议。',
      en: 'There is no such objection.',
    },
    ALREADY_DECIDED: { about: 'It was decided before.', zh: '该异议已核查完毕。', en: 'It was decided before.' },
  },
});

/** An objection that is right ends the evaluation; when all were found wrong, the title can be conferred. */
export const decideTitleObjection = (em: EntityManager, command: Command<DecideTitleObjectionInput>) => {
  requireTrainers(command.caller);
  const at = { path: ['objectionId'], rule: 'publicity' };
  return perform<TitleEvaluation, 'OBJECTION_NOT_FOUND' | 'ALREADY_DECIDED'>(
    em,
    command,
    { mutation: 'decideTitleObjection', entity: TitleEvaluation, keep: 'FOREVER' },
    async (tx) => {
      const { caller, now, input } = command;
      const seen = await tx.findOne(TitleObjection, input.objectionId);
      const held = seen && (await heldEvaluation(tx, caller, seen.evaluationRef.id));
      if (!seen || !held) return refuse('OBJECTION_NOT_FOUND', at);
      await tx.refresh(seen);
      if (seen.decidedAt !== null) return refuse('ALREADY_DECIDED', at);
      Object.assign(seen, { upheld: input.upheld, answer: input.answer, decidedAt: now });
      await tx.flush();
      const { evaluation } = held;
      const { OBJECTED, PUBLICISED, FAILED } = TitleEvaluationState;
      if (evaluation.state === OBJECTED) {
        const open = await tx.count(TitleObjection, { evaluationRef: evaluation.id, decidedAt: null });
        evaluation.state = input.upheld ? FAILED : open > 0 ? OBJECTED : PUBLICISED;
        evaluation.revision += 1;
      }
      await tx.flush();
      return ok(evaluation);
    },
  );
};

const lockedEvaluation = (tx: EntityManager, id: string) =>
  tx.findOne(TitleEvaluation, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
