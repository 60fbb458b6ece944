import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import type { PersonLike } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { FolderBank } from './support/bank.ts';
import { aKey, claiming, contractDay } from './support/claiming.ts';
import { born, bought, settled } from './support/graph.ts';
import { setAside } from './support/programs.ts';

const suite = claiming();
const { graph, aWorker, claim, budget } = suite;
const [first, second] = [persona('program'), persona('program-second')];

let worker: PersonLike;
let purchaseId: string;
beforeEach(() => {
  worker = aWorker();
  purchaseId = newId('hpu');
  state();
});

const state = () =>
  graph.state(worker.id, {
    birthDateFact: born('1991-11-02'),
    settledOnFact: settled(null),
    homePurchaseFacts: [bought(contractDay, { purchaseId })],
  });

const due = (time = '12:00') => suite.subsidies.subgraph.runDue(new Date(`${contractDay}T${time}:00+08:00`));

const tell = (type: string, payload: object, id = newId('evt')) =>
  suite.subsidies.subgraph.receive({
    id,
    type,
    aggregate: purchaseId,
    occurredAt: `${contractDay}T02:30:00Z`,
    payload: { ...payload },
  });
const purchased = () => tell('HomePurchased', { purchaseId, workerId: worker.id, contractedOn: contractDay });
const rescinded = (id?: string) =>
  tell(
    'PurchaseRescinded',
    { purchaseId, workerId: worker.id, contractedOn: contractDay, rescindedOn: contractDay },
    id,
  );

const claims = (who = worker) =>
  suite.subsidies.rows<{ id: string; code: string; state: string; fen: string | null; duplicate: boolean }>(
    `select c.id, p.code, c.state, c.amount_fen as fen, c.duplicate_of is not null as duplicate
       from claim c join subsidy_program p on p.id = c.program_id where c.worker_id = ? order by c.submitted_at, c.id`,
    [who.id],
  );

async function payOut(): Promise<void> {
  await due('12:00');
  const bank = new FolderBank(suite.subsidies.folder);
  const [row] = await suite.subsidies.rows<{ id: string; message: string }>(
    'select p.id, p.message_id as message from payment p join claim c on c.id = p.claim_id where c.worker_id = ?',
    [worker.id],
  );
  bank.report(row?.message ?? '', { [row?.id ?? '']: { status: 'ACSC' } });
  await due('12:01');
}

const settle = async (who: PersonLike, outcome: string) => {
  const [mine] = await claims();
  const { data } = await suite.subsidies
    .as(who)
    .ask<{ settleClawback: { claim: { state: string } | null; userErrors: { code: string }[] } }>(
      `mutation ($i: SettleClawbackInput!) { settleClawback(input: $i) { claim { state } userErrors { code } } }`,
      { i: { idempotencyKey: aKey(), claimId: mine?.id, outcome, reason: '已核实' } },
    );
  return data?.settleClawback.claim?.state ?? data?.settleClawback.userErrors[0]?.code;
};

describe('a home that was bought', () => {
  test('opens a claim by itself, which is decided and paid without being asked for; told twice, once', async () => {
    await Promise.all([purchased(), purchased(), purchased()]);
    const opened = await claims();
    await due();

    expect(opened).toMatchObject([{ code: 'YOUTH_HOME_PURCHASE', state: 'PENDING_FACTS' }]);
    expect(await claims()).toMatchObject([{ code: 'YOUTH_HOME_PURCHASE', state: 'PAYING', fen: '30000000' }]);
  });

  test('and is claimed by hand before that is decided, is decided at once', async () => {
    await purchased();

    const { data } = await claim(worker);

    expect(data?.claimSubsidy).toMatchObject({ claim: { state: 'APPROVED' }, userErrors: [] });
    expect(await claims()).toHaveLength(1);
  });

  test('by somebody to whom the programme does not apply leaves no refusal behind', async () => {
    graph.state(worker.id, {
      birthDateFact: born('1970-01-01'),
      homePurchaseFacts: [bought(contractDay, { purchaseId })],
    });
    await purchased();

    await due();

    expect(await claims()).toMatchObject([{ state: 'WITHDRAWN', fen: null }]);
  });
});

describe('a settled household', () => {
  test('opens the claim for settling, which is granted once the home is delivered', async () => {
    await setAside(suite.subsidies, 'YOUTH_SETTLEMENT', 2021, 100_000);
    graph.state(worker.id, {
      birthDateFact: born('1991-11-02'),
      settledOnFact: settled(contractDay),
      homePurchaseFacts: [bought('2020-12-01', { purchaseId, deliveredOn: '2021-05-10' })],
    });

    await tell('WorkerSettled', { workerId: worker.id, settledOn: contractDay });
    await due();

    expect(await claims()).toMatchObject([{ code: 'YOUTH_SETTLEMENT', state: 'PAYING', fen: '2000000' }]);
  });
});

describe('a purchase that is rescinded', () => {
  test('before anything was paid ends the claim and frees its money', async () => {
    await claim(worker);
    await rescinded();

    expect(await claims()).toMatchObject([{ state: 'WITHDRAWN' }]);
    expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
  });

  test('after it was paid makes the money due; told twice, or by a run that races the event, once', async () => {
    await claim(worker);
    await payOut();
    const id = newId('evt');
    await Promise.all([rescinded(id), rescinded(id), rescinded(), due('12:05'), due('12:05')]);

    expect(await claims()).toMatchObject([{ state: 'CLAWBACK_DUE' }]);
    const steps = await suite.subsidies.rows(
      `select 1 from claim_step s join claim c on c.id = s.claim_id where c.worker_id = ? and to_state = 'CLAWBACK_DUE'`,
      [worker.id],
    );
    expect(steps).toHaveLength(1);
  });

  test('while the payment is under way makes the money due as soon as it has arrived', async () => {
    await claim(worker);
    await due('12:00');
    await rescinded();
    expect(await claims()).toMatchObject([{ state: 'PAYING' }]);

    await payOut();

    expect(await claims()).toMatchObject([{ state: 'CLAWBACK_DUE' }]);
  });

  test('before the claim was written, from facts asked for earlier, is noticed by the next run', async () => {
    await rescinded();
    await claim(worker);
    await due('12:00');

    expect(await claims()).toMatchObject([{ state: 'WITHDRAWN' }]);
    expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
  });

  test('is paid back whole, once, and the money can be granted again', async () => {
    await claim(worker);
    await payOut();
    await rescinded();

    const answers = await Promise.all([
      settle(first, 'RECOVERED'),
      settle(second, 'RECOVERED'),
      settle(first, 'RECOVERED'),
    ]);

    expect(answers.sort()).toEqual(['RECOVERED', 'WRONG_STATE', 'WRONG_STATE']);
    expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
  });
});

describe('money that an officer claims back', () => {
  test('is waived by another officer, never by the same', async () => {
    await claim(worker);
    await payOut();
    const [mine] = await claims();
    await suite.subsidies
      .as(first)
      .data(`mutation ($i: RequestClawbackInput!) { requestClawback(input: $i) { claim { state } } }`, {
        i: { idempotencyKey: aKey(), claimId: mine?.id, reason: '重复享受' },
      });

    expect(await settle(first, 'WAIVED')).toBe('FOUR_EYES');
    expect(await settle(second, 'WAIVED')).toBe('WAIVED');
    expect(await budget()).toEqual({ reserved: 0, available: 60_000_000 });
  });
});

describe('two records that were one person', () => {
  test('make the later of two claims for the same thing a flagged duplicate, which is not paid; nothing is paid back by itself', async () => {
    const other = aWorker();
    await claim(worker);
    await claim(other, {}, `${contractDay}T10:01:00+08:00`);

    const merged = { mergeId: newId('wmg'), workerId: worker.id, mergedIds: [other.id] };
    await Promise.all([tell('WorkersMerged', merged), tell('WorkersMerged', merged)]);
    await due();

    expect(await claims()).toMatchObject([
      { state: 'PAYING', duplicate: false },
      { state: 'APPROVED', duplicate: true },
    ]);
    expect((await claim(other)).data?.claimSubsidy.userErrors).toMatchObject([{ code: 'ALREADY_CLAIMED' }]);
  });
});
