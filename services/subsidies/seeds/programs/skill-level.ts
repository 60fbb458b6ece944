import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../../src/program/program.enums.ts';
import { type ProgramData, yuan } from './program-data.ts';

const { FEN, RANK, COUNT } = ParameterUnit;

export const skillLevel: ProgramData = {
  code: 'SKILL_LEVEL',
  zh: '技能等级提升补贴（三级及以上）',
  en: 'Skill level subsidy (level 3 or above)',
  kind: ProgramKind.CASH,
  claimant: Claimant.WORKER,
  state: ProgramState.OPEN,
  document: { zh: '技能提升补贴办法（演示用虚构文号）', en: 'Measures on skill subsidies (invented for the demo)' },
  parameters: {
    amount: {
      unit: FEN,
      values: [
        ['2015-01-01', yuan(2_000), 4],
        ['2024-01-01', yuan(3_000), 4],
      ],
    },
    rankMin: { unit: RANK, values: [['2015-01-01', 3, 2]] },
    perPersonLifetime: { unit: COUNT, values: [['2015-01-01', 1, 5]] },
  },
};
