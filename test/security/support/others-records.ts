import { demoId } from '@millgate/demo';

/** Records of the welder’s, of each kind that has an id of its own, and ids of none. */
export const records = [
  ['lease', demoId('lea', 'welder-offer'), demoId('lea', 'nobody')],
  ['homePurchase', demoId('hpu', 'welder'), demoId('hpu', 'nobody')],
  ['claim', demoId('clm', 'welder-school'), demoId('clm', 'nobody')],
  ['case', demoId('cas', 'welder-school'), demoId('cas', 'nobody')],
] as const;

const lease = demoId('lea', 'welder-offer');
const claim = demoId('clm', 'welder-school');
const oneCase = demoId('cas', 'welder-school');
const versioned = { expectedVersion: 1 };

/** What only the welder may do with a record of hers: the mutation, the argument that names it, its id, and the rest. */
export const deeds: readonly (readonly [
  mutation: string,
  argument: string,
  id: string,
  more: Readonly<Record<string, unknown>>,
])[] = [
  ['acceptHousingOffer', 'leaseId', lease, { idempotencyKey: 'others-1' }],
  ['declineHousingOffer', 'leaseId', lease, { idempotencyKey: 'others-2', reason: 'no' }],
  ['giveLeaseNotice', 'leaseId', lease, { idempotencyKey: 'others-3', until: '2027-01-31' }],
  ['withdrawApplication', 'applicationId', demoId('app', 'youth-lingfeng-2021-welder'), { idempotencyKey: 'others-4' }],
  ['withdrawClaim', 'claimId', claim, { idempotencyKey: 'others-5' }],
  ['appealClaim', 'claimId', claim, { idempotencyKey: 'others-6', grounds: 'The day is wrong.' }],
  ['withdrawEnrolment', 'enrolmentId', demoId('enr', 'welder-next'), { idempotencyKey: 'others-7' }],
  ['endDependant', 'dependantId', demoId('dep', 'welder-1'), { idempotencyKey: 'others-8' }],
  ['withdrawCase', 'caseId', oneCase, versioned],
  ['rateCase', 'caseId', oneCase, { ...versioned, score: 1 }],
  ['reopenCase', 'caseId', oneCase, { ...versioned, reason: 'It came back.' }],
];

/** The id of nothing, of the same kind. */
export const unknownLike = (id: string): string => demoId(id.slice(0, 3), 'nobody');
