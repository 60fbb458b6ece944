import { demoId } from '@millgate/demo';
import { LocalizedText } from '@millgate/kit';
import type { ParameterSet } from '../src/program/parameters.rules.ts';
import { pointsSchooling } from './programs/points-schooling.ts';
import { skillLevel } from './programs/skill-level.ts';
import { stableJob } from './programs/stable-job.ts';
import { workTraining } from './programs/work-training.ts';
import { youthHomePurchase } from './programs/youth-home-purchase.ts';
import { youthSettlement } from './programs/youth-settlement.ts';
import type { ProgramData } from './programs/program-data.ts';

export const programId = (code: string): string => demoId('sub', code);

/** The programmes of the demo data: each a file of its own, beside which its rules lie in `src/program/rules`. */
export const programs: readonly ProgramData[] = [
  pointsSchooling,
  skillLevel,
  stableJob,
  workTraining,
  youthHomePurchase,
  youthSettlement,
];

/** The parameters of a programme as its rules read them. */
export const parametersOf = (code: string): ParameterSet => {
  const { parameters, document } = programs.find((program) => program.code === code) as (typeof programs)[number];
  return new Map(
    Object.entries(parameters).map(([name, { values }]) => [
      name,
      values.map(([from, value, article]) => ({
        from,
        value,
        reference: { zh: `${document.zh}第${article}条`, en: `${document.en}, article ${article}` },
      })),
    ]),
  );
};

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
