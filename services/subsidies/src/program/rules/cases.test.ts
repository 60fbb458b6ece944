import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parametersOf } from '../../../seeds/programs.ts';
import { AssessmentOutcome, RuleOutcome } from '../../assessment/assessment.rules.ts';
import type { FactBundle } from '../../facts/facts.rules.ts';
import { rulesByCode } from './index.ts';

/**
 * A fact in a case: DOWN (its owner did not answer), UNKNOWN, WITHHELD, NONE (known, and there is none), a day, or the
 * fields of a list's items. Lists that a case leaves out are known to be empty.
 */
type Stated = string | Record<string, unknown>[];

interface Case {
  readonly name: string;
  readonly on: string;
  readonly subjectId?: string;
  readonly facts: Readonly<Record<string, Stated>> & { readonly recorded?: Readonly<Record<string, number>> };
  readonly outcome: string;
  readonly yuan?: number;
  readonly trigger?: string;
  readonly trace: Readonly<Record<string, string>>;
  /** Facts that are missing, with the reason; null where the fact itself is there. */
  readonly missing?: Readonly<Record<string, string | null>>;
}

const record = { from: null, until: null, source: 'case', version: 'case@1' } as const;
const lists = ['skillRankFacts', 'homePurchaseFacts', 'mainJobFacts', 'childBirthFacts'];
const nothing = { purchaseId: null, areaM2: null, contractedOn: null, deliveredOn: null, rescindedOn: null };

function factOf(name: string, stated: Stated): unknown {
  if (stated === 'DOWN') return null;
  if (Array.isArray(stated)) {
    return stated.map((item, at) => ({
      ...record,
      status: 'KNOWN',
      ...(name === 'homePurchaseFacts' ? { ...nothing, purchaseId: `hpu_${at}` } : {}),
      from: item['value'] ?? null,
      ...item,
    }));
  }
  const known = stated !== 'UNKNOWN' && stated !== 'WITHHELD';
  const day = known && stated !== 'NONE' ? stated : null;
  return { ...record, status: known ? 'KNOWN' : stated, from: day, value: day };
}

function bundleOf({ recorded = {}, ...stated }: Case['facts']): FactBundle {
  const facts = { ...Object.fromEntries(lists.map((name) => [name, []])), ...stated } as Record<string, Stated>;
  return {
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, factOf(name, value)])),
    earlierClaims: [],
    recorded: Object.entries(recorded).map(([name, value]) => ({ id: name, name, value, recordedBy: 'acc' })),
  };
}

const codeOf = (file: string): string => file.replace('.cases.yaml', '').replaceAll('-', '_').toUpperCase();
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.cases.yaml'));

test('every programme has cases', () => {
  expect(files.map(codeOf).toSorted()).toEqual([...rulesByCode.keys()].toSorted());
});

describe.each(files)('%s', (file) => {
  const cases = parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Case[];
  const rules = rulesByCode.get(codeOf(file));

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const assessed = rules?.assess({
      workerId: 'wrk',
      facts: bundleOf(one.facts),
      parameters: parametersOf(codeOf(file)),
      on: one.on,
      subjectId: one.subjectId ?? null,
    });

    expect({
      outcome: assessed?.outcome,
      yuan: assessed?.amountFen ? assessed.amountFen / 100 : undefined,
      trace: Object.fromEntries((assessed?.trace ?? []).map(({ rule, outcome }) => [rule, outcome])),
    }).toEqual({ outcome: one.outcome, yuan: one.yuan, trace: one.trace });
    if (one.trigger) expect(assessed?.triggerOn).toBe(one.trigger);
    if (one.missing) {
      const missing = Object.entries(one.missing).filter(([, reason]) => reason !== null);
      expect(Object.fromEntries((assessed?.missingFacts ?? []).map(({ name, reason }) => [name, reason]))).toEqual(
        Object.fromEntries(missing),
      );
    }
  });
});

test('every decision that fails a rule says since when its parameter has governed (S5)', () => {
  for (const file of files) {
    const code = codeOf(file);
    for (const one of parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Case[]) {
      const assessed = rulesByCode.get(code)?.assess({
        workerId: 'wrk',
        facts: bundleOf(one.facts),
        parameters: parametersOf(code),
        on: one.on,
      });
      const failed = assessed?.trace.filter(({ outcome }) => outcome === RuleOutcome.FAILED) ?? [];
      if (assessed?.outcome === AssessmentOutcome.NOT_ELIGIBLE) expect(failed.length).toBeGreaterThan(0);
      for (const line of failed)
        expect(line).toMatchObject({ effectiveFrom: expect.any(String), reference: expect.anything() });
    }
  }
});
