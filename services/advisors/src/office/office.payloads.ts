import { DateScalar, mutationAnswer } from '@millgate/kit';
import { Advisor, Appointment, DeclaredInterest } from '../advisor/advisor.entity.ts';
import type { CloseSlotRefusal, OpenSlotsRefusal } from '../slot/offer-slots.service.ts';
import { AdviceSource } from '../source/advice-source.entity.ts';
import type { PublishRefusal } from '../source/publish-source.service.ts';
import type { AppointRefusal, EndAppointmentRefusal } from './appoint.service.ts';
import type { DeclareInterestRefusal } from './interest.service.ts';

const term = ['appointment', () => Appointment, 'The term of office; null if it was refused.'] as const;

export const appointAdvisorPayload = mutationAnswer<Appointment, AppointRefusal>('AppointAdvisor', {
  refused: 'Why an adviser was not appointed.',
  result: term,
  details: {
    from: [() => DateScalar, 'With TERM_OVERLAPS: the first day of the other term.'],
    until: [() => DateScalar, 'With TERM_OVERLAPS: the first day after the other term; null for an open one.'],
  },
  codes: {
    NOT_YOURS: {
      zh: '由本社区工作人员聘任。',
      en: 'Staff of the community appoint its advisers.',
      about: 'The caller is neither staff of the community nor a manager.',
    },
    ADVISOR_NOT_FOUND: {
      zh: '本社区没有这位顾问。',
      en: 'The community has no such adviser.',
      about: 'No adviser of the community has this id.',
    },
    WHO_IS_MISSING: {
      zh: '请填写一位已有顾问或一位新顾问。',
      en: 'Name an adviser who is known, or describe a new one.',
      about: 'Exactly one of `advisorId` and `advisor` is given.',
    },
    TERM_OVERLAPS: {
      zh: '与已有任期重叠。',
      en: 'The adviser is in office then already.',
      about: 'Terms of one adviser do not overlap; `from` and `until` say which is there.',
    },
    TERM_IS_EMPTY: {
      zh: '任期的结束须晚于开始。',
      en: 'The term would end before it begins.',
      about: '`until` is not later than `from`.',
    },
  },
});

export const endAppointmentPayload = mutationAnswer<Appointment, EndAppointmentRefusal>('EndAppointment', {
  refused: 'Why a term of office was not ended.',
  result: term,
  codes: {
    APPOINTMENT_NOT_FOUND: {
      zh: '没有这个任期，或不由您管理。',
      en: 'There is no such term, or it is not yours to end.',
      about: 'No term of an adviser whom the caller appoints has this id.',
    },
    NOT_IN_TERM: {
      zh: '结束日须在任期之内，且不早于今天。',
      en: 'The day must lie within the term, and not in the past.',
      about: 'A term ends today or later, after its first day, and is not lengthened.',
    },
  },
});

const interest = ['interest', () => DeclaredInterest, 'The interest; null if it was refused.'] as const;

export const declareInterestPayload = mutationAnswer<DeclaredInterest, DeclareInterestRefusal>(
  'DeclareAdvisorInterest',
  {
    refused: 'Why an interest was not declared.',
    result: interest,
    codes: {
      NOT_YET: {
        zh: '起始日不能晚于今天。',
        en: 'Declare an interest when it begins.',
        about: '`from` is later than today.',
      },
    },
  },
);

export const endInterestPayload = mutationAnswer<DeclaredInterest, 'INTEREST_NOT_FOUND'>('EndAdvisorInterest', {
  refused: 'Why an interest was not ended.',
  result: interest,
  codes: {
    INTEREST_NOT_FOUND: {
      zh: '没有这项申报，或已经结束。',
      en: 'There is no such interest, or it has ended.',
      about: 'No open interest of the caller has this id.',
    },
  },
});

const adviser = ['advisor', () => Advisor, 'The adviser; null if it was refused.'] as const;

export const openSlotsPayload = mutationAnswer<Advisor, OpenSlotsRefusal>('OpenSlots', {
  refused: 'Why no slots were opened.',
  result: adviser,
  codes: {
    NOT_YOURS: {
      zh: '时段由顾问本人开放。',
      en: 'Advisers offer their own time.',
      about: 'The caller is not that adviser.',
    },
    SLOT_PAST: { zh: '时段须晚于现在。', en: 'A slot begins later than now.', about: 'The slot has begun.' },
    SLOT_WRONG: {
      zh: '时段的结束须晚于开始，且不超过八小时。',
      en: 'A slot ends after it begins, eight hours later at most.',
      about: 'The slot has no length, or too much.',
    },
    MODE_NOT_OFFERED: {
      zh: '顾问不提供这种方式。',
      en: 'The adviser is not met in this way.',
      about: '`mode` is none of the adviser’s channels.',
    },
    SLOTS_OVERLAP: {
      zh: '时段与其他时段重叠。',
      en: 'It overlaps another slot.',
      about: 'Slots of one adviser do not overlap.',
    },
  },
});

export const closeSlotPayload = mutationAnswer<Advisor, CloseSlotRefusal>('CloseSlot', {
  refused: 'Why a slot was not closed.',
  result: adviser,
  codes: {
    SLOT_NOT_FOUND: {
      zh: '没有这个时段，或不是您的。',
      en: 'There is no such slot, or it is not yours.',
      about: 'No slot of the caller has this id.',
    },
    SLOT_TAKEN: {
      zh: '这个时段已被预约。',
      en: 'Somebody has it.',
      about: 'A consultation has the slot, or had it.',
    },
  },
});

export const publishSourcePayload = mutationAnswer<AdviceSource, PublishRefusal>('PublishAdviceSource', {
  refused: 'Why a policy or product was not published.',
  result: ['source', () => AdviceSource, 'The entry of the catalogue; null if it was refused.'],
  codes: {
    ENDS_BEFORE_IT_BEGINS: {
      zh: '失效日须晚于生效日。',
      en: 'It would end before it begins.',
      about: '`validUntil` is not later than `validFrom`.',
    },
  },
});
