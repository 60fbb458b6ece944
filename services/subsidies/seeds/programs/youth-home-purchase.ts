import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN, YEARS, COUNT } = ParameterUnit;

export const youthHomePurchase: ProgramData = {
  code: 'YOUTH_HOME_PURCHASE',
  zh: '青年北仑·青年公寓购房补贴',
  en: 'Youth Beilun: youth apartment purchase subsidy',
  kind: ProgramKind.CASH,
  claimant: Claimant.WORKER,
  state: ProgramState.OPEN,
  document: {
    zh: '青年公寓购房补贴办法（演示用虚构文号）',
    en: 'Measures on the youth apartment subsidy (invented for the demo)',
  },
  parameters: {
    amount: {
      unit: FEN,
      values: [
        ['2019-01-01', yuan(200_000), 5],
        ['2021-01-01', yuan(300_000), 5],
      ],
    },
    ageMin: { unit: YEARS, values: [['2019-01-01', 18, 3]] },
    ageMax: { unit: YEARS, values: [['2019-01-01', 35, 3]] },
    homesMin: { unit: COUNT, values: [['2019-01-01', 1, 4]] },
    perPersonLifetime: { unit: COUNT, values: [['2019-01-01', 1, 7]] },
  },
};
