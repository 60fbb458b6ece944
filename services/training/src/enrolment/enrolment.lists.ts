import type { FilterQuery } from '@mikro-orm/postgresql';
import type { ListQuery } from '@millgate/kit';
import { Enrolment } from './enrolment.entity.ts';

/** Enrolments, latest first. */
export const enrolments = (field: string, where: FilterQuery<Enrolment>): ListQuery<Enrolment> => ({
  entity: Enrolment,
  field,
  where,
  order: [
    ['enrolledAt', 'desc'],
    ['id', 'desc'],
  ],
});
