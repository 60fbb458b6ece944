import { demoId } from '@millgate/demo';
import { LocalizedText } from '@millgate/kit';
import { Claimant, ParameterUnit, ProgramKind, ProgramState } from '../src/program/program.enums.ts';

export const programId = (code: string): string => demoId('sub', code);

interface Values {
  readonly unit: ParameterUnit;
  /** First day, value, article of the document. */
  readonly values: readonly (readonly [from: string, value: number | null, article: number])[];
}

interface ProgramData {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ProgramKind;
  readonly claimant: Claimant;
  readonly state: ProgramState;
  /** No article names the documents: their numbers are invented, and say so. */
  readonly document: { readonly zh: string; readonly en: string };
  readonly parameters: Readonly<Record<string, Values>>;
}

const yuan = (value: number) => value * 100;
const { FEN, YEARS, RANK, POINTS, COUNT } = ParameterUnit;

export const programs: readonly ProgramData[] = [
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
];

export function* programRows() {
  for (const { code, zh, en, kind, claimant, state, document } of programs) {
    yield {
      id: programId(code),
      code,
      names: LocalizedText.of(zh, en),
      bases: LocalizedText.of(document.zh, document.en),
      kind,
      claimant,
      state,
    };
  }
}

export function* parameterRows() {
  for (const { code, parameters } of programs) {
    for (const [name, { unit }] of Object.entries(parameters)) {
      yield { id: demoId('par', `${code}.${name}`), programRef: programId(code), name, unit };
    }
  }
}

export function* parameterValueRows() {
  for (const { code, parameters, document } of programs) {
    for (const [name, { values }] of Object.entries(parameters)) {
      for (const [from, value, article] of values) {
        yield {
          id: demoId('pav', `${code}.${name}.${from}`),
          parameterRef: demoId('par', `${code}.${name}`),
          from,
          value,
          references: LocalizedText.of(`${document.zh}第${article}条`, `${document.en}, article ${article}`),
        };
      }
    }
  }
}
