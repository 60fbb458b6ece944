import type { FilterQuery } from '@mikro-orm/postgresql';
import type { ListQuery } from '@millgate/kit';
import { TitleEvaluation } from './title-evaluation.entity.ts';

/** Evaluations, latest first. */
export const titleEvaluations = (field: string, where: FilterQuery<TitleEvaluation>): ListQuery<TitleEvaluation> => ({
  entity: TitleEvaluation,
  field,
  where,
  order: [
    ['submittedOn', 'desc'],
    ['id', 'desc'],
  ],
});
