import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import type { Caller } from '@millgate/kit';
import { subgraph } from '../src/subgraph.ts';
import { began, born, bought, child, type Facts, ranked, settled, withheld } from './support/graph.ts';

const welder = persona('welder');
const officer = persona('program');

let subsidies: TestSubgraph;
beforeAll(async () => {
  subsidies = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
});
afterAll(() => subsidies.stop());

/** As the gateway asks: the worker with the facts that it fetched from their owners. */
const represent = (id: string, facts: Facts) => ({ __typename: 'Worker', id, ...facts });

const eligibilities = `query ($r: [_Any!]!, $on: Date) { _entities(representations: $r) { ... on Worker {
  eligibilities(on: $on) { program { code } outcome amount { fen } triggerOn
    trace { rule outcome requirement(lang: EN) factName factOwner parameter value effectiveFrom reference(lang: EN) }
    missingFacts { name owner reason } claim { state } } } } }`;

interface Eligibility {
  program: { code: string };
  outcome: string;
  amount: { fen: number } | null;
  triggerOn: string;
  trace: { rule: string; outcome: string; value: number | null; effectiveFrom: string | null }[];
  missingFacts: { name: string; owner: string; reason: string }[];
  claim: { state: string } | null;
}

async function ask(caller: Caller | PersonLike, id: string, facts: Facts, on?: string) {
  const answer = await subsidies
    .as(caller)
    .ask<{ _entities: { eligibilities: Eligibility[] | null }[] }>(eligibilities, { r: [represent(id, facts)], on });
  const found = answer.data?._entities[0]?.eligibilities ?? null;
  return { ...answer, of: (code: string) => found?.find(({ program }) => program.code === code), found };
}

const everything: Facts = {
  birthDateFact: born('1991-11-02'),
  settledOnFact: settled('2022-03-18'),
  skillRankFacts: [ranked(3, '2020-09-20')],
  homePurchaseFacts: [bought('2021-05-24', { deliveredOn: '2022-03-10' })],
  mainJobFacts: [began('2019-03-01')],
  childBirthFacts: [child('dep_1', '2019-06-01')],
};

describe('what a worker is entitled to', () => {
  test('lists every programme for workers, by code, with its outcome and what would be paid', async () => {
    const { found } = await ask(welder, welder.id, everything);

    expect(
      found?.map(({ program, outcome, amount, claim }) => [program.code, outcome, amount?.fen, claim?.state]),
    ).toEqual([
      ['POINTS_SCHOOLING', 'NEED_MORE_FACTS', undefined, undefined],
      ['SKILL_LEVEL', 'NOT_ELIGIBLE', undefined, 'PAID'],
      ['STABLE_JOB', 'ELIGIBLE', 300_000, undefined],
      ['YOUTH_HOME_PURCHASE', 'ELIGIBLE', 30_000_000, undefined],
      ['YOUTH_SETTLEMENT', 'ELIGIBLE', 2_000_000, undefined],
    ]);
  });

  test('gives for each rule the fact and its owner, the parameter, its value, since when, and by which document', async () => {
    const purchase = (await ask(welder, welder.id, everything, '2021-05-24')).of('YOUTH_HOME_PURCHASE');

    expect(purchase).toMatchObject({ outcome: 'ELIGIBLE', amount: { fen: 30_000_000 }, triggerOn: '2021-05-24' });
    expect(purchase?.trace.map(({ rule, outcome }) => `${rule} ${outcome}`)).toEqual([
      'IN_FORCE PASSED',
      'HOME_CONTRACTED PASSED',
      'AGE_MIN PASSED',
      'AGE_MAX PASSED',
      'TIMES_PER_PERSON PASSED',
    ]);
    expect(purchase?.trace[3]).toEqual({
      rule: 'AGE_MAX',
      outcome: 'PASSED',
      requirement: 'At most 35 on the contract day, that is until the day before turning 36.',
      factName: 'birthDateFact',
      factOwner: 'community',
      parameter: 'ageMax',
      value: 35,
      effectiveFrom: '2019-01-01',
      reference: 'Measures on the youth apartment subsidy (invented for the demo), article 3',
    });
  });

  test('is asked as things stood on another day: a day before the contract there was nothing to claim for', async () => {
    const dayBefore = (await ask(welder, welder.id, everything, '2021-05-23')).of('YOUTH_HOME_PURCHASE');

    expect(dayBefore?.outcome).toBe('NOT_ELIGIBLE');
    expect(dayBefore?.trace.filter(({ outcome }) => outcome === 'FAILED')).toMatchObject([
      { rule: 'HOME_CONTRACTED', value: 1, effectiveFrom: '2019-01-01' },
    ]);
  });

  test('a source that does not answer makes facts missing, never a refusal', async () => {
    const { of } = await ask(welder, welder.id, {
      birthDateFact: born('1991-11-02'),
      settledOnFact: settled('2022-03-18'),
    });

    expect(of('YOUTH_HOME_PURCHASE')).toMatchObject({
      outcome: 'NEED_MORE_FACTS',
      amount: null,
      missingFacts: [{ name: 'homePurchaseFacts', owner: 'housing', reason: 'SOURCE_UNAVAILABLE' }],
    });
    expect(of('SKILL_LEVEL')).toMatchObject({
      outcome: 'NEED_MORE_FACTS',
      missingFacts: [{ name: 'skillRankFacts', owner: 'training', reason: 'SOURCE_UNAVAILABLE' }],
    });
  });

  test('for an officer, from whom the facts are withheld, says that and decides nothing', async () => {
    const facts: Facts = {
      birthDateFact: { ...withheld, value: null },
      settledOnFact: { ...withheld, value: null },
      skillRankFacts: [{ ...withheld, value: null }],
      homePurchaseFacts: [
        { ...withheld, purchaseId: null, areaM2: null, contractedOn: null, deliveredOn: null, rescindedOn: null },
      ],
    };

    const { of } = await ask(officer, welder.id, facts);

    expect(of('YOUTH_SETTLEMENT')).toMatchObject({
      outcome: 'NEED_MORE_FACTS',
      missingFacts: [
        { name: 'homePurchaseFacts', owner: 'housing', reason: 'WITHHELD' },
        { name: 'settledOnFact', owner: 'community', reason: 'WITHHELD' },
      ],
    });
  });

  test('points schooling says openly what an officer reads from papers, and that places go by rank', async () => {
    const schooling = (await ask(welder, welder.id, everything)).of('POINTS_SCHOOLING');

    expect(schooling?.missingFacts).toEqual([
      { name: 'schoolPoints', owner: 'subsidies', reason: 'NOT_PUBLISHED' },
      { name: 'rank', owner: 'subsidies', reason: 'NOT_PUBLISHED' },
    ]);
  });

  test.each([
    ['the worker', welder, undefined],
    ['a programme officer', officer, undefined],
    ['HR of her employer', persona('hr'), 'FORBIDDEN'],
    ['another worker', persona('packer'), 'FORBIDDEN'],
    ['a manager', persona('manager'), 'FORBIDDEN'],
    ['nobody', nobody, 'FORBIDDEN'],
  ] as const)('asked by %s', async (_who, caller, code) => {
    const { found, errors } = await ask(caller, welder.id, everything);

    expect({ answered: found !== null, code: errors?.[0]?.extensions?.['code'] }).toEqual({
      answered: code === undefined,
      code,
    });
  });

  test('one programme alone is asked by its code; one that does not exist, or is not for workers, is null', async () => {
    const { _entities } = await subsidies.as(welder).data(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Worker {
         purchase: eligibility(program: "YOUTH_HOME_PURCHASE") { outcome worker { id } }
         unknown: eligibility(program: "NONE") { outcome }
         enterprises: eligibility(program: "WORK_TRAINING") { outcome } } } }`,
      { r: [represent(welder.id, everything)] },
    );

    expect(_entities).toEqual([
      { purchase: { outcome: 'ELIGIBLE', worker: { id: welder.id } }, unknown: null, enterprises: null },
    ]);
  });

  test('is screened for 20 workers in as many statements as for one', async () => {
    const many = (count: number) => ({
      r: Array.from({ length: count }, (_, index) => represent(bulkWorker(index).id, everything)),
    });
    const statements = (count: number) =>
      subsidies.statementsOf(() => subsidies.as(officer).data(eligibilities, many(count)));

    expect({ one: await statements(1), twenty: await statements(20) }).toEqual({ one: 6, twenty: 6 });
  });

  test('a day that does not exist is refused with path', async () => {
    const { errors } = await subsidies.as(welder).ask(eligibilities, {
      r: [represent(demoId('wrk', 'welder'), everything)],
      on: '2021-02-30',
    });

    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['on'], rule: 'Date' });
  });
});
