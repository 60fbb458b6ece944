import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, type CommunityKey, demoId, enterprises } from '@millgate/demo';
import { createAll, LocalizedText } from '@millgate/kit';
import { creditCodeCheckCharacter } from '../src/enterprise/credit-code.rules.ts';
import { Enterprise, EnterpriseStage, EnterpriseStatus, PayPractice } from '../src/enterprise/enterprise.entity.ts';
import { gridId, pointIn, quarters } from './places.ts';

/** How many invented enterprises stand behind the named ones, by community. Liming has more than 160 in all. */
const bulk: Readonly<Partial<Record<CommunityKey, number>>> = {
  liming: 180,
  lingfeng: 40,
  jinxiu: 30,
  huilan: 30,
  guangmo: 30,
};

export interface BulkEnterprise {
  readonly id: string;
  readonly community: CommunityKey;
  readonly no: number;
}

export function* bulkEnterprises(): Generator<BulkEnterprise> {
  for (const [community, count] of Object.entries(bulk) as [CommunityKey, number][]) {
    for (let no = 1; no <= count; no += 1) yield { id: demoId('ent', `bulk-${community}-${no}`), community, no };
  }
}

export async function seedEnterprises(tx: EntityManager): Promise<void> {
  await createAll(tx, Enterprise, [...named(), ...invented()]);
}

/** Spread over the four quarters of its community, inside the grid of each. */
function placed(community: CommunityKey, no: number) {
  const quarter = quarters[no % 4] ?? quarters[0];
  const [north, east] = [1 + ((no * 7) % 80) / 10, 1 + ((no * 13) % 80) / 10];
  return {
    communityRef: communityId(community),
    gridRef: gridId(community, quarter.no),
    site: pointIn(community, north * quarter.north, east * quarter.east),
  };
}

const keyOnes: readonly string[] = ['zhenzhi', 'tianpu', 'wodi', 'dingyi', 'shengleishi'];

function* named() {
  for (const [index, { id, key, uscc, zh, en, community }] of enterprises.entries()) {
    yield {
      id,
      uscc,
      names: LocalizedText.of(zh, en),
      stage: EnterpriseStage.MATURE,
      status: EnterpriseStatus.ACTIVE,
      keyEnterprise: keyOnes.includes(key),
      payPracticeCodes:
        key === 'zhenzhi' ? [PayPractice.ANNUAL_SALARY, PayPractice.EQUITY, PayPractice.POST_VALUE] : [],
      ...placed(community, index),
    };
  }
}

const stages = [EnterpriseStage.INCUBATION, EnterpriseStage.GROWTH, EnterpriseStage.MATURE] as const;

const trades: Readonly<Partial<Record<CommunityKey, readonly [zh: string, en: string][]>>> = {
  liming: [
    ['袜业', 'Socks'],
    ['针织', 'Knitting'],
    ['纱线', 'Yarn'],
    ['袜机', 'Sock Machines'],
  ],
};
const otherTrades = [
  ['模具', 'Moulds'],
  ['家居', 'Home'],
  ['光电', 'Optics'],
] as const;

const words = [
  ['永丰', 'Yongfeng'],
  ['华盛', 'Huasheng'],
  ['恒达', 'Hengda'],
  ['金鼎', 'Jinding'],
  ['新悦', 'Xinyue'],
  ['嘉禾', 'Jiahe'],
  ['瑞安', 'Ruian'],
  ['东升', 'Dongsheng'],
] as const;

function* invented() {
  let serial = 0;
  for (const { id, community, no } of bulkEnterprises()) {
    serial += 1;
    const [word, wordEn] = words[no % words.length] ?? words[0];
    const of = trades[community] ?? otherTrades;
    const [trade, tradeEn] = of[no % of.length] ?? ['', ''];
    // Region 999999 does not exist; the check character is right, as the registry would demand of a real one.
    const body = `91999999MA${String(5_000_000 + serial)}`;
    yield {
      id,
      uscc: body + creditCodeCheckCharacter(body),
      names: LocalizedText.of(`${word}${trade}${no}厂`, `${wordEn} ${tradeEn} No. ${no}`),
      stage: stages[no % 3] ?? EnterpriseStage.GROWTH,
      status: no % 40 === 0 ? EnterpriseStatus.LEFT : EnterpriseStatus.ACTIVE,
      keyEnterprise: no % 25 === 0,
      ...placed(community, no),
    };
  }
}
