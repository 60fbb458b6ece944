import { type Context, definePolicy, holds, holdsSomewhere, isSelf, type Relation } from '@millgate/kit';
import { usualPurposes } from '../worker/worker.fields.ts';
import type { Employment } from './employment.entity.ts';

/** What the caller is to a job: who has it, or the HR of whoever gives it. Nobody else is anything to one. */
async function relationsToEmployment(
  { caller }: Context,
  { workerRef, enterpriseRef }: Employment,
): Promise<ReadonlySet<Relation>> {
  const found = new Set<Relation>();
  if (isSelf(caller, workerRef.id)) found.add('SELF');
  if (holds(caller, 'HR', enterpriseRef.id)) found.add('OWN_HR');
  if (holdsSomewhere(caller, 'MANAGER')) found.add('MANAGER');
  return found;
}

/** Who sees what of a job. */
export const employmentPolicy = definePolicy({
  type: 'Employment',
  subjectOf: (employment: Employment) => employment.workerRef.id,
  relationsOf: relationsToEmployment,
  usualPurposes,
  fields: {
    monthlySalary: { logged: true, views: { SELF: 'PLAIN', OWN_HR: 'PLAIN' } },
    salaryBand: { logged: false, views: { SELF: 'BANDED', OWN_HR: 'BANDED', MANAGER: 'BANDED' } },
  },
});
