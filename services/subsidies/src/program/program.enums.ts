import { registerEnumType } from 'type-graphql';

export enum ProgramKind {
  CASH = 'CASH',
  IN_KIND = 'IN_KIND',
}

registerEnumType(ProgramKind, {
  name: 'ProgramKind',
  description: 'What a programme gives.',
  valuesConfig: {
    CASH: { description: 'Money, out of an appropriation.' },
    IN_KIND: { description: 'Something else, such as a place in a school.' },
  },
});

export enum ProgramState {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  PAUSED = 'PAUSED',
  EXHAUSTED = 'EXHAUSTED',
  CLOSED = 'CLOSED',
}

registerEnumType(ProgramState, {
  name: 'ProgramState',
  description: 'Whether a programme can be claimed.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only programme officers see it.' },
    OPEN: { description: 'Can be claimed.' },
    PAUSED: { description: 'Takes no claims for the time being.' },
    EXHAUSTED: { description: 'Takes no claims because its money is spent.' },
    CLOSED: { description: 'Has ended; decided claims stand.' },
  },
});

export enum Claimant {
  WORKER = 'WORKER',
  ENTERPRISE = 'ENTERPRISE',
}

registerEnumType(Claimant, {
  name: 'Claimant',
  description: 'Who claims a programme.',
  valuesConfig: {
    WORKER: { description: 'A worker, for herself.' },
    ENTERPRISE: { description: 'An enterprise.' },
  },
});

export enum ParameterUnit {
  FEN = 'FEN',
  YEARS = 'YEARS',
  RANK = 'RANK',
  POINTS = 'POINTS',
  COUNT = 'COUNT',
  MONTHS = 'MONTHS',
}

registerEnumType(ParameterUnit, {
  name: 'ParameterUnit',
  description: 'What the values of a parameter count.',
  valuesConfig: {
    FEN: { description: 'Money, in fen.' },
    YEARS: { description: 'Completed years of age.' },
    RANK: { description: 'Rank of a skill level, 0 (apprentice) to 7 (chief technician).' },
    POINTS: { description: 'Points of a published scale.' },
    COUNT: { description: 'A number of things or times.' },
    MONTHS: { description: 'Completed calendar months.' },
  },
});
