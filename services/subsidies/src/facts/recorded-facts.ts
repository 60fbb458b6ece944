import type { EntityManager } from '@mikro-orm/postgresql';
import type { Claim } from '../claim/claim.entity.ts';
import { RecordedFact } from './recorded-fact.entity.ts';
import type { PaperFact } from './facts.rules.ts';

/** What officers read from papers, by claim; of several records of one fact the latest. */
export async function recordedFactsOf(
  tx: EntityManager,
  claims: readonly Pick<Claim, 'id'>[],
): Promise<ReadonlyMap<string, readonly PaperFact[]>> {
  const rows = await tx.find(
    RecordedFact,
    { claimRef: { $in: claims.map(({ id }) => id) } },
    { orderBy: { recordedAt: 'asc', id: 'asc' } },
  );
  const byClaim = Map.groupBy(rows, ({ claimRef }) => claimRef.id);
  return new Map(
    [...byClaim].map(([claimId, facts]) => [
      claimId,
      [...new Map(facts.map(({ id, name, value, recordedBy }) => [name, { id, name, value, recordedBy }])).values()],
    ]),
  );
}
