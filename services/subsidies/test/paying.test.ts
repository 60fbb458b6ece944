import { beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import type { PersonLike } from '@millgate/kit/testing';
import { aKey, claiming, contractDay } from './support/claiming.ts';
import { FolderBank } from './support/bank.ts';

const suite = claiming();
const { aWorker, claim } = suite;
const officer = persona('program');
const treasury = persona('partner');

let worker: PersonLike;
let bank: FolderBank;
let claimId: string;
beforeEach(async () => {
  bank = new FolderBank(suite.subsidies.folder);
  // Whatever earlier tests left in the queue leaves first.
  await due('09:00');
  worker = aWorker();
  claimId = (await claim(worker)).data?.claimSubsidy.claim?.id ?? '';
});

const due = (time: string) => suite.subsidies.subgraph.runDue(new Date(`${contractDay}T${time}:00+08:00`));

const standing = async () => {
  const [row] = await suite.subsidies.rows<Record<string, unknown>>(
    `select c.state as claim, p.state as payment, p.id, p.failure, p.attempts, p.account_masked as account, p.message_id as "messageId",
            (select count(*)::int from payment where claim_id = c.id) as payments,
            (select array_agg(from_account || '>' || to_account order by booked_at, id) from ledger_entry where claim_id = c.id) as booked
       from claim c left join payment p on p.claim_id = c.id where c.id = ?`,
    [claimId],
  );
  return row as { id: string; messageId: string } & Record<string, unknown>;
};

const mine = () => bank.transfers.filter(({ remittance }) => remittance?.endsWith(claimId));

const RetryPayment = `mutation ($i: RetryPaymentInput!) { retryPayment(input: $i) { payment { state } userErrors { code rule state } } }`;
const ConfirmPayment = `mutation ($i: ConfirmPaymentInput!) { confirmPayment(input: $i) { payment { state } userErrors { code rule state } } }`;

describe('a claim that was granted', () => {
  test('is paid by one instruction to the bank, and is paid when the bank says that it arrived', async () => {
    await due('10:01');
    const sent = await standing();
    bank.report(sent.messageId, { [sent.id]: { status: 'ACSC', account: '6228480402564890018' } });
    await due('10:02');

    expect(sent).toMatchObject({ claim: 'PAYING', payment: 'SENT', attempts: 1, account: '**** **** **** ****' });
    expect(mine()).toEqual([
      { messageId: sent.messageId, id: sent.id, amount: '300000.00', remittance: `YOUTH_HOME_PURCHASE ${claimId}` },
    ]);
    expect(await standing()).toMatchObject({
      claim: 'PAID',
      payment: 'SETTLED',
      account: '**** **** **** 0018',
      booked: ['AVAILABLE>RESERVED', 'RESERVED>COMMITTED', 'COMMITTED>PAID'],
    });
    const { data } = await suite.subsidies
      .as(worker)
      .ask(`query ($id: ID!) { claim(id: $id) { state payment { state attempts bankRef } } }`, { id: claimId });
    expect(data).toEqual({
      claim: { state: 'PAID', payment: { state: 'SETTLED', attempts: 1, bankRef: expect.stringMatching(/^BANK-/) } },
    });
  });

  test('is paid once, however many processes look for what is due at once (S3)', async () => {
    await Promise.all(Array.from({ length: 10 }, () => due('10:01')));
    await Promise.all(Array.from({ length: 10 }, () => due('10:02')));

    expect(await standing()).toMatchObject({ payment: 'SENT', payments: 1, attempts: 1 });
    expect(mine()).toHaveLength(1);
  });

  test('a message whose sending was forgotten is written again, the same, and no second one', async () => {
    await due('10:01');
    const before = bank.instructions;
    const { messageId } = await standing();
    await suite.subsidies.rows('update payment_message set sent_at = null where id = ?', [messageId]);
    await suite.subsidies.rows(`update payment set state = 'QUEUED', attempts = 0 where message_id = ?`, [messageId]);

    await due('10:05');

    expect(bank.instructions).toEqual(before);
    expect(await standing()).toMatchObject({ payment: 'SENT', payments: 1 });
  });

  test('that came back waits for an officer, and is sent again under the same id', async () => {
    await due('10:01');
    const first = await standing();
    const rejected = bank.report(first.messageId, { [first.id]: { status: 'RJCT', reason: 'AC04' } });
    await due('10:02');
    expect(await standing()).toMatchObject({ claim: 'PAYING', payment: 'FAILED', failure: 'AC04' });

    const { data } = await suite.subsidies
      .as(officer)
      .ask(RetryPayment, { i: { idempotencyKey: aKey(), paymentId: first.id } });
    await due('10:03');
    // The old report, left once more under another name and another id: it speaks of a message that is over.
    bank.leave(rejected.replace(/"MsgId":"[^"]+"/, '"MsgId":"again"'));
    await due('10:04');

    const second = await standing();
    expect(data).toEqual({ retryPayment: { payment: { state: 'QUEUED' }, userErrors: [] } });
    expect(second).toMatchObject({ payment: 'SENT', id: first.id, payments: 1, attempts: 2 });
    expect(mine().map(({ id }) => id)).toEqual([first.id, first.id]);
    bank.report(second.messageId, { [first.id]: { status: 'ACSC' } });
    await due('10:05');
    expect(await standing()).toMatchObject({ claim: 'PAID', payment: 'SETTLED', failure: null });
  });
});

describe('a report of the bank', () => {
  test('that is read twice, or by many at once, changes things once', async () => {
    await due('10:01');
    const { id, messageId } = await standing();
    const report = bank.report(messageId, { [id]: { status: 'ACSC' } });
    await Promise.all(Array.from({ length: 8 }, () => due('10:02')));
    bank.leave(report);
    await due('10:03');
    await due('10:04');

    expect(await standing()).toMatchObject({
      claim: 'PAID',
      booked: ['AVAILABLE>RESERVED', 'RESERVED>COMMITTED', 'COMMITTED>PAID'],
    });
    expect(bank.lying('in')).toEqual([]);
  });

  test('that says “under way”, or names a payment of nobody’s, changes nothing', async () => {
    await due('10:01');
    const { id, messageId } = await standing();
    bank.report(messageId, { [id]: { status: 'PDNG' }, pay_nobody: { status: 'ACSC' } });

    await due('10:02');

    expect(await standing()).toMatchObject({ claim: 'PAYING', payment: 'SENT' });
  });

  test('that cannot be read is put aside, and holds up no other', async () => {
    await due('10:01');
    const { id, messageId } = await standing();
    const before = bank.lying('in/refused').length;
    bank.leave('{"CstmrPmtStsRpt": ');
    bank.leave('{"CstmrPmtStsRpt": {"GrpHdr": {"MsgId": "x"}}}');
    bank.report(messageId, { [id]: { status: 'ACSC' } });

    await due('10:02');

    expect(bank.lying('in/refused')).toHaveLength(before + 2);
    expect(await standing()).toMatchObject({ claim: 'PAID' });
  });
});

describe('the treasury', () => {
  test('can say by hand what became of a payment, once', async () => {
    await due('10:01');
    const { id } = await standing();
    const confirm = (key: string) =>
      suite.subsidies.as(treasury).ask(ConfirmPayment, { i: { idempotencyKey: key, paymentId: id, settled: true } });

    const answers = await Promise.all(['a', 'b', 'c'].map((key) => confirm(`${id}${key}`)));

    const states = answers.map(({ data }) => JSON.stringify(data?.['confirmPayment'])).sort();
    expect(states).toEqual([
      '{"payment":null,"userErrors":[{"code":"WRONG_STATE","rule":"S3","state":"SETTLED"}]}',
      '{"payment":null,"userErrors":[{"code":"WRONG_STATE","rule":"S3","state":"SETTLED"}]}',
      '{"payment":{"state":"SETTLED"},"userErrors":[]}',
    ]);
    expect(await standing()).toMatchObject({ claim: 'PAID' });
  });

  test.each([
    ['a worker', () => worker, 'FORBIDDEN'],
    ['a programme officer', () => officer, 'FORBIDDEN'],
  ])('alone: not %s', async (_who, who, code) => {
    const { errors } = await suite.subsidies
      .as(who())
      .ask(ConfirmPayment, { i: { idempotencyKey: aKey(), paymentId: 'pay_x', settled: true } });

    expect(errors?.[0]?.extensions).toEqual({ code });
  });
});
