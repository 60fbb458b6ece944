import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Command, dayOf, Money, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { HomePurchase, HomePurchaseStep } from './home-purchase.entity.ts';
import type {
  DeliverHomeInput,
  MovePurchaseInput,
  RegisterPurchaseInput,
  RescindPurchaseInput,
} from './move-purchase.inputs.ts';
import { mayHandleSales } from './purchase.policy.ts';
import { movePurchase, type NotMovable, PurchaseAction, type PurchaseMove } from './purchase.rules.ts';

type Refusal = NotMovable | 'PURCHASE_NOT_FOUND';

type Moved = Promise<Result<HomePurchase, Refusal>>;

interface Move {
  readonly mutation: string;
  readonly move: PurchaseMove;
  readonly reason?: string;
  /** Writes the day of the move. */
  apply(purchase: HomePurchase): void;
  /** What others are told, if anything. */
  event?(purchase: HomePurchase): { readonly type: string; readonly payload: Readonly<Record<string, unknown>> };
}

export const registerPurchase = (em: EntityManager, command: Command<RegisterPurchaseInput>): Moved =>
  move(em, command, {
    mutation: 'registerPurchase',
    move: PurchaseAction.REGISTER,
    apply(purchase) {
      purchase.registeredOn = command.input.on;
      const { priceFen } = command.input;
      if (priceFen !== null && priceFen !== undefined) purchase.price = Money.fen(priceFen);
    },
  });

export const deliverHome = (em: EntityManager, command: Command<DeliverHomeInput>): Moved =>
  move(em, command, {
    mutation: 'deliverHome',
    move: PurchaseAction.DELIVER,
    apply: (purchase) => void (purchase.deliveredOn = command.input.on),
    event: ({ id, buyerId }) => ({
      type: 'HomeDelivered',
      payload: { purchaseId: id, workerId: buyerId, deliveredOn: command.input.on },
    }),
  });

/** The flat is free again; the code stays used (H5). */
export const rescindPurchase = (em: EntityManager, command: Command<RescindPurchaseInput>): Moved =>
  move(em, command, {
    mutation: 'rescindPurchase',
    move: PurchaseAction.RESCIND,
    reason: command.input.reason,
    apply: (purchase) => void (purchase.rescindedOn = command.input.on),
    event: ({ id, buyerId, contractedOn }) => ({
      type: 'PurchaseRescinded',
      payload: { purchaseId: id, workerId: buyerId, contractedOn, rescindedOn: command.input.on },
    }),
  });

const move = (em: EntityManager, command: Command<MovePurchaseInput>, how: Move): Moved =>
  perform(em, command, { mutation: how.mutation, entity: HomePurchase, keep: 'FOREVER' }, async (tx) => {
    const { caller, now, services, input } = command;
    const purchase = await tx.findOne(HomePurchase, input.purchaseId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const unit = await purchase?.unitRef.load();
    // One answer for what does not exist and what is sold at somebody else's property.
    if (!purchase || !unit || !mayHandleSales(caller, unit.propertyRef.id)) {
      return refuse('PURCHASE_NOT_FOUND', { path: ['purchaseId'], rule: 'purchase' });
    }
    const moved = movePurchase(purchase, how.move, { ...input, today: dayOf(now) });
    if (!moved.ok) return moved;
    const before = purchase.state;
    purchase.state = moved.value;
    purchase.version += 1;
    how.apply(purchase);
    tx.create(HomePurchaseStep, {
      id: newId('hps'),
      purchaseRef: purchase,
      action: PurchaseAction[how.move],
      at: now,
      actor: callerKey(caller),
      reason: how.reason ?? null,
      before,
      after: moved.value,
    });
    const event = how.event?.(purchase);
    if (event) await services.publish(tx, { ...event, aggregate: purchase.id, now });
    await tx.flush();
    return ok(purchase);
  });
