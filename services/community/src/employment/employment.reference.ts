import { holds, holdsSomewhere, isSelf, loadById, type ReferenceResolver } from '@millgate/kit';
import { Employment } from './employment.entity.ts';

/** An employment for the worker, the employer’s own HR and managers; for anybody else it does not exist. */
export const employmentReference: ReferenceResolver = async (reference, context) => {
  const employment = await loadById(context, Employment, String(reference.id));
  if (!employment) return null;
  const { caller } = context;
  const known =
    isSelf(caller, employment.workerRef.id) ||
    holds(caller, 'HR', employment.enterpriseRef.id) ||
    holdsSomewhere(caller, 'MANAGER');
  return known ? employment : null;
};
