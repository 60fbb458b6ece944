import { describe, expect, test } from 'vitest';
import { type Assessment, AssessmentOutcome, RuleOutcome } from '../../assessment/assessment.rules.ts';
import type { FactBundle } from '../../facts/facts.rules.ts';
import type { DatedValue, ParameterSet } from '../parameters.rules.ts';
import { rulesByCode } from './index.ts';

const reference = { zh: '示例', en: 'example' };
const since = (from: string, value: number | null): DatedValue => ({ from, value, reference });

const parameters = (more: Record<string, DatedValue[]> = {}): ParameterSet =>
  new Map(
    Object.entries({
      amount: [since('2019-01-01', 20_000_000), since('2021-01-01', 30_000_000)],
      ageMin: [since('2019-01-01', 18)],
      ageMax: [since('2019-01-01', 35)],
      homesMin: [since('2019-01-01', 1)],
      registrationsMin: [since('2019-01-01', 1)],
      rankMin: [since('2019-01-01', 3)],
      places: [since('2019-01-01', 200)],
      childAgeMin: [since('2019-01-01', 6)],
      pointsMin: [since('2019-01-01', 60)],
      perPersonLifetime: [since('2019-01-01', 1)],
      ...more,
    }),
  );

const known = { status: 'KNOWN', until: null, source: 'test', version: '1' } as const;
const unknown = { status: 'UNKNOWN', from: null, until: null, source: 'test', version: '1' } as const;
const born = (value: string) => ({ ...known, from: value, value });
const ranked = (value: number, from: string, until: string | null = null) => ({ ...known, value, from, until });
const bought = (contractedOn: string, more: { deliveredOn?: string; rescindedOn?: string } = {}) => ({
  ...known,
  from: contractedOn,
  purchaseId: `hpu_${contractedOn}`,
  areaM2: 130,
  contractedOn,
  deliveredOn: null,
  rescindedOn: null,
  ...more,
});

function assess(code: string, facts: Partial<FactBundle>, on: string, given = parameters()): Assessment {
  const rules = rulesByCode.get(code);
  if (!rules) throw new Error(`no rules for ${code}`);
  return rules.assess({ workerId: 'wrk', facts: { earlierClaims: [], ...facts }, parameters: given, on });
}

const failed = ({ trace }: Assessment) =>
  trace.filter(({ outcome }) => outcome === RuleOutcome.FAILED).map(({ rule }) => rule);

describe('the subsidy for buying a youth apartment', () => {
  const contractDay = '2021-05-24';
  const buyer = (birthDate: string, contractedOn = contractDay) =>
    assess(
      'YOUTH_HOME_PURCHASE',
      { birthDateFact: born(birthDate), homePurchaseFacts: [bought(contractedOn)] },
      '2026-11-20',
    );

  test.each([
    ['turning 18 on the contract day', '2003-05-24', contractDay, []],
    ['a day before turning 18', '2003-05-25', contractDay, ['AGE_MIN']],
    ['29', '1991-11-02', contractDay, []],
    ['the day before turning 36, so still 35', '1985-05-25', contractDay, []],
    ['turning 36 on the contract day', '1985-05-24', contractDay, ['AGE_MAX']],
    ['born on 29 February, on 28 February: 17', '2004-02-29', '2022-02-28', ['AGE_MIN']],
    ['born on 29 February, on 1 March: 18', '2004-02-29', '2022-03-01', []],
    ['born on 29 February, on 28 February of the 36th year: still 35', '1988-02-29', '2023-02-28', []],
  ])('%s', (_who, birthDate, contractedOn, expected) => {
    const assessment = buyer(birthDate, contractedOn);

    expect(failed(assessment)).toEqual(expected);
    expect(assessment.outcome).toBe(expected.length > 0 ? 'NOT_ELIGIBLE' : 'ELIGIBLE');
  });

  test('is that of the contract day, not of the day of the claim: neither age nor amount grows afterwards', () => {
    const assessment = buyer('1985-05-25', '2020-12-31');

    expect(assessment).toMatchObject({ outcome: 'ELIGIBLE', triggerOn: '2020-12-31', amountFen: 20_000_000 });
  });

  test('a parameter that is set later leaves an earlier day as it was', () => {
    const later = parameters({ ageMax: [since('2019-01-01', 35), since('2022-01-01', 25)] });
    const facts = { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20', later)).toEqual(
      assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20'),
    );
  });

  test.each([
    ['2022-05-24', []],
    ['2022-05-25', ['CLAIM_WINDOW']],
  ])('within twelve months of the contract, where its data say so: on %s', (on, expected) => {
    const facts = { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] };
    const windowed = parameters({ claimMonths: [since('2021-01-01', 12)] });

    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, on, windowed))).toEqual(expected);
    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, on))).toEqual([]);
    // Set for later contracts, it asks nothing of this one.
    const later = parameters({ claimMonths: [since('2022-01-01', 12)] });
    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, on, later))).toEqual([]);
  });

  test('a limit that was lifted is waived, and a programme that has ended gives nothing more', () => {
    const facts = { birthDateFact: born('1960-01-01'), homePurchaseFacts: [bought('2024-05-01')] };
    const lifted = parameters({ ageMax: [since('2019-01-01', 35), since('2024-01-01', null)] });
    const ended = parameters({ amount: [since('2019-01-01', 20_000_000), since('2024-01-01', null)] });

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20', lifted)).toMatchObject({ outcome: 'ELIGIBLE' });
    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20', ended))).toEqual(['IN_FORCE', 'AGE_MAX']);
  });

  test('a rescinded contract counts until the day before it was rescinded', () => {
    const facts = {
      birthDateFact: born('1991-11-02'),
      homePurchaseFacts: [bought(contractDay, { rescindedOn: '2021-09-01' })],
    };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2021-08-31').outcome).toBe('ELIGIBLE');
    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, '2021-09-01'))).toEqual(['HOME_CONTRACTED']);
  });

  test('of two contracts the one that serves her is judged', () => {
    const facts = {
      birthDateFact: born('1985-05-24'),
      homePurchaseFacts: [bought('2021-06-01'), bought('2020-06-01')],
    };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20')).toMatchObject({
      outcome: 'ELIGIBLE',
      triggerOn: '2020-06-01',
      subject: { homePurchaseId: 'hpu_2020-06-01' },
    });
  });

  test('whoever has claimed it by the day asked about cannot claim it again', () => {
    const facts = {
      birthDateFact: born('1991-11-02'),
      homePurchaseFacts: [bought(contractDay)],
      earlierClaims: [{ claimId: 'clm', subjectKey: '', submittedOn: '2021-06-01' }],
    };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2021-05-31').outcome).toBe('ELIGIBLE');
    expect(failed(assess('YOUTH_HOME_PURCHASE', facts, '2021-06-01'))).toEqual(['TIMES_PER_PERSON']);
  });

  test('without knowing the contract day, an age of today proves nothing', () => {
    const facts = { birthDateFact: born('1980-01-01'), homePurchaseFacts: null };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20')).toMatchObject({
      outcome: 'NEED_MORE_FACTS',
      missingFacts: [{ name: 'homePurchaseFacts', owner: 'housing', reason: 'SOURCE_UNAVAILABLE' }],
    });
  });

  test('an unknown date of birth is a missing fact', () => {
    const facts = { birthDateFact: { ...unknown, value: null }, homePurchaseFacts: [bought(contractDay)] };

    expect(assess('YOUTH_HOME_PURCHASE', facts, '2026-11-20')).toMatchObject({
      outcome: 'NEED_MORE_FACTS',
      amountFen: null,
      missingFacts: [{ name: 'birthDateFact', owner: 'community', reason: 'UNKNOWN' }],
    });
  });
});

describe('the subsidy for settling', () => {
  const settlement = (deliveredOn: string | undefined, settledOn: string | null, on = '2022-12-31') =>
    assess(
      'YOUTH_SETTLEMENT',
      {
        homePurchaseFacts: [bought('2021-05-24', deliveredOn ? { deliveredOn } : {})],
        settledOnFact: { ...known, from: settledOn, value: settledOn },
      },
      on,
    );

  test('falls due on the later of delivery and settling', () => {
    expect(settlement('2022-03-10', '2022-03-18')).toMatchObject({ outcome: 'ELIGIBLE', triggerOn: '2022-03-18' });
    expect(settlement('2022-06-10', '2022-03-18')).toMatchObject({ outcome: 'ELIGIBLE', triggerOn: '2022-06-10' });
  });

  test.each([
    ['the home is not handed over', undefined, '2022-03-18', ['HOME_DELIVERED']],
    ['the household is registered elsewhere', '2022-03-10', null, ['SETTLED']],
    ['neither', undefined, null, ['HOME_DELIVERED', 'SETTLED']],
    ['both are still to come', '2023-01-01', '2023-01-01', ['HOME_DELIVERED', 'SETTLED']],
  ])('is not due while %s', (_why, deliveredOn, settledOn, expected) => {
    expect(failed(settlement(deliveredOn, settledOn))).toEqual(expected);
  });
});

describe('the subsidy for level 3 or above', () => {
  const holder = (...facts: ReturnType<typeof ranked>[]) =>
    assess('SKILL_LEVEL', { skillRankFacts: facts }, '2026-11-20');

  test.each([
    ['an apprentice', 0, 'NOT_ELIGIBLE'],
    ['level 5', 1, 'NOT_ELIGIBLE'],
    ['level 4', 2, 'NOT_ELIGIBLE'],
    ['level 3', 3, 'ELIGIBLE'],
    ['level 2', 4, 'ELIGIBLE'],
    ['level 1', 5, 'ELIGIBLE'],
    ['special technician', 6, 'ELIGIBLE'],
    ['chief technician', 7, 'ELIGIBLE'],
  ])('%s', (_level, rank, outcome) => {
    expect(holder(ranked(rank, '2020-01-01')).outcome).toBe(outcome);
  });

  test('a certificate that was revoked yesterday does not count today', () => {
    expect(holder(ranked(3, '2020-01-01', '2026-11-19')).outcome).toBe('NOT_ELIGIBLE');
    expect(holder(ranked(3, '2020-01-01', '2026-11-20')).outcome).toBe('NOT_ELIGIBLE');
    expect(holder(ranked(3, '2020-01-01', '2026-11-21')).outcome).toBe('ELIGIBLE');
  });

  test('nobody without a certificate', () => {
    expect(failed(holder())).toEqual(['SKILL_RANK']);
  });

  test('the highest level is claimed first, then one that was not claimed yet', () => {
    const facts = { skillRankFacts: [ranked(3, '2020-01-01'), ranked(4, '2022-01-01')] };
    const claimed = { ...facts, earlierClaims: [{ claimId: 'clm', subjectKey: 'rank:4', submittedOn: '2022-02-01' }] };

    expect(assess('SKILL_LEVEL', facts, '2026-11-20').subject.key).toBe('rank:4');
    expect(assess('SKILL_LEVEL', claimed, '2026-11-20')).toMatchObject({
      outcome: 'ELIGIBLE',
      subject: { key: 'rank:3' },
    });
  });
});

describe('every programme', () => {
  const whole: Partial<FactBundle> = {
    birthDateFact: born('1991-11-02'),
    settledOnFact: { ...known, from: '2022-03-18', value: '2022-03-18' },
    skillRankFacts: [ranked(3, '2020-01-01')],
    homePurchaseFacts: [bought('2021-05-24', { deliveredOn: '2022-03-10' })],
  };
  const names = ['birthDateFact', 'settledOnFact', 'skillRankFacts', 'homePurchaseFacts'] as const;
  const without = Array.from({ length: 2 ** names.length }, (_, set) => names.filter((_name, bit) => set & (1 << bit)));

  test.each([...rulesByCode.keys()])(
    '%s: whatever facts are missing, what would be granted is never refused',
    (code) => {
      for (const missing of without) {
        const facts = { ...whole, ...Object.fromEntries(missing.map((name) => [name, null])) };

        expect({ missing, outcome: assess(code, facts, '2026-11-20').outcome }).not.toMatchObject({
          outcome: 'NOT_ELIGIBLE',
        });
      }
    },
  );

  test.each([...rulesByCode.keys()])(
    '%s: the same facts on the same day give the same decision, word for word',
    (code) => {
      const stored = JSON.parse(JSON.stringify(whole)) as typeof whole;

      expect(JSON.stringify(assess(code, stored, '2026-11-20'))).toBe(
        JSON.stringify(assess(code, whole, '2026-11-20')),
      );
    },
  );

  test.each([...rulesByCode.keys()])('%s: before its first day gives nothing, and says since when it gives', (code) => {
    const assessment = assess(code, {}, '2018-06-01');

    expect(assessment.outcome).toBe('NOT_ELIGIBLE');
    expect(assessment.trace[0]).toMatchObject({ rule: 'IN_FORCE', outcome: 'FAILED', effectiveFrom: '2019-01-01' });
  });

  test.each([...rulesByCode.keys()])('%s: a refusal names a failed rule with its parameter and its date', (code) => {
    const nothing = {
      birthDateFact: born('1950-01-01'),
      settledOnFact: { ...known, from: null, value: null },
      skillRankFacts: [],
      homePurchaseFacts: [],
    };
    const assessment = assess(code, nothing, '2026-11-20');

    for (const line of assessment.trace.filter(({ outcome }) => outcome === RuleOutcome.FAILED))
      expect(line).toMatchObject({ value: expect.any(Number), effectiveFrom: '2019-01-01', reference });
    expect(assessment.outcome === AssessmentOutcome.NOT_ELIGIBLE).toBe(failed(assessment).length > 0);
  });
});
