import { registerEnumType } from 'type-graphql';

export enum AdvisorKind {
  INDUSTRY = 'INDUSTRY',
  FINANCE = 'FINANCE',
  LEGAL = 'LEGAL',
  INTEGRITY = 'INTEGRITY',
  CAREER = 'CAREER',
  ELDERLY_CARE = 'ELDERLY_CARE',
}

registerEnumType(AdvisorKind, {
  name: 'AdvisorKind',
  description: 'What an adviser is asked about.',
  valuesConfig: {
    INDUSTRY: { description: 'An industry chain: markets, equipment, policies of the trade.' },
    FINANCE: { description: 'Credit, pledges and insurance.' },
    LEGAL: { description: 'Intellectual property, equity, contracts and other legal documents.' },
    INTEGRITY: { description: 'Conduct of officials and managers. Whatever these advisers are asked is sealed.' },
    CAREER: { description: 'Looking for work, changing it, starting a business.' },
    ELDERLY_CARE: { description: 'Care of the elderly, and what the community offers for it.' },
  },
});

export enum AdvisorChannel {
  VISIT = 'VISIT',
  OFFICE = 'OFFICE',
  ONLINE_24H = 'ONLINE_24H',
}

registerEnumType(AdvisorChannel, {
  name: 'AdvisorChannel',
  description: 'How an adviser and those who ask meet.',
  valuesConfig: {
    VISIT: { description: 'The adviser comes to the door.' },
    OFFICE: { description: 'At the adviser’s desk in the community.' },
    ONLINE_24H: { description: 'Online, at any hour.' },
  },
});
