import type { EntityManager } from '@mikro-orm/postgresql';
import { communities, type CommunityKey, demoId } from '@millgate/demo';
import { createAll, GeoPoint, LocalizedText } from '@millgate/kit';
import { Grid } from '../src/grid/grid.entity.ts';
import { Community, CommunityKind, District } from '../src/place/place.entity.ts';

/** Where the demo puts each community: near the town of the article, to a hundredth of a degree. */
export const centres: Readonly<Record<CommunityKey, readonly [latitude: number, longitude: number]>> = {
  jinshan: [30.79, 121.3],
  lingfeng: [29.86, 121.8],
  xinzhuang: [31.08, 121.4],
  liming: [29.63, 120.2],
  jinxiu: [29.23, 119.5],
  huilan: [29.25, 119.52],
  guangmo: [29.21, 119.52],
  shiheli: [29.35, 120.05],
  tongqin: [28.95, 119.9],
  jinyihu: [29.2, 119.85],
};

/** A point of a community, in thousandths of a degree north and east of its centre. */
export function pointIn(community: CommunityKey, north: number, east: number): GeoPoint {
  const [latitude, longitude] = centres[community] ?? [0, 0];
  return GeoPoint.at(round(latitude + north / 1_000), round(longitude + east / 1_000));
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The quarters of a community, as four grids that share no ground: north-east, north-west, south-west, south-east. */
export const quarters = [
  { no: 1, north: 1, east: 1, zh: '东北', en: 'North-east' },
  { no: 2, north: 1, east: -1, zh: '西北', en: 'North-west' },
  { no: 3, north: -1, east: -1, zh: '西南', en: 'South-west' },
  { no: 4, north: -1, east: 1, zh: '东南', en: 'South-east' },
] as const;

export const gridId = (community: CommunityKey, no: number): string => demoId('grd', `${community}-${no}`);

export async function seedPlaces(tx: EntityManager): Promise<void> {
  await createAll(
    tx,
    District,
    districts.map(([key, zh, en]) => ({ id: demoId('dis', key), names: LocalizedText.of(zh, en) })),
  );
  await createAll(
    tx,
    Community,
    communities.map(({ id, key, zh, en, kind, district }) => ({
      id,
      names: LocalizedText.of(zh, en),
      kind: CommunityKind[kind],
      districtRef: demoId('dis', district),
      // Of Lingfeng the article gives the year, 2015; no source gives a day.
      foundedOn: null,
      principles: principles[key] ?? null,
    })),
  );
  await createAll(
    tx,
    Grid,
    communities.flatMap(({ id, key, zh, en }) =>
      quarters.map((quarter) => ({
        id: gridId(key, quarter.no),
        code: String(quarter.no).padStart(2, '0'),
        names: LocalizedText.of(`${zh}${quarter.zh}网格`, `${quarter.en} grid of ${en}`),
        communityRef: id,
        // Streets run between them: no corner of one lies on the edge of another.
        area: [
          [0.1, 0.1],
          [0.1, 9.9],
          [9.9, 9.9],
          [9.9, 0.1],
        ].map(([north = 0, east = 0]) => ({ ...pointIn(key, north * quarter.north, east * quarter.east) })),
      })),
    ),
  );
}

const districts = [
  ['jinshan', '上海市金山区', 'Jinshan, Shanghai'],
  ['beilun', '宁波市北仑区', 'Beilun, Ningbo'],
  ['minhang', '上海市闵行区', 'Minhang, Shanghai'],
  ['zhuji', '诸暨市', 'Zhuji'],
  ['lanxi', '兰溪经济开发区', 'Lanxi Economic Development Zone'],
  ['yiwu', '义乌市', 'Yiwu'],
  ['wuyi', '武义县', 'Wuyi'],
  ['jinhua', '金华市', 'Jinhua'],
] as const;

const neighbours = LocalizedText.of('产业相近、企业相邻', 'Similar industry, neighbouring enterprises');

const principles: Readonly<Partial<Record<CommunityKey, LocalizedText>>> = {
  jinshan: LocalizedText.of(
    '从围绕“产业”的硬服务到围绕“人”的软服务',
    'From hard service around industry to soft service around people',
  ),
  lingfeng: LocalizedText.of('推开一扇门找到一个人', 'Push one door, find one person'),
  liming: LocalizedText.of('资源共享、平台共用、共同提高', 'Resources shared, platforms shared, improving together'),
  jinxiu: neighbours,
  huilan: neighbours,
  guangmo: neighbours,
};
