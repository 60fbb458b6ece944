import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

const claimSubsidy = `mutation ($input: ClaimSubsidyInput!) {
  claimSubsidy(input: $input) {
    claim {
      state amount { fen } asOf
      homePurchase { contractedOn areaM2 }
      evidence { name owner status }
      assessment { outcome missingFacts { name owner reason } }
    }
    userErrors { code rule assessment { trace { rule outcome value effectiveFrom factOwner } } claim { state } }
  }
}`;

interface Claimed {
  claimSubsidy: {
    claim: { state: string; assessment: unknown } | null;
    userErrors: { code: string; rule: string; assessment: { trace: { outcome: string }[] } | null }[];
  };
}

const contractDay = '2021-05-24';
const thatMorning = { 'millgate-now': `${contractDay}T10:00:00+08:00` };

describe.each(arrangements)('300,000 yuan on the day of the contract (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 180_000);
  afterAll(() => graph.stop());

  const claim = (who: string, key: string, programCode = 'YOUTH_HOME_PURCHASE', at = thatMorning) =>
    graph.ask<Claimed>(who, claimSubsidy, { input: { idempotencyKey: key, programCode } }, at);

  test('a welder of 29 sees beforehand what she is entitled to, and why, by facts of three other subgraphs', async () => {
    const { data, errors } = await graph.ask(
      'welder',
      `{ me { eligibilities(on: "2022-03-18") { program { code } outcome amount { fen } triggerOn } } }`,
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      me: {
        eligibilities: [
          { program: { code: 'POINTS_SCHOOLING' }, outcome: 'NEED_MORE_FACTS', amount: null, triggerOn: '2022-03-18' },
          { program: { code: 'SKILL_LEVEL' }, outcome: 'NOT_ELIGIBLE', amount: null, triggerOn: '2020-09-20' },
          { program: { code: 'STABLE_JOB' }, outcome: 'ELIGIBLE', amount: { fen: 300_000 }, triggerOn: '2019-03-01' },
          {
            program: { code: 'YOUTH_HOME_PURCHASE' },
            outcome: 'ELIGIBLE',
            amount: { fen: 30_000_000 },
            triggerOn: contractDay,
          },
          {
            program: { code: 'YOUTH_SETTLEMENT' },
            outcome: 'ELIGIBLE',
            amount: { fen: 2_000_000 },
            triggerOn: '2022-03-18',
          },
        ],
      },
    });
  });

  test('she claims, and it is granted in the same answer; the second time she is shown the first', async () => {
    const first = await claim('welder', 'flat');
    const second = await claim('welder', 'flat again');

    expect(first).toEqual({
      data: {
        claimSubsidy: {
          claim: {
            state: 'APPROVED',
            amount: { fen: 30_000_000 },
            asOf: contractDay,
            homePurchase: { contractedOn: contractDay, areaM2: 130 },
            evidence: [
              { name: 'birthDateFact', owner: 'community', status: 'KNOWN' },
              { name: 'homePurchaseFacts', owner: 'housing', status: 'KNOWN' },
            ],
            assessment: { outcome: 'ELIGIBLE', missingFacts: [] },
          },
          userErrors: [],
        },
      },
    });
    expect(second.data?.claimSubsidy).toMatchObject({
      claim: null,
      userErrors: [{ code: 'ALREADY_CLAIMED', rule: 'S1', claim: { state: 'APPROVED' } }],
    });
  });

  test.each([
    ['edge-18', 'turning 18 that day', []],
    ['edge-35', 'turning 36 the day after', []],
    ['edge-36', 'turning 36 that day', ['AGE_MAX']],
    ['leap', 'whose contract is of another year', ['HOME_CONTRACTED', 'AGE_MIN']],
    ['packer', 'without a contract', ['HOME_CONTRACTED']],
  ])('%s, %s', async (who, _what, failed) => {
    const { data } = await claim(who, 'flat');

    const [refused] = data?.claimSubsidy.userErrors ?? [];
    const rules = (refused?.assessment?.trace ?? []).filter(({ outcome }) => outcome === 'FAILED');
    expect({ state: data?.claimSubsidy.claim?.state, code: refused?.code }).toEqual(
      failed.length === 0 ? { state: 'APPROVED' } : { code: 'NOT_ELIGIBLE' },
    );
    expect(rules).toMatchObject(failed.map((rule) => ({ rule, effectiveFrom: '2019-01-01' })));
  });

  test('HR of her employer sees neither her claims nor what she is entitled to', async () => {
    const { data, errors } = await graph.ask(
      'hr',
      `query ($id: ID!) { worker(id: $id) { claims { nodes { id } } eligibilities { outcome } } }`,
      { id: persona('welder').id },
    );

    expect(data).toEqual({ worker: { claims: null, eligibilities: null } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  describe('while housing is away', () => {
    // Far ahead: the real clock asks again for none of it.
    const march = (time: string) => ({ 'millgate-now': `2031-03-21T${time}+08:00` });
    const missingFacts = [{ name: 'homePurchaseFacts', owner: 'housing', reason: 'SOURCE_UNAVAILABLE' }];
    const table = (from: string, to: string) =>
      onConnection(graph.databaseUrl('housing'), (client) => client.query(`alter table ${from} rename to ${to}`));
    // A part of one process does not end alone: there it is its purchases that cannot be read.
    const goAway = () => (arrangement === 'processes' ? graph.end('housing') : table('home_purchase', 'purchase_away'));
    const comeBack = () =>
      arrangement === 'processes' ? graph.restart('housing') : table('purchase_away', 'home_purchase');
    const officer = (mutation: string, input: string, time: string) =>
      graph.ask('program', `mutation { ${mutation}(input: ${input}) { userErrors { code } } }`, {}, march(time));
    const due = (time: string) =>
      graph.ask('registrar', 'mutation { runSubsidiesDue(input: {}) { moved { count } } }', {}, march(time));
    const settlement = async () => {
      const { data } = await graph.ask<{ me: { claims: { nodes: Standing[] } } }>(
        'welder',
        '{ me { claims(first: 50) { nodes { program { code } state amount { fen } asOf assessment { outcome } steps { from to automatic } } } } }',
        {},
        march('23:00:00'),
      );
      return data?.me.claims.nodes.find(({ program }) => program.code === 'YOUTH_SETTLEMENT');
    };

    test('a claim waits for it, and is not refused; it is decided by itself once housing is back', async () => {
      await officer(
        'openAppropriation',
        '{ idempotencyKey: "2031", programCode: "YOUTH_SETTLEMENT", fiscalYear: 2031, fen: 2000000 }',
        '09:00:00',
      );
      await goAway();

      const entitled = await graph.ask(
        'welder',
        `{ me { eligibility(program: "YOUTH_SETTLEMENT") { outcome missingFacts { name owner reason } } } }`,
        {},
        march('10:00:00'),
      );
      const claimed = await claim('welder', 'settlement', 'YOUTH_SETTLEMENT', march('10:00:00'));
      await due('10:30:00');
      const waiting = await settlement();

      // Subsidies is asked without the fact, and says that it is missing, beside the error.
      expect(entitled.data).toEqual({ me: { eligibility: { outcome: 'NEED_MORE_FACTS', missingFacts } } });
      expect(entitled.errors).toHaveLength(1);
      expect(claimed.data?.claimSubsidy).toMatchObject({
        claim: { state: 'PENDING_FACTS', assessment: { outcome: 'NEED_MORE_FACTS', missingFacts } },
        userErrors: [],
      });
      expect(waiting).toMatchObject({ state: 'PENDING_FACTS', amount: null });

      await comeBack();
      let decided = await settlement();
      // Asked again within an hour, as the clock goes; the gateway needs a moment to trust a part that was away.
      for (let hour = 12; hour < 23 && decided?.state === 'PENDING_FACTS'; hour += 1) {
        await due(`${hour}:00:00`);
        decided = await settlement();
      }
      expect(decided).toEqual({
        program: { code: 'YOUTH_SETTLEMENT' },
        state: 'PAYING',
        amount: { fen: 2_000_000 },
        asOf: '2031-03-21',
        assessment: { outcome: 'ELIGIBLE' },
        steps: [
          { from: null, to: 'SUBMITTED', automatic: false },
          { from: 'SUBMITTED', to: 'PENDING_FACTS', automatic: true },
          { from: 'PENDING_FACTS', to: 'APPROVED', automatic: true },
          { from: 'APPROVED', to: 'PAYING', automatic: true },
        ],
      });
    }, 120_000);
  });
});

interface Standing {
  readonly program: { readonly code: string };
  readonly state: string;
}
