import { type Context, definePolicy, isSelf, type Relation } from '@millgate/kit';
import { Confidentiality } from './confidentiality.rules.ts';
import type { Consultation } from './consultation.entity.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';

/** Whoever asked: known here by id alone. With the consultation of hers that is read. */
export interface Seeker {
  readonly id: string;
  readonly consultation?: Pick<Consultation, 'authorId' | 'advisorRef'>;
}

function relationsToSeeker({ caller }: Context, { id, consultation }: Seeker): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  if (isSelf(caller, id) || (consultation && isSelf(caller, consultation.authorId))) return found.add('SELF');
  const advisorId = consultation?.advisorRef?.id;
  return advisorId !== undefined && isAdvisor(caller, advisorId) ? found.add('ADVISER') : found;
}

/** Who sees what somebody asked advisers. */
export const consultationsPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (seeker: Seeker) => seeker.id,
  relationsOf: (context, seeker) => Promise.resolve(relationsToSeeker(context, seeker)),
  usualPurposes: { ADVISER: 'ADVICE' },
  fields: {
    consultations: { logged: true, views: { SELF: 'PLAIN', ADVISER: 'PLAIN' } },
    // A sealed one exists for nobody but its author and the adviser: a line in a log that is kept elsewhere would say so.
    sealedConsultations: { logged: false, views: { SELF: 'PLAIN', ADVISER: 'PLAIN' } },
  },
});

/** Who asked, for whoever came to the consultation; null for an enterprise's. */
export async function seekerOf(context: Context, consultation: Consultation): Promise<{ id: string } | null> {
  if (consultation.workerId === null) return null;
  const seeker = { id: consultation.workerId };
  const sealed = consultation.confidentiality === Confidentiality.SEALED;
  const field = sealed ? 'sealedConsultations' : 'consultations';
  return consultationsPolicy.reveal(context, { ...seeker, consultation }, field, { plain: () => seeker });
}
