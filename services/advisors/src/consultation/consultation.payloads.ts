import { mutationAnswer, type RefusalText } from '@millgate/kit';
import { Int } from 'type-graphql';
import { Assignment } from '../matching/assignment.entity.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';
import type { MoveRefusal } from './move-consultation.service.ts';

const moveDetails = {
  currentVersion: [() => Int, 'With STALE_VERSION: the version it has now.'],
  state: [() => ConsultationState, 'With WRONG_STATE: the state it is in.'],
} as const;

const moveRefusals: Readonly<Record<MoveRefusal, RefusalText>> = {
  CONSULTATION_NOT_FOUND: {
    zh: '没有这次咨询，或您无权查看。',
    en: 'There is no such consultation, or it is not for you to see.',
    about: 'No consultation with this id that the caller may read.',
  },
  NOT_YOURS: {
    zh: '此操作不由您办理。',
    en: 'This is not yours to do.',
    about: 'The caller may read it; this step is the other side’s.',
  },
  STALE_VERSION: {
    zh: '咨询已更新，请刷新后再试。',
    en: 'The consultation has changed since; load it again.',
    about: 'It changed meanwhile; `currentVersion` says which version it has now.',
  },
  WRONG_STATE: {
    zh: '咨询当前状态不允许此操作。',
    en: 'The state of the consultation does not allow this.',
    about: 'The state table has no such step; `state` says where it stands.',
  },
};

const consultationResult = [
  'consultation',
  () => Consultation,
  'The consultation as it stands now; null if it was refused.',
] as const;

const movePayload = <Code extends string = never>(
  mutation: string,
  about: string,
  more: Readonly<Record<Code, RefusalText>> = {} as Record<Code, RefusalText>,
  details: Readonly<Record<string, readonly [() => unknown, string]>> = {},
) =>
  mutationAnswer<Consultation, Code | MoveRefusal>(mutation, {
    refused: `Why ${about} was refused.`,
    result: consultationResult,
    details: { ...moveDetails, ...details } as never,
    codes: { ...moveRefusals, ...more },
  });

export const requestConsultationPayload = mutationAnswer<Consultation, 'INTEGRITY_IS_SEALED'>('RequestConsultation', {
  refused: 'Why a question was not taken.',
  result: consultationResult,
  codes: {
    INTEGRITY_IS_SEALED: {
      zh: '向清廉顾问咨询一律保密。',
      en: 'An integrity adviser is asked under seal only.',
      about: 'An integrity adviser is asked under seal, or not at all (A4).',
    },
  },
});

export const acceptConsultationPayload = movePayload('AcceptConsultation', 'accepting a consultation');

export const declineConsultationPayload = mutationAnswer<Assignment, MoveRefusal>('DeclineConsultation', {
  refused: 'Why declining a consultation was refused.',
  result: ['assignment', () => Assignment, 'What the adviser had, and has no more; null if it was refused.'],
  details: moveDetails,
  codes: moveRefusals,
});

export const planVisitPayload = movePayload('PlanVisit', 'planning a visit', {
  IN_PAST: { zh: '约定时间须晚于现在。', en: 'That time has passed.', about: 'A visit is planned for later than now.' },
});

export const recordVisitPayload = movePayload('RecordVisit', 'recording a visit', {
  NOT_YET: {
    zh: '上门时间不能晚于现在。',
    en: 'That has not happened yet.',
    about: 'A visit made lies not in the future.',
  },
  BEFORE_REQUEST: {
    zh: '上门时间不能早于提出咨询的时间。',
    en: 'It had not been asked then.',
    about: 'A visit lies not before the first request.',
  },
});

const codesDetail = { codes: [() => [String], 'With SOURCE_…: the codes that it is about.'] } as const;

export const answerConsultationPayload = movePayload(
  'AnswerConsultation',
  'answering a consultation',
  {
    SOURCE_NOT_FOUND: {
      zh: '目录中没有所引用的政策或产品。',
      en: 'The catalogue has no such policy or product.',
      about: '`codes` are in no entry of the catalogue.',
    },
    SOURCE_NOT_IN_FORCE: {
      zh: '所引用的政策或产品当前不在有效期内。',
      en: 'The policy or product is not in force.',
      about: '`codes` are not in force on the day of the answer.',
    },
  },
  codesDetail,
);

export const recordFollowUpPayload = movePayload('RecordFollowUp', 'recording a follow-up', {
  NOTHING_DUE: { zh: '没有待办的回访。', en: 'No follow-up is open.', about: 'There is no open follow-up.' },
});

export const rateConsultationPayload = movePayload('RateConsultation', 'rating a consultation');

export const closeConsultationPayload = movePayload('CloseConsultation', 'closing a consultation', {
  FOLLOW_UP_OPEN: {
    zh: '还有未完成的回访。',
    en: 'A follow-up is still open.',
    about: 'The adviser has not asked yet what came of the answer.',
  },
});

export const cancelConsultationPayload = movePayload('CancelConsultation', 'taking a consultation back');
