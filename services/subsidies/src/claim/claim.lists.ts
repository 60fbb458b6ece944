import { childrenOf, type Context, dayOf } from '@millgate/kit';
import type { EarlierClaim } from '../facts/facts.rules.ts';
import { Claim } from './claim.entity.ts';
import { over } from './claim.enums.ts';

/** Claims, latest first. */
export const latestFirst = [
  ['submittedAt', 'desc'],
  ['id', 'desc'],
] as const;

/** Claims of a worker that were not refused or withdrawn, the oldest first; all workers of a request in one statement. */
export const standingClaimsOf = (context: Context, workerId: string): Promise<Claim[]> =>
  childrenOf(
    context,
    {
      entity: Claim,
      parent: 'workerId',
      where: { state: { $nin: [...over] } },
      order: [
        ['submittedAt', 'asc'],
        ['id', 'asc'],
      ],
    },
    workerId,
  );

/** Those of one programme, as a fact that its rules read. */
export const asFacts = (claims: readonly Claim[], programId: string): EarlierClaim[] =>
  claims
    .filter(({ programRef }) => programRef.id === programId)
    .map(({ id, subjectKey, submittedAt }) => ({ claimId: id, subjectKey, submittedOn: dayOf(submittedAt) }));
