import {
  type EmploymentEnded,
  type EmploymentStarted,
  type EventHandler,
  keepEmployment,
  keepEnd,
} from '@millgate/kit';
import { KnownEmployment } from './known-employment.entity.ts';

export const employmentStarted: EventHandler = async (tx, { payload }) => {
  const begun = payload as unknown as EmploymentStarted;
  await keepEmployment(tx, KnownEmployment, begun, { primary: begun.primary });
};

/** Seats taken before keep counting against the enterprise that sent the worker. */
export const employmentEnded: EventHandler = async (tx, { payload }) => {
  await keepEnd(tx, KnownEmployment, payload as unknown as EmploymentEnded);
};
