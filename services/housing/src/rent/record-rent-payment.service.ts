import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  callerKey,
  type Command,
  dayOf,
  Money,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import type { RecordRentPaymentInput } from './record-rent-payment.inputs.ts';
import { RentCharge, RentPayment } from './rent-charge.entity.ts';

type Refusal = 'CHARGE_NOT_FOUND' | 'PAID_TOO_MUCH' | 'ALREADY_RECORDED' | 'DAY_NOT_POSSIBLE';

export const recordRentPaymentAnswer = mutationAnswer<RentPayment, Refusal>('RecordRentPayment', {
  refused: 'Why a payment of rent was not recorded.',
  result: ['rentPayment', () => RentPayment, 'The payment; null if it was refused.'],
  details: { outstanding: [() => Money, 'With PAID_TOO_MUCH: what is still to be paid.'] },
  codes: {
    CHARGE_NOT_FOUND: { about: 'There is no such rent.', zh: '没有该租金账单。', en: 'There is no such rent.' },
    PAID_TOO_MUCH: {
      about: 'It is more than is still to be paid; `outstanding` says how much that is.',
      zh: '付款金额超过应付余额。',
      en: 'It is more than is still to be paid.',
    },
    ALREADY_RECORDED: {
      about: 'A payment of this reference was recorded.',
      zh: '该流水号的付款已登记。',
      en: 'A payment of this reference was recorded.',
    },
    DAY_NOT_POSSIBLE: { about: 'The day is still to come.', zh: '付款日期尚未到来。', en: 'The day is still to come.' },
  },
});

/** Records a payment, once a reference, never beyond what is due: the charge's row decides. */
export const recordRentPayment = (
  em: EntityManager,
  command: Command<RecordRentPaymentInput>,
): Promise<Result<RentPayment, Refusal>> =>
  perform(em, command, { mutation: 'recordRentPayment', entity: RentPayment, keep: 'FOREVER' }, async (tx) => {
    const { caller, now, input } = command;
    const charge = await tx.findOne(RentCharge, input.rentChargeId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!charge) return refuse('CHARGE_NOT_FOUND', { path: ['rentChargeId'], rule: 'rent' });
    if (input.paidOn > dayOf(now)) return refuse('DAY_NOT_POSSIBLE', { path: ['paidOn'], rule: 'rent' });
    const id = newId('rpy');
    try {
      await tx.transactional(async (attempt) => {
        attempt.create(RentPayment, {
          id,
          chargeRef: charge.id,
          amountFen: input.amountFen,
          paidOn: input.paidOn,
          reference: input.reference,
          recordedBy: callerKey(caller),
          recordedAt: now,
        });
        await attempt.flush();
        await attempt.nativeUpdate(RentCharge, { id: charge.id }, { paidFen: charge.paidFen + input.amountFen });
      });
    } catch (cause) {
      const broken = brokenConstraint(cause);
      if (broken === 'rent_payment_reference_once') {
        return refuse('ALREADY_RECORDED', { path: ['reference'], rule: 'rent' });
      }
      if (broken !== 'rent_charge_paid_check') throw cause;
      const outstanding = Money.fen(charge.amountFen - charge.paidFen + charge.refundFen);
      return refuse('PAID_TOO_MUCH', { path: ['amountFen'], rule: 'rent', details: { outstanding } });
    }
    await tx.refresh(charge);
    return ok(await tx.findOneOrFail(RentPayment, id));
  });
