import { holds, isSelf, loadById, type ReferenceResolver } from '@millgate/kit';
import { MealOrder } from './meal-order.entity.ts';

/** An order for its owner and the serving counter; for anybody else it does not exist. */
export const mealOrderReference: ReferenceResolver = async (reference, context) => {
  const order = await loadById(context, MealOrder, String(reference.id));
  if (!order) return null;
  return isSelf(context.caller, order.workerId) || holds(context.caller, 'CANTEEN_STAFF') ? order : null;
};
