import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  callerKey,
  type Command,
  dayOf,
  newId,
  ok,
  onceIn,
  refuse,
  type Result,
} from '@millgate/kit';
import { since } from '../limits/limits.rules.ts';
import { placeApplicant, reservationOf } from '../listing/place-applicant.ts';
import { PropertyKind } from '../property/property.entity.ts';
import { Unit } from '../unit/unit.entity.ts';
import { attemptsOf, recordAttempts } from './code-attempts.ts';
import { hashOfCode } from './code-hash.ts';
import { HomePurchase, HomePurchaseStep } from './home-purchase.entity.ts';
import { PurchaseCode } from './purchase-code.entity.ts';
import type { RedeemPurchaseCodeInput } from './purchase-code.inputs.ts';
import {
  HomePurchaseState,
  oneMoreWrong,
  PurchaseAction,
  purchaseCodeState,
  PurchaseCodeState,
  readCode,
  waitUntil,
} from './purchase.rules.ts';

export type RedeemRefusal =
  'CODE_NOT_ACCEPTED' | 'TOO_MANY_ATTEMPTS' | 'UNIT_NOT_FOR_SALE' | 'UNIT_SOLD' | 'UNIT_RESERVED' | 'AREA_NOT_COVERED';

type Redeeming = Command<RedeemPurchaseCodeInput> & { readonly workerId: string };

/**
 * Buys a flat with a code (H4, H5). What is said of a code that the caller cannot use is the same, and costs the same
 * statements, whatever the reason; and only five wrong codes are looked at in a quarter of an hour.
 */
export const redeemPurchaseCode = (
  em: EntityManager,
  command: Redeeming,
): Promise<Result<HomePurchase, RedeemRefusal>> =>
  em.transactional(async (tx) => {
    const { caller, now } = command;
    // Counted outside the effect: what an effect writes is undone when it refuses. A repeat of a request runs no effect,
    // and counts for nothing.
    const attempts = await attemptsOf(tx, caller, now);
    let wrong = false;
    const repeated = { mutation: 'redeemPurchaseCode', entity: HomePurchase, keep: 'FOREVER' } as const;
    const result = await onceIn(tx, command, repeated, async (inner) => {
      const retryAt = waitUntil(attempts, now);
      if (retryAt)
        return refuse('TOO_MANY_ATTEMPTS', {
          path: ['code'],
          rule: 'H4',
          details: { retryAt, ...since('wrongCodes') },
        });
      const bought = await redeem(inner, command);
      wrong = !bought.ok && bought.refusals.some(({ code }) => code === 'CODE_NOT_ACCEPTED');
      return bought;
    });
    if (wrong) await recordAttempts(tx, caller, oneMoreWrong(attempts, now));
    return result;
  });

async function redeem(tx: EntityManager, command: Redeeming): Promise<Result<HomePurchase, RedeemRefusal>> {
  const { caller, workerId, now, services, input } = command;
  // First what anybody may know of the flat: so that its answer tells nothing of the code.
  const unit = await tx.findOne(Unit, input.unitId, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  const property = await unit?.propertyRef.load();
  const forSale = unit && property?.kind === PropertyKind.YOUTH_APARTMENT && !unit.outOfService;
  if (!forSale) return refuse('UNIT_NOT_FOR_SALE', { path: ['unitId'], rule: 'H5' });
  const sold = await tx.count(HomePurchase, { unitRef: unit, state: { $ne: HomePurchaseState.RESCINDED } });
  if (sold > 0) return refuse('UNIT_SOLD', { path: ['unitId'], rule: 'H5' });
  const reservation = await reservationOf(tx, unit.id, workerId, now);
  if (reservation === 'FOR_OTHERS') return refuse('UNIT_RESERVED', { path: ['unitId'], rule: 'H7' });

  const valueHash = hashOfCode(services.secret('purchase-code'), readCode(input.code));
  const code = await tx.findOne(PurchaseCode, { valueHash }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const mine = code?.holderId === workerId && purchaseCodeState(code, now) === PurchaseCodeState.ISSUED;
  if (!mine) return refuse('CODE_NOT_ACCEPTED', { path: ['code'], rule: 'H4' });
  const { areaFromM2, areaToM2 } = code;
  if (unit.areaM2 < (areaFromM2 ?? 0) || unit.areaM2 > (areaToM2 ?? Infinity)) {
    return refuse('AREA_NOT_COVERED', { path: ['unitId'], rule: 'areaRange', details: { areaFromM2, areaToM2 } });
  }

  const id = newId('hpu');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(HomePurchase, {
        id,
        codeRef: code.id,
        buyerId: workerId,
        unitRef: unit.id,
        areaM2: unit.areaM2,
        contractedOn: dayOf(now),
        state: HomePurchaseState.CONTRACTED,
      });
      attempt.create(HomePurchaseStep, {
        id: newId('hps'),
        purchaseRef: id,
        action: PurchaseAction.CONTRACT,
        at: now,
        actor: callerKey(caller),
        after: HomePurchaseState.CONTRACTED,
      });
      await attempt.flush();
    });
  } catch (cause) {
    // The locks above make both unlikely; the database is the judge all the same.
    const broken = brokenConstraint(cause);
    if (broken === 'home_purchase_h4_code_once') return refuse('CODE_NOT_ACCEPTED', { path: ['code'], rule: 'H4' });
    if (broken === 'home_purchase_h5_unit_once') return refuse('UNIT_SOLD', { path: ['unitId'], rule: 'H5' });
    throw cause;
  }
  code.recordedState = PurchaseCodeState.REDEEMED;
  if (reservation) await placeApplicant(tx, reservation.applicationId, now, callerKey(caller));
  const purchase = await tx.findOneOrFail(HomePurchase, id);
  await services.publish(tx, {
    type: 'HomePurchased',
    aggregate: id,
    payload: {
      purchaseId: id,
      workerId,
      programme: code.programme,
      propertyId: property.id,
      unitId: unit.id,
      areaM2: purchase.areaM2,
      contractedOn: purchase.contractedOn,
    },
    now,
  });
  await tx.flush();
  return ok(purchase);
}
