import type { RoleGrant } from '@millgate/kit';
import { demoId } from './ids.ts';
import { enterpriseId, type EnterpriseKey } from './enterprises.ts';
import { communityId, type CommunityKey } from './places.ts';

/** Somebody invented, whom a demo token can speak for. */
export interface Persona {
  /** The name of the token: `millgate token --as welder`. */
  readonly key: string;
  readonly id: string;
  readonly about: string;
  readonly roles: readonly RoleGrant[];
  /** The registry record of a persona who is a worker. */
  readonly worker?: WorkerRecord;
}

export interface WorkerRecord {
  readonly zh: string;
  readonly en: string;
  /** Synthetic: region 999999 does not exist. Null where the registry has none. */
  readonly residentId: string | null;
  readonly birthDate: string | null;
  readonly community: CommunityKey;
  readonly employer?: { readonly key: EnterpriseKey; readonly from: string; readonly post: { zh: string; en: string } };
  readonly settledOn?: string;
}

const worker = (key: string, about: string, record: WorkerRecord): Persona => {
  const id = demoId('wrk', key);
  return { key, id, about, roles: [{ role: 'WORKER', scope: id }], worker: record };
};

const staff = (key: string, about: string, ...roles: RoleGrant[]): Persona => ({
  key,
  id: demoId('acc', key),
  about,
  roles,
});

const post = (zh: string, en: string) => ({ zh, en });

/** The day in 2021 on which the welder, and everybody at an edge of age, is judged. */
export const purchaseDay = '2021-05-24';

export const personas: readonly Persona[] = [
  worker(
    'welder',
    'A welder, 29 on the day she bought her flat (24 May 2021); has everything: job, home, meals, courses, skill level, adviser.',
    {
      zh: '林晓岚',
      en: 'Lin Xiaolan',
      residentId: '999999199111020012',
      birthDate: '1991-11-02',
      community: 'lingfeng',
      employer: { key: 'zhenzhi', from: '2019-03-01', post: post('焊工', 'Welder') },
      settledOn: '2022-03-18',
    },
  ),
  worker('edge-18', 'Turns 18 on 24 May 2021.', {
    zh: '周子衡',
    en: 'Zhou Ziheng',
    residentId: '999999200305240027',
    birthDate: '2003-05-24',
    community: 'lingfeng',
    employer: { key: 'zhenzhi', from: '2021-05-01', post: post('学徒', 'Apprentice') },
  }),
  worker('edge-35', 'Still 35 on 24 May 2021; turns 36 the day after.', {
    zh: '何雨桐',
    en: 'He Yutong',
    residentId: '999999198505250035',
    birthDate: '1985-05-25',
    community: 'lingfeng',
    employer: { key: 'zhenzhi', from: '2018-06-01', post: post('模具工', 'Mould maker') },
  }),
  worker('edge-36', 'Turns 36 on 24 May 2021: a day too old.', {
    zh: '谢文博',
    en: 'Xie Wenbo',
    residentId: '999999198505240048',
    birthDate: '1985-05-24',
    community: 'lingfeng',
    employer: { key: 'zhenzhi', from: '2017-02-01', post: post('钳工', 'Fitter') },
  }),
  worker('leap', 'Born on 29 February 2004.', {
    zh: '冯可欣',
    en: 'Feng Kexin',
    residentId: '999999200402290050',
    birthDate: '2004-02-29',
    community: 'lingfeng',
    employer: { key: 'zhenzhi', from: '2022-07-01', post: post('质检员', 'Quality inspector') },
  }),
  worker('unknown-birth', 'Registered without papers: the date of birth is not known.', {
    zh: '赵一鸣',
    en: 'Zhao Yiming',
    residentId: null,
    birthDate: null,
    community: 'lingfeng',
    employer: { key: 'zhenzhi', from: '2020-09-01', post: post('仓管员', 'Storekeeper') },
  }),
  worker('newcomer', 'Arrived as a graduate looking for work; lodges free at Jinyihu.', {
    zh: '沈若溪',
    en: 'Shen Ruoxi',
    residentId: null,
    birthDate: '2002-08-15',
    community: 'jinyihu',
  }),
  worker('colour-master', 'Mixes five hundred silk colours; little schooling; seeks a title by the green channel.', {
    zh: '唐启明',
    en: 'Tang Qiming',
    residentId: null,
    birthDate: '1983-01-09',
    community: 'liming',
    employer: { key: 'dingyi', from: '2010-04-01', post: post('配色师', 'Colour master') },
  }),
  worker('packer', 'A packer of Tuotu Home.', {
    zh: '吴佳禾',
    en: 'Wu Jiahe',
    residentId: null,
    birthDate: '1994-12-30',
    community: 'jinxiu',
    employer: { key: 'tuotu', from: '2020-01-06', post: post('包装工', 'Packer') },
  }),
  staff('hr', 'HR of Ningbo Zhenzhi Machinery Mould.', { role: 'HR', scope: enterpriseId('zhenzhi') }),
  staff('grid-officer', 'Full-time grid officer of the first grid of Lingfeng.', {
    role: 'GRID_OFFICER',
    scope: demoId('grd', 'lingfeng-1'),
  }),
  staff('own-grid-officer', 'Full-time grid officer of the third grid of Lingfeng, in which Ningbo Zhenzhi lies.', {
    role: 'GRID_OFFICER',
    scope: demoId('grd', 'lingfeng-3'),
  }),
  staff('registrar', 'Community staff of Lingfeng; registers workers.', {
    role: 'COMMUNITY_STAFF',
    scope: communityId('lingfeng'),
  }),
  staff('clerk', 'Clerk at a counter of Lingfeng.', { role: 'CLERK', scope: communityId('lingfeng') }),
  staff('handler', 'Handles matters in the back office.', { role: 'HANDLER' }),
  staff('canteen', 'Runs the shared canteen of Guangmo.', { role: 'CANTEEN_STAFF' }),
  staff('housing', 'Housing staff.', { role: 'HOUSING_STAFF' }),
  staff('program', 'Decides subsidy claims.', { role: 'PROGRAM_OFFICER' }),
  staff('program-second', 'Decides subsidy claims, too: two pairs of eyes see each.', { role: 'PROGRAM_OFFICER' }),
  staff('trainer', 'Runs courses.', { role: 'TRAINER' }),
  staff('panel', 'Sits on the title panel.', { role: 'PANEL_MEMBER' }),
  staff('panel-dingyi', 'Sits on the title panel, and works at Dingyi New Materials.', { role: 'PANEL_MEMBER' }),
  {
    key: 'adviser',
    id: demoId('adv', 'industry-1'),
    about: 'An industry adviser of the sock chain.',
    roles: [{ role: 'ADVISOR', scope: demoId('adv', 'industry-1') }],
  },
  staff('chain-head', 'Heads the knitting chain of Liming.', { role: 'CHAIN_HEAD', scope: demoId('chn', 'knitting') }),
  staff('manager', 'Manages the district.', { role: 'MANAGER' }),
  staff('auditor', 'Reads, and is logged.', { role: 'AUDITOR' }),
  staff('partner', 'A partner agency’s account.', { role: 'PARTNER' }),
  staff('public-security', 'The public security authority, which registers households.', {
    role: 'PARTNER',
    scope: 'public-security',
  }),
  staff('second-registrar', 'Community staff of Lingfeng, a colleague of the registrar.', {
    role: 'COMMUNITY_STAFF',
    scope: communityId('lingfeng'),
  }),
];

export function persona(key: string): Persona {
  const found = personas.find((one) => one.key === key);
  if (!found) throw new Error(`no persona is called ${key}; there are: ${personas.map((one) => one.key).join(', ')}`);
  return found;
}
