import { mutationAnswer } from '@millgate/kit';
import { Int } from 'type-graphql';
import { HomePurchase } from './home-purchase.entity.ts';
import { HomePurchaseState } from './purchase.rules.ts';

const answer = (name: string, refused: string) =>
  mutationAnswer(name, {
    refused,
    result: ['homePurchase', () => HomePurchase, 'The purchase as it is now; null if it was refused.'],
    details: {
      currentVersion: [() => Int, 'With STALE_VERSION: the version it has.'],
      state: [() => HomePurchaseState, 'With WRONG_STATE: the state it is in.'],
    },
    codes: {
      PURCHASE_NOT_FOUND: {
        about: 'There is no such purchase at a property of the caller’s.',
        zh: '没有该购房合同。',
        en: 'There is no such purchase.',
      },
      STALE_VERSION: {
        about: 'It changed since it was last seen; `currentVersion` says to which version.',
        zh: '合同信息已更新，请刷新后重试。',
        en: 'The purchase has changed; look again.',
      },
      WRONG_STATE: {
        about: 'Its state does not allow that; `state` says which it is in.',
        zh: '合同当前状态不允许此操作。',
        en: 'The state of the purchase does not allow that.',
      },
      DAY_NOT_POSSIBLE: {
        about: 'The day is before the contract, or still to come.',
        zh: '日期早于签约日或尚未到来。',
        en: 'The day is before the contract, or still to come.',
      },
    },
  });

export const registerPurchaseAnswer = answer('RegisterPurchase', 'Why a purchase was not registered.');
export const deliverHomeAnswer = answer('DeliverHome', 'Why a delivery was not recorded.');
export const rescindPurchaseAnswer = answer('RescindPurchase', 'Why a purchase was not rescinded.');
