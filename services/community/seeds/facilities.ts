import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, type CommunityKey, demoId } from '@millgate/demo';
import { createAll, LocalizedText } from '@millgate/kit';
import { DayOfWeek } from '../src/calendar/calendar.entity.ts';
import { FacilityNetwork, NetworkPlace, NetworkSlot } from '../src/facility/facility-network.entity.ts';
import { Facility } from '../src/facility/facility.entity.ts';
import { FacilityKind, FacilityState, FacilityUsers } from '../src/facility/facility.enums.ts';
import { pointIn } from './places.ts';

const { WORKERS, RESIDENTS, ENTERPRISES } = FacilityUsers;
const everyDay = Object.values(DayOfWeek);
const dayAndNight = [{ days: everyDay, opensAt: '00:00', closesAt: '24:00' }];
const officeHours = [{ days: everyDay.slice(0, 5), opensAt: '08:30', closesAt: '17:00' }];

interface Given {
  readonly openTo?: readonly FacilityUsers[];
  readonly state?: FacilityState;
  readonly hours?: typeof dayAndNight;
  readonly services?: { zh: string; en: string }[];
}

/** Numbered as they come, so that each lies a little farther round its community’s centre. */
let placed = 0;
const facility = (
  key: string,
  community: CommunityKey,
  kind: FacilityKind,
  [zh, en]: readonly [string, string],
  { openTo = [WORKERS, RESIDENTS], state = FacilityState.OPEN, hours = [], services = [] }: Given = {},
) => {
  const turn = (placed += 1) * 2.4;
  return {
    id: demoId('fac', key),
    names: LocalizedText.of(zh, en),
    kind,
    state,
    communityRef: communityId(community),
    location: pointIn(community, Math.cos(turn) * (1 + (placed % 6)), Math.sin(turn) * (1 + (placed % 6))),
    hours,
    services,
    openTo: [...openTo],
  };
};

const k = FacilityKind;
const planned = { state: FacilityState.PLANNED };

/** What the articles name; hours only where one states them. The last five are ours, so that every worker has a gym. */
const facilities = [
  facility(
    'xinzhuang-desk',
    'xinzhuang',
    k.SERVICE_CENTRE,
    ['社区事务受理服务中心', 'Community affairs acceptance centre'],
    { openTo: [WORKERS, RESIDENTS, ENTERPRISES] },
  ),
  facility('xinzhuang-terminals', 'xinzhuang', k.TERMINAL_POINT, ['24小时自助服务点', '24-hour self-service point'], {
    hours: dayAndNight,
    services: [
      { zh: '医保', en: 'Medical insurance' },
      { zh: '人社', en: 'Human resources and social security' },
      { zh: '住建', en: 'Housing' },
    ],
  }),
  facility('xinzhuang-party', 'xinzhuang', k.PARTY_CENTRE, ['社区党群服务中心', 'Party-and-people service centre'], {
    openTo: [WORKERS, RESIDENTS, ENTERPRISES],
  }),
  facility(
    'minhang-talent',
    'xinzhuang',
    k.TALENT_CENTRE,
    ['闵行区高技能人才服务中心', 'Minhang high-skilled talent service centre'],
    { openTo: [WORKERS, ENTERPRISES] },
  ),
  facility(
    'xinzhuang-talent',
    'xinzhuang',
    k.TALENT_CENTRE,
    ['莘庄工业区高技能人才服务中心', 'High-skilled talent service centre of the zone'],
    { openTo: [WORKERS, ENTERPRISES] },
  ),
  facility('dequ', 'xinzhuang', k.CULTURE, ['得丘礼享谷', 'Dequ Lixiang Valley']),
  facility('publishing', 'xinzhuang', k.CULTURE, ['中版创意设计产业基地', 'China Publishing creative-design base']),
  facility('aerospace', 'xinzhuang', k.CULTURE, ['上海航天创新创业中心', 'Shanghai Aerospace innovation centre']),
  facility('xinzhuang-culture', 'xinzhuang', k.CULTURE, ['文化体育中心', 'Culture and sport centre']),
  facility('xinzhuang-neighbours-1', 'xinzhuang', k.NEIGHBOURHOOD_CENTRE, ['邻里中心一', 'Neighbourhood centre 1']),
  facility('xinzhuang-neighbours-2', 'xinzhuang', k.NEIGHBOURHOOD_CENTRE, ['邻里中心二', 'Neighbourhood centre 2']),
  facility('xinzhuang-neighbours-3', 'xinzhuang', k.NEIGHBOURHOOD_CENTRE, ['邻里中心三', 'Neighbourhood centre 3']),
  facility(
    'second-primary',
    'xinzhuang',
    k.SCHOOL,
    ['闵行区第二实验小学', 'Minhang Second Experimental Primary'],
    planned,
  ),
  facility('xindu', 'xinzhuang', k.SCHOOL, ['七宝中学附属鑫都实验中学', 'Xindu Experimental Middle School of Qibao']),
  facility('xinxin', 'xinzhuang', k.NURSERY, ['鑫欣托育园', 'Xinxin nursery']),
  facility(
    'xinzhuang-clinic',
    'xinzhuang',
    k.CLINIC,
    ['社区卫生服务中心新址', 'Community health centre, second site'],
    planned,
  ),
  facility(
    'xinzhuang-elders',
    'xinzhuang',
    k.ELDER_CARE,
    ['综合为老服务分中心', 'Service sub-centre for the elderly'],
    { openTo: [RESIDENTS] },
  ),
  facility('elders-point', 'xinzhuang', k.ELDER_CARE, ['社区老年睦邻点', 'Neighbourhood point for the elderly'], {
    openTo: [RESIDENTS],
  }),
  facility('home-gym', 'xinzhuang', k.GYM, ['我家健身房', 'Our home gym']),
  facility(
    'lingfeng-centre',
    'lingfeng',
    k.SERVICE_CENTRE,
    ['灵峰工业社区公共服务中心', 'Public service centre of Lingfeng'],
    { openTo: [WORKERS, ENTERPRISES] },
  ),
  facility('jinxiu-window', 'jinxiu', k.SERVICE_CENTRE, ['“一窗受理”综合窗口', 'One-window counter'], {
    openTo: [WORKERS, ENTERPRISES],
  }),
  facility('guangmo-supermarket', 'guangmo', k.SUPERMARKET, ['光膜社区超市', 'Supermarket of Guangmo']),
  facility('guangmo-gym', 'guangmo', k.GYM, ['光膜社区健身房', 'Gym of Guangmo'], { openTo: [WORKERS] }),
  facility('guangmo-library', 'guangmo', k.LIBRARY, ['光膜职工书屋', 'Workers’ library of Guangmo'], {
    openTo: [WORKERS],
  }),
  facility('lingfeng-gym', 'lingfeng', k.GYM, ['灵峰职工健身房', 'Workers’ gym of Lingfeng'], { openTo: [WORKERS] }),
  facility('lingfeng-library', 'lingfeng', k.LIBRARY, ['灵峰职工书屋', 'Workers’ library of Lingfeng'], {
    openTo: [WORKERS],
  }),
  facility('lingfeng-clinic', 'lingfeng', k.CLINIC, ['灵峰社区卫生站', 'Health station of Lingfeng'], {
    hours: officeHours,
  }),
  facility('lingfeng-supermarket', 'lingfeng', k.SUPERMARKET, ['灵峰社区超市', 'Supermarket of Lingfeng']),
  facility('lingfeng-terminals', 'lingfeng', k.TERMINAL_POINT, ['灵峰自助服务点', 'Self-service point of Lingfeng'], {
    hours: dayAndNight,
  }),
];

/** Patterns by name. What “10”, “X” and the last “1” stand for is not said, so they bear a label and no meaning. */
const networks = [
  {
    key: 'practice',
    code: '1+10+X',
    names: LocalizedText.of('新时代文明实践阵地', 'Civilisation-practice network'),
    slots: [
      { label: '1', filledBy: [] },
      { label: '10', filledBy: [] },
      { label: 'X', filledBy: ['dequ', 'publishing', 'aerospace'] },
    ],
  },
  {
    key: 'neighbours',
    code: '3+1',
    names: LocalizedText.of('邻里中心', 'Neighbourhood centres'),
    slots: [
      { label: '3', filledBy: ['xinzhuang-neighbours-1', 'xinzhuang-neighbours-2', 'xinzhuang-neighbours-3'] },
      { label: '1', filledBy: [] },
    ],
  },
] as const;

export async function seedFacilities(tx: EntityManager): Promise<void> {
  await createAll(tx, Facility, facilities);
  await createAll(
    tx,
    FacilityNetwork,
    networks.map(({ key, code, names }) => ({
      id: demoId('fnw', key),
      code,
      names,
      communityRef: communityId('xinzhuang'),
    })),
  );
  const slots = networks.flatMap(({ key, slots: ofNetwork }) =>
    ofNetwork.map(({ label, filledBy }, index) => ({
      id: demoId('fns', `${key}-${index}`),
      key,
      index,
      label,
      filledBy,
    })),
  );
  await createAll(
    tx,
    NetworkSlot,
    slots.map(({ id, key, index, label }) => ({ id, networkRef: demoId('fnw', key), no: index + 1, label })),
  );
  await createAll(
    tx,
    NetworkPlace,
    slots.flatMap(({ id, filledBy }) =>
      filledBy.map((key) => ({ id: demoId('fnp', `${id}-${key}`), slotRef: id, facilityRef: demoId('fac', key) })),
    ),
  );
}
