import { expect, test } from 'vitest';
import fc from 'fast-check';
import { newId } from '@millgate/kit';
import { programId } from '../seeds/programs.ts';
import { claiming, contractDay } from './support/claiming.ts';
import { setAside } from './support/programs.ts';

const suite = claiming();

const accounts = ['TREASURY', 'AVAILABLE', 'RESERVED', 'COMMITTED', 'PAID', 'RECOVERED'] as const;

const operation = fc.record({
  year: fc.integer({ min: 2040, max: 2043 }),
  from: fc.constantFrom(...accounts),
  to: fc.constantFrom(...accounts),
  fen: fc.integer({ min: 1, max: 5_000 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const differences = `
  select a.id from appropriation a left join ledger_sums() s on s.appropriation_id = a.id
   where (a.amount_fen, a.reserved_fen, a.committed_fen, a.paid_fen, a.recovered_fen) is distinct from
         (coalesce(s.amount, 0), coalesce(s.reserved, 0), coalesce(s.committed, 0), coalesce(s.paid, 0), coalesce(s.recovered, 0))`;

const overspent = `
  select id from appropriation
   where reserved_fen + committed_fen + paid_fen - recovered_fen > amount_fen
      or least(amount_fen, reserved_fen, committed_fen, paid_fen, recovered_fen) < 0`;

const book = ({ year, from, to, fen }: Operation) =>
  suite.subsidies.rows(
    `insert into ledger_entry (id, appropriation_id, from_account, to_account, amount_fen, booked_at)
     select ?, id, ?, ?, ?, now() from appropriation where program_id = ? and fiscal_year = ?`,
    [newId('led'), from, to, fen, programId('SKILL_LEVEL'), year],
  );

test('after 10,000 random moves, eight at a time, the sums of the ledger are the balances, and nothing is overspent', async () => {
  for (const year of [2040, 2041, 2042, 2043]) await setAside(suite.subsidies, 'SKILL_LEVEL', year, 1_000);
  const operations = fc.sample(operation, { numRuns: 10_000, seed: 6 });
  let [booked, refused] = [0, 0];

  const queue = operations.values();
  const worker = async () => {
    for (const one of queue) {
      const done = await book(one).then(
        () => true,
        (cause: { constraint?: string }) => {
          expect(cause.constraint).toMatch(
            /^(appropriation_s2_check|appropriation_signs_check|ledger_entry_accounts_check)$/,
          );
          return false;
        },
      );
      if (done) booked += 1;
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));

  expect(booked + refused).toBe(10_000);
  expect(Math.min(booked, refused)).toBeGreaterThan(1_000);
  expect(await suite.subsidies.rows(differences)).toEqual([]);
  expect(await suite.subsidies.rows(overspent)).toEqual([]);
}, 120_000);

test('whatever is claimed, taken back, paid and claimed back in whatever order, the books balance', async () => {
  const { graph, aWorker, claim, subsidies } = suite;
  const act = fc.constantFrom('claim', 'withdraw', 'due', 'fund', 'rescind');
  const script = fc.sample(act, { numRuns: 120, seed: 8 });
  const people: ReturnType<typeof aWorker>[] = [];
  await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 600_000);
  let keys = 0;

  const take = async (step: string, at: number) => {
    const who = people[(at * 7) % Math.max(1, people.length)];
    const [mine] = who
      ? await subsidies.rows<{ id: string }>('select id from claim where worker_id = ?', [who.id])
      : [];
    if (step === 'claim') {
      const person = aWorker();
      people.push(person);
      const purchase = newId('hpu');
      const { bought, born } = await import('./support/graph.ts');
      graph.state(person.id, {
        birthDateFact: born('1991-11-02'),
        homePurchaseFacts: [bought(contractDay, { purchaseId: purchase })],
      });
      await claim(person);
    } else if (step === 'withdraw' && who && mine) {
      await subsidies
        .as(who)
        .ask(`mutation ($i: WithdrawClaimInput!) { withdrawClaim(input: $i) { userErrors { code } } }`, {
          i: { idempotencyKey: `w${(keys += 1)}`, claimId: mine.id },
        });
    } else if (step === 'due') {
      await subsidies.subgraph.runDue(new Date(`${contractDay}T04:00:00Z`));
    } else if (step === 'rescind' && mine) {
      await subsidies.subgraph.receive({
        id: newId('evt'),
        type: 'PurchaseRescinded',
        aggregate: 'x',
        occurredAt: `${contractDay}T05:00:00Z`,
        payload: {
          purchaseId: (
            await subsidies.rows<{ p: string }>('select home_purchase_id as p from claim where id = ?', [mine.id])
          )[0]?.p,
          rescindedOn: contractDay,
        },
      });
    } else if (step === 'fund') {
      const { topUp } = await import('./support/programs.ts');
      await topUp(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 150_000);
    }
  };
  for (let at = 0; at < script.length; at += 4) {
    await Promise.all(script.slice(at, at + 4).map((step, index) => take(step, at + index)));
  }

  expect(await subsidies.rows(differences)).toEqual([]);
  expect(await subsidies.rows(overspent)).toEqual([]);
  const [held] = await subsidies.rows<{ held: string; owed: string }>(
    `select (select coalesce(sum(amount_fen), 0) from claim where state in ('APPROVED', 'PAYING', 'PAID', 'CLAWBACK_DUE')) as owed,
            (select sum(reserved_fen + committed_fen + paid_fen) from appropriation a join subsidy_program p on p.id = a.program_id
              where p.code = 'YOUTH_HOME_PURCHASE') as held`,
  );
  expect(held?.held).toBe(held?.owed);
}, 120_000);
