import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@millgate/kit';
import type { Contest } from '../assessment/assessment.rules.ts';
import type { Claim } from '../claim/claim.entity.ts';
import { onPaper } from '../facts/facts.rules.ts';
import { Entitlement } from './entitlement.entity.ts';

/** Whether a claim lacks nothing but its rank: only then can it take part in its round. */
export function isReadyForRound({ assessed }: Claim, { rank }: Contest): boolean {
  return assessed?.missingFacts.every(({ name }) => name === rank) ?? false;
}

/** Lets a claim take part in its round, with the points that were counted. */
export async function admitToRound(tx: EntityManager, claim: Claim, contest: Contest, at: Date): Promise<void> {
  const points = claim.factBundle && onPaper(claim.factBundle, contest.score);
  if (points === null) throw new Error(`${claim.id} was admitted without points`);
  claim.completedAt ??= at;
  const child = childOf(claim);
  const schoolYear = contest.roundOf(claim.asOf);
  tx.create(Entitlement, { id: newId('ett'), claimRef: claim, child, schoolYear, points });
}

/** Whom a place is for: the id that the key of the claim's subject names. */
const childOf = ({ subjectKey, subjectId }: Claim): string => subjectKey.split(':')[1] ?? subjectId ?? '';
