import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, demoId, enterpriseId, type EnterpriseKey, enterprises } from '@millgate/demo';
import { createAll, LocalizedText } from '@millgate/kit';
import { Agreement, AgreementClause, AgreementParty } from '../src/agreement/agreement.entity.ts';
import { Alliance, AllianceMember } from '../src/alliance/alliance.entity.ts';
import { ChainConvener, ChainHead, ChainMember, IndustryChain } from '../src/chain/chain.entity.ts';
import { PartyOrganisation } from '../src/party/party-organisation.entity.ts';
import { bulkEnterprises } from './enterprises.ts';
import { partyOrganisations } from './party-organisations.ts';

const text = (zh: string, en: string) => LocalizedText.of(zh, en);
const liming = communityId('liming');

/** The three chains of Liming, each with its head, convener and alliance; the chains that Jinhua builds along. */
export const sockChains = [
  { key: 'raw-material', zh: '原料链', en: 'Raw material chain', convener: 'dingyi', head: ['钱予安', 'Qian Yuan'] },
  { key: 'knitting', zh: '织袜链', en: 'Knitting chain', convener: 'baoge', head: ['孙若川', 'Sun Ruochuan'] },
  { key: 'machinery', zh: '机械链', en: 'Machinery chain', convener: 'kaishili', head: ['郑云舟', 'Zheng Yunzhou'] },
] as const;

const cityChains = [
  ['new-energy-vehicles', '新能源汽车链', 'New-energy vehicle chain'],
  ['smart-home', '智能家居链', 'Smart home chain'],
  ['photovoltaics', '光伏链', 'Photovoltaics chain'],
] as const;

const named: Readonly<Record<(typeof sockChains)[number]['key'], readonly EnterpriseKey[]>> = {
  'raw-material': ['dingyi', 'hangdi'],
  knitting: ['baoge', 'haina', 'huahai', 'lanmei', 'kaishili'],
  machinery: ['kaishili'],
};

/** Every invented enterprise of Liming is in one chain; the larger part knits. */
function membersOf(chain: (typeof sockChains)[number]['key']): string[] {
  const invented = [...bulkEnterprises()].filter(({ community, no }) => {
    if (community !== 'liming') return false;
    return chain === (no % 6 === 0 ? 'raw-material' : no % 6 === 1 ? 'machinery' : 'knitting');
  });
  return [...named[chain].map(enterpriseId), ...invented.map(({ id }) => id)];
}

export async function seedOrganisations(tx: EntityManager): Promise<void> {
  await seedChains(tx);
  await seedAlliances(tx);
  await seedAgreement(tx);
  await createAll(tx, PartyOrganisation, partyOrganisations());
}

async function seedChains(tx: EntityManager): Promise<void> {
  await createAll(tx, IndustryChain, [
    ...sockChains.map(({ key, zh, en }) => ({
      id: demoId('chn', key),
      names: text(zh, en),
      since: '2021-05',
      communityRef: liming,
    })),
    ...cityChains.map(([key, zh, en]) => ({ id: demoId('chn', key), names: text(zh, en), communityRef: null })),
  ]);
  await createAll(
    tx,
    ChainMember,
    sockChains.flatMap(({ key }) =>
      membersOf(key).map((member) => ({
        id: demoId('chm', `${key}-${member}`),
        chainRef: demoId('chn', key),
        enterpriseRef: member,
      })),
    ),
  );
  await createAll(
    tx,
    ChainHead,
    sockChains.map(({ key, head: [zh, en] }) => ({
      id: demoId('chd', key),
      chainRef: demoId('chn', key),
      names: text(zh, en),
      posts: text('街道干部', 'Cadre of the street office'),
      from: '2021-05-01',
    })),
  );
  await createAll(
    tx,
    ChainConvener,
    sockChains.map(({ key, convener }) => ({
      id: demoId('chc', key),
      chainRef: demoId('chn', key),
      enterpriseRef: enterpriseId(convener),
      from: '2021-05-01',
    })),
  );
}

async function seedAlliances(tx: EntityManager): Promise<void> {
  await createAll(tx, Alliance, [
    {
      id: demoId('all', 'red-sock'),
      names: text('“红袜子”社企共富党建联盟', '“Red Sock” community and enterprise alliance'),
      purposes: text('资源共享、平台共用、共同提高', 'Resources shared, platforms shared, improving together'),
      communityRef: liming,
    },
    ...sockChains.map(({ key, zh, en }) => ({
      id: demoId('all', key),
      names: text(`${zh}联盟`, `Alliance of the ${en.toLowerCase()}`),
      purposes: text('人才招引、技术指导、员工培训', 'Recruiting talent, technical guidance, staff training'),
      since: '2021-05',
      communityRef: liming,
      chainRef: demoId('chn', key),
    })),
  ]);
  const red = enterprises.filter(({ community }) => community === 'liming').map(({ id }) => id);
  const members: { alliance: string; member: string }[] = [
    ...red.map((member) => ({ alliance: 'red-sock', member })),
    ...sockChains.flatMap(({ key }) => membersOf(key).map((member) => ({ alliance: key, member }))),
  ];
  await createAll(
    tx,
    AllianceMember,
    members.map(({ alliance, member }) => ({
      id: demoId('alm', `${alliance}-${member}`),
      allianceRef: demoId('all', alliance),
      enterpriseRef: member,
    })),
  );
}

const clauses = [
  [
    '设立产业、金融、法律、清廉四类顾问团队。',
    'A team of advisers of four kinds is set up: industry, finance, law, integrity.',
  ],
  ['打破围墙，共享公共设施。', 'The boundary is broken down; public facilities are shared.'],
  ['共享文化活动，围绕职工需求开展文体服务。', 'Culture is shared; sport and culture follow what workers need.'],
] as const;

async function seedAgreement(tx: EntityManager): Promise<void> {
  const agreement = demoId('agr', 'liming');
  await createAll(tx, Agreement, [
    {
      id: agreement,
      titles: text('社企合作共建协议', 'Agreement to build the community together'),
      communityRef: liming,
    },
  ]);
  await createAll(
    tx,
    AgreementClause,
    clauses.map(([zh, en], index) => ({
      id: demoId('agc', index + 1),
      agreementRef: agreement,
      no: index + 1,
      texts: text(zh, en),
    })),
  );
  const signed = enterprises.filter(({ community }) => community === 'liming');
  await createAll(
    tx,
    AgreementParty,
    signed.map(({ id, key }) => ({ id: demoId('agp', key), agreementRef: agreement, enterpriseRef: id })),
  );
}
