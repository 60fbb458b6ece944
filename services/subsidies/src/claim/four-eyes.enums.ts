import { registerEnumType } from 'type-graphql';

export enum ReviewVerdict {
  APPROVE = 'APPROVE',
  REFUSE = 'REFUSE',
}

registerEnumType(ReviewVerdict, {
  name: 'ReviewVerdict',
  description: 'What an officer finds of a claim.',
  valuesConfig: {
    APPROVE: { description: 'To be granted; it is once enough officers have found so.' },
    REFUSE: { description: 'Not to be granted; one officer’s finding is enough, and can be appealed.' },
  },
});

export enum ConflictOfInterest {
  OWN_CLAIM = 'OWN_CLAIM',
  DECLARED_INTEREST = 'DECLARED_INTEREST',
  OWN_EDIT = 'OWN_EDIT',
  OWN_DECISION = 'OWN_DECISION',
}

registerEnumType(ConflictOfInterest, {
  name: 'ConflictOfInterest',
  description: 'Why somebody must not decide a claim.',
  valuesConfig: {
    OWN_CLAIM: { description: 'It is the officer’s own.' },
    DECLARED_INTEREST: { description: 'The officer has declared an interest in the claimant, such as kinship.' },
    OWN_EDIT: { description: 'The officer has recorded facts of it.' },
    OWN_DECISION: { description: 'The officer has taken the decision that is appealed.' },
  },
});
