import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorkers, communityId, demoId, enterpriseId, enterprises, personas } from '@millgate/demo';
import { createAll, instantAt, LocalizedText, type SeedContext } from '@millgate/kit';
import { Dependant } from '../src/dependant/dependant.entity.ts';
import { Employment } from '../src/employment/employment.entity.ts';
import { AccessLog } from '../src/privacy/access-log.entity.ts';
import { Consent, ConsentPurpose } from '../src/privacy/consent.entity.ts';
import { birthDateOf, residentIdCheckCharacter } from '../src/worker/resident-id.rules.ts';
import { residentIdHash, sealedPhone, sealResidentId, sealSalary } from '../src/worker/seal.ts';
import { HouseholdState, Worker } from '../src/worker/worker.entity.ts';

type Secret = SeedContext['secret'];

const text = (zh: string, en: string) => LocalizedText.of(zh, en);
const welder = demoId('wrk', 'welder');

export async function seedPeople(tx: EntityManager, secret: Secret): Promise<void> {
  await createAll(tx, Worker, workers(secret));
  await createAll(tx, Employment, employments(secret));
  await createAll(tx, Dependant, children);
  await createAll(tx, Consent, consents);
  await createAll(tx, AccessLog, readings);
}

const communityOf = new Map(enterprises.map(({ key, community }) => [key, communityId(community)]));

const registered = (secret: Secret, id: string, residentId: string | null) => ({
  residentIdHash: residentId === null ? null : residentIdHash(secret, residentId),
  residentIdSealed: residentId === null ? null : sealResidentId(secret, id, residentId),
});

function* workers(secret: Secret) {
  for (const { key, id, worker } of personas) {
    if (!worker) continue;
    const { zh, en, residentId, birthDate, community, settledOn = null } = worker;
    yield {
      id,
      names: text(zh, en),
      communityRef: communityId(community),
      householdState: settledOn === null ? HouseholdState.ELSEWHERE : HouseholdState.SETTLED,
      settledOn,
      bornOn: birthDate ?? (residentId === null ? null : birthDateOf(residentId)),
      nativePlaces: key === 'welder' ? text('江西赣州', 'Ganzhou, Jiangxi') : null,
      ...sealedPhone(secret, id, '00000000000'),
      ...registered(secret, id, residentId),
    };
  }
  for (const { index, id, zh, en, birthDate, employer } of bulkWorkers()) {
    // Region 999999 does not exist; the serial number keeps the invented ones apart.
    const digits = `999999${birthDate.replaceAll('-', '')}${String(100 + (index % 900))}`;
    yield {
      id,
      names: text(zh, en),
      communityRef: communityOf.get(employer) ?? '',
      bornOn: birthDate,
      ...registered(secret, id, digits + residentIdCheckCharacter(digits)),
    };
  }
}

function* employments(secret: Secret) {
  const operator = text('操作工', 'Operator');
  for (const { key, id, worker } of personas) {
    if (!worker?.employer) continue;
    const { key: employer, from, post } = worker.employer;
    const jobId = demoId('emp', key);
    yield {
      id: jobId,
      workerRef: id,
      enterpriseRef: enterpriseId(employer),
      posts: text(post.zh, post.en),
      primary: true,
      from,
      salarySealed: sealSalary(secret, jobId, 980_000),
    };
  }
  for (const { index, id, employer, employedFrom } of bulkWorkers()) {
    const jobId = demoId('emp', `bulk-${index}`);
    yield {
      id: jobId,
      workerRef: id,
      enterpriseRef: enterpriseId(employer),
      posts: operator,
      primary: true,
      from: employedFrom,
      salarySealed: sealSalary(secret, jobId, 500_000 + (index % 40) * 10_000),
    };
  }
}

const children = [
  { id: demoId('dep', 'welder-1'), guardianRef: welder, names: text('林知远', 'Lin Zhiyuan'), birthDate: '2015-06-01' },
  { id: demoId('dep', 'welder-2'), guardianRef: welder, names: text('林知夏', 'Lin Zhixia'), birthDate: '2018-09-10' },
];

const consents = [
  {
    id: demoId('cns', 'welder-school'),
    workerRef: welder,
    purpose: ConsentPurpose.SCHOOL_ENROLMENT,
    from: instantAt('2022-04-02', '09:30'),
  },
  {
    id: demoId('cns', 'welder-sharing'),
    workerRef: welder,
    purpose: ConsentPurpose.LABOUR_SHARING,
    from: instantAt('2023-09-01', '12:00'),
    until: instantAt('2024-01-15', '08:00'),
  },
];

const counter = text('灵峰窗口工作人员', 'Counter of Lingfeng');

const readings = [
  {
    id: demoId('acl', 'welder-1'),
    workerRef: welder,
    at: instantAt('2022-03-18', '10:05'),
    actorId: demoId('acc', 'clerk'),
    actors: counter,
    field: 'Worker.residentId',
    purposes: text('落户补贴材料核对', 'Checking the papers for the settlement subsidy'),
  },
  {
    id: demoId('acl', 'welder-2'),
    workerRef: welder,
    at: instantAt('2022-04-06', '14:20'),
    actorId: demoId('acc', 'clerk'),
    actors: counter,
    field: 'Worker.phone',
    purposes: text('积分入学回访', 'Call about school enrolment'),
  },
];
