import type { FilterQuery } from '@mikro-orm/postgresql';
import { type Caller, childrenOf, type Context, holds, isSelf, loadById } from '@millgate/kit';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import { Confidentiality, mayRead, type Reader } from './confidentiality.rules.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';
import { seekerOf } from './consultations.fields.ts';

const readerOf = (caller: Caller): Reader => ({
  isPerson: (id) => isSelf(caller, id),
  isHrOf: (enterpriseId) => holds(caller, 'HR', enterpriseId),
  isAdvisor: (advisorId) => isAdvisor(caller, advisorId),
});

export function readableBy(caller: Caller, consultation: Consultation): boolean {
  const advisorId = consultation.advisorRef?.id ?? null;
  const { confidentiality, authorId, workerId, enterpriseId } = consultation;
  return mayRead(readerOf(caller), { confidentiality, authorId, workerId, enterpriseId, advisorId });
}

/** Every way to a consultation ends here: what the caller may not read is as if it were not there. */
export async function readable(context: Context, consultation: Consultation | null): Promise<Consultation | null> {
  if (!consultation || !readableBy(context.caller, consultation)) return null;
  await seekerOf(context, consultation);
  return consultation;
}

export const readableById = async (context: Context, id: string): Promise<Consultation | null> =>
  readable(context, await loadById(context, Consultation, id));

/** States in which a consultation does not keep its slot; the index of A1 names the same. */
const lettingGo = [ConsultationState.CANCELLED, ConsultationState.DECLINED];

export async function consultationInSlot(context: Context, slotId: string): Promise<Consultation | null> {
  const where = { state: { $nin: lettingGo } };
  const list = { entity: Consultation, parent: 'slotRef', where, order: [['id', 'asc']] } as const;
  const [holding] = await childrenOf(context, list, slotId);
  return readable(context, holding ?? null);
}

/** The part of a list that its own subject may see: no sealed one that somebody else asked (A4). */
export const unsealedOrOwn = (callerId: string): FilterQuery<Consultation> => ({
  $or: [{ confidentiality: Confidentiality.NORMAL }, { authorId: callerId }],
});
