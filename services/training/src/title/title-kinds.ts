import { registerEnumType } from 'type-graphql';
import {
  Ballot,
  RecusalReason,
  RequirementOutcome,
  Schooling,
  TitleRequirementKind,
  TitleRoute,
  TitleWaiver,
} from './title.rules.ts';

export enum TitleEvaluationState {
  SUBMITTED = 'SUBMITTED',
  REJECTED = 'REJECTED',
  SCREENED = 'SCREENED',
  PANEL = 'PANEL',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  PUBLICISED = 'PUBLICISED',
  CONFERRED = 'CONFERRED',
  OBJECTED = 'OBJECTED',
}

registerEnumType(TitleRoute, {
  name: 'TitleRoute',
  description: 'The way by which a title is sought.',
  valuesConfig: {
    REGULAR: { description: 'Every requirement holds.' },
    GREEN_CHANNEL: { description: 'Some requirements are waived for proven skill (绿色通道); `waivers` names them.' },
  },
});

registerEnumType(TitleWaiver, {
  name: 'TitleWaiver',
  description: 'A requirement that the green channel waives. Years of service and evidence are never waived.',
  valuesConfig: {
    EDUCATION: { description: 'The schooling that the title asks for.' },
    MAJOR: { description: 'The field of study that the title asks for.' },
  },
});

registerEnumType(TitleEvaluationState, {
  name: 'TitleEvaluationState',
  description: 'How far an evaluation has come.',
  valuesConfig: {
    SUBMITTED: { description: 'Handed in.' },
    REJECTED: { description: 'The papers did not show what was stated; `rejectedBecause` says what.' },
    SCREENED: { description: 'Found complete; waits for the panel.' },
    PANEL: { description: 'Before the panel. Votes are sealed.' },
    PASSED: { description: 'The panel agreed.' },
    FAILED: { description: 'The panel did not agree, or an objection was upheld.' },
    PUBLICISED: { description: 'Published, so that anybody can object.' },
    CONFERRED: { description: 'The title is conferred; `credential` attests it.' },
    OBJECTED: { description: 'Somebody objected while it was published.' },
  },
});

registerEnumType(Schooling, {
  name: 'Schooling',
  description: 'The highest schooling somebody completed, from none upwards.',
  valuesConfig: {
    NONE: { description: 'None, or primary school.' },
    MIDDLE_SCHOOL: { description: 'Junior middle school (初中).' },
    SECONDARY: { description: 'Senior middle or secondary technical school (高中、中专、技校).' },
    JUNIOR_COLLEGE: { description: 'Junior college (大专).' },
    BACHELOR: { description: 'Bachelor’s degree (本科).' },
    MASTER: { description: 'Master’s degree or higher.' },
  },
});

registerEnumType(TitleRequirementKind, {
  name: 'TitleRequirementKind',
  description: 'Something that a title asks of its candidates.',
  valuesConfig: {
    EDUCATION: { description: 'Schooling of a level; a value of `Schooling`.' },
    MAJOR: { description: 'A field of study that belongs to the title; true or false.' },
    YEARS_OF_SERVICE: { description: 'Completed years of work; never waived.' },
    EVIDENCE: { description: 'Pieces of evidence of one’s own work; never waived.' },
  },
});

registerEnumType(RequirementOutcome, {
  name: 'RequirementOutcome',
  description: 'What came of a requirement.',
  valuesConfig: {
    MET: { description: 'It is met.' },
    WAIVED: { description: 'It is not met, and the green channel waives it.' },
    NOT_MET: { description: 'It is not met.' },
  },
});

registerEnumType(Ballot, {
  name: 'Ballot',
  description: 'How a vote on a candidate is cast. Sealed at once; no field of the graph ever shows one.',
  valuesConfig: {
    FOR: { description: 'For conferring the title.' },
    AGAINST: { description: 'Against it.' },
    ABSTAIN: { description: 'Neither: counts as present and does not agree.' },
  },
});

registerEnumType(RecusalReason, {
  name: 'RecusalReason',
  description: 'Why an expert of the panel may not vote on a candidate.',
  valuesConfig: {
    OWN_APPLICATION: { description: 'It is her own application.' },
    SAME_EMPLOYER: { description: 'An enterprise employs both.' },
    KINSHIP: { description: 'She declared to be a relative.' },
    OTHER: { description: 'She declared another reason.' },
  },
});

export { Ballot, RecusalReason, RequirementOutcome, Schooling, TitleRequirementKind, TitleRoute, TitleWaiver };
