import { registerEnumType } from 'type-graphql';

export enum CaseKind {
  APPLICATION = 'APPLICATION',
  SUGGESTION = 'SUGGESTION',
  CONSULTATION = 'CONSULTATION',
  COMPLAINT = 'COMPLAINT',
  HELP_REQUEST = 'HELP_REQUEST',
  COMMITMENT = 'COMMITMENT',
}

registerEnumType(CaseKind, {
  name: 'CaseKind',
  description: 'What is asked of the desk.',
  valuesConfig: {
    APPLICATION: { description: 'For a service item; a clerk accepts it first.' },
    SUGGESTION: { description: 'An opinion or a proposal, from a survey visit or of someone’s own accord.' },
    CONSULTATION: { description: 'A question.' },
    COMPLAINT: { description: 'About somebody or something.' },
    HELP_REQUEST: { description: 'Something is needed that no item covers.' },
    COMMITMENT: { description: 'What was promised at a meeting, to be kept by a day.' },
  },
});

export enum CaseState {
  SUBMITTED = 'SUBMITTED',
  CORRECTION = 'CORRECTION',
  NOT_ACCEPTED = 'NOT_ACCEPTED',
  IN_PROGRESS = 'IN_PROGRESS',
  SUSPENDED = 'SUSPENDED',
  DECIDED = 'DECIDED',
  DELIVERED = 'DELIVERED',
  CLOSED = 'CLOSED',
  WITHDRAWN = 'WITHDRAWN',
  RESOLVED_ON_SPOT = 'RESOLVED_ON_SPOT',
}

registerEnumType(CaseState, {
  name: 'CaseState',
  description: 'Where a case stands.',
  valuesConfig: {
    SUBMITTED: { description: 'Received; a clerk has five working days, and silence accepts it.' },
    CORRECTION: { description: 'Something is missing; the one request says all that is. No clock runs.' },
    NOT_ACCEPTED: { description: 'Not a matter of this desk, and the reason is stated.' },
    IN_PROGRESS: { description: 'Accepted: it has one owner and a due date.' },
    SUSPENDED: { description: 'The clock stands still, for a lawful reason.' },
    DECIDED: { description: 'The outcome stands; it is on its way to the person who asked.' },
    DELIVERED: { description: 'The outcome has reached the person who asked.' },
    CLOSED: { description: 'Rated, or fifteen working days after delivery.' },
    WITHDRAWN: { description: 'Taken back by the person who asked.' },
    RESOLVED_ON_SPOT: { description: 'Settled where it was raised.' },
  },
});

export enum CaseAction {
  SUBMIT = 'SUBMIT',
  ACCEPT = 'ACCEPT',
  ACCEPT_BY_SILENCE = 'ACCEPT_BY_SILENCE',
  REQUEST_CORRECTION = 'REQUEST_CORRECTION',
  RESUBMIT = 'RESUBMIT',
  NOT_ACCEPT = 'NOT_ACCEPT',
  ROUTE = 'ROUTE',
  REASSIGN = 'REASSIGN',
  SUSPEND = 'SUSPEND',
  RESUME = 'RESUME',
  EXTEND = 'EXTEND',
  RESCHEDULE = 'RESCHEDULE',
  DECIDE = 'DECIDE',
  DELIVER = 'DELIVER',
  RESOLVE_ON_SPOT = 'RESOLVE_ON_SPOT',
  WITHDRAW = 'WITHDRAW',
  RATE = 'RATE',
  CLOSE = 'CLOSE',
  REOPEN = 'REOPEN',
  CLAIM_OPENED = 'CLAIM_OPENED',
  CLAIM_CLOSED = 'CLAIM_CLOSED',
}

registerEnumType(CaseAction, {
  name: 'CaseAction',
  description: 'What was done with a case.',
  valuesConfig: {
    SUBMIT: { description: 'It was filed.' },
    ACCEPT: { description: 'A clerk accepted it, or it needed no acceptance.' },
    ACCEPT_BY_SILENCE: { description: 'Five working days passed: it counts as accepted on the day of receipt.' },
    REQUEST_CORRECTION: { description: 'All that is missing was asked for, once.' },
    RESUBMIT: { description: 'What was missing was handed in.' },
    NOT_ACCEPT: { description: 'It was not accepted.' },
    ROUTE: { description: 'It was passed on to another department.' },
    REASSIGN: { description: 'It was given to another person of the department.' },
    SUSPEND: { description: 'The clock was stopped.' },
    RESUME: { description: 'The clock runs again.' },
    EXTEND: { description: 'The limit was extended, once.' },
    RESCHEDULE: { description: 'The calendar was revised, and the due date moved with it.' },
    DECIDE: { description: 'It was decided.' },
    DELIVER: { description: 'The outcome reached the person who asked.' },
    RESOLVE_ON_SPOT: { description: 'It was settled where it was raised.' },
    WITHDRAW: { description: 'It was taken back.' },
    RATE: { description: 'The person who asked rated it.' },
    CLOSE: { description: 'It was closed.' },
    REOPEN: { description: 'It was taken up again.' },
    CLAIM_OPENED: { description: 'It led to a claim, or that is open again; the note names it.' },
    CLAIM_CLOSED: { description: 'A claim that it led to has its outcome; the note names both.' },
  },
});

export enum CaseOutcome {
  GRANTED = 'GRANTED',
  REFUSED = 'REFUSED',
  ANSWERED = 'ANSWERED',
  DONE = 'DONE',
}

registerEnumType(CaseOutcome, {
  name: 'CaseOutcome',
  description: 'What came of a case.',
  valuesConfig: {
    GRANTED: { description: 'What was applied for is granted.' },
    REFUSED: { description: 'It is refused, and the reason is stated.' },
    ANSWERED: { description: 'The question is answered.' },
    DONE: { description: 'What was asked for or promised is done.' },
  },
});

export enum CaseChannel {
  COUNTER = 'COUNTER',
  TERMINAL = 'TERMINAL',
  ONLINE = 'ONLINE',
  PHONE = 'PHONE',
  WECHAT = 'WECHAT',
  GRID = 'GRID',
  SURVEY = 'SURVEY',
  MEETING = 'MEETING',
}

registerEnumType(CaseChannel, {
  name: 'CaseChannel',
  description: 'The door by which a case came in. All lead to the same desk.',
  valuesConfig: {
    COUNTER: { description: 'A counter; one number can carry many matters.' },
    TERMINAL: { description: 'A self-service terminal, day and night.' },
    ONLINE: { description: 'A front end of the graph.' },
    PHONE: { description: 'A call, written down by a clerk.' },
    WECHAT: { description: 'A message to the community’s account.' },
    GRID: { description: 'A grid officer’s round.' },
    SURVEY: { description: 'A survey visit to an enterprise.' },
    MEETING: { description: 'A tea meeting, forum or decision meeting.' },
  },
});

export enum CaseAssistance {
  SELF = 'SELF',
  GUIDED = 'GUIDED',
  AGENT = 'AGENT',
}

registerEnumType(CaseAssistance, {
  name: 'CaseAssistance',
  description: 'Who filed a case for whom (帮办代办).',
  valuesConfig: {
    SELF: { description: 'The person themselves.' },
    GUIDED: { description: 'The person, with a clerk beside them.' },
    AGENT: { description: 'Somebody for the person, with a recorded mandate.' },
  },
});
