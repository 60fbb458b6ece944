import { DateScalar, DateTimeScalar, mutationAnswer } from '@millgate/kit';
import { sinceWhen } from '../limits/limits.rules.ts';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { HomePurchase } from './home-purchase.entity.ts';
import { PurchaseCode } from './purchase-code.entity.ts';

@ObjectType({ description: 'A purchase code at the one moment at which its value is known.' })
export class IssuedPurchaseCode {
  @Field(() => PurchaseCode, { description: 'The code’s record.' })
  purchaseCode!: PurchaseCode;

  @Field(() => String, {
    nullable: true,
    description:
      'The code itself, to be handed to its holder. Stored nowhere: null when the request is repeated. A lost code is revoked and another issued.',
  })
  value!: string | null;
}

export class IssuedPurchaseCodes {
  constructor(
    readonly id: string,
    readonly codes: IssuedPurchaseCode[],
  ) {}
}

export const issuePurchaseCodesAnswer = mutationAnswer('IssuePurchaseCodes', {
  refused: 'Why no purchase codes were issued.',
  result: ['issued', () => [IssuedPurchaseCode] as never, 'The codes, in the order asked for; null if it was refused.'],
  details: { holderIds: [() => [ID], 'With ALREADY_HOLDS: the workers who hold one.'] },
  codes: {
    ALREADY_HOLDS: {
      about: 'Some hold a code of this programme that can still be redeemed; `holderIds` says who. None was issued.',
      zh: '部分人员已持有该项目未使用的购房码。',
      en: 'Some of them hold a code of this programme that is still good.',
    },
  },
});

export const revokePurchaseCodeAnswer = mutationAnswer('RevokePurchaseCode', {
  refused: 'Why a purchase code was not taken back.',
  result: ['purchaseCode', () => PurchaseCode, 'The revoked code; null if it was refused.'],
  codes: {
    CODE_NOT_FOUND: { about: 'There is no such code.', zh: '没有该购房码。', en: 'There is no such code.' },
    CODE_NOT_LIVE: {
      about: 'It was redeemed, revoked or has expired.',
      zh: '该购房码已使用、已撤销或已过期。',
      en: 'The code was redeemed, revoked or has expired.',
    },
  },
});

export const redeemPurchaseCodeAnswer = mutationAnswer('RedeemPurchaseCode', {
  refused: 'Why a purchase code was not redeemed.',
  result: ['homePurchase', () => HomePurchase, 'The purchase; null if it was refused.'],
  details: {
    effectiveFrom: [() => DateScalar, sinceWhen],
    retryAt: [() => DateTimeScalar, 'With TOO_MANY_ATTEMPTS: when codes are looked at again.'],
    areaFromM2: [() => Float, 'With AREA_NOT_COVERED: the smallest flat the code buys; null for no limit.'],
    areaToM2: [() => Float, 'With AREA_NOT_COVERED: the largest flat the code buys; null for no limit.'],
  },
  codes: {
    CODE_NOT_ACCEPTED: {
      about:
        'The caller cannot buy with this code. One answer for a code that was never issued, is somebody else’s, was redeemed, was revoked or has expired.',
      zh: '该购房码不可用。',
      en: 'This code cannot be used.',
    },
    TOO_MANY_ATTEMPTS: {
      about: 'The caller was wrong five times within a quarter of an hour; `retryAt` says when to try again.',
      zh: '尝试次数过多，请稍后再试。',
      en: 'Too many attempts; try again later.',
    },
    UNIT_NOT_FOR_SALE: {
      about: 'There is no such flat, or it is not for sale.',
      zh: '该房源不存在或不出售。',
      en: 'There is no such flat for sale.',
    },
    UNIT_SOLD: { about: 'Somebody bought it.', zh: '该房源已售出。', en: 'The flat is sold.' },
    UNIT_RESERVED: {
      about: 'It is kept for the applicants of a listing, and none of them that is offered it is the caller.',
      zh: '该房源为公告申请人保留。',
      en: 'The flat is kept for the applicants of a listing.',
    },
    AREA_NOT_COVERED: {
      about: 'The code buys flats of another size; `areaFromM2` and `areaToM2` say which.',
      zh: '购房码不适用于该面积的房源。',
      en: 'The code does not cover a flat of this size.',
    },
  },
});
