import { registerEnumType } from 'type-graphql';

export enum ClawbackOutcome {
  RECOVERED = 'RECOVERED',
  WAIVED = 'WAIVED',
}

registerEnumType(ClawbackOutcome, {
  name: 'ClawbackOutcome',
  description: 'What became of money that was claimed back.',
  valuesConfig: {
    RECOVERED: { description: 'It came back, whole, and can be granted again.' },
    WAIVED: { description: 'It need not come back.' },
  },
});
