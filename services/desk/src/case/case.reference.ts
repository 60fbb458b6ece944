import { loadBy, type ReferenceResolver } from '@millgate/kit';
import { Case } from './case.entity.ts';
import { readable } from './case.policy.ts';

/** By id or number; what the caller may not read is as if it were not there. */
export const caseReference: ReferenceResolver = async (reference, context) => {
  for (const key of ['id', 'no'] as const) {
    const value = reference[key];
    if (typeof value === 'string') return readable(context, await loadBy(context, Case, key, value));
  }
  return null;
};
