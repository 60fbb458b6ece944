import { loadBy, type ReferenceResolver } from '@millgate/kit';
import { SubsidyProgram } from './program.entity.ts';
import { mayReadProgram } from './program.resolver.ts';

/** By id or by code; a draft is null for whoever may not see it. */
export const programReference: ReferenceResolver = async ({ id, code }, context) => {
  const program =
    typeof id === 'string'
      ? await loadBy(context, SubsidyProgram, 'id', id)
      : await loadBy(context, SubsidyProgram, 'code', String(code));
  return program && mayReadProgram(context, program) ? program : null;
};
