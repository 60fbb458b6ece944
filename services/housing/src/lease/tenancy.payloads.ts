import { DateScalar, mutationAnswer } from '@millgate/kit';
import { sinceWhen } from '../limits/limits.rules.ts';
import { ID, Int } from 'type-graphql';
import { Lease } from './lease.entity.ts';
import { LeaseState } from './lease.rules.ts';
import { MasterLease } from './master-lease.entity.ts';

const lease = (about: string) => ['lease', () => Lease, about] as const;

const UNIT_NOT_FOUND = { about: 'There is no such unit.', zh: '没有该房源。', en: 'There is no such unit.' };
const OUT_OF_SERVICE = { about: 'The unit is closed.', zh: '该房屋已停用。', en: 'The unit is closed.' };
const BED_TAKEN = {
  about: 'Somebody holds the bed or unit on some of the days, or is offered it.',
  zh: '该床位在部分日期已有人或已被预留。',
  en: 'The bed is taken on some of these days.',
};
const LEASE_NOT_FOUND = {
  about: 'There is no such lease, or it is not the caller’s.',
  zh: '没有该租约。',
  en: 'There is no such lease.',
};
const WRONG_STATE = {
  about: 'The lease is not where that can be done; `state` says how far it has come.',
  zh: '租约当前状态不允许此操作。',
  en: 'The state of the lease does not allow that.',
};
const stateDetail = { state: [() => LeaseState, 'With WRONG_STATE: how far it has come.'] } as const;

export const startLodgingAnswer = mutationAnswer('StartLodging', {
  refused: 'Why nobody was checked in.',
  result: lease('The free lease; null if it was refused.'),
  details: {
    existing: [() => ID, 'With FREE_LODGING_USED: the lease by which it was used.'],
    effectiveFrom: [() => DateScalar, sinceWhen],
  },
  codes: {
    UNIT_NOT_FOUND,
    NOT_LODGING: {
      about: 'The unit is no job-seekers’ lodging.',
      zh: '该房源不是求职免费住宿点。',
      en: 'The unit is no job-seekers’ lodging.',
    },
    OUT_OF_SERVICE,
    EMPLOYED: {
      about: 'She has a job.',
      zh: '本人已就业，不符合求职住宿条件。',
      en: 'She has a job, and does not look for one.',
    },
    FREE_LODGING_USED: {
      about: 'Free lodging is given once a person, in all communities together; `existing` names it.',
      zh: '求职免费住宿每人限一次。',
      en: 'Free lodging is given once a person.',
    },
    BED_TAKEN,
  },
});

export const offerLeaseAnswer = mutationAnswer('OfferLease', {
  refused: 'Why nothing was offered.',
  result: lease('The offer; null if it was refused.'),
  codes: {
    UNIT_NOT_FOUND,
    NOT_TO_LET: {
      about: 'The unit is sold, or given to job-seekers at check-in, and not let.',
      zh: '该房源不对外出租。',
      en: 'The unit is not let.',
    },
    OUT_OF_SERVICE,
    BED_TAKEN,
  },
});

export const signMasterLeaseAnswer = mutationAnswer('SignMasterLease', {
  refused: 'Why a master lease was not signed.',
  result: ['masterLease', () => MasterLease, 'The master lease; null if it was refused.'],
  details: { unitIds: [() => [ID], 'The units that refuse.'] },
  codes: {
    UNITS_NOT_THERE: {
      about: 'Some are no units of unit-rented houses, or are closed; `unitIds` says which.',
      zh: '部分房源不是单位租赁房或已停用。',
      en: 'Some are no units of unit-rented houses, or are closed.',
    },
    UNITS_TAKEN: {
      about: 'Some are rented by an enterprise or let to tenants on some of the days; `unitIds` says which.',
      zh: '部分房源在部分日期已出租。',
      en: 'Some are let on some of these days.',
    },
  },
});

export const assignUnderMasterLeaseAnswer = mutationAnswer('AssignUnderMasterLease', {
  refused: 'Why a worker was not housed.',
  result: lease('The place, offered to the worker; null if it was refused.'),
  details: {
    from: [() => DateScalar, 'With OUTSIDE_MASTER_LEASE: first day of the master lease.'],
    until: [() => DateScalar, 'With OUTSIDE_MASTER_LEASE: first day after it.'],
    existing: [() => ID, 'With ALREADY_HOUSED: the lease that is there.'],
  },
  codes: {
    MASTER_LEASE_NOT_FOUND: {
      about: 'The caller’s enterprise has no such master lease.',
      zh: '贵单位没有该租赁合同。',
      en: 'Your enterprise has no such master lease.',
    },
    UNIT_NOT_COVERED: {
      about: 'The unit is not one of the master lease.',
      zh: '该房源不在合同范围内。',
      en: 'The unit is not one of the master lease.',
    },
    OUTSIDE_MASTER_LEASE: {
      about: 'The days are not within those of the master lease; `from` and `until` say which they are.',
      zh: '入住日期超出租赁合同期限。',
      en: 'The days are not within those of the master lease.',
    },
    NOT_EMPLOYED: {
      about: 'She does not work for the enterprise on the first day.',
      zh: '该人员入住首日非本单位在职职工。',
      en: 'She does not work for the enterprise on the first day.',
    },
    ALREADY_HOUSED: {
      about: 'She has, or is offered, a place of the enterprise’s on some of the days; `existing` names it.',
      zh: '该职工在部分日期已有床位。',
      en: 'She has a place on some of these days.',
    },
    NO_FREE_BED: {
      about: 'Every bed of the master lease is held or offered on some of the days.',
      zh: '合同内床位已满。',
      en: 'Every bed is taken on some of these days.',
    },
    BED_TAKEN,
  },
});

export const giveLeaseNoticeAnswer = mutationAnswer('GiveLeaseNotice', {
  refused: 'Why no notice was given.',
  result: lease('The lease as it is now; null if it was refused.'),
  details: {
    ...stateDetail,
    earliest: [() => DateScalar, 'With NOTICE_TOO_SHORT: the first day that is possible.'],
    effectiveFrom: [() => DateScalar, sinceWhen],
  },
  codes: {
    LEASE_NOT_FOUND,
    WRONG_STATE,
    NOTICE_TOO_SHORT: {
      about: 'The day is less than thirty days away; `earliest` says which is possible.',
      zh: '退租须提前三十日告知。',
      en: 'Thirty days’ notice are needed.',
    },
    AFTER_THE_END: {
      about: 'The lease ends before that anyway.',
      zh: '租约将在此之前到期。',
      en: 'The lease ends before that anyway.',
    },
  },
});

export const endLeaseAnswer = mutationAnswer('EndLease', {
  refused: 'Why a lease was not ended.',
  result: lease('The lease as it is now; null if it was refused.'),
  details: { ...stateDetail, currentVersion: [() => Int, 'With STALE_VERSION: the version it has.'] },
  codes: {
    LEASE_NOT_FOUND,
    WRONG_STATE,
    STALE_VERSION: {
      about: 'It changed since it was last seen; `currentVersion` says to which version.',
      zh: '租约信息已更新，请刷新后重试。',
      en: 'The lease has changed; look again.',
    },
    DAY_NOT_POSSIBLE: {
      about: 'The day is not after the first day of the lease, or after its end.',
      zh: '终止日期须在租期之内。',
      en: 'The day is not within the lease.',
    },
  },
});
