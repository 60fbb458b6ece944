import { communityId, type CommunityKey, demoId } from '@millgate/demo';
import { LocalizedText } from '@millgate/kit';
import { PropertyKind, PropertyService } from '../src/property/property.entity.ts';

interface Place {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: PropertyKind;
  readonly community: CommunityKey;
  readonly services: PropertyService[];
  readonly plannedAreaM2?: number;
  /** Where the demo puts it, north and east: within its community, to a thousandth of a degree. No article states it. */
  readonly position: readonly [latitude: number, longitude: number];
  /** Rent asked for a bed a month, in fen; ours. */
  readonly bedRentFen?: number;
  /** Ours: no article states how many flats there are, or how large. */
  readonly units: number;
  readonly bedsOf: (index: number) => number;
  readonly areaOf: (index: number) => number;
}

const { CANTEEN, GYM, COURT, BUTLER } = PropertyService;

/** The properties of the articles. Youth Home stands in Jinhua; that it is Jinyihu’s is ours. */
export const places: readonly Place[] = [
  {
    key: 'xinze',
    position: [31.083, 121.402],
    bedRentFen: 65_000,
    zh: '鑫泽阳光公寓',
    en: 'Xinze Sunshine Apartment',
    kind: PropertyKind.UNIT_RENTAL,
    community: 'xinzhuang',
    services: [CANTEEN, GYM, COURT],
    units: 60,
    bedsOf: (index) => (index < 2 ? 5 : 4),
    areaOf: () => 42,
  },
  {
    key: 'jialeng',
    position: [31.078, 121.395],
    bedRentFen: 90_000,
    zh: '加冷松芝公寓',
    en: 'Jialeng Songzhi Apartment',
    kind: PropertyKind.UNIT_RENTAL,
    community: 'xinzhuang',
    services: [GYM],
    units: 40,
    bedsOf: () => 2,
    areaOf: () => 30,
  },
  {
    key: 'west-district',
    position: [31.071, 121.381],
    bedRentFen: 70_000,
    zh: '西区租赁房',
    en: 'West District Rental Housing',
    kind: PropertyKind.UNIT_RENTAL,
    community: 'xinzhuang',
    services: [],
    units: 40,
    bedsOf: () => 3,
    areaOf: () => 55,
  },
  {
    key: 'youth-lingfeng',
    position: [29.866, 121.806],
    zh: '“青年北仑”灵峰青年公寓',
    en: 'Youth Beilun Apartments, Lingfeng',
    kind: PropertyKind.YOUTH_APARTMENT,
    community: 'lingfeng',
    services: [GYM, COURT],
    plannedAreaM2: 500_000,
    units: 240,
    bedsOf: () => 3,
    areaOf: (index) => (index === 0 ? 130 : 70 + (index % 7) * 10),
  },
  {
    key: 'jinyihu-lodging',
    position: [29.203, 119.852],
    bedRentFen: 0,
    zh: '金漪湖求职免费住宿点',
    en: 'Jinyihu Job-seekers’ Lodging',
    kind: PropertyKind.JOB_SEEKER_LODGING,
    community: 'jinyihu',
    services: [CANTEEN],
    units: 30,
    bedsOf: () => 4,
    areaOf: () => 28,
  },
  {
    key: 'youth-home',
    position: [29.207, 119.846],
    bedRentFen: 120_000,
    zh: '“青年之家”人才公寓',
    en: 'Youth Home Talent Apartment',
    kind: PropertyKind.TALENT_APARTMENT,
    community: 'jinyihu',
    services: [BUTLER, GYM],
    units: 60,
    bedsOf: () => 1,
    areaOf: (index) => 35 + (index % 3) * 10,
  },
];

export type PlaceKey = 'xinze' | 'jialeng' | 'west-district' | 'youth-lingfeng' | 'jinyihu-lodging' | 'youth-home';

export const propertyId = (key: string): string => demoId('prp', key);
export const unitId = (key: PlaceKey, index: number): string => demoId('unt', `${key}-${index}`);

export function bedsIn(key: PlaceKey, index: number): number {
  return places.find((place) => place.key === key)?.bedsOf(index) ?? 0;
}

export const properties = places.map(({ key, zh, en, kind, community, services, plannedAreaM2 = null, position }) => ({
  id: propertyId(key),
  names: LocalizedText.of(zh, en),
  kind,
  communityId: communityId(community),
  services,
  latitude: position[0],
  longitude: position[1],
  photos: [`/photos/housing/${key}/1.jpg`],
  plannedAreaM2,
}));

export function* units() {
  for (const { key, units: count, bedsOf, areaOf, bedRentFen = null } of places) {
    for (let index = 0; index < count; index += 1) {
      yield {
        id: unitId(key as PlaceKey, index),
        propertyRef: propertyId(key),
        no: `${String(1 + Math.floor(index / 10)).padStart(2, '0')}${String(1 + (index % 10)).padStart(2, '0')}`,
        areaM2: areaOf(index),
        beds: bedsOf(index),
        bedRentFen,
        // The last flat of each house is being repaired.
        outOfService: index === count - 1,
      };
    }
  }
}
