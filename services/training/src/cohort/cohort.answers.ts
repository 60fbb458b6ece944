import { mutationAnswer, type RefusalText } from '@millgate/kit';
import { Cohort } from './cohort.entity.ts';

const common = {
  ENTERPRISE_NOT_FOUND: {
    about: 'The caller manages no enterprise with this id.',
    zh: '没有这家企业。',
    en: 'There is no such enterprise.',
  },
  COHORT_NOT_FOUND: {
    about: 'There is no such cohort, or the enterprise ordered none of it.',
    zh: '没有这个订单班。',
    en: 'There is no such cohort.',
  },
  NOT_OPEN: {
    about: 'A provider has agreed to train it, or it was given up.',
    zh: '该订单班已定，不能再变更。',
    en: 'It was agreed on, or given up.',
  },
} as const satisfies Record<string, RefusalText>;

const result = ['cohort', () => Cohort, 'The cohort; null if it was refused.'] as const;

export const orderCohortAnswer = mutationAnswer('OrderCohort', {
  refused: 'Why no cohort was ordered.',
  result,
  codes: {
    ENTERPRISE_NOT_FOUND: common.ENTERPRISE_NOT_FOUND,
    TOO_LATE: {
      about: 'Nobody can be trained by that day.',
      zh: '所需日期已过。',
      en: 'Nobody can be trained by that day.',
    },
  },
});

export const joinCohortAnswer = mutationAnswer('JoinCohort', {
  refused: 'Why an enterprise did not join a cohort.',
  result,
  codes: {
    ...common,
    ALREADY_JOINED: {
      about: 'The enterprise has ordered jobs of it before.',
      zh: '贵企业已参加该订单班。',
      en: 'The enterprise has joined before.',
    },
  },
});

export const leaveCohortAnswer = mutationAnswer('LeaveCohort', {
  refused: 'Why an enterprise did not leave a cohort.',
  result,
  codes: common,
});

export const agreeCohortAnswer = mutationAnswer('AgreeCohort', {
  refused: 'Why a cohort was not agreed on.',
  result,
  codes: {
    COHORT_NOT_FOUND: common.COHORT_NOT_FOUND,
    NOT_OPEN: common.NOT_OPEN,
    PROVIDER_NOT_FOUND: { about: 'No provider has this id.', zh: '没有这家机构。', en: 'There is no such provider.' },
    BAD_TERM: {
      about: 'It would begin before today, or end before it begins.',
      zh: '培训起止日期不正确。',
      en: 'The days are not in order.',
    },
    TOO_FEW_PLACES: {
      about: 'There are more jobs than it would train people for.',
      zh: '培训人数少于岗位数。',
      en: 'There are more jobs than that.',
    },
  },
});

export const completeCohortAnswer = mutationAnswer('CompleteCohort', {
  refused: 'Why a cohort was not completed.',
  result,
  codes: {
    COHORT_NOT_FOUND: common.COHORT_NOT_FOUND,
    NOT_IN_TRAINING: {
      about: 'It was not agreed on, is not over, or was completed before.',
      zh: '该订单班尚未结束或已结业。',
      en: 'It is not over, or was completed before.',
    },
    MORE_THAN_STUDENTS: {
      about: 'It has fewer students than that.',
      zh: '结业人数超过学员人数。',
      en: 'It has fewer students.',
    },
  },
});

export const recordHiresAnswer = mutationAnswer('RecordCohortHires', {
  refused: 'Why it was not taken down how many were taken on.',
  result,
  codes: {
    ENTERPRISE_NOT_FOUND: common.ENTERPRISE_NOT_FOUND,
    COHORT_NOT_FOUND: common.COHORT_NOT_FOUND,
    NOT_COMPLETED: { about: 'The cohort is not completed.', zh: '该订单班尚未结业。', en: 'It is not completed.' },
    MORE_THAN_ORDERED: {
      about: 'The enterprise ordered fewer than that.',
      zh: '录用人数超过订单岗位数。',
      en: 'The enterprise ordered fewer.',
    },
    MORE_THAN_GRADUATED: {
      about: 'With those whom the others took on, it would be more than graduated.',
      zh: '录用总数超过结业人数。',
      en: 'Fewer graduated.',
    },
  },
});

type CodesOf<Answer> = Answer extends { of(result: infer R): object }
  ? R extends { refusals: readonly { code: infer C }[] }
    ? C
    : never
  : never;

/** Why each of the mutations is refused. */
export interface Code {
  readonly orderCohort: CodesOf<typeof orderCohortAnswer>;
  readonly joinCohort: CodesOf<typeof joinCohortAnswer>;
  readonly leaveCohort: CodesOf<typeof leaveCohortAnswer>;
  readonly agreeCohort: CodesOf<typeof agreeCohortAnswer>;
  readonly completeCohort: CodesOf<typeof completeCohortAnswer>;
  readonly recordCohortHires: CodesOf<typeof recordHiresAnswer>;
}
