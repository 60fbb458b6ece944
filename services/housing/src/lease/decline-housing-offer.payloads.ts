import { DateScalar, DateTimeScalar, mutationAnswer } from '@millgate/kit';
import { sinceWhen } from '../limits/limits.rules.ts';
import { Lease } from './lease.entity.ts';

export const declineHousingOfferAnswer = mutationAnswer('DeclineHousingOffer', {
  refused: 'Why an offer of housing was not declined.',
  result: ['lease', () => Lease, 'The declined lease; null if it was refused.'],
  details: {
    lapsedAt: [() => DateTimeScalar, 'With OFFER_LAPSED: when the offer’s time was over.'],
    effectiveFrom: [() => DateScalar, sinceWhen],
  },
  codes: {
    OFFER_NOT_FOUND: {
      about: 'No lease of this id was offered to the caller; also if it was to somebody else.',
      zh: '没有向您提供过这份租约。',
      en: 'No such lease was offered to you.',
    },
    OFFER_LAPSED: {
      about: 'The offer’s time is over.',
      zh: '已过确认期限，要约已失效。',
      en: 'The time of this offer is over.',
    },
    ALREADY_ACCEPTED: {
      about: 'The caller accepted it.',
      zh: '您已接受过这份租约。',
      en: 'You accepted this offer before.',
    },
  },
});
