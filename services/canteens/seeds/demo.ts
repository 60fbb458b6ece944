import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorkers, communityId, demoId, enterpriseId, personas } from '@millgate/demo';
import { addTo, createAll, dayOf, GeoPoint, instantAt, LocalizedText, type SeedContext } from '@millgate/kit';
import { Canteen, CanteenKind, type MealHours } from '../src/canteen/canteen.entity.ts';
import { seedHistory } from './history.ts';
import { StockMove, StockMoveKind } from '../src/stock/stock-move.entity.ts';
import { KnownEmployment, MealPlan } from '../src/plan/meal-plan.entity.ts';
import { PriceTier } from '../src/plan/price-tier.ts';
import { MealPeriod } from '../src/serving/meal-period.ts';
import { MealServing, MenuItem } from '../src/serving/serving.entity.ts';

/** The canteens of the articles; what they cook on the day of seeding and the thirty days after, and four weeks of what was eaten. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  await createAll(
    tx,
    Canteen,
    canteens.map((canteen) => ({ ...canteen, mealHours: hoursOf(canteen.kind), tierPrices: prices })),
  );
  await createAll(tx, MenuItem, items);
  await createAll(tx, KnownEmployment, employments());
  await createAll(tx, MealPlan, [plan]);
  const weeksBefore = canteens.flatMap((canteen) => [...servingsOf(canteen, dayOf(now), -historyDays, 0)]);
  await seedHistory(tx, weeksBefore);
  const servings = canteens.flatMap((canteen) => [...servingsOf(canteen, dayOf(now), 0, days)]);
  await createAll(tx, MealServing, servings);
  await createAll(
    tx,
    StockMove,
    servings.map(({ id, planned }) => ({
      id: id.replace('srv', 'mov'),
      servingRef: id,
      kind: StockMoveKind.PLAN,
      quantity: planned,
      balance: planned,
      at: now,
    })),
  );
}

/** Positions are the demo’s: no article states them. */
const canteens = [
  {
    id: demoId('can', 'guangmo'),
    location: GeoPoint.at(29.212, 119.521),
    names: LocalizedText.of('光膜产业社区共享食堂', 'Guangmo Shared Canteen'),
    places: LocalizedText.of('社区服务中心一楼', 'Ground floor of the community service centre'),
    kind: CanteenKind.SHARED,
    seats: 400,
    opensAt: '06:30',
    closesAt: '22:00',
    dailyLimit: 4,
    communityId: communityId('guangmo'),
  },
  {
    id: demoId('can', 'xinze'),
    location: GeoPoint.at(31.083, 121.402),
    names: LocalizedText.of('鑫泽阳光公寓食堂', 'Xinze Sunshine Apartment Canteen'),
    places: LocalizedText.of('鑫泽阳光公寓一楼', 'Ground floor of Xinze Sunshine Apartment'),
    kind: CanteenKind.APARTMENT,
    seats: 120,
    opensAt: '06:30',
    closesAt: '21:00',
    dailyLimit: 4,
    communityId: communityId('xinzhuang'),
    propertyId: demoId('prp', 'xinze'),
  },
  {
    id: demoId('can', 'xinzhuang-breakfast'),
    location: GeoPoint.at(31.077, 121.401),
    names: LocalizedText.of('莘庄早餐驿站', 'Xinzhuang Breakfast Station'),
    places: LocalizedText.of('园区南门公交站旁', 'Beside the bus stop at the south gate'),
    kind: CanteenKind.BREAKFAST_STATION,
    seats: 12,
    opensAt: '06:00',
    closesAt: '10:00',
    dailyLimit: 3,
    communityId: communityId('xinzhuang'),
  },
  {
    id: demoId('can', 'xinzhuang-elders'),
    location: GeoPoint.at(31.081, 121.398),
    names: LocalizedText.of('莘庄老年食堂', 'Xinzhuang Elders’ Canteen'),
    places: LocalizedText.of('养老服务分中心一楼', 'Ground floor of the elderly-care sub-centre'),
    kind: CanteenKind.ELDERS,
    seats: 80,
    opensAt: '10:30',
    closesAt: '18:00',
    dailyLimit: 2,
    communityId: communityId('xinzhuang'),
  },
  {
    id: demoId('can', 'lingfeng'),
    location: GeoPoint.at(29.862, 121.803),
    names: LocalizedText.of('灵峰职工食堂', 'Lingfeng Workers’ Canteen'),
    places: LocalizedText.of('工业社区食堂楼', 'The community’s canteen building'),
    kind: CanteenKind.SHARED,
    seats: 260,
    opensAt: '06:30',
    closesAt: '21:30',
    dailyLimit: 4,
    communityId: communityId('lingfeng'),
  },
];

const items = [
  {
    id: demoId('itm', 'set-meal'),
    names: LocalizedText.of('一荤两素套餐', 'Set meal: one meat, two vegetables'),
    allergens: ['soybeans', 'gluten'],
    nutrition: { energyKj: 3200, proteinG: 32.5, fatG: 24.0, carbohydrateG: 98.0, sodiumMg: 1450 },
    halal: false,
  },
  {
    id: demoId('itm', 'beef-noodles'),
    names: LocalizedText.of('清真牛肉面', 'Halal beef noodles'),
    allergens: ['gluten'],
    nutrition: { energyKj: 2850, proteinG: 35.0, fatG: 16.5, carbohydrateG: 96.0, sodiumMg: 1720 },
    halal: true,
  },
  {
    id: demoId('itm', 'soymilk'),
    names: LocalizedText.of('豆浆油条', 'Soy milk and dough sticks'),
    allergens: ['soybeans', 'gluten'],
    nutrition: { energyKj: 1750, proteinG: 12.5, fatG: 19.0, carbohydrateG: 48.5, sodiumMg: 620 },
    halal: true,
  },
];

const plan = {
  id: demoId('mpl', 'zhenzhi'),
  enterpriseId: enterpriseId('zhenzhi'),
  tier: PriceTier.ENTERPRISE_SUBSIDISED,
  perDay: 2,
  from: '2020-01-01',
};

const meals = {
  [CanteenKind.SHARED]: [MealPeriod.LUNCH, MealPeriod.DINNER],
  [CanteenKind.APARTMENT]: [MealPeriod.DINNER],
  [CanteenKind.BREAKFAST_STATION]: [MealPeriod.BREAKFAST],
  [CanteenKind.ELDERS]: [MealPeriod.LUNCH],
} as const;

const hours = {
  [MealPeriod.BREAKFAST]: { opens: '06:30', cutoff: '09:30', pickup: '10:00' },
  [MealPeriod.LUNCH]: { opens: '11:00', cutoff: '12:30', pickup: '13:30' },
  [MealPeriod.DINNER]: { opens: '16:30', cutoff: '19:30', pickup: '20:30' },
  [MealPeriod.NIGHT]: { opens: '22:30', cutoff: '23:30', pickup: '23:59' },
} as const;

const hoursOf = (kind: CanteenKind): MealHours[] =>
  meals[kind].map((period) => {
    const { opens, cutoff, pickup } = hours[period];
    return { period, opensAt: opens, cutoffAt: cutoff, closesAt: pickup };
  });

const days = 31;
const historyDays = 28;

const prices = { WORKER: 1_500, ENTERPRISE_SUBSIDISED: 900, ELDER: 1_000, PUBLIC: 2_200 };

/** The Guangmo canteen cooks three hundred set meals an evening, as the article has it; the others are ours. */
function* servingsOf(canteen: { id: string; kind: CanteenKind }, today: string, first: number, end: number) {
  for (let offset = first; offset < end; offset += 1) {
    const on = addTo(today, { days: offset });
    for (const period of meals[canteen.kind]) {
      const dish = items[period === MealPeriod.BREAKFAST ? 2 : Math.abs(offset) % 3 === 2 ? 1 : 0];
      yield {
        id: demoId('srv', `${canteen.id}-${on}-${period}`),
        canteenRef: canteen.id,
        itemRef: dish?.id ?? '',
        on,
        period,
        planned: canteen.id === demoId('can', 'guangmo') ? 300 : 120,
        sold: 0,
        wasted: 0,
        prices,
        orderFrom: instantAt(addTo(on, { days: -2 }), '08:00'),
        cutoffAt: instantAt(on, hours[period].cutoff),
        pickupUntil: instantAt(on, hours[period].pickup),
      };
    }
  }
}

function* employments() {
  for (const { key, id, worker } of personas) {
    if (!worker?.employer) continue;
    yield {
      id: demoId('emp', key),
      workerId: id,
      enterpriseId: enterpriseId(worker.employer.key),
      from: worker.employer.from,
      until: null,
    };
  }
  for (const { index, id, employer, employedFrom } of bulkWorkers()) {
    yield {
      id: demoId('emp', `bulk-${index}`),
      workerId: id,
      enterpriseId: enterpriseId(employer),
      from: employedFrom,
      until: null,
    };
  }
}
