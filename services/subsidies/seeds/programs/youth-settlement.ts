import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN, COUNT } = ParameterUnit;

export const youthSettlement: ProgramData = {
  code: 'YOUTH_SETTLEMENT',
  zh: '青年北仑·落户补贴',
  en: 'Youth Beilun: settlement subsidy',
  kind: ProgramKind.CASH,
  claimant: Claimant.WORKER,
  state: ProgramState.OPEN,
  document: {
    zh: '青年人才落户补贴办法（演示用虚构文号）',
    en: 'Measures on the settlement subsidy (invented for the demo)',
  },
  parameters: {
    amount: { unit: FEN, values: [['2019-01-01', yuan(20_000), 4]] },
    homesMin: { unit: COUNT, values: [['2019-01-01', 1, 3]] },
    registrationsMin: { unit: COUNT, values: [['2019-01-01', 1, 3]] },
    perPersonLifetime: { unit: COUNT, values: [['2019-01-01', 1, 6]] },
  },
};
