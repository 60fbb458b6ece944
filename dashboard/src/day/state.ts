import { signal } from '@preact/signals';
import { accepted, errorAt, type GraphError, NotAnswered, Refused } from '@millgate/client';
import {
  CancelMealOrderDocument,
  DayDocument,
  type DayQuery,
  MealsLeftDocument,
  OrderMealDocument,
} from '@millgate/client/journeys';
import { live } from '@millgate/client/live';
import { graph } from '../shared/graph.ts';
import { session } from '../shared/session.ts';
import { today } from './say.ts';

export type Me = NonNullable<DayQuery['me']>;
export type Canteen = NonNullable<Me['community']['canteens']>['nodes'][number];
export type Serving = Canteen['servings']['nodes'][number];

/** What the page shows: one answer, or why there is none. */
export const day = signal<{ readonly me: Me | null; readonly errors: readonly GraphError[] } | null>(null);
export const problem = signal<string | null>(null);

/** What is left of a meal, as it is ordered by others meanwhile. */
export const left = signal<ReadonlyMap<string, { readonly remaining: number; readonly state: Serving['state'] }>>(
  new Map(),
);

/** By serving or order: what is being done to it, and what came of it. */
export type Doing = 'busy' | { readonly said: string; readonly isRefusal: boolean };
export const doing = signal<ReadonlyMap<string, Doing>>(new Map());

/** Why a part of the day is not there. */
export const missing = (...path: (string | number)[]): GraphError | undefined =>
  day.value ? errorAt(day.value.errors, path) : undefined;

export async function load(): Promise<void> {
  try {
    const { data, errors } = await graph.ask(DayDocument, { on: today() });
    day.value = { me: data.me ?? null, errors };
    problem.value = null;
  } catch (cause) {
    if (!(cause instanceof NotAnswered)) throw cause;
    problem.value = cause.message;
  }
}

/** Follows what is left in the canteens that are shown, until the page is left. */
export function follow(canteens: readonly Canteen[], signal: AbortSignal): void {
  for (const { id } of canteens) void followOne(id, signal);
}

async function followOne(canteenId: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const { data } of live(graph.options, MealsLeftDocument, { canteenId, on: today() }, signal)) {
      const told = (data?.mealsLeft ?? []).map(({ id, remaining, state }) => [id, { remaining, state }] as const);
      left.value = new Map([...left.value, ...told]);
    }
  } catch {
    // What the answer said stands; the next reading says what holds.
  }
}

/** One key for one wish: pressed again after a failure, the same order is meant. */
const keys = new Map<string, string>();
const keyOf = (wish: string): string => {
  const key = keys.get(wish) ?? crypto.randomUUID();
  keys.set(wish, key);
  return key;
};

/** What was last done about dinner, where what it was done to is no longer shown. */
export const done = signal<string | null>(null);

export const order = (servingId: string, say: (code: string) => string) =>
  act(servingId, async () => {
    const input = { idempotencyKey: keyOf(`order ${servingId}`), servingId, quantity: 1 };
    const payload = accepted((await graph.ask(OrderMealDocument, { input })).data.orderMeal);
    keys.delete(`order ${servingId}`);
    return say(payload.order?.pickupCode ?? '');
  });

export const cancel = (orderId: string, servingId: string, said: string) =>
  act(orderId, async () => {
    const input = { idempotencyKey: keyOf(`cancel ${orderId}`), orderId };
    accepted((await graph.ask(CancelMealOrderDocument, { input })).data.cancelMealOrder);
    // A pick-up code that no longer holds is not shown any longer, either.
    doing.value = new Map([...doing.value].filter(([id]) => id !== servingId));
    done.value = said;
    return said;
  });

async function act(id: string, work: () => Promise<string>): Promise<void> {
  const set = (now: Doing) => (doing.value = new Map([...doing.value, [id, now]]));
  set('busy');
  done.value = null;
  try {
    set({ said: await work(), isRefusal: false });
  } catch (cause) {
    if (!(cause instanceof Refused) && !(cause instanceof NotAnswered)) throw cause;
    set({ said: cause instanceof Refused ? cause.message : cause.errors[0].message, isRefusal: true });
  }
  await load();
}

session.subscribe(() => {
  day.value = null;
  doing.value = new Map();
  done.value = null;
  left.value = new Map();
});
