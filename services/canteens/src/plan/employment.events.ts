import {
  type EmploymentEnded,
  type EmploymentStarted,
  type EventHandler,
  keepEmployment,
  keepEnd,
} from '@millgate/kit';
import { KnownEmployment } from './meal-plan.entity.ts';

export const employmentStarted: EventHandler = async (tx, { payload }) => {
  await keepEmployment(tx, KnownEmployment, payload as unknown as EmploymentStarted);
};

/** The employer's price stops with the employment: orders placed before keep theirs (M5). */
export const employmentEnded: EventHandler = async (tx, { payload }) => {
  await keepEnd(tx, KnownEmployment, payload as unknown as EmploymentEnded);
};
