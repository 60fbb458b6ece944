import { demoId } from './ids.ts';
import type { CommunityKey } from './places.ts';

const enterprise = (key: string, uscc: string, zh: string, en: string, community: CommunityKey) => ({
  key,
  id: demoId('ent', key),
  uscc,
  zh,
  en,
  community,
});

/** The enterprises that the articles name. Their credit codes are invented: region 999999 does not exist. */
export const enterprises = [
  enterprise('dongguan', '91999999MA0000018D', '东冠纸业', 'Dongguan Paper', 'jinshan'),
  enterprise('tianpu', '91999999MA00000268', '东海天普汽车零部件', 'Donghai Tianpu Auto Parts', 'jinshan'),
  enterprise('zhenzhi', '91999999MA00000343', '宁波臻至机械模具', 'Ningbo Zhenzhi Machinery Mould', 'lingfeng'),
  enterprise('hangdi', '91999999MA0000042X', '航迪纺织', 'Hangdi Textile', 'liming'),
  enterprise('dingyi', '91999999MA0000050Q', '鼎艺新材料', 'Dingyi New Materials', 'liming'),
  enterprise('shengleishi', '91999999MA0000069M', '圣蕾诗生物科技', 'Shengleishi Biotech', 'jinxiu'),
  enterprise('tuotu', '91999999MA0000077G', '拓图家居用品', 'Tuotu Home', 'jinxiu'),
  enterprise('xintai', '91999999MA0000085B', '武义鑫泰工具', 'Wuyi Xintai Tools', 'tongqin'),
] as const;

export type EnterpriseKey = (typeof enterprises)[number]['key'];

export const enterpriseId = (key: EnterpriseKey): string => demoId('ent', key);
