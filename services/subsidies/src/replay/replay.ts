import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { Assessment } from '../assessment/assessment.rules.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { type DatedValue, latestRecords, type ParameterSet } from '../program/parameters.rules.ts';
import { rulesOfVersion } from '../program/rules/index.ts';

/** A stored decision that comes out otherwise when it is taken again, or cannot be. */
export interface Difference {
  readonly claimId: string;
  readonly program: string;
  readonly why: string;
}

export interface Replay {
  readonly decisions: number;
  readonly differences: readonly Difference[];
  /** Appropriations whose balances are not the sums of their ledger. */
  readonly unbalanced: readonly string[];
}

interface Stored {
  readonly id: string;
  readonly code: string;
  readonly worker_id: string;
  readonly subject_id: string | null;
  readonly as_of: string;
  readonly assessed_at: Date;
  readonly fact_bundle: FactBundle;
  readonly assessed: Assessment;
}

const atOnce = 500;

/**
 * Takes every stored decision again: the rules of its version, the facts stored with it, the day it is as of, and the
 * parameters as they were recorded by then. The same must come out, reasons and all (S4, S6).
 */
export async function replayDecisions(em: EntityManager): Promise<Replay> {
  const parameters = await readParameters(em);
  const differences: Difference[] = [];
  let [decisions, after] = [0, ''];
  for (;;) {
    const stored = await sql<Stored>(
      em,
      `select c.id, p.code, c.worker_id, c.subject_id, c.as_of::text as as_of, c.assessed_at, c.fact_bundle, c.assessed
         from claim c join subsidy_program p on p.id = c.program_id
        where c.id > ? and c.assessed is not null and c.fact_bundle is not null and c.worker_id is not null
        order by c.id limit ${atOnce}`,
      [after],
    );
    for (const one of stored) {
      const why = differenceOf(one, parameters);
      if (why) differences.push({ claimId: one.id, program: one.code, why });
    }
    decisions += stored.length;
    if (stored.length < atOnce) break;
    after = stored.at(-1)?.id ?? '';
  }
  const books = await sql<{ id: string }>(
    em,
    `select a.id from appropriation a left join ledger_sums() s on s.appropriation_id = a.id
      where (a.amount_fen, a.reserved_fen, a.committed_fen, a.paid_fen, a.recovered_fen) is distinct from
            (coalesce(s.amount, 0), coalesce(s.reserved, 0), coalesce(s.committed, 0), coalesce(s.paid, 0), coalesce(s.recovered, 0))`,
  );
  return { decisions, differences, unbalanced: books.map(({ id }) => id) };
}

function differenceOf(stored: Stored, parameters: Parameters): string | null {
  const { assessed, code, fact_bundle: facts, as_of: on, subject_id: subjectId } = stored;
  const rules = rulesOfVersion(code, assessed.rulesVersion);
  if (!rules) return `version ${assessed.rulesVersion} of its rules is not here`;
  const at = new Date(stored.assessed_at);
  // The record that she claimed under: a merge of records since then is no other decision.
  const { workerId } = assessed;
  const again = rules.assess({ workerId, facts, parameters: parametersAt(parameters, code, at), on, subjectId });
  // As it would be stored: what is not there and what is undefined are one.
  const comparable = JSON.parse(JSON.stringify(again)) as Assessment;
  if (isDeepStrictEqual(comparable, assessed)) return null;
  if (comparable.outcome !== assessed.outcome)
    return `${assessed.outcome} was decided, ${comparable.outcome} comes out`;
  if (comparable.amountFen !== assessed.amountFen)
    return `${assessed.amountFen} fen were granted, ${comparable.amountFen} come out`;
  return 'the reasons differ';
}

type Recorded = DatedValue & { readonly recordedAt: Date };
type Parameters = ReadonlyMap<string, ReadonlyMap<string, readonly Recorded[]>>;

async function readParameters(em: EntityManager): Promise<Parameters> {
  const rows = await sql<{
    code: string;
    name: string;
    from: string;
    value: string | null;
    zh: string;
    en: string;
    recorded_at: Date;
  }>(
    em,
    `select s.code, p.name, v.valid_from::text as "from", v.value, v.reference_zh as zh, v.reference_en as en, v.recorded_at
       from parameter_value v join parameter p on p.id = v.parameter_id join subsidy_program s on s.id = p.program_id
      order by v.valid_from, v.recorded_at`,
  );
  const byProgram = Map.groupBy(rows, ({ code }) => code);
  return new Map(
    [...byProgram].map(([code, ofProgram]) => {
      const byName = Map.groupBy(ofProgram, ({ name }) => name);
      const named = [...byName].map(([name, values]) => {
        const dated = values.map(({ from, value, zh, en, recorded_at: recordedAt }) => ({
          from,
          value: value === null ? null : Number(value),
          reference: { zh, en },
          recordedAt: new Date(recordedAt),
        }));
        return [name, dated] as const;
      });
      return [code, new Map(named)];
    }),
  );
}

/** As the decision read them: what had been recorded before its instant. */
function parametersAt(parameters: Parameters, code: string, at: Date): ParameterSet {
  const named = [...(parameters.get(code) ?? [])].map(([name, values]) => {
    const known = values.filter(({ recordedAt }) => recordedAt < at);
    return [name, latestRecords(known.map(({ from, value, reference }) => ({ from, value, reference })))] as const;
  });
  return new Map(named);
}
