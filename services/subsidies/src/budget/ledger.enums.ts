import { registerEnumType } from 'type-graphql';

export enum LedgerAccount {
  TREASURY = 'TREASURY',
  AVAILABLE = 'AVAILABLE',
  RESERVED = 'RESERVED',
  COMMITTED = 'COMMITTED',
  PAID = 'PAID',
  RECOVERED = 'RECOVERED',
}

registerEnumType(LedgerAccount, {
  name: 'LedgerAccount',
  description: 'Where the money of an appropriation stands.',
  valuesConfig: {
    TREASURY: { description: 'Outside: where the money comes from.' },
    AVAILABLE: { description: 'Can be granted.' },
    RESERVED: { description: 'Held for approved claims.' },
    COMMITTED: { description: 'In payments under way.' },
    PAID: { description: 'With the claimants.' },
    RECOVERED: { description: 'Outside: claimants who pay back.' },
  },
});
