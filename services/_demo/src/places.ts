import { demoId } from './ids.ts';

const place = (
  key: string,
  zh: string,
  en: string,
  kind: 'INDUSTRIAL' | 'INDUSTRY_THEMED' | 'PARK',
  district: string,
) => ({
  key,
  id: demoId('com', key),
  zh,
  en,
  kind,
  district,
});

/** The communities of the five articles. */
export const communities = [
  place('jinshan', '金山工业区', 'Jinshan Industrial Zone', 'PARK', 'jinshan'),
  place('lingfeng', '灵峰工业社区', 'Lingfeng Industrial Community', 'INDUSTRIAL', 'beilun'),
  place('xinzhuang', '莘庄工业区', 'Xinzhuang Industrial Zone', 'PARK', 'minhang'),
  place('liming', '黎明社区', 'Liming Community', 'INDUSTRY_THEMED', 'zhuji'),
  place('jinxiu', '锦绣产业社区', 'Jinxiu Industrial Community', 'INDUSTRIAL', 'lanxi'),
  place('huilan', '蕙兰产业社区', 'Huilan Industrial Community', 'INDUSTRIAL', 'lanxi'),
  place('guangmo', '光膜产业社区', 'Guangmo Industrial Community', 'INDUSTRY_THEMED', 'lanxi'),
  place('shiheli', '十和里光伏社区', 'Shiheli Photovoltaic Community', 'INDUSTRY_THEMED', 'yiwu'),
  place('tongqin', '桐琴产业社区', 'Tongqin Industrial Community', 'INDUSTRIAL', 'wuyi'),
  place('jinyihu', '金漪湖现代产业社区', 'Jinyihu Modern Industrial Community', 'INDUSTRIAL', 'jinhua'),
] as const;

export type CommunityKey = (typeof communities)[number]['key'];

export const communityId = (key: CommunityKey): string => demoId('com', key);
