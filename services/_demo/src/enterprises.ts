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
  enterprise('mazhao', '91999999MA0000090W', '麻沼化妆品', 'Mazhao Cosmetics', 'jinshan'),
  enterprise('wodi', '91999999MA0000103J', '上海沃迪智能装备', 'Shanghai Wodi Intelligent Equipment', 'jinshan'),
  enterprise('spanwei', '91999999MA0000111D', '上海斯潘威生物技术', 'Shanghai Spanwei Biotech', 'jinshan'),
  enterprise('jinlian', '91999999MA000012X5', '金联热电', 'Jinlian Thermal Power', 'jinshan'),
  enterprise('xinjinshan', '91999999MA00001385', '新金山发展公司', 'New Jinshan Development', 'jinshan'),
  enterprise('baoge', '91999999MA00001460', '宝歌袜业', 'Baoge Socks', 'liming'),
  enterprise('haina', '91999999MA0000154T', '海纳针织', 'Haina Knitting', 'liming'),
  enterprise('huahai', '91999999MA0000162M', '华海', 'Huahai', 'liming'),
  enterprise('lanmei', '91999999MA0000170G', '蓝莓', 'Lanmei', 'liming'),
  enterprise('kaishili', '91999999MA0000189D', '凯诗利', 'Kaishili', 'liming'),
  enterprise('zhanggui', '91999999MA00001978', '掌柜晓骏', 'Zhanggui Xiaojun', 'xinzhuang'),
] as const;

export type EnterpriseKey = (typeof enterprises)[number]['key'];

export const enterpriseId = (key: EnterpriseKey): string => demoId('ent', key);
