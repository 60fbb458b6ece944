import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, callerKey, newId, ok, refuse, type Refusal, type Result, sql } from '@millgate/kit';
import { requireCounter, worksAt } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { moveStock, portionsLeft } from '../stock/stock.service.ts';
import { CounterSale } from './counter-sale.entity.ts';
import type { RecordCounterSalesInput, SellAtCounterInput } from './counter-sale.inputs.ts';
import type { RecordCounterSalesErrorCode, SellAtCounterErrorCode } from './counter-sale.payloads.ts';
import { counterPrice, type SaleTold, sameSale } from './sale.rules.ts';

interface AtCounter<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

interface Sale extends SaleTold {
  readonly terminal: string;
  readonly price: number;
  readonly soldAt: Date;
}

class SoldOut extends Error {}

/** Sells what is there, from the stock that orders are sold from. The terminal's number makes it one sale. */
export const sellAtCounter = async (
  em: EntityManager,
  { caller, now, input }: AtCounter<SellAtCounterInput>,
): Promise<Result<CounterSale, keyof typeof SellAtCounterErrorCode>> => {
  try {
    return await em.transactional(async (tx) => {
      const serving = await tx.findOne(MealServing, input.servingId);
      if (!serving) return refuse('SERVING_NOT_FOUND', { path: ['servingId'], rule: 'serving' });
      requireCounter(caller, serving.canteenRef.id);
      const price = counterPrice(serving.prices, input.tier);
      if (price === null) return refuse('NO_PRICE', { path: ['tier'], rule: 'M5' });
      const { fresh, sale } = await claimNumber(tx, { ...input, price, soldAt: now }, { caller, now });
      if (!fresh) return sale ? ok(sale) : refuse('NUMBER_USED', { path: ['number'], rule: 'terminal' });
      // After the number: what was sold in time is told again at any time.
      if (now >= serving.pickupUntil) throw new CounterClosed();
      const move = { servingId: serving.id, kind: 'SALE', quantity: -input.quantity, at: now } as const;
      if (!(await moveStock(tx, { ...move, actor: callerKey(caller), saleId: sale.id }))) throw new SoldOut();
      return ok(sale);
    });
  } catch (cause) {
    // Thrown, so that the number goes back with all else and can be used when there is more.
    if (cause instanceof CounterClosed) return refuse('COUNTER_CLOSED', { path: ['servingId'], rule: 'M3' });
    if (!(cause instanceof SoldOut)) throw cause;
    const remaining = await portionsLeft(em, input.servingId);
    return refuse('SOLD_OUT', { path: ['quantity'], rule: 'M1', details: { remaining } });
  }
};

class CounterClosed extends Error {}

export interface Batch {
  readonly sales: CounterSale[];
  readonly refusals: readonly Refusal<keyof typeof RecordCounterSalesErrorCode>[];
}

/**
 * Takes over what a terminal sold while it had no connection. The meals are eaten: what was not there any more is
 * recorded as oversold, and no sale waits for another that is refused.
 */
export const recordCounterSales = (
  em: EntityManager,
  { caller, now, input }: AtCounter<RecordCounterSalesInput>,
): Promise<Batch> =>
  em.transactional(async (tx) => {
    const { terminal } = input;
    const at = { caller, now };
    const servings = await tx.find(MealServing, { id: { $in: input.sales.map(({ servingId }) => servingId) } });
    const told = input.sales.map((sale, index) => {
      const verdict = judge(sale, { serving: servings.find(({ id }) => id === sale.servingId), ...at });
      return { sale, ...verdict, path: ['sales', String(index), ...(verdict.path ?? [])], claim: null as Claim | null };
    });
    // First all numbers, in their order, then all stock, in the order of the servings: however batches overlap, none
    // waits for one that waits for it.
    for (const one of told.toSorted((a, b) => compare(a.sale.number, b.sale.number))) {
      if (one.price === null) continue;
      one.claim = await claimNumber(tx, { ...one.sale, terminal, price: one.price }, at);
    }
    for (const { claim } of told.toSorted((a, b) => compare(a.sale.servingId, b.sale.servingId)))
      if (claim?.fresh) await takeFromStock(tx, claim.sale, at);
    return {
      sales: told.flatMap(({ claim }) => claim?.sale ?? []),
      refusals: told.flatMap(({ code, rule, path, claim }) => {
        if (code) return [{ code, rule, path }];
        return claim?.sale ? [] : [{ code: 'NUMBER_USED' as const, rule: 'terminal', path: [...path, 'number'] }];
      }),
    };
  });

type Verdict =
  | { readonly price: number; readonly code?: never; readonly rule?: never; readonly path?: never }
  | {
      readonly price: null;
      readonly code: keyof typeof RecordCounterSalesErrorCode;
      readonly rule: string;
      readonly path: readonly string[];
    };

function judge(
  sale: SaleTold & { readonly soldAt: Date },
  { serving, caller, now }: { serving: MealServing | undefined; caller: Caller; now: Date },
): Verdict {
  const no = (code: keyof typeof RecordCounterSalesErrorCode, field: string, rule: string): Verdict => ({
    price: null,
    code,
    rule,
    path: [field],
  });
  if (!serving || !worksAt(caller, serving.canteenRef.id)) return no('SERVING_NOT_FOUND', 'servingId', 'serving');
  const price = counterPrice(serving.prices, sale.tier);
  if (price === null) return no('NO_PRICE', 'tier', 'M5');
  return sale.soldAt > now ? no('NOT_YET', 'soldAt', 'clock') : { price };
}

async function takeFromStock(tx: EntityManager, sale: CounterSale, { caller, now }: { caller: Caller; now: Date }) {
  const moved = await moveStock(tx, {
    servingId: sale.servingRef.id,
    kind: 'SALE',
    quantity: -sale.quantity,
    at: now,
    actor: callerKey(caller),
    saleId: sale.id,
    mayOversell: true,
  });
  sale.oversold = moved?.oversold ?? 0;
  await tx.flush();
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Claim =
  | { readonly fresh: true; readonly sale: CounterSale }
  | { readonly fresh: false; /** Null where the number is another sale's. */ readonly sale: CounterSale | null };

/** A number of a terminal is one sale, however often and wherever it is told; the database has the last word. */
async function claimNumber(tx: EntityManager, told: Sale, at: { caller: Caller; now: Date }): Promise<Claim> {
  const id = newId('sal');
  const claimed = await sql(
    tx,
    `insert into counter_sale
       (id, serving_id, terminal, number, quantity, tier, price_fen, sold_at, recorded_at, recorded_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (terminal, number) do nothing returning id`,
    [
      id,
      told.servingId,
      told.terminal,
      told.number,
      told.quantity,
      told.tier,
      told.price,
      told.soldAt,
      at.now,
      callerKey(at.caller),
    ],
  );
  const { terminal, number } = told;
  const sale = await tx.findOneOrFail(CounterSale, { terminal, number });
  if (claimed.length > 0) return { fresh: true, sale };
  return { fresh: false, sale: sameSale(told, { ...sale, servingId: sale.servingRef.id }) ? sale : null };
}
