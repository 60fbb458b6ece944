import { mutationAnswer } from '@millgate/kit';
import { ID } from 'type-graphql';
import { TitleEvaluation, TitleRequirement } from './title-evaluation.entity.ts';

export const applyAnswer = mutationAnswer('ApplyForTitle', {
  refused: 'Why an application for a title was not accepted.',
  result: ['titleEvaluation', () => TitleEvaluation, 'The evaluation, handed in; null if it was refused.'],
  details: {
    requirement: [() => TitleRequirement, 'With a requirement that is not met: what was asked for and what was found.'],
    existingId: [() => ID, 'With ALREADY_UNDER_WAY: that evaluation; with ALREADY_HELD: the credential.'],
  },
  codes: {
    SCHEME_NOT_FOUND: {
      about: 'There is no such title, or nothing is laid down for it today.',
      zh: '没有可申报的该职称。',
      en: 'There is no such title to apply for.',
    },
    WAIVER_NOT_OFFERED: {
      about: 'The route does not waive this; `path` says which. The regular route waives nothing.',
      zh: '该申报途径不免除此项条件。',
      en: 'This route does not waive it.',
    },
    NOTHING_TO_WAIVE: {
      about: 'By the green channel nothing would be waived: every requirement is met. Apply by the regular route.',
      zh: '各项条件均已满足，请按常规途径申报。',
      en: 'Nothing needs to be waived; apply by the regular route.',
    },
    SCHOOLING_REQUIRED: {
      about: 'The title asks for more schooling; `requirement` says how much.',
      zh: '学历未达到申报要求。',
      en: 'The title asks for more schooling.',
    },
    MAJOR_REQUIRED: {
      about: 'The title asks for a field of study that belongs to it.',
      zh: '所学专业与申报职称不符。',
      en: 'The title asks for another field of study.',
    },
    YEARS_REQUIRED: {
      about: 'The title asks for more years of work; never waived.',
      zh: '工作年限未达到申报要求。',
      en: 'The title asks for more years of work.',
    },
    EVIDENCE_REQUIRED: {
      about: 'The title asks for more evidence; never waived.',
      zh: '业绩材料不足。',
      en: 'The title asks for more evidence.',
    },
    ALREADY_UNDER_WAY: {
      about: 'The caller seeks this title already; `existingId` is that evaluation.',
      zh: '您已有该职称的评审正在进行。',
      en: 'You seek this title already.',
    },
    ALREADY_HELD: {
      about: 'The caller holds this title; `existingId` is the credential.',
      zh: '您已取得该职称。',
      en: 'You hold this title already.',
    },
  },
});
