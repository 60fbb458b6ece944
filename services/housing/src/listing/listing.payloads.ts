import { DateTimeScalar, mutationAnswer } from '@millgate/kit';
import { ID, Int } from 'type-graphql';
import { Application } from './application.entity.ts';
import { Listing } from './listing.entity.ts';
import { ApplicationState, ListingState } from './listing.rules.ts';

const listing = (about: string) => ['listing', () => Listing, about] as const;
const application = (about: string) => ['application', () => Application, about] as const;

const LISTING_NOT_FOUND = {
  about: 'There is no such listing.',
  zh: '没有该房源公告。',
  en: 'There is no such listing.',
};
const WRONG_LISTING_STATE = {
  about: 'The listing is not where that can be done; `state` says how far it has come.',
  zh: '公告当前状态不允许此操作。',
  en: 'The state of the listing does not allow that.',
};
const APPLICATION_NOT_FOUND = {
  about: 'There is no such application.',
  zh: '没有该申请。',
  en: 'There is no such application.',
};
const WRONG_APPLICATION_STATE = {
  about: 'The application is not where that can be done; `state` says what became of it.',
  zh: '申请当前状态不允许此操作。',
  en: 'The state of the application does not allow that.',
};
const listingStateDetail = {
  state: [() => ListingState, 'How far the listing has come, where that refuses.'],
} as const;
const applicationStateDetail = {
  state: [() => ApplicationState, 'What became of the application, where that refuses.'],
} as const;

export const openListingAnswer = mutationAnswer('OpenListing', {
  refused: 'Why a listing was not opened.',
  result: listing('The listing; null if it was refused.'),
  details: { unitIds: [() => [ID], 'The units that refuse.'] },
  codes: {
    PROPERTY_NOT_FOUND: { about: 'There is no such property.', zh: '没有该物业。', en: 'There is no such property.' },
    NOT_BY_LISTING: {
      about: 'Free lodging is given at check-in, not by a listing.',
      zh: '求职免费住宿凭入住登记，不发布公告。',
      en: 'Free lodging is given at check-in, not by a listing.',
    },
    UNITS_NOT_THERE: {
      about: 'Some are no units of the property, or are closed; `unitIds` says which.',
      zh: '部分房源不属于该物业或已停用。',
      en: 'Some are no units of the property, or are closed.',
    },
    UNITS_LISTED: {
      about: 'Some are offered by another listing that is not done; `unitIds` says which.',
      zh: '部分房源已在其他公告中。',
      en: 'Some are offered by another listing.',
    },
    TERMS_MISSING: {
      about: 'The units are let, and rent, months or first day are missing.',
      zh: '缺少租金、租期或入住日期。',
      en: 'Rent, months or first day are missing.',
    },
    ENTROPY_SOURCE_MISSING: {
      about: 'A draw needs a public value that is announced before anybody applies.',
      zh: '摇号须事先公布公共随机数来源。',
      en: 'A draw needs an announced public value.',
    },
  },
});

export const applyForHousingAnswer = mutationAnswer('ApplyForHousing', {
  refused: 'Why an application was not taken.',
  result: application('The application; null if it was refused.'),
  details: {
    opensAt: [() => DateTimeScalar, 'With NOT_YET_OPEN: when it opens.'],
    closedAt: [() => DateTimeScalar, 'With CLOSED: when it closed.'],
    existing: [() => ID, 'With ALREADY_APPLIED: the application that is there.'],
  },
  codes: {
    LISTING_NOT_FOUND,
    NOT_YET_OPEN: {
      about: 'One cannot apply yet; `opensAt` says when.',
      zh: '申请尚未开始。',
      en: 'Applications are not open yet.',
    },
    CLOSED: {
      about: 'One can no longer apply; `closedAt` says since when.',
      zh: '申请已截止。',
      en: 'Applications are closed.',
    },
    ALREADY_APPLIED: {
      about: 'The caller has applied; `existing` names it.',
      zh: '您已申请过。',
      en: 'You have applied.',
    },
  },
});

export const withdrawApplicationAnswer = mutationAnswer('WithdrawApplication', {
  refused: 'Why an application was not withdrawn.',
  result: application('The application as it is now; null if it was refused.'),
  details: applicationStateDetail,
  codes: { APPLICATION_NOT_FOUND, WRONG_STATE: WRONG_APPLICATION_STATE },
});

export const awardApplicationPointsAnswer = mutationAnswer('AwardApplicationPoints', {
  refused: 'Why points were not awarded.',
  result: application('The application as it is now; null if it was refused.'),
  details: { ...applicationStateDetail, currentVersion: [() => Int, 'With STALE_VERSION: the version it has.'] },
  codes: {
    APPLICATION_NOT_FOUND,
    NOT_BY_POINTS: {
      about: 'The listing does not go by points.',
      zh: '该公告不按积分排序。',
      en: 'The listing does not go by points.',
    },
    WRONG_STATE: WRONG_APPLICATION_STATE,
    STALE_VERSION: {
      about: 'It changed since it was last seen; `currentVersion` says to which version.',
      zh: '申请信息已更新，请刷新后重试。',
      en: 'The application has changed; look again.',
    },
  },
});

export const reviewFlaggedSetAnswer = mutationAnswer('ReviewFlaggedSet', {
  refused: 'Why the review of a flagged set was not recorded.',
  result: listing('The listing; null if it was refused.'),
  codes: {
    SET_NOT_FOUND: {
      about: 'No set of this name waits for review there.',
      zh: '没有待复核的该组申请。',
      en: 'No such set waits for review.',
    },
  },
});

export const rankApplicationsAnswer = mutationAnswer('RankApplications', {
  refused: 'Why the applications were not ranked.',
  result: listing('The ranked listing; null if it was refused.'),
  details: {
    ...listingStateDetail,
    applicationIds: [() => [ID], 'With POINTS_MISSING: applications without points, at most 100.'],
  },
  codes: {
    LISTING_NOT_FOUND,
    NOT_CLOSED: {
      about: 'One can still apply, or it is a standing list.',
      zh: '申请尚未截止。',
      en: 'Applications are not closed.',
    },
    ALREADY_RANKED: {
      about: 'It was ranked before; nothing changes.',
      zh: '已完成排序，结果不变。',
      en: 'It was ranked before; nothing changes.',
    },
    ENTROPY_MISSING: {
      about: 'The draw mixes in a public value that was announced, and none was given.',
      zh: '缺少已公布的公共随机数。',
      en: 'The announced public value is missing.',
    },
    POINTS_MISSING: {
      about: 'Some applications have no points yet; `applicationIds` says which.',
      zh: '部分申请尚未评分。',
      en: 'Some applications have no points yet.',
    },
  },
});

export const startAllocationAnswer = mutationAnswer('StartAllocation', {
  refused: 'Why nothing is offered yet.',
  result: listing('The listing; null if it was refused.'),
  details: { ...listingStateDetail, flaggedSets: [() => [String], 'With FLAGS_OPEN: the sets to be reviewed.'] },
  codes: {
    LISTING_NOT_FOUND,
    WRONG_STATE: WRONG_LISTING_STATE,
    FLAGS_OPEN: {
      about: 'Applications that look like one household’s wait for review; `flaggedSets` names them.',
      zh: '尚有疑似同一家庭的申请待复核。',
      en: 'Applications that look like one household’s wait for review.',
    },
  },
});

export const skipApplicationAnswer = mutationAnswer('SkipApplication', {
  refused: 'Why an application was not passed over.',
  result: application('The application as it is now; null if it was refused.'),
  details: applicationStateDetail,
  codes: { APPLICATION_NOT_FOUND, WRONG_STATE: WRONG_APPLICATION_STATE },
});
