import type { EntityManager, RequiredEntityData } from '@mikro-orm/postgresql';
import { bulkWorker, bulkWorkerCount, demoId, enterpriseId } from '@millgate/demo';
import { addTo, createAll, instantAt, Money } from '@millgate/kit';
import { CounterSale } from '../src/counter/counter-sale.entity.ts';
import { MealOrder, MealOrderState } from '../src/order/meal-order.entity.ts';
import { PriceTier } from '../src/plan/price-tier.ts';
import { employerShare } from '../src/plan/tier.rules.ts';
import type { MealPeriod } from '../src/serving/meal-period.ts';
import { MealServing } from '../src/serving/serving.entity.ts';
import { StockMove, StockMoveKind } from '../src/stock/stock-move.entity.ts';

/** A serving as it was planned. */
export interface PlannedServing {
  readonly id: string;
  readonly canteenRef: string;
  readonly itemRef: string;
  readonly period: MealPeriod;
  readonly orderFrom: Date;
  readonly on: string;
  readonly planned: number;
  readonly prices: Readonly<Record<PriceTier, number>>;
  readonly cutoffAt: Date;
  readonly pickupUntil: Date;
}

const ordersOfServing = 6;

/** What became of the meals of the weeks before: mostly sold at the counter, a few by order, some thrown away. */
export async function seedHistory(tx: EntityManager, servings: readonly PlannedServing[]): Promise<void> {
  const past = servings.map((serving, index) => eaten(serving, index));
  await createAll(
    tx,
    MealServing,
    past.map(({ row }) => row),
  );
  await createAll(
    tx,
    MealOrder,
    past.flatMap(({ orders }) => orders),
  );
  await createAll(
    tx,
    CounterSale,
    past.flatMap(({ sales }) => sales),
  );
  await createAll(
    tx,
    StockMove,
    past.flatMap(({ moves }) => moves),
  );
}

function eaten(serving: PlannedServing, index: number) {
  const { id, on, planned, prices, cutoffAt, pickupUntil } = serving;
  const friday = Temporal.PlainDate.from(on).dayOfWeek === 5;
  // Fridays sell out; other days leave between a twentieth and a fifth.
  const left = friday ? 0 : Math.floor((planned * (5 + ((index * 7) % 16))) / 100);
  const wasted = Math.floor(left / 2);
  let balance = 0;
  const moves: RequiredEntityData<StockMove>[] = [];
  const move = (kind: StockMoveKind, quantity: number, at: Date, more: { orderId?: string; saleId?: string } = {}) => {
    balance += quantity;
    const name = `${id}-${moves.length}`;
    moves.push({ id: demoId('mov', name), servingRef: id, kind, quantity, balance, at, ...more });
  };
  move(StockMoveKind.PLAN, planned, instantAt(addTo(on, { days: -2 }), '08:00'));

  const orders = Array.from({ length: ordersOfServing }, (_, nth) => {
    const worker = bulkWorker((index * ordersOfServing + nth) % bulkWorkerCount);
    const paid = worker.employer === 'zhenzhi';
    const tier = paid ? PriceTier.ENTERPRISE_SUBSIDISED : PriceTier.WORKER;
    const orderedAt = new Date(cutoffAt.getTime() - 3_600_000 - (ordersOfServing - nth) * 600_000);
    const orderId = demoId('ord', `${id}-${nth}`);
    const missed = (index + nth) % 11 === 0;
    move(StockMoveKind.SALE, -1, orderedAt, { orderId });
    return {
      id: orderId,
      workerId: worker.id,
      servingRef: id,
      quantity: 1,
      tier,
      price: Money.fen(prices[tier]),
      state: missed ? MealOrderState.NO_SHOW : MealOrderState.PICKED_UP,
      pickupCode: String(10_000_000 + index * 100 + nth),
      orderedAt,
      endedAt: missed ? pickupUntil : cutoffAt,
      enterpriseId: paid ? enterpriseId('zhenzhi') : null,
      employerShareFen: paid ? employerShare(prices, tier) : 0,
    };
  });

  const sales: RequiredEntityData<CounterSale>[] = [];
  for (let open = planned - left - ordersOfServing; open > 0; open -= 100) {
    const quantity = Math.min(open, 100);
    const saleId = demoId('sal', `${id}-${sales.length}`);
    const soldAt = new Date(cutoffAt.getTime() - 2_400_000 + sales.length * 600_000);
    move(StockMoveKind.SALE, -quantity, soldAt, { saleId });
    sales.push({
      id: saleId,
      servingRef: id,
      terminal: 'till-1',
      number: `${id}-${sales.length}`,
      quantity,
      tier: PriceTier.WORKER,
      price: Money.fen(prices[PriceTier.WORKER]),
      soldAt,
      recordedAt: soldAt,
      recordedBy: demoId('acc', 'canteen'),
    });
  }
  if (wasted > 0) move(StockMoveKind.WASTE, -wasted, pickupUntil);
  return { row: { ...serving, sold: planned - left, wasted }, orders, sales, moves };
}
