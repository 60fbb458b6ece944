import { type Context, definePolicy, isSelf, type Relation } from '@millgate/kit';
import type { Case } from './case.entity.ts';
import { isClerkOf, isManager, isOwner, isStaffOf } from './case.policy.ts';

/** Whoever asks something of the desk: known here by id alone. With the case of hers that is read. */
export interface Applicant {
  readonly id: string;
  readonly case?: Case;
}

function relationsToApplicant({ caller }: Context, { id, case: one }: Applicant): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  if (!one) return found;
  if (isOwner(caller, one)) found.add('CASE_HANDLER');
  if (isClerkOf(caller, one)) found.add('CLERK');
  if (isStaffOf(caller, one)) found.add('REGISTRAR');
  if (isManager(caller)) found.add('MANAGER');
  if (isSelf(caller, one.filedBy)) found.add('AGENT');
  return found;
}

/** Who sees what somebody has at the desk: one case at a time, whoever has to do with it. */
export const casesPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (applicant: Applicant) => applicant.id,
  relationsOf: (context, applicant) => Promise.resolve(relationsToApplicant(context, applicant)),
  usualPurposes: { CASE_HANDLER: 'CASE', CLERK: 'CASE', AGENT: 'CASE', REGISTRAR: 'OVERSIGHT', MANAGER: 'OVERSIGHT' },
  caseOf: (applicant) => applicant.case?.id ?? null,
  fields: {
    cases: {
      logged: true,
      views: {
        ...{ SELF: 'PLAIN', CASE_HANDLER: 'PLAIN', CLERK: 'PLAIN', AGENT: 'PLAIN' },
        ...{ REGISTRAR: 'PLAIN', MANAGER: 'PLAIN' },
      },
    },
  },
});

/** Who asks, for whoever came to the case; null for an enterprise's. */
export async function applicantOf(context: Context, one: Case): Promise<{ id: string } | null> {
  if (one.workerId === null) return null;
  const applicant = { id: one.workerId };
  return casesPolicy.reveal(context, { ...applicant, case: one }, 'cases', { plain: () => applicant });
}
