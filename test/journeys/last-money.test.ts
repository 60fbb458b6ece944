import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { openDatabase, sql } from '@millgate/kit';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';
import { bankOf } from '../support/bank.ts';

const claimSubsidy = `mutation ($input: ClaimSubsidyInput!) {
  claimSubsidy(input: $input) { claim { id state } userErrors { code rule claim { state } } } }`;

const openAppropriation = `mutation ($input: OpenAppropriationInput!) {
  openAppropriation(input: $input) { appropriation { available { fen } } userErrors { code } } }`;

const runDue = `mutation ($input: RunDueInput!) { runSubsidiesDue(input: $input) { moved { task count } } }`;

const standing = `{ myClaims(first: 100) { nodes {
  state program { code } amount { fen } payment { state attempts } steps { to note } } } }`;

interface Standing {
  myClaims: {
    nodes: {
      state: string;
      program: { code: string };
      payment: unknown;
      steps: { to: string; note: string | null }[];
    }[];
  };
}

const at = (instant: string) => ({ 'millgate-now': `${instant}+08:00` });

/** A year for which the demo data set no money aside. */
const year = 2031;
const yuan = (amount: number) => Math.round(amount * 100);

describe.each(arrangements)('the last money (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 180_000);
  afterAll(() => graph.stop());

  const claim = (who: string, time: string) =>
    graph.ask<{ claimSubsidy: { claim: { state: string } | null } }>(
      who,
      claimSubsidy,
      { input: { idempotencyKey: `flat ${time}`, programCode: 'YOUTH_HOME_PURCHASE' } },
      at(`${year}-01-07T${time}:00`),
    );
  const setAside = async (key: string, amount: number) => {
    const input = { idempotencyKey: key, programCode: 'YOUTH_HOME_PURCHASE', fiscalYear: year, fen: yuan(amount) };
    const { data } = await graph.ask<{ openAppropriation: { appropriation: { available: { fen: number } } } }>(
      'program',
      openAppropriation,
      { input },
      at(`${year}-01-07T11:00:00`),
    );
    return data?.openAppropriation.appropriation.available.fen;
  };
  const buyers = ['edge-18', 'edge-35', 'welder'] as const;
  const claimOf = async (who: string) => {
    const { data } = await graph.ask<Standing>(who, standing, {}, at(`${year}-01-07T12:00:00`));
    return data?.myClaims.nodes.find(({ program }) => program.code === 'YOUTH_HOME_PURCHASE');
  };
  const states = async () => (await Promise.all(buyers.map(claimOf))).map((one) => one?.state);
  const due = async (instant: string) =>
    (
      await graph.ask<{ runSubsidiesDue: { moved: { task: string; count: number }[] } }>(
        'registrar',
        runDue,
        { input: {} },
        at(instant),
      )
    ).data?.runSubsidiesDue.moved;

  test('goes to whoever was complete first; the others wait in order, and none gets a part', async () => {
    // All three arrive at once, and there is nothing yet: they wait in the order of 10:00, 10:01 and 10:02.
    const arrived = await Promise.all([claim('welder', '10:02'), claim('edge-35', '10:01'), claim('edge-18', '10:00')]);
    expect(arrived.map(({ data }) => data?.claimSubsidy.claim?.state)).toEqual(Array(3).fill('WAITING_BUDGET'));

    const left = await setAside('half a million', 500_000);
    await Promise.all([due(`${year}-01-07T11:05:00`), due(`${year}-01-07T11:05:00`)]);

    expect(left).toBe(yuan(200_000));
    expect(await states()).toEqual(['PAYING', 'WAITING_BUDGET', 'WAITING_BUDGET']);
    const whole = { amount: { fen: yuan(300_000) }, payment: null };
    expect((await Promise.all(buyers.map(claimOf))).slice(1)).toMatchObject([whole, whole]);
    const budget = `{ budget(program: "YOUTH_HOME_PURCHASE", fiscalYear: ${year}) { available { fen } reserved { fen } committed { fen } } }`;
    expect((await graph.ask(null, budget)).data).toEqual({
      budget: { available: { fen: yuan(200_000) }, reserved: { fen: 0 }, committed: { fen: yuan(300_000) } },
    });
  });

  test('that is added serves the next in line as far as it goes: to the fen', async () => {
    // With 400,000 there would be 600,000, which is enough for both who wait: a fen less, and it serves one.
    expect(await setAside('a fen less', 399_999.99)).toBe(yuan(299_999.99));
    expect(await states()).toEqual(['PAYING', 'APPROVED', 'WAITING_BUDGET']);

    expect(await setAside('the fen', 0.01)).toBe(0);
    expect(await states()).toEqual(['PAYING', 'APPROVED', 'APPROVED']);
  });

  test('is paid by the bank’s files: an instruction out, a report in, and nothing twice', async () => {
    await due(`${year}-01-07T12:30:00`);
    const bank = bankOf(graph.home);
    bank.settleAll();
    await due(`${year}-01-07T12:31:00`);
    bank.settleAll();
    await due(`${year}-01-07T12:32:00`);

    expect(await states()).toEqual(['PAID', 'PAID', 'PAID']);
    expect((await claimOf('welder'))?.payment).toEqual({ state: 'SETTLED', attempts: 1 });
    expect(bank.paidFor('YOUTH_HOME_PURCHASE')).toEqual(['300000.00', '300000.00', '300000.00']);
  });

  test('is claimed back by itself when the purchase it was paid for is rescinded', async () => {
    const { data: bought } = await graph.ask<{ me: { youthHome: { id: string; version: number } } }>(
      'welder',
      '{ me { youthHome { id version } } }',
    );
    const purchase = bought?.me.youthHome;
    const { data } = await graph.ask(
      'housing',
      `mutation ($input: RescindPurchaseInput!) { rescindPurchase(input: $input) { userErrors { code } } }`,
      {
        input: {
          idempotencyKey: 'rescind',
          purchaseId: purchase?.id,
          expectedVersion: purchase?.version,
          on: `${year}-02-01`,
          reason: '双方协商解除',
        },
      },
      at(`${year}-02-01T10:00:00`),
    );
    expect(data).toEqual({ rescindPurchase: { userErrors: [] } });

    let found = await claimOf('welder');
    // An event is under way: it arrives by itself.
    for (let look = 0; look < 200 && found?.state !== 'CLAWBACK_DUE'; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = await claimOf('welder');
    }
    expect(found?.steps.at(-1)).toEqual({ to: 'CLAWBACK_DUE', note: 'FELL_AWAY' });
  });

  test('for skill goes to level 3 and above: ranks are compared, not the numbers of levels', async () => {
    const today = '2026-11-20';
    await given(graph, [
      ['edge-18', 'LEVEL_5', 1, null],
      ['edge-36', 'LEVEL_4', 2, null],
      ['leap', 'LEVEL_3', 3, null],
      ['newcomer', 'LEVEL_2', 4, null],
      ['packer', 'LEVEL_1', 5, null],
      ['unknown-birth', 'CHIEF_TECHNICIAN', 7, null],
      ['edge-35', 'LEVEL_3', 3, '2026-11-19'],
    ]);

    const screened = await Promise.all(
      ['edge-18', 'edge-36', 'leap', 'newcomer', 'packer', 'unknown-birth', 'edge-35'].map(async (who) => {
        const { data } = await graph.ask<{ me: { eligibility: { outcome: string } } }>(
          who,
          `{ me { eligibility(program: "SKILL_LEVEL", on: "${today}") { outcome } } }`,
        );
        return data?.me.eligibility.outcome;
      }),
    );

    const [yes, no] = ['ELIGIBLE', 'NOT_ELIGIBLE'];
    expect(screened).toEqual([no, no, yes, yes, yes, yes, no]);
  });
});

type Given = readonly [who: string, level: string, rank: number, revokedOn: string | null];

/** Certificates, as training keeps them. */
async function given(graph: RunningGraph, rows: readonly Given[]): Promise<void> {
  const database = await openDatabase({ url: graph.databaseUrl('training'), entities: [], migrations: [] });
  const em = database.fork();
  await sql(
    em,
    `delete from credential where worker_id in (select jsonb_array_elements_text(?::jsonb)) and id not in (select credential_id from title_evaluation where credential_id is not null)`,
    [JSON.stringify(rows.map(([who]) => persona(who).id))],
  );
  for (const [who, level, rank, revokedOn] of rows) {
    await sql(
      em,
      `insert into credential (id, worker_id, holder_zh, holder_en, kind, subject_zh, subject_en, level, rank, issuer_id, issued_on, revoked_on)
       select ?, ?, '某', 'X', 'SKILL_LEVEL', '焊工', 'Welding', ?, ?, id, '2026-01-10', ? from provider limit 1`,
      [demoId('crd', `level-${who}`), persona(who).id, level, rank, revokedOn],
    );
  }
  await database.close();
}
