import { bulkWorker, communities, communityId, demoId } from '@millgate/demo';
import { LocalizedText } from '@millgate/kit';
import { AdvisorChannel, AdvisorKind } from '../src/advisor/advisor.enums.ts';

const { VISIT, OFFICE, ONLINE_24H } = AdvisorChannel;
const text = (zh: string, en: string) => LocalizedText.of(zh, en);

export const advisorId = (key: string): string => demoId('adv', key);

/** The three chains that Datang Street made alliances for. */
export const chainId = (key: 'raw-material' | 'knitting' | 'machinery'): string => demoId('chn', key);

const sockAssociation = text('诸暨市袜业协会', 'Zhuji Sock Industry Association');
const datangStreet = text('大唐街道', 'Datang Street');
const xinzhuangZone = text('莘庄工业区', 'Xinzhuang Industrial Zone');

export interface DemoAdvisor {
  readonly key: string;
  readonly names: LocalizedText;
  readonly kind: AdvisorKind;
  readonly organisations: LocalizedText;
  readonly specialtyTexts: readonly LocalizedText[];
  readonly channels: AdvisorChannel[];
  readonly chainIds: string[];
  readonly communityId: string;
  readonly officeFrom: string;
}

/** The advisers of the articles: their kinds, organisations and subjects are the articles', their names invented. */
const named: readonly DemoAdvisor[] = [
  {
    key: 'industry-1',
    names: text('陆知行', 'Lu Zhixing'),
    kind: AdvisorKind.INDUSTRY,
    organisations: sockAssociation,
    specialtyTexts: [text('“智能袜机贷”', 'The smart sock-machine loan'), text('开拓新市场', 'New markets')],
    channels: [VISIT, OFFICE],
    chainIds: [chainId('knitting')],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'industry-2',
    names: text('柯望舒', 'Ke Wangshu'),
    kind: AdvisorKind.INDUSTRY,
    organisations: sockAssociation,
    specialtyTexts: [text('原料采购', 'Buying raw material')],
    channels: [VISIT, OFFICE],
    chainIds: [chainId('raw-material')],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'industry-3',
    names: text('席怀瑾', 'Xi Huaijin'),
    kind: AdvisorKind.INDUSTRY,
    organisations: sockAssociation,
    specialtyTexts: [text('袜机数字化改造', 'Digital upgrade of sock machines')],
    channels: [VISIT],
    chainIds: [chainId('machinery'), chainId('knitting')],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'finance-1',
    names: text('闻亦舟', 'Wen Yizhou'),
    kind: AdvisorKind.FINANCE,
    organisations: text('诸暨农商银行', 'Zhuji Rural Commercial Bank'),
    specialtyTexts: [text('知识产权质押', 'Pledge of intellectual property')],
    channels: [VISIT, OFFICE],
    chainIds: [],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'legal-1',
    names: text('商若谷', 'Shang Ruogu'),
    kind: AdvisorKind.LEGAL,
    organisations: datangStreet,
    specialtyTexts: [text('合同', 'Contracts')],
    channels: [OFFICE],
    chainIds: [],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'integrity-1',
    names: text('裴清越', 'Pei Qingyue'),
    kind: AdvisorKind.INTEGRITY,
    organisations: datangStreet,
    specialtyTexts: [text('亲清政商关系', 'Clean relations of officials and enterprises')],
    channels: [OFFICE],
    chainIds: [],
    communityId: communityId('liming'),
    officeFrom: '2026-04-01',
  },
  {
    key: 'legal-24h',
    names: text('掌柜晓骏值班律师', 'Zhanggui Xiaojun, lawyer on duty'),
    kind: AdvisorKind.LEGAL,
    organisations: text('掌柜晓骏', 'Zhanggui Xiaojun'),
    specialtyTexts: [
      text('知识产权', 'Intellectual property'),
      text('股权结构', 'Equity structure'),
      text('法律文书', 'Legal documents'),
    ],
    channels: [ONLINE_24H],
    chainIds: [],
    communityId: communityId('xinzhuang'),
    officeFrom: '2017-01-01',
  },
  {
    key: 'career-1',
    names: text('邵听澜', 'Shao Tinglan'),
    kind: AdvisorKind.CAREER,
    organisations: xinzhuangZone,
    specialtyTexts: [
      text('就业心理指导', 'Psychological counselling for jobs'),
      text('推荐就业', 'Job recommendation'),
      text('扶持创业', 'Start-up support'),
    ],
    channels: [OFFICE],
    chainIds: [],
    communityId: communityId('xinzhuang'),
    officeFrom: '2017-01-01',
  },
  {
    key: 'elderly-care-1',
    names: text('温如故', 'Wen Rugu'),
    kind: AdvisorKind.ELDERLY_CARE,
    organisations: text('养老顾问工作室', 'Elderly-care Adviser Studio'),
    specialtyTexts: [text('社区养老服务', 'Care of the elderly in the community')],
    channels: [OFFICE, VISIT],
    chainIds: [],
    communityId: communityId('xinzhuang'),
    officeFrom: '2017-01-01',
  },
];

const kinds = [AdvisorKind.INDUSTRY, AdvisorKind.FINANCE, AdvisorKind.LEGAL, AdvisorKind.INTEGRITY];

/** The other communities copied Liming's four kinds: invented, so that lists are long enough to page through. */
const others = communities
  .filter(({ key }) => key !== 'liming' && key !== 'xinzhuang')
  .flatMap((community, place) =>
    kinds.map((kind, at): DemoAdvisor => {
      const { zh, en } = bulkWorker(4_000 + place * 17 + at * 5);
      return {
        key: `${kind.toLowerCase()}-${community.key}`,
        names: text(zh, en),
        kind,
        organisations: text(community.zh, community.en),
        specialtyTexts: [],
        channels: [OFFICE, VISIT],
        chainIds: [],
        communityId: community.id,
        officeFrom: '2025-04-01',
      };
    }),
  );

export const advisors: readonly DemoAdvisor[] = [...named, ...others];

export const isNamed = (advisor: DemoAdvisor): boolean => named.includes(advisor);
