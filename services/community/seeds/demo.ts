import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorkers, communities, communityId, demoId, enterpriseId, enterprises, personas } from '@millgate/demo';
import { createAll, LocalizedText, Money, type SeedContext } from '@millgate/kit';
import { Enterprise, EnterpriseStage } from '../src/enterprise/enterprise.entity.ts';
import { Community, CommunityKind, District } from '../src/place/place.entity.ts';
import { birthDateOf, residentIdCheckCharacter } from '../src/worker/resident-id.rules.ts';
import { hashOf, seal } from '../src/worker/seal.ts';
import { Employment, Worker } from '../src/worker/worker.entity.ts';

/** The places and enterprises of the articles, the personas, and a few thousand invented workers behind them. */
export async function seed(tx: EntityManager, { secret }: SeedContext): Promise<void> {
  await createAll(
    tx,
    District,
    districts.map(([key, zh, en]) => ({ id: demoId('dis', key), names: LocalizedText.of(zh, en) })),
  );
  await createAll(
    tx,
    Community,
    communities.map(({ id, key, zh, en, kind, district }) => ({
      id,
      names: LocalizedText.of(zh, en),
      kind: CommunityKind[kind],
      districtRef: demoId('dis', district),
      foundedOn: key === 'lingfeng' ? '2015-01-01' : null,
    })),
  );
  await createAll(
    tx,
    Enterprise,
    enterprises.map(({ id, uscc, zh, en, community }) => ({
      id,
      uscc,
      names: LocalizedText.of(zh, en),
      stage: EnterpriseStage.MATURE,
      communityRef: communityId(community),
    })),
  );
  const key = secret('resident-id');
  await createAll(tx, Worker, workers(key));
  await createAll(tx, Employment, employments());
}

const districts = [
  ['jinshan', '上海市金山区', 'Jinshan, Shanghai'],
  ['beilun', '宁波市北仑区', 'Beilun, Ningbo'],
  ['minhang', '上海市闵行区', 'Minhang, Shanghai'],
  ['zhuji', '诸暨市', 'Zhuji'],
  ['lanxi', '兰溪经济开发区', 'Lanxi Economic Development Zone'],
  ['yiwu', '义乌市', 'Yiwu'],
  ['wuyi', '武义县', 'Wuyi'],
  ['jinhua', '金华市', 'Jinhua'],
] as const;

const communityOf = new Map(enterprises.map(({ key, community }) => [key, communityId(community)]));

function* workers(key: Buffer) {
  for (const { id, worker } of personas) {
    if (!worker) continue;
    const { zh, en, residentId, birthDate, community, settledOn = null } = worker;
    yield {
      id,
      names: LocalizedText.of(zh, en),
      communityRef: communityId(community),
      settledOn,
      revision: 1,
      bornOn: birthDate ?? (residentId === null ? null : birthDateOf(residentId)),
      residentIdHash: residentId === null ? null : hashOf(key, residentId),
      residentIdSealed: residentId === null ? null : seal(key, residentId),
      phoneNumber: '00000000000',
    };
  }
  for (const { index, id, zh, en, birthDate, employer } of bulkWorkers()) {
    // Region 999999 does not exist; the serial number keeps the invented ones apart.
    const digits = `999999${birthDate.replaceAll('-', '')}${String(100 + (index % 900))}`;
    const residentId = digits + residentIdCheckCharacter(digits);
    yield {
      id,
      names: LocalizedText.of(zh, en),
      communityRef: communityOf.get(employer) ?? '',
      settledOn: null,
      revision: 1,
      bornOn: birthDate,
      residentIdHash: hashOf(key, residentId),
      residentIdSealed: seal(key, residentId),
      phoneNumber: null,
    };
  }
}

function* employments() {
  const operator = LocalizedText.of('操作工', 'Operator');
  for (const { key, id, worker } of personas) {
    if (!worker?.employer) continue;
    const { key: employer, from, post } = worker.employer;
    yield {
      id: demoId('emp', key),
      workerRef: id,
      enterpriseRef: enterpriseId(employer),
      posts: LocalizedText.of(post.zh, post.en),
      primary: true,
      from,
      until: null,
      salary: Money.yuan(9_800),
    };
  }
  for (const { index, id, employer, employedFrom } of bulkWorkers()) {
    yield {
      id: demoId('emp', `bulk-${index}`),
      workerRef: id,
      enterpriseRef: enterpriseId(employer),
      posts: operator,
      primary: true,
      from: employedFrom,
      until: null,
      salary: Money.yuan(5_000 + (index % 40) * 100),
    };
  }
}
