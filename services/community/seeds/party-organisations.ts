import { communityId, demoId, enterpriseId } from '@millgate/demo';
import { LocalizedText } from '@millgate/kit';
import { PartyOrganisationKind, PartyOrganisationTier } from '../src/party/party-organisation.entity.ts';

const { PARTY, UNION } = PartyOrganisationKind;
const { ZONE, COMMUNITY, BRANCH } = PartyOrganisationTier;
const id = (key: string) => demoId('pto', key);
const text = (zh: string, en: string) => LocalizedText.of(zh, en);

/** The three tiers of Lanxi’s zone; the unions of Lingfeng and Jinshan. Parents before children. */
export const partyOrganisations = () => [
  {
    id: id('lanxi'),
    names: text('兰溪经济开发区党工委', 'Party working committee of the Lanxi zone'),
    kind: PARTY,
    tier: ZONE,
    districtRef: demoId('dis', 'lanxi'),
  },
  ...(
    [
      ['jinxiu', '锦绣产业社区党委', 'Party committee of Jinxiu'],
      ['huilan', '蕙兰产业社区党委', 'Party committee of Huilan'],
      ['guangmo', '光膜产业社区党委', 'Party committee of Guangmo'],
    ] as const
  ).map(([key, zh, en]) => ({
    id: id(key),
    names: text(zh, en),
    kind: PARTY,
    tier: COMMUNITY,
    parentRef: id('lanxi'),
    communityRef: communityId(key),
  })),
  ...(
    [
      ['shengleishi', '圣蕾诗党支部', 'Party branch of Shengleishi'],
      ['tuotu', '拓图家居党支部', 'Party branch of Tuotu Home'],
    ] as const
  ).map(([key, zh, en]) => ({
    id: id(key),
    names: text(zh, en),
    kind: PARTY,
    tier: BRANCH,
    parentRef: id('jinxiu'),
    enterpriseRef: enterpriseId(key),
  })),
  {
    id: id('beilun-union'),
    names: text('北仑区总工会', 'Federation of trade unions of Beilun'),
    kind: UNION,
    tier: ZONE,
    districtRef: demoId('dis', 'beilun'),
  },
  {
    id: id('lingfeng-union'),
    names: text('灵峰工业社区工会联合会', 'Union federation of Lingfeng'),
    kind: UNION,
    tier: COMMUNITY,
    parentRef: id('beilun-union'),
    communityRef: communityId('lingfeng'),
  },
  {
    id: id('zhenzhi-union'),
    names: text('臻至机械模具工会', 'Union of Zhenzhi Machinery Mould'),
    kind: UNION,
    tier: BRANCH,
    parentRef: id('lingfeng-union'),
    enterpriseRef: enterpriseId('zhenzhi'),
  },
  {
    id: id('xinjinshan-union'),
    names: text('新金山发展公司工会', 'Union of New Jinshan Development'),
    kind: UNION,
    tier: BRANCH,
    enterpriseRef: enterpriseId('xinjinshan'),
  },
];
