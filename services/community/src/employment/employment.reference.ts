import { holds, isSelf, loadById, type ReferenceResolver } from '@millgate/kit';
import { Employment } from './employment.entity.ts';

/** An employment for the worker and the employer’s own HR; for anybody else it does not exist. */
export const employmentReference: ReferenceResolver = async (reference, context) => {
  const employment = await loadById(context, Employment, String(reference.id));
  if (!employment) return null;
  const { caller } = context;
  const known = isSelf(caller, employment.workerRef.id) || holds(caller, 'HR', employment.enterpriseRef.id);
  return known ? employment : null;
};
