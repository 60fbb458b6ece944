import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { RecordedFact } from '../facts/recorded-fact.entity.ts';
import type { Claim } from './claim.entity.ts';
import { ClaimReview } from './claim-review.entity.ts';
import type { ConflictOfInterest } from './four-eyes.enums.ts';
import { conflictOf } from './four-eyes.rules.ts';

/** Who recorded facts of a claim. */
export async function editorsOf(tx: EntityManager, claimId: string): Promise<string[]> {
  const facts = await tx.find(RecordedFact, { claimRef: claimId });
  return [...new Set(facts.map(({ recordedBy }) => recordedBy))];
}

/** Why an officer must not decide a claim; null where nothing stands against it. */
export async function conflictWith(
  tx: EntityManager,
  claim: Claim,
  officerId: string,
  again: 'FIRST_DECISION' | 'DECIDED_BEFORE' = 'FIRST_DECISION',
): Promise<ConflictOfInterest | null> {
  const declared = await sql<{ id: string }>(tx, 'select worker_id as id from declared_interest where officer_id = ?', [
    officerId,
  ]);
  const reviews = again === 'DECIDED_BEFORE' ? await tx.find(ClaimReview, { claimRef: claim.id }) : [];
  return conflictOf({
    officerId,
    claimantId: claim.workerId,
    declared: declared.map(({ id }) => id),
    editors: await editorsOf(tx, claim.id),
    deciders: reviews.map((review) => review.officerId),
  });
}
