import { describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { bankOf } from '../../support/bank.ts';
import { codeOf, type Homes } from './homes.ts';

/** Flats of the demo's youth apartments that no listing offers and nobody bought. */
export const flat = (index: number) => demoId('unt', `youth-lingfeng-${index}`);

const now = '2026-11-20T12:00:00+08:00';

interface Claims {
  readonly me: {
    readonly claims: {
      readonly nodes: readonly {
        readonly program: { readonly code: string };
        readonly state: string;
        readonly steps: readonly { readonly to: string; readonly note: string | null }[];
      }[];
    };
  };
}

/** S06. */
export const purchaseCodes = (homes: Homes) =>
  describe('a purchase code has one holder and one use, and is no oracle (S06)', () => {
    const issue = async (who: string, months = 24, when = now) => {
      const input = { programme: `DEMO_${newId('prg')}`, holderIds: [persona(who).id], validMonths: months };
      const fields = 'issued { value } userErrors { code }';
      const { issued } = await homes.mutate('program', 'issuePurchaseCodes', fields, input, when);
      return (issued as { value: string }[])[0]?.value ?? '';
    };
    const redeem = (who: string, code: string, unitId: string, when = now) =>
      homes.mutate(
        who,
        'redeemPurchaseCode',
        'homePurchase { id version unit { id } } userErrors { code message path rule }',
        { code, unitId },
        when,
      );
    const stateOf = async (unitId: string) =>
      (
        await homes.graph.ask<{ unit: { state: string } }>(null, 'query ($id: ID!) { unit(id: $id) { state } }', {
          id: unitId,
        })
      ).data?.unit.state;
    const subsidyOf = async (who: string) => {
      const { data } = await homes.graph.ask<Claims>(
        who,
        '{ me { claims(first: 50) { nodes { program { code } state amount { fen } fallenAwayOn steps { to note } } } } }',
      );
      return data?.me.claims.nodes.find(({ program }) => program.code === 'YOUTH_HOME_PURCHASE');
    };
    /** Pays what is to be paid, by the bank's files, as often as it takes. */
    const paid = () => {
      const bank = bankOf(homes.graph.home);
      return homes.until(
        async () => {
          await homes.runDue('Subsidies', '2026-11-20T13:00:00+08:00');
          bank.settleAll();
          return subsidyOf('newcomer');
        },
        (claim) => claim?.state === 'PAID',
      );
    };
    /** What anybody is told of a code that is not hers to use, whatever the reason. */
    const alike = {
      homePurchase: null,
      userErrors: [{ code: 'CODE_NOT_ACCEPTED', message: '该购房码不可用。', path: ['code'], rule: 'H4' }],
    };

    test('holder and stranger redeem it 50 times at once: one purchase, by the holder, and one of two flats is sold', async () => {
      const code = await issue('newcomer');

      const payloads = await Promise.all(
        Array.from({ length: 50 }, (_none, nth) =>
          redeem(nth % 2 === 0 ? 'newcomer' : 'colour-master', code, flat(nth % 4 < 2 ? 200 : 201)),
        ),
      );

      const [bought, ...more] = payloads.filter((payload) => payload['homePurchase']);
      expect(more).toEqual([]);
      const { id, unit } = bought?.['homePurchase'] as { id: string; unit: { id: string } };
      const purchases = '{ me { homePurchases { id state unit { state } } } }';
      expect((await homes.graph.ask('newcomer', purchases)).data).toEqual({
        me: { homePurchases: [{ id, state: 'CONTRACTED', unit: { state: 'SOLD' } }] },
      });
      expect((await homes.graph.ask('colour-master', purchases)).data).toEqual({ me: { homePurchases: [] } });
      expect([await stateOf(flat(200)), await stateOf(flat(201))].toSorted()).toEqual(['AVAILABLE', 'SOLD']);
      expect(await redeem('packer', code, flat(204))).toEqual(alike);

      // She is paid without asking: the purchase has told of itself.
      expect(await paid()).toMatchObject({ state: 'PAID', amount: { fen: 30_000_000 } });

      const input = { purchaseId: id, expectedVersion: 1, on: '2026-11-20', reason: '贷款未获批准' };
      await homes.mutate('housing', 'rescindPurchase', 'homePurchase { state } userErrors { code }', input, now);
      const after = await homes.graph.ask(
        'newcomer',
        `{ me { youthHome { id } homePurchases { state unit { state } code { state } } } }`,
      );
      expect(after.data).toEqual({
        me: {
          youthHome: null,
          homePurchases: [{ state: 'RESCINDED', unit: { state: 'AVAILABLE' }, code: { state: 'REDEEMED' } }],
        },
      });
      const due = await homes.until(
        () => subsidyOf('newcomer'),
        (claim) => claim?.state === 'CLAWBACK_DUE',
      );
      expect(due).toMatchObject({
        state: 'CLAWBACK_DUE',
        amount: { fen: 30_000_000 },
        fallenAwayOn: '2026-11-20',
      });
      expect(due?.steps.at(-1)).toEqual({ to: 'CLAWBACK_DUE', note: 'FELL_AWAY' });

      const later = '2026-11-20T14:00:00+08:00';
      expect(await redeem('newcomer', code, unit.id, later)).toEqual(alike);
      expect(codeOf(await redeem('newcomer', await issue('newcomer'), unit.id, later))).toBe('OK');
    }, 90_000);

    test('used, never issued, expired and somebody else’s are one public answer, and the sixth try has to wait', async () => {
      const used = await issue('leap');
      await redeem('leap', used, flat(202));
      const codes = [
        used,
        'AAAA-BBBB-CCCC-DDDD',
        await issue('leap', 1, '2026-10-01T12:00:00+08:00'),
        await issue('packer'),
        used,
      ];

      const answers = [];
      for (const code of codes) answers.push(await redeem('leap', code, flat(203)));

      expect(answers).toEqual(codes.map(() => alike));
      expect(codeOf(await redeem('leap', await issue('leap'), flat(203)))).toBe('TOO_MANY_ATTEMPTS');
    });
  });
