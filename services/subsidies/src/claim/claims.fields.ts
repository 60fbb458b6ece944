import {
  type Context,
  definePolicy,
  type FieldPolicy,
  holdsSomewhere,
  isSelf,
  loadById,
  type Relation,
} from '@millgate/kit';
import { Claim } from './claim.entity.ts';
import { isOfficer, mayReadClaim } from './claim.policy.ts';

/** Whoever claims, or may: known here by id alone. */
export interface Claimant {
  readonly id: string;
  /** Whether the caller came by a record of hers, which is for the officers of its own programme. */
  readonly byRecord?: true;
}

function relationsToClaimant({ caller }: Context, { id, byRecord }: Claimant): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  const officer = byRecord ? holdsSomewhere(caller, 'PROGRAM_OFFICER') : isOfficer(caller);
  return officer ? found.add('PROGRAM_OFFICER') : found;
}

const officers: FieldPolicy = { logged: true, views: { SELF: 'PLAIN', PROGRAM_OFFICER: 'PLAIN' } };

/** Who sees what somebody claims, and may claim: of one programme its officers, of all of them those of all. */
export const claimsPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (claimant: Claimant) => claimant.id,
  relationsOf: (context, claimant) => Promise.resolve(relationsToClaimant(context, claimant)),
  usualPurposes: { PROGRAM_OFFICER: 'SUBSIDY_DECISION' },
  fields: { claims: officers, eligibility: officers, eligibilities: officers },
});

/** Whose a claim is, for whoever came to it; null for an enterprise's. */
export async function claimantOf(context: Context, claim: Claim): Promise<{ id: string } | null> {
  if (claim.workerId === null) return null;
  const claimant = { id: claim.workerId };
  return claimsPolicy.reveal(context, { ...claimant, byRecord: true }, 'claims', { plain: () => claimant });
}

/** The claim if the caller may read it; null as well as for one that does not exist. */
export async function readableClaim(context: Context, id: string): Promise<Claim | null> {
  const claim = await loadById(context, Claim, id);
  if (!claim || !mayReadClaim(context.caller, claim)) return null;
  await claimantOf(context, claim);
  return claim;
}
