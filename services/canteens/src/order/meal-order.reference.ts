import { isSelf, loadById, type ReferenceResolver } from '@millgate/kit';
import { worksAt } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { MealOrder } from './meal-order.entity.ts';

/** An order for its owner and its serving counter; for anybody else it does not exist. */
export const mealOrderReference: ReferenceResolver = async (reference, context) => {
  const order = await loadById(context, MealOrder, String(reference.id));
  if (!order) return null;
  if (isSelf(context.caller, order.workerId)) return order;
  const serving = await loadById(context, MealServing, order.servingRef.id);
  return serving && worksAt(context.caller, serving.canteenRef.id) ? order : null;
};
