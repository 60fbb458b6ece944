import {
  type Condition,
  type Context,
  definePolicy,
  isSelf,
  loadById,
  type Relation,
  relationsByCases,
} from '@millgate/kit';
import { OpenCase } from '../open-case/open-case.entity.ts';
import { worksAt } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { MealOrderState, type MealOrder } from './meal-order.entity.ts';

/** Whoever eats: known here by id alone. With one of her orders, where that is what is read. */
export interface Eater {
  readonly id: string;
  readonly order?: MealOrder;
}

async function relationsToEater(context: Context, { id, order }: Eater): Promise<ReadonlySet<Relation>> {
  const { caller } = context;
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  const serving = order && (await loadById(context, MealServing, order.servingRef.id));
  if (serving && worksAt(caller, serving.canteenRef.id)) found.add('CANTEEN_STAFF');
  if (order && order.state === MealOrderState.CONFIRMED) return found;
  for (const relation of await relationsByCases(context, OpenCase, id)) found.add(relation);
  return found;
}

/** Orders that are over: what waits to be picked up says where somebody will be, and its code would pick it up. */
export const over = () => ({ state: { $ne: MealOrderState.CONFIRMED } });

/** Handlers name the case that they read for. */
const forCase: Condition = { view: 'PLAIN', otherwise: 'WITHHELD', purposes: ['CASE'] };

/** Who sees what somebody eats, where and when. */
export const mealsPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (eater: Eater) => eater.id,
  relationsOf: relationsToEater,
  usualPurposes: { CANTEEN_STAFF: 'MEALS' },
  fields: {
    mealOrders: { logged: true, views: { SELF: 'PLAIN', CANTEEN_STAFF: 'PLAIN', CASE_HANDLER: forCase } },
  },
});
