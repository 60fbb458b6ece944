import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Payment, PaymentState } from './payment.entity.ts';

export enum ConfirmPaymentErrorCode {
  PAYMENT_NOT_FOUND = 'PAYMENT_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
}

registerEnumType(ConfirmPaymentErrorCode, {
  name: 'ConfirmPaymentErrorCode',
  description: 'Why a payment was not confirmed.',
  valuesConfig: {
    PAYMENT_NOT_FOUND: { description: 'No payment has this id.' },
    WRONG_STATE: { description: 'It is not with the bank, or has arrived; `state` says which.' },
  },
});

export const confirmPaymentMessages: Messages<ConfirmPaymentErrorCode> = {
  PAYMENT_NOT_FOUND: { zh: '没有这笔支付。', en: 'There is no such payment.' },
  WRONG_STATE: { zh: '该笔支付不在银行处理中。', en: 'The payment is not with the bank.' },
};

@ObjectType({ description: 'Why a payment was not confirmed.' })
export class ConfirmPaymentError extends UserError {
  @Field(() => ConfirmPaymentErrorCode, { description: 'What a program acts on.' })
  code!: ConfirmPaymentErrorCode;

  @Field(() => PaymentState, { nullable: true, description: 'With WRONG_STATE: how it stands.' })
  state?: PaymentState;
}

@ObjectType({ description: 'What came of confirming a payment.' })
export class ConfirmPaymentPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment; null if it was refused.' })
  payment!: Payment | null;

  @Field(() => [ConfirmPaymentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: ConfirmPaymentError[];
}
