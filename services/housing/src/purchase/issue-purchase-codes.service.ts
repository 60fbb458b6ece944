import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  badInput,
  brokenConstraint,
  type Command,
  communityZone,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { hashOfCode } from './code-hash.ts';
import { PurchaseCode } from './purchase-code.entity.ts';
import type { IssuePurchaseCodesInput } from './purchase-code.inputs.ts';
import { IssuedPurchaseCodes } from './purchase-code.payloads.ts';
import { PurchaseCodeState, readCode, spellCode } from './purchase.rules.ts';

/** How long a code is good unless its officer says otherwise. */
const usualMonths = 24;

type Refusal = 'ALREADY_HOLDS';

/** Issues one code each, all or none. Only the answer to the first request ever holds their values. */
export async function issuePurchaseCodes(
  em: EntityManager,
  command: Command<IssuePurchaseCodesInput>,
): Promise<Result<IssuedPurchaseCodes, Refusal>> {
  const { caller, now, input } = command;
  if ((input.areaFromM2 ?? 0) > (input.areaToM2 ?? Infinity)) {
    throw badInput('The largest flat must not be smaller than the smallest.', ['input', 'areaToM2'], 'areaRange');
  }
  return em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'issuePurchaseCodes', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: (batch) => issuedBefore(tx, batch) },
      (inner) => issue(inner, command),
    ),
  );
}

async function issuedBefore(tx: EntityManager, batch: string): Promise<IssuedPurchaseCodes> {
  const codes = await tx.find(PurchaseCode, { batch }, { orderBy: { id: 'asc' } });
  return new IssuedPurchaseCodes(
    batch,
    codes.map((purchaseCode) => ({ purchaseCode, value: null })),
  );
}

async function issue(
  tx: EntityManager,
  { now, services, input }: Command<IssuePurchaseCodesInput>,
): Promise<Result<IssuedPurchaseCodes, Refusal>> {
  const { programme, holderIds, areaFromM2, areaToM2, validMonths } = input;
  const ofHolders = { holderId: { $in: holderIds }, programme, recordedState: PurchaseCodeState.ISSUED };
  await tx.nativeUpdate(
    PurchaseCode,
    { ...ofHolders, expiresAt: { $lte: now } },
    { recordedState: PurchaseCodeState.EXPIRED },
  );
  const holding = () => tx.find(PurchaseCode, ofHolders, { orderBy: { holderId: 'asc' } });
  const refused = (held: readonly PurchaseCode[]) => {
    const details = { holderIds: held.map(({ holderId }) => holderId) };
    return refuse('ALREADY_HOLDS', { path: ['holderIds'], rule: 'H4', details });
  };
  const held = await holding();
  if (held.length > 0) return refused(held);

  const batch = newId('pcb');
  const expiresAt = new Date(
    now
      .toTemporalInstant()
      .toZonedDateTimeISO(communityZone)
      .add({ months: validMonths ?? usualMonths }).epochMilliseconds,
  );
  const codes: { purchaseCode: PurchaseCode; value: string }[] = [];
  try {
    await tx.transactional(async (attempt) => {
      for (const holderId of holderIds) {
        const value = spellCode(randomBytes(10));
        const purchaseCode = attempt.create(PurchaseCode, {
          id: newId('pcd'),
          valueHash: hashOfCode(services.secret('purchase-code'), readCode(value)),
          holderId,
          batch,
          programme,
          areaFromM2: areaFromM2 ?? null,
          areaToM2: areaToM2 ?? null,
          issuedAt: now,
          expiresAt,
        });
        codes.push({ purchaseCode, value });
      }
      await attempt.flush();
    });
  } catch (cause) {
    // Somebody issued to one of them meanwhile.
    if (brokenConstraint(cause) === 'purchase_code_h4_one_live') return refused(await holding());
    throw cause;
  }
  return ok(new IssuedPurchaseCodes(batch, codes));
}
