import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { subgraph } from '../src/subgraph.ts';
import { born, bought, StandIn, ranked, settled, withheld } from './support/graph.ts';
import { givenPrograms, setAside, topUp } from './support/programs.ts';

const contractDay = '2021-05-24';
const now = `${contractDay}T10:00:00+08:00`;

const graph = new StandIn();
let subsidies: TestSubgraph;
beforeAll(async () => {
  subsidies = await startTestSubgraph(subgraph, { now, graph: graph.transport });
  await subsidies.given(givenPrograms);
});
afterAll(() => subsidies.stop());

let worker: PersonLike;
beforeEach(async () => {
  graph.down.clear();
  graph.unreachable = false;
  graph.hanging = false;
  graph.asked.length = 0;
  worker = aWorker();
  await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 900_000);
});

/** Somebody with a contract of today, aged 29. */
function aWorker(): PersonLike {
  const id = newId('wrk');
  graph.state(id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] });
  return { id, roles: [{ role: 'WORKER', scope: id }] };
}

const ClaimSubsidy = `mutation ($input: ClaimSubsidyInput!) { claimSubsidy(input: $input) {
  claim { id state amount { fen } asOf homePurchase { id } assessment { outcome missingFacts { name owner reason } }
          evidence { name status } steps { from to automatic } }
  userErrors { code message path rule state claim { id state }
               assessment { outcome trace { rule outcome value effectiveFrom } } } } }`;

interface ClaimData {
  claimSubsidy: {
    claim: { id: string; state: string; amount: { fen: number } | null } | null;
    userErrors: { code: string; claim: { id: string } | null }[];
  };
}

let keys = 0;
const claim = (who: PersonLike, more: { key?: string; code?: string; on?: string } = {}, at?: string) =>
  subsidies.as(who, at).ask<ClaimData>(ClaimSubsidy, {
    input: {
      idempotencyKey: more.key ?? `key-${(keys += 1)}`,
      programCode: more.code ?? 'YOUTH_HOME_PURCHASE',
      ...(more.on ? { on: more.on } : {}),
    },
  });

const codesOf = (answers: { data?: ClaimData | null }[]) =>
  answers.map(({ data }) => data?.claimSubsidy.userErrors[0]?.code ?? data?.claimSubsidy.claim?.state).sort();

/** All that a claim may write. */
const written = async (who: PersonLike) => {
  const [row] = await subsidies.rows<{ claims: number; steps: number; entries: number }>(
    `select (select count(*)::int from claim where worker_id = ?) as claims,
            (select count(*)::int from claim_step s join claim c on c.id = s.claim_id where c.worker_id = ?) as steps,
            (select count(*)::int from ledger_entry l join claim c on c.id = l.claim_id where c.worker_id = ?) as entries`,
    [who.id, who.id, who.id],
  );
  return row;
};

const budget = async (code = 'YOUTH_HOME_PURCHASE') => {
  const { budget: found } = await subsidies
    .as(nobody)
    .data<{ budget: { reserved: { fen: number }; available: { fen: number } } }>(
      `query ($code: String!) { budget(program: $code) { reserved { fen } available { fen } } }`,
      { code },
    );
  return { reserved: found.reserved.fen, available: found.available.fen };
};

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
      await subsidies.rows(`update subsidy_program set state = 'PAUSED' where code = 'SKILL_LEVEL'`);

      const { data } = await claim(worker, { code: 'SKILL_LEVEL' });

      await subsidies.rows(`update subsidy_program set state = 'OPEN' where code = 'SKILL_LEVEL'`);
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
    const { errors } = await subsidies
      .as(caller)
      .ask(ClaimSubsidy, { input: { idempotencyKey: 'x', programCode: 'YOUTH_HOME_PURCHASE' } });

    expect(errors?.[0]?.extensions).toEqual({ code });
  });

  describe('without all facts is never refused for it, and waits:', () => {
    const pending = (missing: object[]) => ({
      claim: {
        state: 'PENDING_FACTS',
        amount: null,
        assessment: { outcome: 'NEED_MORE_FACTS', missingFacts: missing },
      },
      userErrors: [],
    });

    test('when the owner of a fact is down', async () => {
      graph.down.add('homePurchaseFacts');

      const { data } = await claim(worker);

      const missing = { name: 'homePurchaseFacts', owner: 'housing', reason: 'SOURCE_UNAVAILABLE' };
      expect(data?.claimSubsidy).toMatchObject(pending([missing]));
      expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
    });

    test('when the graph cannot be reached at all', async () => {
      graph.unreachable = true;

      const { data } = await claim(worker);

      expect(data?.claimSubsidy).toMatchObject(
        pending([
          { name: 'homePurchaseFacts', owner: 'housing', reason: 'SOURCE_UNAVAILABLE' },
          { name: 'birthDateFact', owner: 'community', reason: 'SOURCE_UNAVAILABLE' },
        ]),
      );
    });

    test('when the graph takes the question and does not answer, before whoever asked gives up', async () => {
      graph.hanging = true;

      const { data } = await claim(worker);

      expect(data?.claimSubsidy).toMatchObject({ claim: { state: 'PENDING_FACTS' }, userErrors: [] });
    });

    test('when her date of birth is not known, or withheld', async () => {
      const withheldFrom = { birthDateFact: { ...withheld, value: null }, homePurchaseFacts: [bought(contractDay)] };
      graph.state(worker.id, withheldFrom);

      const { data } = await claim(worker);

      expect(data?.claimSubsidy).toMatchObject(
        pending([{ name: 'birthDateFact', owner: 'community', reason: 'WITHHELD' }]),
      );
    });

    const minutesLater = (minutes: number) => subsidies.subgraph.runDue(new Date(Date.parse(now) + minutes * 60_000));
    const claimOf = async ({ id }: PersonLike) => {
      const [row] = await subsidies.rows<{ state: string; fen: string; attempts: number; retries: boolean }>(
        'select state, amount_fen as fen, attempts, retry_at is not null as retries from claim where worker_id = ?',
        [id],
      );
      return row;
    };

    test('until the source is back: then it is decided by itself, by the day it was made for, and paid for once', async () => {
      graph.down.add('homePurchaseFacts');
      await claim(worker);

      await minutesLater(1);
      expect(await claimOf(worker)).toEqual({ state: 'PENDING_FACTS', fen: null, attempts: 1, retries: true });
      graph.down.clear();
      await minutesLater(2);
      expect(await claimOf(worker)).toMatchObject({ state: 'PENDING_FACTS', attempts: 1 });
      await Promise.all([minutesLater(3), minutesLater(3)]);

      expect(await claimOf(worker)).toEqual({ state: 'APPROVED', fen: '30000000', attempts: 2, retries: false });
      expect(await written(worker)).toEqual({ claims: 1, steps: 3, entries: 1 });
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    });

    test('until the source is back and says that a rule is not met: then it is refused, with the reason, and may be made anew', async () => {
      graph.down.add('homePurchaseFacts');
      await claim(worker);
      graph.down.clear();
      graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });

      await minutesLater(1);

      expect(await claimOf(worker)).toMatchObject({ state: 'REFUSED', fen: null, retries: false });
      const { data } = await subsidies
        .as(worker)
        .ask<{ myClaims: { nodes: { assessment: unknown }[] } }>(
          '{ myClaims { nodes { assessment { outcome trace { rule outcome } } steps { from to } } } }',
        );
      expect(data?.myClaims.nodes).toMatchObject([
        {
          assessment: { trace: expect.arrayContaining([{ rule: 'AGE_MAX', outcome: 'FAILED' }]) },
          steps: [{ to: 'SUBMITTED' }, { to: 'PENDING_FACTS' }, { from: 'PENDING_FACTS', to: 'REFUSED' }],
        },
      ]);
      graph.state(worker.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] });
      expect((await claim(worker)).data?.claimSubsidy.claim?.state).toBe('APPROVED');
    });

    test('and keeps her place: she cannot claim a second time meanwhile', async () => {
      graph.unreachable = true;
      await claim(worker);

      const { data } = await claim(worker);

      expect(data?.claimSubsidy.userErrors).toMatchObject([
        { code: 'ALREADY_CLAIMED', claim: { state: 'PENDING_FACTS' } },
      ]);
    });
  });

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
      await subsidies.subgraph.runDue(new Date('2121-05-24T00:00:00Z'));

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
      await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 500_000);

      const answers = await Promise.all([claim(worker), claim(aWorker()), claim(aWorker())]);

      expect(codesOf(answers)).toEqual(['APPROVED', 'WAITING_BUDGET', 'WAITING_BUDGET']);
      expect(await budget()).toEqual({ reserved: 30_000_000, available: 20_000_000 });
    });

    test('by 30 people for the money of 20 grants 20, and the ledger says what the balances say', async () => {
      await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 6_100_000);

      const answers = await Promise.all(Array.from({ length: 30 }, () => claim(aWorker())));

      const [booked] = await subsidies.rows<{ fen: string; entries: number }>(
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
    await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 500_000);
    const people = [worker, aWorker(), aWorker()];
    for (const [minute, who] of people.entries()) await claim(who, {}, `2021-05-24T10:0${minute}:00+08:00`);
    const states = async () =>
      (
        await Promise.all(
          people.map(({ id }) =>
            subsidies.rows<{ state: string }>('select state from claim where worker_id = ?', [id]),
          ),
        )
      ).map(([row]) => row?.state);
    const runDue = () => subsidies.subgraph.runDue(new Date(now));

    expect(await states()).toEqual(['APPROVED', 'WAITING_BUDGET', 'WAITING_BUDGET']);
    expect(await budget()).toEqual({ reserved: 30_000_000, available: 20_000_000 });

    expect(await runDue()).toMatchObject({ approveWaitingClaims: 0 });
    await topUp(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 300_000);
    const newcomer = aWorker();
    const { data } = await claim(newcomer, {}, '2021-05-24T10:05:00+08:00');
    const runs = await Promise.all([runDue(), runDue()]);

    expect(runs.map(({ approveWaitingClaims }) => approveWaitingClaims).sort()).toEqual([0, 1]);
    expect(await states()).toEqual(['APPROVED', 'APPROVED', 'WAITING_BUDGET']);
    expect(data?.claimSubsidy.claim?.state).toBe('WAITING_BUDGET');
    expect(await budget()).toEqual({ reserved: 60_000_000, available: 20_000_000 });
  });

  test('of a year without money waits, and is not refused', async () => {
    const { data } = await claim(worker, {}, '2031-01-02T10:00:00+08:00');

    expect(data?.claimSubsidy.claim).toMatchObject({ state: 'WAITING_BUDGET', amount: { fen: 30_000_000 } });
  });

  test('a settled home and a skill level are claimed by the same mutation, each by its own rules', async () => {
    graph.state(worker.id, {
      settledOnFact: settled('2021-05-20'),
      homePurchaseFacts: [bought('2020-12-01', { deliveredOn: '2021-05-10' })],
      skillRankFacts: [ranked(3, '2021-01-15')],
    });
    await setAside(subsidies, 'YOUTH_SETTLEMENT', 2021, 100_000);
    await setAside(subsidies, 'SKILL_LEVEL', 2021, 100_000);

    const settlement = await claim(worker, { code: 'YOUTH_SETTLEMENT' });
    const skill = await claim(worker, { code: 'SKILL_LEVEL' });

    expect(settlement.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 2_000_000 } });
    expect(skill.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 200_000 } });
  });

  test('each level of skill is paid once: a higher one is a claim of its own', async () => {
    await setAside(subsidies, 'SKILL_LEVEL', 2021, 100_000);
    graph.state(worker.id, { skillRankFacts: [ranked(3, '2021-01-15')] });
    await claim(worker, { code: 'SKILL_LEVEL' });
    const again = await claim(worker, { code: 'SKILL_LEVEL' });
    graph.state(worker.id, { skillRankFacts: [ranked(3, '2021-01-15'), ranked(4, '2021-04-15')] });

    const higher = await claim(worker, { code: 'SKILL_LEVEL' });

    expect(again.data?.claimSubsidy.userErrors[0]?.code).toBe('ALREADY_CLAIMED');
    expect(higher.data?.claimSubsidy.claim).toMatchObject({ state: 'APPROVED', amount: { fen: 200_000 } });
  });
});
