import { communityId } from '@millgate/demo';
import { instantAt, LocalizedText, newId } from '@millgate/kit';
import type { TestSubgraph } from '@millgate/kit/testing';
import { Canteen, CanteenKind } from '../../src/canteen/canteen.entity.ts';
import { moveStock } from '../../src/stock/stock.service.ts';
import { MealPeriod } from '../../src/serving/meal-period.ts';
import { MealServing, MenuItem } from '../../src/serving/serving.entity.ts';

export const OrderMeal = `
  mutation OrderMeal($input: OrderMealInput!) {
    orderMeal(input: $input) {
      order { id quantity tier total { fen } serving { id remaining } }
      userErrors { code message path rule remaining limit }
    }
  }
`;

export interface OrderMealData {
  readonly orderMeal: {
    readonly order: { readonly id: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

/** Tonight's dinner in a canteen of its own, so that no test meets another's orders. */
export async function givenServing(
  canteens: TestSubgraph,
  { planned, on = '2026-11-20' }: { planned: number; on?: string },
): Promise<string> {
  const servingId = newId('srv');
  await canteens.given(async (tx) => {
    const canteen = tx.create(Canteen, {
      id: newId('can'),
      names: LocalizedText.of('食堂', 'Canteen'),
      kind: CanteenKind.SHARED,
      seats: 100,
      opensAt: '06:30',
      closesAt: '22:00',
      dailyLimit: 4,
      communityId: communityId('guangmo'),
    });
    const item = tx.create(MenuItem, {
      id: newId('itm'),
      names: LocalizedText.of('套餐', 'Set meal'),
      allergens: [],
      halal: false,
    });
    tx.create(MealServing, {
      id: servingId,
      canteenRef: canteen,
      itemRef: item,
      on,
      period: MealPeriod.DINNER,
      planned: 0,
      prices: { WORKER: 1_500, ENTERPRISE_SUBSIDISED: 900, PUBLIC: 2_200 },
      orderFrom: instantAt('2026-11-18', '08:00'),
      cutoffAt: instantAt(on, '19:30'),
      pickupUntil: instantAt(on, '20:30'),
    });
    await tx.flush();
    await moveStock(tx, { servingId, kind: 'PLAN', quantity: planned, at: instantAt('2026-11-18', '08:00') });
  });
  return servingId;
}
