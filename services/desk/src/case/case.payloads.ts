import { mutationAnswer, type RefusalText } from '@millgate/kit';
import { Int } from 'type-graphql';
import { Case } from './case.entity.ts';
import { CaseChannel, CaseState } from './case.enums.ts';
import type { FileCaseRefusal } from './file-case.service.ts';
import type { MoveRefusal } from './move-case.service.ts';

const moveDetails = {
  currentVersion: [() => Int, 'With STALE_VERSION: the version it has now.'],
  state: [() => CaseState, 'With WRONG_STATE: the state it is in.'],
} as const;

const moveRefusals: Readonly<Record<MoveRefusal, RefusalText>> = {
  CASE_NOT_FOUND: {
    zh: '没有这个事项，或您无权查看。',
    en: 'There is no such case, or it is not for you to see.',
    about: 'No case with this id that the caller may read.',
  },
  NOT_YOURS: {
    zh: '此操作不由您办理。',
    en: 'This is not yours to do.',
    about: 'The caller may read the case; this step is somebody else’s.',
  },
  STALE_VERSION: {
    zh: '事项已被他人更新，请刷新后再试。',
    en: 'The case has changed since; load it again.',
    about: 'Somebody changed it meanwhile; `currentVersion` says which version it has now.',
  },
  WRONG_STATE: {
    zh: '事项当前状态不允许此操作。',
    en: 'The state of the case does not allow this.',
    about: 'The state table has no such step; `state` says where the case stands.',
  },
};

const caseResult = ['case', () => Case, 'The case as it stands now; null if it was refused.'] as const;

const movePayload = <Code extends string = never>(
  mutation: string,
  about: string,
  more: Readonly<Record<Code, RefusalText>> = {} as Record<Code, RefusalText>,
) =>
  mutationAnswer<Case, Code | MoveRefusal>(mutation, {
    refused: `Why ${about} was refused.`,
    result: caseResult,
    details: moveDetails,
    codes: { ...moveRefusals, ...more },
  });

const nobodyThere: RefusalText = {
  zh: '该部门目前没有可受理的人员。',
  en: 'Nobody of that department can take it.',
  about: 'The department has nobody to give it to: a case is never without its one owner (D1).',
};

export const acceptCasePayload = movePayload('AcceptCase', 'accepting a case', { NOBODY_THERE: nobodyThere });

export const requestCorrectionPayload = movePayload('RequestCorrection', 'asking for what is missing', {
  ALREADY_ASKED: {
    zh: '补正只能一次性告知，已经告知过。',
    en: 'What is missing was asked for already; it is asked for once.',
    about: 'There is one correction request, which lists everything (D4).',
  },
});

export const resubmitCasePayload = movePayload('ResubmitCase', 'handing in what was missing');

export const declineCasePayload = movePayload('DeclineCase', 'not accepting a case');

export const routeCasePayload = movePayload('RouteCase', 'passing a case on', {
  NOBODY_THERE: nobodyThere,
  DEPARTMENT_NOT_FOUND: {
    zh: '没有这个部门。',
    en: 'There is no such department.',
    about: 'No department has this code.',
  },
  NEEDS_MANAGER: {
    zh: '已转办过一次，再次转办须经主管批准。',
    en: 'It was passed on once; the next time is a manager’s decision.',
    about: 'A handler passes a case on once.',
  },
});

export const suspendCasePayload = movePayload('SuspendCase', 'stopping the clock');

export const resumeCasePayload = movePayload('ResumeCase', 'letting the clock run again');

export const extendCasePayload = movePayload('ExtendCase', 'extending a limit', {
  ALREADY_EXTENDED: {
    zh: '办理期限只能延长一次。',
    en: 'A limit is extended once.',
    about: 'It was extended before (D3).',
  },
});

const linkedOpen: RefusalText = {
  zh: '关联的申领尚未办结。',
  en: 'What the case led to is still open.',
  about: 'The claim it led to is not decided: the outcome follows it (D8).',
};
export const decideCasePayload = movePayload('DecideCase', 'deciding a case', {
  LINKED_OPEN: linkedOpen,
});

export const resolveOnSpotPayload = movePayload('ResolveOnSpot', 'settling a matter where it was raised', {
  LINKED_OPEN: linkedOpen,
});

export const withdrawCasePayload = movePayload('WithdrawCase', 'taking a case back');

export const rateCasePayload = movePayload('RateCase', 'rating a case', {
  ALREADY_RATED: {
    zh: '已经评价过。',
    en: 'It was rated before.',
    about: 'A case is rated once.',
  },
});

export const reopenCasePayload = movePayload('ReopenCase', 'taking a case up again', {
  TOO_LATE: {
    zh: '已超过可重新办理的期限。',
    en: 'The time in which it could be reopened is over.',
    about: 'More than fifteen working days have passed since the outcome arrived.',
  },
});

export const fileCasePayload = mutationAnswer<Case, FileCaseRefusal>('FileCase', {
  refused: 'Why a matter was not filed.',
  result: caseResult,
  details: { channels: [() => [CaseChannel], 'With CHANNEL_NOT_OFFERED: the doors it is offered at.'] },
  codes: {
    NOT_FOR_OTHERS: {
      zh: '代他人办理须有委托。',
      en: 'A matter of somebody else needs their mandate.',
      about: 'The caller files for somebody else, and not as their agent.',
    },
    MANDATE_MISSING: {
      zh: '请填写委托事由。',
      en: 'Say by which mandate you act.',
      about: 'An agent’s mandate is recorded.',
    },
    ITEM_MISSING: {
      zh: '请选择要申请的事项。',
      en: 'Say which item is applied for.',
      about: 'An application names its item.',
    },
    THEME_MISSING: {
      zh: '请选择主题。',
      en: 'Say what it is about.',
      about: 'Without an item, a theme says what it is about.',
    },
    APPLICANT_MISSING: {
      zh: '请说明由谁提出。',
      en: 'Say for whom it is.',
      about: 'Neither a person nor an enterprise asks.',
    },
    CHANNEL_IS_STAFFS: {
      zh: '该渠道由工作人员登记。',
      en: 'Matters of this channel are entered by staff.',
      about: 'What is said at a counter or on a round is entered by staff.',
    },
    ITEM_NOT_FOUND: { zh: '没有这个事项。', en: 'There is no such item.', about: 'No item has this code.' },
    ITEM_NOT_OFFERED: {
      zh: '该事项目前不受理。',
      en: 'This item is not offered now.',
      about: 'The item is paused or retired; `ServiceItem.status` says which.',
    },
    CHANNEL_NOT_OFFERED: {
      zh: '该事项不能通过此渠道办理。',
      en: 'The item is not offered at this door.',
      about: '`channels` says at which doors it is.',
    },
    TICKET_NOT_FOUND: {
      zh: '没有这个号，或该号已办结。',
      en: 'There is no such number, or it is closed.',
      about: 'A matter belongs to an open number of the same community (D6).',
    },
    MEETING_NOT_FOUND: {
      zh: '没有这次会议。',
      en: 'There is no such meeting.',
      about: 'No meeting of the community has this id.',
    },
    MEETING_WRITTEN_UP: {
      zh: '会议纪要已经形成。',
      en: 'The meeting is written up.',
      about: 'A meeting that is written up takes no more matters (D8).',
    },
    SURVEY_NOT_FOUND: {
      zh: '没有这一轮调研。',
      en: 'There is no such survey round.',
      about: 'No survey round of the community has this id.',
    },
  },
});
