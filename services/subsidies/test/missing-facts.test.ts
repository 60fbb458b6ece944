import { beforeEach, describe, expect, test, vi } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { type PersonLike } from '@millgate/kit/testing';
import { claiming, contractDay, now } from './support/claiming.ts';
import { born, bought, withheld } from './support/graph.ts';

const suite = claiming();
const { graph, aWorker, claim, written, budget } = suite;

let worker: PersonLike;
beforeEach(() => {
  worker = aWorker();
});

describe('a claim', () => {
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
      const { setTimeout: wait } = globalThis;
      const waited: number[] = [];
      // Eight seconds pass at once, of the fifteen for which the gateway waits; all other waiting is as long as it is.
      const clock = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, millis?: number) => {
        if (millis === 8_000) waited.push(millis);
        return wait(work, millis === 8_000 ? 0 : millis);
      }) as typeof wait);

      const { data } = await claim(worker).finally(() => clock.mockRestore());

      expect(waited).toEqual([8_000]);
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

    const minutesLater = (minutes: number) =>
      suite.subsidies.subgraph.runDue(new Date(Date.parse(now) + minutes * 60_000));
    const claimOf = async ({ id }: PersonLike) => {
      const [row] = await suite.subsidies.rows<{ state: string; fen: string; attempts: number; retries: boolean }>(
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

      expect(await claimOf(worker)).toEqual({ state: 'PAYING', fen: '30000000', attempts: 2, retries: false });
      expect(await written(worker)).toEqual({ claims: 1, steps: 4, entries: 2 });
      expect(await budget()).toEqual({ reserved: 0, available: 60_000_000 });
    });

    test('until the source is back and says that a rule is not met: then it is refused, with the reason, and may be made anew', async () => {
      graph.down.add('homePurchaseFacts');
      await claim(worker);
      graph.down.clear();
      graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });

      await minutesLater(1);

      expect(await claimOf(worker)).toMatchObject({ state: 'REFUSED', fen: null, retries: false });
      const { data } = await suite.subsidies
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

    describe('for five working days', () => {
      const officers = async () =>
        (
          await suite.subsidies
            .as(persona('program'), '2021-06-03T10:00:00+08:00')
            .data<{ claims: { nodes: { worker: { id: string }; escalatedAt: string; factsDueAt: string }[] } }>(
              '{ claims(first: 100, escalated: true) { nodes { worker { id } escalatedAt factsDueAt } } }',
            )
        ).claims.nodes.filter((one) => one.worker.id === worker.id);
      const runAt = (instant: string) => suite.subsidies.subgraph.runDue(new Date(`${instant}+08:00`));
      const notes = async (like: string) =>
        (
          await suite.subsidies.rows<{ note: string }>(
            `select note from claim_step s join claim c on c.id = s.claim_id where c.worker_id = ? and note like ?`,
            [worker.id, `${like}%`],
          )
        ).map(({ note }) => note);

      test('then the officers have it in their list, once, with a line of history; and it is still decided by itself', async () => {
        graph.down.add('homePurchaseFacts');
        // On a Monday: the fifth working day after it is the next one.
        await claim(worker);

        await runAt('2021-05-31T23:59:59.999');
        expect(await officers()).toEqual([]);
        await Promise.all([runAt('2021-06-01T00:00:00'), runAt('2021-06-01T00:00:00'), runAt('2021-06-01T00:01:00')]);

        const factsDueAt = '2021-05-31T16:00:00.000Z';
        expect(await officers()).toMatchObject([
          { escalatedAt: expect.stringMatching(/^2021-05-31T16:0/), factsDueAt },
        ]);
        expect(await notes('FACTS_OVERDUE')).toHaveLength(1);

        graph.down.clear();
        await runAt('2021-06-01T02:00:00');
        expect(await claimOf(worker)).toMatchObject({ state: 'PAYING', fen: '30000000' });
        expect(await notes('FACTS_OVERDUE')).toHaveLength(1);
      });

      test('which a revision of the calendar counts anew, with a line of history; told twice, or late, once', async () => {
        graph.down.add('homePurchaseFacts');
        await claim(worker);
        const revised = (no: number, off: string[], standard = true) =>
          suite.subsidies.subgraph.receive({
            id: newId('evt'),
            type: 'CalendarRevised',
            aggregate: newId('cal'),
            occurredAt: '2021-05-25T01:00:00Z',
            payload: {
              calendarId: newId('cal'),
              standard,
              year: 2021,
              no,
              publishedAt: '2021-05-25T01:00:00.000Z',
              week: [true, true, true, true, true, false, false],
              exceptions: off.map((on) => ({ on, working: false })),
              moved: [],
            },
          });

        await revised(2, ['2021-05-28', '2021-05-31']);
        await revised(2, ['2021-05-28', '2021-05-31']);
        await revised(1, []);
        await revised(9, [], false);

        expect(await notes('FACTS_DUE ')).toEqual(['FACTS_DUE 2021-05-31T16:00:00.000Z → 2021-06-02T16:00:00.000Z']);
        await runAt('2021-06-02T23:59:59');
        expect(await officers()).toEqual([]);
        await runAt('2021-06-03T00:00:00');
        expect(await officers()).toMatchObject([{ factsDueAt: '2021-06-02T16:00:00.000Z' }]);
      });
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
});
