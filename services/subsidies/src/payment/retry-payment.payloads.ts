import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Payment, PaymentState } from './payment.entity.ts';

export enum RetryPaymentErrorCode {
  PAYMENT_NOT_FOUND = 'PAYMENT_NOT_FOUND',
  WRONG_STATE = 'WRONG_STATE',
}

registerEnumType(RetryPaymentErrorCode, {
  name: 'RetryPaymentErrorCode',
  description: 'Why a payment was not sent again.',
  valuesConfig: {
    PAYMENT_NOT_FOUND: { description: 'No payment that the caller may send has this id.' },
    WRONG_STATE: { description: 'It has not failed; `state` says how it stands.' },
  },
});

export const retryPaymentMessages: Messages<RetryPaymentErrorCode> = {
  PAYMENT_NOT_FOUND: { zh: '没有可由您办理的这笔支付。', en: 'There is no such payment for you to send.' },
  WRONG_STATE: { zh: '该笔支付并未失败。', en: 'The payment has not failed.' },
};

@ObjectType({ description: 'Why a payment was not sent again.' })
export class RetryPaymentError extends UserError {
  @Field(() => RetryPaymentErrorCode, { description: 'What a program acts on.' })
  code!: RetryPaymentErrorCode;

  @Field(() => PaymentState, { nullable: true, description: 'With WRONG_STATE: how it stands.' })
  state?: PaymentState;
}

@ObjectType({ description: 'What came of sending a payment again.' })
export class RetryPaymentPayload {
  @Field(() => Payment, { nullable: true, description: 'The payment; null if it was refused.' })
  payment!: Payment | null;

  @Field(() => [RetryPaymentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RetryPaymentError[];
}
