import { DateScalar, DateTimeScalar, type Messages, UserError } from '@millgate/kit';
import { sinceWhen } from '../limits/limits.rules.ts';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Lease } from './lease.entity.ts';

export enum AcceptHousingOfferErrorCode {
  OFFER_NOT_FOUND = 'OFFER_NOT_FOUND',
  OFFER_LAPSED = 'OFFER_LAPSED',
  ALREADY_ACCEPTED = 'ALREADY_ACCEPTED',
  BED_TAKEN = 'BED_TAKEN',
  OUT_OF_SERVICE = 'OUT_OF_SERVICE',
  FREE_LODGING_USED = 'FREE_LODGING_USED',
}

registerEnumType(AcceptHousingOfferErrorCode, {
  name: 'AcceptHousingOfferErrorCode',
  description: 'Why an offer of housing was not accepted.',
  valuesConfig: {
    OFFER_NOT_FOUND: { description: 'No lease of this id was offered to the caller; also if it was to somebody else.' },
    OFFER_LAPSED: { description: 'The offer’s time is over; `lapsedAt` says since when.' },
    ALREADY_ACCEPTED: { description: 'The caller accepted this offer before.' },
    BED_TAKEN: { description: 'Somebody else holds the bed or unit on some of these days; `clashes` says on which.' },
    OUT_OF_SERVICE: { description: 'The unit was closed or sold after the offer was made.' },
    FREE_LODGING_USED: { description: 'Free lodging is given once a person, and the caller has had it.' },
  },
});

export const acceptHousingOfferMessages: Messages<AcceptHousingOfferErrorCode> = {
  OFFER_NOT_FOUND: { zh: '没有向您提供过这份租约。', en: 'No such lease was offered to you.' },
  OFFER_LAPSED: { zh: '已过确认期限，要约已失效。', en: 'The time to accept this offer is over.' },
  ALREADY_ACCEPTED: { zh: '您已接受过这份租约。', en: 'You accepted this offer before.' },
  BED_TAKEN: {
    zh: '该床位在部分日期已被他人签约。',
    en: 'Somebody else has signed for the bed on some of these days.',
  },
  OUT_OF_SERVICE: { zh: '该房屋已停用或售出。', en: 'The unit is no longer let.' },
  FREE_LODGING_USED: {
    zh: '求职免费住宿每人限一次。',
    en: 'Free lodging is given once a person, and you have had it.',
  },
};

@ObjectType({ description: 'Days on which somebody else holds what was offered, within the days of the offer.' })
export class LeaseClash {
  @Field(() => DateScalar, { description: 'First day of the clash.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day after it.' })
  until!: string;
}

@ObjectType({ description: 'Why an offer of housing was not accepted.' })
export class AcceptHousingOfferError extends UserError {
  @Field(() => AcceptHousingOfferErrorCode, { description: 'What a program acts on.' })
  code!: AcceptHousingOfferErrorCode;

  @Field(() => DateTimeScalar, { nullable: true, description: 'With OFFER_LAPSED: when the offer’s time was over.' })
  lapsedAt?: Date;

  @Field(() => DateScalar, { nullable: true, description: sinceWhen })
  effectiveFrom?: string;

  @Field(() => [LeaseClash], { nullable: true, description: 'With BED_TAKEN: the days that clash, in order.' })
  clashes?: LeaseClash[];
}

@ObjectType({ description: 'What came of accepting an offer of housing.' })
export class AcceptHousingOfferPayload {
  @Field(() => Lease, { nullable: true, description: 'The signed lease; null if it was refused.' })
  lease!: Lease | null;

  @Field(() => [AcceptHousingOfferError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AcceptHousingOfferError[];
}
