import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  callerKey,
  type Command,
  dayOf,
  mutationAnswer,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import type { RecordRentRefundInput } from './record-rent-refund.inputs.ts';
import { RentRefund } from './rent-refund.entity.ts';

type Refusal = 'REFUND_NOT_FOUND' | 'ALREADY_GIVEN_BACK' | 'REFERENCE_TAKEN' | 'DAY_NOT_POSSIBLE';

export const recordRentRefundAnswer = mutationAnswer<RentRefund, Refusal>('RecordRentRefund', {
  refused: 'Why it was not recorded that rent was given back.',
  result: ['rentRefund', () => RentRefund, 'What was given back; null if it was refused.'],
  codes: {
    REFUND_NOT_FOUND: { about: 'Nothing of this id is owed.', zh: '没有该退款。', en: 'There is no such refund.' },
    ALREADY_GIVEN_BACK: { about: 'It was given back.', zh: '该款项已退还。', en: 'It was given back before.' },
    REFERENCE_TAKEN: {
      about: 'Another refund was recorded under this reference.',
      zh: '该流水号的退款已登记。',
      en: 'Another refund was recorded under this reference.',
    },
    DAY_NOT_POSSIBLE: {
      about: 'The day is still to come, or it was not owed yet.',
      zh: '退款日期有误。',
      en: 'The day is still to come, or it was not owed yet.',
    },
  },
});

/** Money leaves once: the refund's row decides, and a reference is recorded once. */
export const recordRentRefund = (
  em: EntityManager,
  command: Command<RecordRentRefundInput>,
): Promise<Result<RentRefund, Refusal>> =>
  perform(em, command, { mutation: 'recordRentRefund', entity: RentRefund, keep: 'FOREVER' }, async (tx) => {
    const { caller, now, input } = command;
    const { rentRefundId: id, paidOn, reference } = input;
    const refund = await tx.findOne(RentRefund, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!refund) return refuse('REFUND_NOT_FOUND', { path: ['rentRefundId'], rule: 'refund' });
    if (refund.paidOn !== null) return refuse('ALREADY_GIVEN_BACK', { path: ['rentRefundId'], rule: 'refund' });
    if (paidOn > dayOf(now) || paidOn < dayOf(refund.notedAt)) {
      return refuse('DAY_NOT_POSSIBLE', { path: ['paidOn'], rule: 'refund' });
    }
    try {
      await tx.transactional((attempt) =>
        attempt.nativeUpdate(RentRefund, { id }, { paidOn, reference, recordedBy: callerKey(caller) }),
      );
    } catch (cause) {
      if (brokenConstraint(cause) !== 'rent_refund_reference_once') throw cause;
      return refuse('REFERENCE_TAKEN', { path: ['reference'], rule: 'refund' });
    }
    return ok(await tx.findOneOrFail(RentRefund, id, { refresh: true }));
  });
