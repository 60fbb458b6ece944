import { loadById, type ReferenceResolver } from '@millgate/kit';
import { readableRecord } from '../lease/homes.fields.ts';
import { HomePurchase } from './home-purchase.entity.ts';
import { PurchaseCode } from './purchase-code.entity.ts';
import { mayReadPurchases } from './purchase.policy.ts';

/** For the buyer and housing staff; for anybody else it does not exist. */
export const homePurchaseReference: ReferenceResolver = async (reference, context) => {
  const purchase = await loadById(context, HomePurchase, String(reference.id));
  return readableRecord(context, purchase, ({ buyerId }) => ({ id: buyerId }), 'homePurchases');
};

/** For the holder and housing staff; for anybody else it does not exist. */
export const purchaseCodeReference: ReferenceResolver = async (reference, context) => {
  const code = await loadById(context, PurchaseCode, String(reference.id));
  return code && mayReadPurchases(context.caller, code.holderId) ? code : null;
};
