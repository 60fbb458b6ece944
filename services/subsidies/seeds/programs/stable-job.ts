import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN, YEARS, MONTHS, COUNT } = ParameterUnit;

/** Ours: no article names such a programme, its amount and its months are invented. */
export const stableJob: ProgramData = {
  code: 'STABLE_JOB',
  zh: '青年稳定就业补贴（演示）',
  en: 'Young workers’ stable job subsidy (demo)',
  kind: ProgramKind.CASH,
  claimant: Claimant.WORKER,
  state: ProgramState.OPEN,
  document: {
    zh: '青年稳定就业补贴办法（演示用虚构文号）',
    en: 'Measures on the stable job subsidy (invented for the demo)',
  },
  parameters: {
    amount: {
      unit: FEN,
      values: [
        ['2019-01-01', yuan(3_000), 4],
        ['2023-01-01', yuan(5_000), 4],
      ],
    },
    monthsMin: { unit: MONTHS, values: [['2019-01-01', 12, 2]] },
    ageMax: { unit: YEARS, values: [['2019-01-01', 35, 2]] },
    perPersonLifetime: { unit: COUNT, values: [['2019-01-01', 1, 6]] },
  },
};
