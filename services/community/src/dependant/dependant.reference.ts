import { loadById, type ReferenceResolver } from '@millgate/kit';
import { Worker } from '../worker/worker.entity.ts';
import { workerPolicy } from '../worker/worker.fields.ts';
import { Dependant } from './dependant.entity.ts';

/** A child for whoever may read of the guardian's children; for anybody else it does not exist. */
export const dependantReference: ReferenceResolver = async (reference, context) => {
  const dependant = await loadById(context, Dependant, String(reference.id));
  const guardian = dependant && (await loadById(context, Worker, dependant.guardianRef.id));
  if (!guardian || (await workerPolicy.decide(context, guardian, 'dependants')).view !== 'PLAIN') return null;
  return workerPolicy.reveal(context, guardian, 'dependants', { plain: () => dependant });
};
