import { registerEnumType } from 'type-graphql';

export enum ClaimState {
  SUBMITTED = 'SUBMITTED',
  ASSESSING = 'ASSESSING',
  PENDING_FACTS = 'PENDING_FACTS',
  WAITING_BUDGET = 'WAITING_BUDGET',
  APPROVED = 'APPROVED',
  PAYING = 'PAYING',
  PAID = 'PAID',
  REFUSED = 'REFUSED',
  UNDER_APPEAL = 'UNDER_APPEAL',
  CLAWBACK_DUE = 'CLAWBACK_DUE',
  RECOVERED = 'RECOVERED',
  WAIVED = 'WAIVED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ClaimState, {
  name: 'ClaimState',
  description: 'How far a claim has come.',
  valuesConfig: {
    SUBMITTED: { description: 'Received.' },
    ASSESSING: { description: 'An officer decides it.' },
    PENDING_FACTS: { description: 'A fact that its rules need is not known, or its source did not answer.' },
    WAITING_BUDGET: { description: 'Everything is in order but the money; its place in the queue is kept.' },
    APPROVED: { description: 'Granted; the money is reserved.' },
    PAYING: { description: 'The payment is under way.' },
    PAID: { description: 'The money has arrived, or the thing was given.' },
    REFUSED: { description: 'Not granted; the assessment says why.' },
    UNDER_APPEAL: { description: 'Refused, and the claimant has appealed.' },
    CLAWBACK_DUE: { description: 'What it was paid for fell away; the money is to be paid back.' },
    RECOVERED: { description: 'The money came back.' },
    WAIVED: { description: 'The money need not be paid back.' },
    WITHDRAWN: { description: 'Taken back by the claimant.' },
  },
});

/** States after which the same thing may be claimed once more (S1); the unique index on claims names the same two. */
export const over = [ClaimState.REFUSED, ClaimState.WITHDRAWN] as const;
