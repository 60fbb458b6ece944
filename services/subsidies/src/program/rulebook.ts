import type { EntityManager } from '@mikro-orm/postgresql';
import type { Batch, Context } from '@millgate/kit';
import type { Assessment, ProgramRules, RuleInput } from '../assessment/assessment.rules.ts';
import { type DatedValue, latestRecords, type ParameterSet } from './parameters.rules.ts';
import { Parameter, ParameterValue, SubsidyProgram } from './program.entity.ts';
import { rulesByCode } from './rules/index.ts';

/** A programme with its rules, if it has any, and every value its parameters have had. */
export interface Ruled {
  readonly program: SubsidyProgram;
  readonly rules: ProgramRules | undefined;
  readonly parameters: ParameterSet;
}

/**
 * Every programme, by code, with the values that were recorded before an instant: a decision that is taken again later
 * reads what it read then (S4, S6). Three statements, whatever their number.
 */
export async function readRulebook(em: EntityManager, at: Date): Promise<ReadonlyMap<string, Ruled>> {
  const programs = await em.find(SubsidyProgram, {}, { orderBy: { code: 'asc' } });
  const parameters = await em.find(Parameter, {});
  const recorded = { recordedAt: { $lt: at } };
  const values = await em.find(ParameterValue, recorded, { orderBy: { from: 'asc', recordedAt: 'asc' } });
  const byParameter = Map.groupBy(values, ({ parameterRef }) => parameterRef.id);
  const byProgram = Map.groupBy(parameters, ({ programRef }) => programRef.id);
  return new Map(
    programs.map((program) => {
      const named = (byProgram.get(program.id) ?? []).map(
        ({ id, name }) => [name, latestRecords((byParameter.get(id) ?? []).map(dated))] as const,
      );
      return [program.code, { program, rules: rulesByCode.get(program.code), parameters: new Map(named) }];
    }),
  );
}

const dated = ({ from, value, references: { zh, en } }: ParameterValue): DatedValue => ({
  from,
  value,
  reference: { zh, en },
});

const once: Batch<'all', ReadonlyMap<string, Ruled>> = async (keys, { em, now }) => {
  const rulebook = await readRulebook(em, now);
  return keys.map(() => rulebook);
};

/** The rulebook, read once a request. */
export const rulebookOf = async (context: Context): Promise<ReadonlyMap<string, Ruled>> =>
  (await context.load(once, 'all')) ?? new Map();

/** What a programme's rules say; null for a programme that has none. */
export const assessBy = (ruled: Ruled, question: Omit<RuleInput, 'parameters'>): Assessment | null =>
  ruled.rules?.assess({ ...question, parameters: ruled.parameters }) ?? null;
