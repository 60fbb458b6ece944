import { isSelf, loadById, type ReferenceResolver } from '@millgate/kit';
import { Dependant } from './dependant.entity.ts';

/** A child for its guardian; for anybody else it does not exist. */
export const dependantReference: ReferenceResolver = async (reference, context) => {
  const dependant = await loadById(context, Dependant, String(reference.id));
  return dependant && isSelf(context.caller, dependant.guardianRef.id) ? dependant : null;
};
