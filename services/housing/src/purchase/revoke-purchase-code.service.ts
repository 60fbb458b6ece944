import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Command, ok, perform, refuse, type Result } from '@millgate/kit';
import { PurchaseCode } from './purchase-code.entity.ts';
import type { RevokePurchaseCodeInput } from './purchase-code.inputs.ts';
import { purchaseCodeState, PurchaseCodeState } from './purchase.rules.ts';

/** Takes back a code that was not redeemed, a lost one for instance. */
export const revokePurchaseCode = (
  em: EntityManager,
  command: Command<RevokePurchaseCodeInput>,
): Promise<Result<PurchaseCode, 'CODE_NOT_FOUND' | 'CODE_NOT_LIVE'>> =>
  perform(em, command, { mutation: 'revokePurchaseCode', entity: PurchaseCode, keep: 'FOREVER' }, async (tx) => {
    const at = { path: ['purchaseCodeId'], rule: 'H4' };
    const code = await tx.findOne(PurchaseCode, command.input.purchaseCodeId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!code) return refuse('CODE_NOT_FOUND', at);
    if (purchaseCodeState(code, command.now) !== PurchaseCodeState.ISSUED) return refuse('CODE_NOT_LIVE', at);
    code.recordedState = PurchaseCodeState.REVOKED;
    await tx.flush();
    return ok(code);
  });
