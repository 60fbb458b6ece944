import { beforeEach, describe, expect, test } from 'vitest';
import { nobody, type PersonLike } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { claiming, ClaimSubsidy, contractDay } from './support/claiming.ts';
import { born, bought, ranked, settled } from './support/graph.ts';
import { setAside } from './support/programs.ts';

const suite = claiming();
const { graph, aWorker, claim, written, budget } = suite;

let worker: PersonLike;
beforeEach(() => {
  worker = aWorker();
});

describe('claiming a subsidy', () => {
  test('with every fact known is decided at once: the money is reserved and booked with the decision', async () => {
    const { data } = await claim(worker);

    expect(data?.claimSubsidy).toEqual({
      claim: {
        id: expect.stringMatching(/^clm_/),
        state: 'APPROVED',
        amount: { fen: 30_000_000 },
        asOf: contractDay,
        homePurchase: { id: 'hpu-1' },
        assessment: { outcome: 'ELIGIBLE', missingFacts: [] },
        evidence: [
          { name: 'birthDateFact', status: 'KNOWN' },
          { name: 'homePurchaseFacts', status: 'KNOWN' },
        ],
        steps: [
          { from: null, to: 'SUBMITTED', automatic: false },
          { from: 'SUBMITTED', to: 'APPROVED', automatic: true },
        ],
      },
      userErrors: [],
    });
    expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    expect(await written(worker)).toEqual({ claims: 1, steps: 2, entries: 1 });
  });

  test('asks the graph for the facts of the programme and no others, as a service that names its purpose', async () => {
    await claim(worker);

    const [asked] = graph.asked;
    const claims = JSON.parse(
      Buffer.from(asked?.headers['authorization']?.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    expect(graph.asked).toHaveLength(1);
    expect(asked?.query).toMatch(/birthDateFact.*homePurchaseFacts/);
    expect(asked?.query).not.toMatch(/settledOnFact|skillRankFacts/);
    expect(claims).toMatchObject({ sub: 'service:subsidies', purpose: 'SUBSIDY_DECISION', aud: 'millgate' });
  });

  test('by a day in the past is judged as things stood, with the parameters of the trigger day', async () => {
    graph.state(worker.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought('2020-12-31')] });

    const { data } = await claim(worker);

    expect(data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 20_000_000 } });
  });

  describe('is refused as data, and changes nothing,', () => {
    test('for a programme that does not exist', async () => {
      const { data } = await claim(worker, { code: 'NONE' });

      expect(data?.claimSubsidy).toMatchObject({
        claim: null,
        userErrors: [{ code: 'PROGRAM_NOT_FOUND', path: ['programCode'], rule: 'PROGRAM', message: '没有这项政策。' }],
      });
      expect(await written(worker)).toEqual({ claims: 0, steps: 0, entries: 0 });
    });

    test('for a programme that takes no claims', async () => {
      await suite.subsidies.rows(`update subsidy_program set state = 'PAUSED' where code = 'SKILL_LEVEL'`);

      const { data } = await claim(worker, { code: 'SKILL_LEVEL' });

      await suite.subsidies.rows(`update subsidy_program set state = 'OPEN' where code = 'SKILL_LEVEL'`);
      expect(data?.claimSubsidy).toMatchObject({
        claim: null,
        userErrors: [{ code: 'NOT_OPEN', path: ['programCode'], state: 'PAUSED' }],
      });
      expect(graph.asked).toEqual([]);
      expect(await written(worker)).toEqual({ claims: 0, steps: 0, entries: 0 });
    });

    test('on the day of the 36th birthday, naming the rule, its parameter and since when', async () => {
      graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });

      const { data } = await claim(worker);

      expect(data?.claimSubsidy).toMatchObject({
        claim: null,
        userErrors: [
          {
            code: 'NOT_ELIGIBLE',
            path: ['programCode'],
            rule: 'AGE_MAX',
            assessment: {
              outcome: 'NOT_ELIGIBLE',
              trace: expect.arrayContaining([
                { rule: 'AGE_MAX', outcome: 'FAILED', value: 35, effectiveFrom: '2019-01-01' },
              ]),
            },
          },
        ],
      });
      expect(await written(worker)).toEqual({ claims: 0, steps: 0, entries: 0 });
      expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
    });

    test('a second time, with the claim that was made before', async () => {
      const first = await claim(worker);

      const { data } = await claim(worker);

      expect(data?.claimSubsidy).toMatchObject({
        claim: null,
        userErrors: [
          { code: 'ALREADY_CLAIMED', rule: 'S1', claim: { id: first.data?.claimSubsidy.claim?.id, state: 'APPROVED' } },
        ],
      });
      expect(await written(worker)).toEqual({ claims: 1, steps: 2, entries: 1 });
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    });
  });

  test.each([
    ['a day to come', { on: '2021-05-25' }, ['input', 'on'], 'notAfterToday'],
    ['an empty key', { key: '' }, ['input', 'idempotencyKey'], 'isLength'],
    ['30 February', { on: '2021-02-30' }, ['input', 'on'], 'ClaimSubsidyInput'],
  ])('with %s is bad input with path and rule, and changes nothing', async (_what, more, path, rule) => {
    const { errors } = await claim(worker, more);

    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path, rule });
    expect(await written(worker)).toEqual({ claims: 0, steps: 0, entries: 0 });
  });

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['an officer', persona('program'), 'FORBIDDEN'],
  ] as const)('by %s is refused: a worker claims for herself', async (_who, caller, code) => {
    const { errors } = await suite.subsidies
      .as(caller)
      .ask(ClaimSubsidy, { input: { idempotencyKey: 'x', programCode: 'YOUTH_HOME_PURCHASE' } });

    expect(errors?.[0]?.extensions).toEqual({ code });
  });

  test('a settled home and a skill level are claimed by the same mutation, each by its own rules', async () => {
    graph.state(worker.id, {
      settledOnFact: settled('2021-05-20'),
      homePurchaseFacts: [bought('2020-12-01', { deliveredOn: '2021-05-10' })],
      skillRankFacts: [ranked(3, '2021-01-15')],
    });
    await setAside(suite.subsidies, 'YOUTH_SETTLEMENT', 2021, 100_000);
    await setAside(suite.subsidies, 'SKILL_LEVEL', 2021, 100_000);

    const settlement = await claim(worker, { code: 'YOUTH_SETTLEMENT' });
    const skill = await claim(worker, { code: 'SKILL_LEVEL' });

    expect(settlement.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 2_000_000 } });
    expect(skill.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 200_000 } });
  });

  test('each level of skill is paid once: a higher one is a claim of its own', async () => {
    await setAside(suite.subsidies, 'SKILL_LEVEL', 2021, 100_000);
    graph.state(worker.id, { skillRankFacts: [ranked(3, '2021-01-15')] });
    await claim(worker, { code: 'SKILL_LEVEL' });
    const again = await claim(worker, { code: 'SKILL_LEVEL' });
    graph.state(worker.id, { skillRankFacts: [ranked(3, '2021-01-15'), ranked(4, '2021-04-15')] });

    const higher = await claim(worker, { code: 'SKILL_LEVEL' });

    expect(again.data?.claimSubsidy.userErrors[0]?.code).toBe('ALREADY_CLAIMED');
    expect(higher.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 200_000 } });
  });
});
