import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData } from './program-data.ts';

const { YEARS, POINTS, COUNT } = ParameterUnit;

export const pointsSchooling: ProgramData = {
  code: 'POINTS_SCHOOLING',
  zh: '积分入学',
  en: 'School place by points',
  kind: ProgramKind.IN_KIND,
  claimant: Claimant.WORKER,
  state: ProgramState.OPEN,
  document: {
    zh: '新市民子女积分入学办法（演示用虚构文号）',
    en: 'Measures on school places by points (invented for the demo)',
  },
  parameters: {
    places: { unit: COUNT, values: [['2019-01-01', 200, 2]] },
    childAgeMin: { unit: YEARS, values: [['2019-01-01', 6, 3]] },
    pointsMin: {
      unit: POINTS,
      values: [
        ['2019-01-01', 60, 6],
        ['2024-06-01', 65, 6],
      ],
    },
  },
};
