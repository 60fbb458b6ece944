import { loadById, type ReferenceResolver } from '@millgate/kit';
import { MealOrder } from './meal-order.entity.ts';
import { mealsPolicy } from './meals.fields.ts';

/** An order for its owner, its serving counter, and whoever handles an open case about her; for anybody else it does not exist. */
export const mealOrderReference: ReferenceResolver = async (reference, context) => {
  const order = await loadById(context, MealOrder, String(reference.id));
  if (!order) return null;
  const eater = { id: order.workerId, order };
  if ((await mealsPolicy.decide(context, eater, 'mealOrders')).view !== 'PLAIN') return null;
  return mealsPolicy.reveal(context, eater, 'mealOrders', { plain: () => order });
};
