import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, demoId } from '@millgate/demo';
import { createAll, LocalizedText } from '@millgate/kit';
import { Indicator, IndicatorPrecision, IndicatorUnit } from '../src/indicator/indicator.entity.ts';

const { EXACT, AT_LEAST, NOT_STATED } = IndicatorPrecision;
const u = IndicatorUnit;
const text = (zh: string, en: string) => LocalizedText.of(zh, en);

const shangguan = text('上观新闻，2018-04-21', 'Shanghai Observer, 21 April 2018');
const minhang = text('今日闵行', 'Minhang Today');
const workers = text('工人日报', 'Workers’ Daily');
const jinhua = text('金华本地媒体', 'Local press of Jinhua');

const jinshan = { communityRef: communityId('jinshan'), sources: shangguan, precision: EXACT };
const quarter = { ...jinshan, unit: u.PERCENT_YEAR_ON_YEAR, period: '2018-Q1' };
const xinzhuang = { communityRef: communityId('xinzhuang'), sources: minhang };
const liming = { communityRef: communityId('liming'), sources: workers, precision: AT_LEAST };
const lanxi = { districtRef: demoId('dis', 'lanxi'), sources: jinhua, precision: AT_LEAST };
const redSock = { allianceRef: demoId('all', 'red-sock'), sources: workers };

/** As printed; “more than” stays “more than”, and a figure that the source lost stays lost. */
const indicators = [
  { names: text('税收', 'Tax revenue'), value: 70.1, ...quarter },
  { names: text('地方财政收入', 'Local fiscal revenue'), value: 75.2, ...quarter },
  { names: text('规上工业产值', 'Output of industry above scale'), value: 20.8, ...quarter },
  { names: text('园区年龄', 'Age of the zone'), value: 15, unit: u.YEARS, ...jinshan },
  { names: text('常住人口', 'Residents'), value: 60_000, unit: u.PERSONS, precision: EXACT, ...xinzhuang },
  { names: text('产业工人', 'Industrial workers'), value: 100_000, unit: u.PERSONS, precision: EXACT, ...xinzhuang },
  {
    names: text('劳动年龄人口就业率', 'Employment rate of the working-age population'),
    value: 96,
    unit: u.PERCENT,
    precision: AT_LEAST,
    ...xinzhuang,
  },
  { names: text('袜子年产量', 'Socks a year'), value: 27_000_000_000, unit: u.PAIRS, period: 'YEAR', ...liming },
  {
    names: text('区域品牌价值', 'Value of the regional brand'),
    value: 110_000_000_000,
    unit: u.YUAN,
    ...liming,
    precision: EXACT,
  },
  { names: text('企业', 'Enterprises'), value: 160, unit: u.ENTERPRISES, ...liming },
  { names: text('新大唐人', '“New Datang people”'), value: 4_500, unit: u.PERSONS, ...liming },
  { names: text('企业', 'Enterprises'), value: 800, unit: u.ENTERPRISES, ...lanxi },
  { names: text('职工', 'Workers'), value: 56_000, unit: u.PERSONS, ...lanxi },
  {
    names: text('受益袜企', 'Sock enterprises that benefit'),
    value: 191,
    unit: u.ENTERPRISES,
    precision: EXACT,
    ...redSock,
  },
  { names: text('解决问题', 'Problems solved'), value: 60, unit: u.PROBLEMS, precision: AT_LEAST, ...redSock },
  {
    names: text('获授信龙头袜企', 'Leading sock enterprises granted credit'),
    value: null,
    unit: u.ENTERPRISES,
    precision: NOT_STATED,
    ...redSock,
  },
];

export async function seedIndicators(tx: EntityManager): Promise<void> {
  await createAll(
    tx,
    Indicator,
    indicators.map((indicator, index) => ({ id: demoId('ind', index), ...indicator })),
  );
}
