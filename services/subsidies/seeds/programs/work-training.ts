import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN } = ParameterUnit;

export const workTraining: ProgramData = {
  code: 'WORK_TRAINING',
  zh: '以工代训补贴',
  en: 'Training at work subsidy',
  kind: ProgramKind.CASH,
  claimant: Claimant.ENTERPRISE,
  state: ProgramState.CLOSED,
  document: { zh: '以工代训补贴办法（演示用虚构文号）', en: 'Measures on training at work (invented for the demo)' },
  parameters: {
    amountPerPerson: {
      unit: FEN,
      values: [
        ['2020-06-01', yuan(500), 3],
        ['2022-01-01', null, 9],
      ],
    },
  },
};
