import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { programId } from '../seeds/programs.ts';
import { claiming } from './support/claiming.ts';
import { setAside } from './support/programs.ts';

const suite = claiming();
const code = 'YOUTH_HOME_PURCHASE';
const year = 2021;
const fen = 30_000_000;

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'written',
    (cause: { constraint?: string }) => cause.constraint ?? 'something else',
  );

/** How many of each came out. */
const tally = (outcomes: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(outcomes, (one) => one)].map(([outcome, all]) => [outcome, all.length]));

/** Whoever writes past the code above: a claim, a move of money, a payment. */
const givenClaim = async (
  workerId: string,
  { state = 'APPROVED', subjectKey = '', duplicateOf = null as string | null, amount = fen } = {},
) => {
  const id = newId('clm');
  await suite.subsidies.rows(
    `insert into claim (id, program_id, worker_id, subject_key, as_of, state, amount_fen, amount_currency, duplicate_of, submitted_at, completed_at, facts_due_at)
     values (?, ?, ?, ?, '2021-05-24', ?, ?, 'CNY', ?, now(), now(), now())`,
    [id, programId(code), workerId, subjectKey, state, amount, duplicateOf],
  );
  return id;
};
const book = (claimId: string | null, from: string, to: string, amount = fen) =>
  suite.subsidies.rows(
    `insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
     select ?, id, ?, ?, ?, ?, now() from appropriation where program_id = ? and fiscal_year = ?`,
    [newId('led'), claimId, from, to, amount, programId(code), year],
  );
const pay = (claimId: string, amount = fen) =>
  suite.subsidies.rows(
    `insert into payment (id, claim_id, amount_fen, account_masked, state, ordered_at) values (?, ?, ?, '', 'QUEUED', now())`,
    [newId('pay'), claimId, amount],
  );

/** What the database refuses, whoever writes: the last word when the code above it is wrong. */
describe('the database itself', () => {
  let workerId: string;
  beforeEach(() => {
    workerId = newId('wrk');
  });

  describe('knows one claim of a person for the same thing (S1)', () => {
    test('also when twenty are written at once, past everything that looks before it writes', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(givenClaim(workerId))));

      expect(tally(outcomes)).toEqual({ written: 1, claim_s1: 19 });
    });

    test.each(['PENDING_FACTS', 'WAITING_BUDGET', 'UNDER_APPEAL', 'PAID', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED'])(
      'while it is %s, and for ever after it was paid',
      async (state) => {
        await givenClaim(workerId, { state });

        expect(await outcomeOf(givenClaim(workerId))).toBe('claim_s1');
      },
    );

    test('and none that comes back to life beside another', async () => {
      const refused = await givenClaim(workerId, { state: 'REFUSED' });
      await givenClaim(workerId);

      const appealed = suite.subsidies.rows(`update claim set state = 'UNDER_APPEAL' where id = ?`, [refused]);
      expect(await outcomeOf(appealed)).toBe('claim_s1');
    });

    test('and none that a merge of two records would bring her', async () => {
      const other = newId('wrk');
      await givenClaim(other);
      await givenClaim(workerId);

      const merged = suite.subsidies.rows('update claim set worker_id = ? where worker_id = ?', [workerId, other]);
      expect(await outcomeOf(merged)).toBe('claim_s1');
    });

    test('but another thing, what was refused or taken back, and a flagged duplicate are claims beside it', async () => {
      const first = await givenClaim(workerId);

      const beside = await Promise.all([
        outcomeOf(givenClaim(workerId, { subjectKey: 'another' })),
        outcomeOf(givenClaim(workerId, { state: 'REFUSED' })),
        outcomeOf(givenClaim(workerId, { state: 'WITHDRAWN' })),
        outcomeOf(givenClaim(workerId, { duplicateOf: first })),
      ]);
      expect(tally(beside)).toEqual({ written: 4 });
    });
  });

  test('promises no more than was set aside, also to thirty at once (S2)', async () => {
    await setAside(suite.subsidies, code, year, 600_000);
    const claims = await Promise.all(Array.from({ length: 30 }, () => givenClaim(newId('wrk'))));

    const outcomes = await Promise.all(claims.map((id) => outcomeOf(book(id, 'AVAILABLE', 'RESERVED'))));

    expect(tally(outcomes)).toEqual({ written: 2, appropriation_s2_check: 28 });
    expect(await suite.budget()).toEqual({ reserved: 60_000_000, available: 0 });
  });

  const steps = [
    ['reserved', 'AVAILABLE', 'RESERVED'],
    ['committed', 'RESERVED', 'COMMITTED'],
    ['paid', 'COMMITTED', 'PAID'],
    ['recovered', 'RECOVERED', 'AVAILABLE'],
  ] as const;

  test.each(steps)(
    'takes a claim’s money to be %s once, also when ten take it at once (S2)',
    async (step, from, to) => {
      const claimId = await givenClaim(workerId);
      // So much is there of others’ that no balance would refuse the second.
      for (const [before, source, target] of steps) {
        if (before === step) break;
        await book(null, source, target);
      }

      const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(book(claimId, from, to, 1))));

      expect(tally(outcomes)).toEqual({ written: 1, [`ledger_entry_${step}_once`]: 9 });
    },
  );

  test('gives the money of a claim that ends back once (S2)', async () => {
    const claimId = await givenClaim(workerId);
    await book(null, 'AVAILABLE', 'RESERVED');
    await book(claimId, 'AVAILABLE', 'RESERVED', 1);

    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => outcomeOf(book(claimId, 'RESERVED', 'AVAILABLE', 1))),
    );
    expect(tally(outcomes)).toEqual({ written: 1, ledger_entry_released_once: 9 });
  });

  test('orders one payment of a claim, also when ten order it at once (S3)', async () => {
    const claimId = await givenClaim(workerId);

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(pay(claimId))));

    expect(tally(outcomes)).toEqual({ written: 1, payment_s3_unique: 9 });
  });

  test('pays a claim whole, and keeps what was granted as it was (S6, S8)', async () => {
    const claimId = await givenClaim(workerId);

    expect(await outcomeOf(pay(claimId, fen / 2))).toBe('payment_whole_foreign');
    expect(await outcomeOf(pay(claimId))).toBe('written');
    const more = suite.subsidies.rows('update claim set amount_fen = amount_fen + 1 where id = ?', [claimId]);
    expect(await outcomeOf(more)).toBe('payment_whole_foreign');
  });

  test.each(['parameter_value', 'claim_review', 'recorded_fact'])('never changes a %s (S6)', async (table) => {
    const changes = [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table} cascade`];

    for (const change of changes) expect(await outcomeOf(suite.subsidies.rows(change))).toBe(`${table}_append_only`);
  });

  test('gives one officer one voice a round, also when she says it ten times at once', async () => {
    const claimId = await givenClaim(workerId, { state: 'ASSESSING' });
    const say = (round: number) =>
      suite.subsidies.rows(
        `insert into claim_review (id, claim_id, officer_id, round, verdict, reason, made_at) values (?, ?, 'acc', ?, 'APPROVE', '', now())`,
        [newId('rev'), claimId, round],
      );

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(say(1))));

    expect(tally([...outcomes, await outcomeOf(say(2))])).toEqual({ written: 2, claim_review_four_eyes: 9 });
  });
});
