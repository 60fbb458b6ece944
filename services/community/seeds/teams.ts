import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorkers, communities, type CommunityKey, demoId, enterprises, persona } from '@millgate/demo';
import { createAll, LocalizedText } from '@millgate/kit';
import { GridMember } from '../src/grid/grid.entity.ts';
import { GridRole } from '../src/grid/grid.enums.ts';
import { gridId, quarters } from './places.ts';

/** Invented officials: a family name and a given name each. */
const families = ['周|Zhou', '吴|Wu', '郑|Zheng', '冯|Feng', '蒋|Jiang', '沈|Shen', '韩|Han', '唐|Tang'] as const;
const givens = ['明轩|Mingxuan', '书瑶|Shuyao', '景行|Jingxing', '若谷|Ruogu', '清和|Qinghe'] as const;

function official(index: number): LocalizedText {
  const [family = '', familyEn = ''] = (families[index % families.length] ?? '').split('|');
  const [given = '', givenEn = ''] = (givens[index % givens.length] ?? '').split('|');
  return LocalizedText.of(family + given, `${familyEn} ${givenEn}`);
}

/** “1+3+N”: an officer, three cadres, and workers of the enterprises around as representatives, Party members, helpers. */
export async function seedTeams(tx: EntityManager): Promise<void> {
  await createAll(tx, GridMember, members());
}

const volunteers = [GridRole.ENTERPRISE_REP, GridRole.MOBILE_PARTY_MEMBER, GridRole.OTHER] as const;

function* members() {
  const communityOf = new Map<string, CommunityKey>(enterprises.map(({ key, community }) => [key, community]));
  const byCommunity = Map.groupBy(bulkWorkers(), ({ employer }) => communityOf.get(employer));
  let index = 0;
  for (const { key } of communities) {
    for (const { no } of quarters) {
      const gridRef = gridId(key, no);
      const member = (name: string) => ({ id: demoId('gmb', `${key}-${no}-${name}`), gridRef, from: '2024-05-01' });
      index += 1;
      yield {
        ...member('officer'),
        role: GridRole.FULL_TIME_OFFICER,
        officialNames: official(index),
        accountId: key === 'lingfeng' && no === 1 ? persona('grid-officer').id : null,
      };
      for (const cadre of [1, 2, 3]) {
        const officialNames = official(index * 3 + cadre);
        yield { ...member(`cadre-${cadre}`), role: GridRole.COMMUNITY_CADRE, officialNames };
      }
      const workers = (byCommunity.get(key) ?? []).slice((no - 1) * 9, no * 9);
      for (const [at, { id }] of workers.entries()) {
        yield { ...member(`n-${at}`), role: volunteers[at % 3] ?? GridRole.OTHER, workerRef: id };
      }
      // Who went before, so that a team has a past.
      const officialNames = official(index + 3);
      yield {
        ...member('before'),
        role: GridRole.FULL_TIME_OFFICER,
        officialNames,
        from: '2022-05-01',
        until: '2024-05-01',
      };
    }
  }
}
