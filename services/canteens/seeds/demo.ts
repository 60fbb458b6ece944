import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorkers, communityId, demoId, enterpriseId, personas } from '@millgate/demo';
import { addTo, createAll, dayOf, instantAt, LocalizedText, type SeedContext } from '@millgate/kit';
import { Canteen, CanteenKind } from '../src/canteen/canteen.entity.ts';
import { StockMove, StockMoveKind } from '../src/stock/stock-move.entity.ts';
import { KnownEmployment, MealPlan } from '../src/plan/meal-plan.entity.ts';
import { PriceTier } from '../src/plan/price-tier.ts';
import { MealPeriod } from '../src/serving/meal-period.ts';
import { MealServing, MenuItem } from '../src/serving/serving.entity.ts';

/** The canteens of the articles; what they cook on the day of seeding and the thirty days after. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  await createAll(tx, Canteen, canteens);
  await createAll(tx, MenuItem, items);
  await createAll(tx, KnownEmployment, employments());
  await createAll(tx, MealPlan, [plan]);
  const servings = canteens.flatMap((canteen) => [...servingsOf(canteen, dayOf(now))]);
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

const canteens = [
  {
    id: demoId('can', 'guangmo'),
    names: LocalizedText.of('光膜产业社区共享食堂', 'Guangmo Shared Canteen'),
    kind: CanteenKind.SHARED,
    seats: 400,
    opensAt: '06:30',
    closesAt: '22:00',
    dailyLimit: 4,
    communityId: communityId('guangmo'),
  },
  {
    id: demoId('can', 'xinze'),
    names: LocalizedText.of('鑫泽阳光公寓食堂', 'Xinze Sunshine Apartment Canteen'),
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
    names: LocalizedText.of('莘庄早餐驿站', 'Xinzhuang Breakfast Station'),
    kind: CanteenKind.BREAKFAST_STATION,
    seats: 12,
    opensAt: '06:00',
    closesAt: '10:00',
    dailyLimit: 3,
    communityId: communityId('xinzhuang'),
  },
  {
    id: demoId('can', 'xinzhuang-elders'),
    names: LocalizedText.of('莘庄老年食堂', 'Xinzhuang Elders’ Canteen'),
    kind: CanteenKind.ELDERS,
    seats: 80,
    opensAt: '10:30',
    closesAt: '18:00',
    dailyLimit: 2,
    communityId: communityId('xinzhuang'),
  },
  {
    id: demoId('can', 'lingfeng'),
    names: LocalizedText.of('灵峰职工食堂', 'Lingfeng Workers’ Canteen'),
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
    halal: false,
  },
  {
    id: demoId('itm', 'beef-noodles'),
    names: LocalizedText.of('清真牛肉面', 'Halal beef noodles'),
    allergens: ['gluten'],
    halal: true,
  },
  {
    id: demoId('itm', 'soymilk'),
    names: LocalizedText.of('豆浆油条', 'Soy milk and dough sticks'),
    allergens: ['soybeans', 'gluten'],
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
  [MealPeriod.BREAKFAST]: { cutoff: '09:30', pickup: '10:00' },
  [MealPeriod.LUNCH]: { cutoff: '12:30', pickup: '13:30' },
  [MealPeriod.DINNER]: { cutoff: '19:30', pickup: '20:30' },
  [MealPeriod.NIGHT]: { cutoff: '23:30', pickup: '23:59' },
} as const;

const days = 31;

/** The Guangmo canteen cooks three hundred set meals an evening, as the article has it; the others are ours. */
function* servingsOf(canteen: { id: string; kind: CanteenKind }, today: string) {
  for (let offset = 0; offset < days; offset += 1) {
    const on = addTo(today, { days: offset });
    for (const period of meals[canteen.kind]) {
      const dish = items[period === MealPeriod.BREAKFAST ? 2 : offset % 3 === 2 ? 1 : 0];
      yield {
        id: demoId('srv', `${canteen.id}-${on}-${period}`),
        canteenRef: canteen.id,
        itemRef: dish?.id ?? '',
        on,
        period,
        planned: canteen.id === demoId('can', 'guangmo') ? 300 : 120,
        sold: 0,
        wasted: 0,
        prices: { WORKER: 1_500, ENTERPRISE_SUBSIDISED: 900, ELDER: 1_000, PUBLIC: 2_200 },
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
