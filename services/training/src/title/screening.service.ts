import type { EntityManager } from '@mikro-orm/postgresql';
import { type Command, mutationAnswer, ok, perform, refuse } from '@millgate/kit';
import { evaluationNotFound, heldEvaluation, requireTrainers } from './title-handling.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { ScreenTitleApplicationInput } from './title.inputs.ts';
import { TitleEvaluationState } from './title-kinds.ts';

export const screenAnswer = mutationAnswer('ScreenTitleApplication', {
  refused: 'Why an application was not screened.',
  result: ['titleEvaluation', () => TitleEvaluation, 'The evaluation, screened or rejected; null if it was refused.'],
  codes: {
    EVALUATION_NOT_FOUND: evaluationNotFound,
    NOT_SUBMITTED: {
      about: 'It was screened before.',
      zh: '该申报已审核。',
      en: 'It was screened before.',
    },
  },
});

/** The papers were looked at: they show what was stated, or the application ends here. */
export const screenTitleApplication = (em: EntityManager, command: Command<ScreenTitleApplicationInput>) => {
  requireTrainers(command.caller);
  return perform<TitleEvaluation, 'EVALUATION_NOT_FOUND' | 'NOT_SUBMITTED'>(
    em,
    command,
    { mutation: 'screenTitleApplication', entity: TitleEvaluation, keep: 'FOREVER' },
    async (tx) => {
      const { caller, input } = command;
      const at = { path: ['evaluationId'], rule: 'screening' };
      const held = await heldEvaluation(tx, caller, input.evaluationId);
      if (!held) return refuse('EVALUATION_NOT_FOUND', at);
      const { evaluation } = held;
      if (evaluation.state !== TitleEvaluationState.SUBMITTED) return refuse('NOT_SUBMITTED', at);
      const { rejectBecause = null } = input;
      evaluation.state = rejectBecause === null ? TitleEvaluationState.SCREENED : TitleEvaluationState.REJECTED;
      evaluation.rejectedBecause = rejectBecause;
      evaluation.revision += 1;
      await tx.flush();
      return ok(evaluation);
    },
  );
};
