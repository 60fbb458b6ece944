import { beforeEach, describe, expect, test } from 'vitest';
import { type PersonLike } from '@millgate/kit/testing';
import { claiming, codesOf, contractDay, now } from './support/claiming.ts';
import { born, bought } from './support/graph.ts';
import { setAside, topUp } from './support/programs.ts';

const suite = claiming();
const { graph, aWorker, claim, written, budget } = suite;

let worker: PersonLike;
beforeEach(() => {
  worker = aWorker();
});

describe('claims for the same money', () => {
  describe('repeated', () => {
    test('with the same key and input gives the first answer and grants once, also when all repeats arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => claim(worker, { key: 'same' })));

      expect(new Set(answers.map(({ data }) => data?.claimSubsidy.claim?.id)).size).toBe(1);
      expect(await written(worker)).toEqual({ claims: 1, steps: 2, entries: 1 });
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    });

    test('gives a refusal again with its trace, although the claim would now succeed', async () => {
      graph.state(worker.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [] });
      const refused = await claim(worker, { key: 'early' });
      graph.state(worker.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] });

      const repeated = await claim(worker, { key: 'early' });

      expect(refused.data?.claimSubsidy.userErrors[0]?.code).toBe('NOT_ELIGIBLE');
      expect(repeated).toEqual(refused);
    });

    test('with another input is a conflict', async () => {
      await claim(worker, { key: 'key' });

      const { errors } = await claim(worker, { key: 'key', code: 'SKILL_LEVEL' });

      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'IDEMPOTENCY_CONFLICT',
        path: ['input', 'idempotencyKey'],
      });
    });

    test('a hundred years later still gives the first answer: money is never forgotten', async () => {
      const first = await claim(worker, { key: 'old' });
      await suite.subsidies.subgraph.runDue(new Date('2121-05-24T00:00:00Z'));

      const repeated = await claim(worker, { key: 'old' });

      expect(repeated.data?.claimSubsidy.claim?.id).toBe(first.data?.claimSubsidy.claim?.id);
    });
  });

  describe('at the same moment', () => {
    test('20 times by one person grants it once; every other answer names that claim', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => claim(worker)));

      const granted = answers.find(({ data }) => data?.claimSubsidy.claim)?.data?.claimSubsidy.claim;
      expect(codesOf(answers)).toEqual([...Array<string>(19).fill('ALREADY_CLAIMED'), 'APPROVED']);
      expect(
        new Set(answers.flatMap(({ data }) => data?.claimSubsidy.userErrors ?? []).map(({ claim: one }) => one?.id)),
      ).toEqual(new Set([granted?.id]));
      expect(await written(worker)).toEqual({ claims: 1, steps: 2, entries: 1 });
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    });

    test('by three people for the money of one grants one; two wait for money, and none gets half', async () => {
      await setAside(suite.subsidies, 'YOUTH_HOME_PURCHASE', 2021, 500_000);

      const answers = await Promise.all([claim(worker), claim(aWorker()), claim(aWorker())]);

      expect(codesOf(answers)).toEqual(['APPROVED', 'WAITING_BUDGET', 'WAITING_BUDGET']);
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 20_000_000 });
    });

    test('by 30 people for the money of 20 grants 20, and the ledger says what the balances say', async () => {
      await setAside(suite.subsidies, 'YOUTH_HOME_PURCHASE', 2021, 6_100_000);

      const answers = await Promise.all(Array.from({ length: 30 }, () => claim(aWorker())));

      const [booked] = await suite.subsidies.rows<{ fen: string; entries: number }>(
        `select sum(l.amount_fen) as fen, count(*)::int as entries from ledger_entry l join appropriation a on a.id = l.appropriation_id
          where a.fiscal_year = 2021 and a.program_id = (select id from subsidy_program where code = 'YOUTH_HOME_PURCHASE')
            and to_account = 'RESERVED'`,
      );
      expect(codesOf(answers)).toEqual([
        ...Array<string>(20).fill('APPROVED'),
        ...Array<string>(10).fill('WAITING_BUDGET'),
      ]);
      expect(await budget()).toEqual({ reserved: 600_000_000, available: 10_000_000 });
      expect(booked).toEqual({ fen: '600000000', entries: 20 });
    });
  });

  test('the last money goes to the earliest; the others wait in order, and money that is added goes to the next', async () => {
    await setAside(suite.subsidies, 'YOUTH_HOME_PURCHASE', 2021, 500_000);
    const people = [worker, aWorker(), aWorker()];
    for (const [minute, who] of people.entries()) await claim(who, {}, `2021-05-24T10:0${minute}:00+08:00`);
    const states = async () =>
      (
        await Promise.all(
          people.map(({ id }) =>
            suite.subsidies.rows<{ state: string }>('select state from claim where worker_id = ?', [id]),
          ),
        )
      ).map(([row]) => row?.state);
    const runDue = () => suite.subsidies.subgraph.runDue(new Date(now));

    expect(await states()).toEqual(['APPROVED', 'WAITING_BUDGET', 'WAITING_BUDGET']);
    expect(await budget()).toEqual({ reserved: 30_000_000, available: 20_000_000 });

    expect(await runDue()).toMatchObject({ approveWaitingClaims: 0 });
    await topUp(suite.subsidies, 'YOUTH_HOME_PURCHASE', 2021, 300_000);
    const newcomer = aWorker();
    const { data } = await claim(newcomer, {}, '2021-05-24T10:05:00+08:00');
    const runs = await Promise.all([runDue(), runDue()]);

    expect(runs.map(({ approveWaitingClaims }) => approveWaitingClaims).sort()).toEqual([0, 1]);
    expect(await states()).toEqual(['PAYING', 'PAYING', 'WAITING_BUDGET']);
    expect(data?.claimSubsidy.claim?.state).toBe('WAITING_BUDGET');
    expect(await budget()).toEqual({ reserved: 0, available: 20_000_000 });
  });

  test('of a year without money waits, and is not refused', async () => {
    const { data } = await claim(worker, {}, '2031-01-02T10:00:00+08:00');

    expect(data?.claimSubsidy.claim).toMatchObject({ state: 'WAITING_BUDGET', amount: { fen: 30_000_000 } });
  });
});
