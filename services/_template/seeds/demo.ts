import type { EntityManager } from '@mikro-orm/postgresql';
import { communities, demoId } from '@millgate/demo';
import { createAll, LocalizedText, type SeedContext } from '@millgate/kit';
import { readingOf } from '../src/sample/name.rules.ts';
import { Sample } from '../src/sample/sample.entity.ts';

/** One for each community of the articles. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  await createAll(
    tx,
    Sample,
    communities.map(({ id: communityId, key, zh, en }) => ({
      id: demoId('smp', key),
      names: LocalizedText.of(`${zh}一号`, `${en} No. 1`),
      reading: readingOf(`${zh}一号`),
      communityId,
      registeredAt: now,
    })),
  );
}
