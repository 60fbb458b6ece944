import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, bulk, expectBooksToAgree, type Outcome, openEveryConnection, staff } from './support/counter.ts';
import { givenServing } from './support/servings.ts';

const dinnerTime = '2026-11-20T17:30:00+08:00';
const cutoff = '2026-11-20T19:30:00+08:00';
const closing = '2026-11-20T20:30:00+08:00';

describe('an order ends', () => {
  let canteens: TestSubgraph;
  let servingId: string;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now: dinnerTime });
    await openEveryConnection(canteens);
  });
  afterAll(() => canteens.stop());
  beforeEach(async () => {
    servingId = await givenServing(canteens, { planned: 10 });
  });

  let key = 0;
  const fresh = () => `ends-${(key += 1)}`;
  const owner = bulk(1);
  const place = async (quantity: number, who = owner) => {
    const { value } = await act(canteens, who, 'orderMeal', {
      input: { idempotencyKey: fresh(), servingId, quantity },
      value: 'order { id pickupCode pickupQr }',
    });
    return value as { id: string; pickupCode: string; pickupQr: string };
  };
  const cancel = (orderId: string, who: PersonLike = owner, at = dinnerTime, idempotencyKey = fresh()) =>
    act(
      canteens,
      who,
      'cancelMealOrder',
      {
        input: { idempotencyKey, orderId },
        value: 'order { state cancelledBy serving { remaining } }',
        details: 'state',
      },
      at,
    );
  const pickUp = (input: Record<string, unknown>, at = dinnerTime, who: Parameters<typeof act>[1] = staff) =>
    act(canteens, who, 'pickUpMeal', { input, value: 'order { id state quantity }', details: 'at' }, at);

  describe('by cancelling', () => {
    test('before the cut-off, and exactly its portions can be ordered again', async () => {
      const { id } = await place(3);

      const cancelled = await cancel(id, owner, '2026-11-20T19:29:59+08:00');

      expect(cancelled).toEqual({
        value: { state: 'CANCELLED', cancelledBy: 'WORKER', serving: { remaining: 10 } },
        errors: [],
      });
      expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 0, oversold: 0, wasted: 0 });
    });

    test('once: of twenty who cancel at once one does, and the portions come back once (M3)', async () => {
      const { id } = await place(4);
      await place(2, bulk(2));

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => cancel(id)));

      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      expect(outcomes.flatMap(({ errors }) => errors.map(({ code, state }) => [code, state]))).toEqual(
        Array.from({ length: 19 }, () => ['ALREADY_ENDED', 'CANCELLED']),
      );
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(2);
    });

    test('what a cancelled order used of the limit of a meal can be ordered again', async () => {
      const { id } = await place(4);
      expect(await place(1)).toBeNull();

      await cancel(id);

      expect(await place(4)).toMatchObject({ id: expect.any(String) });
    });

    test('repeated with one key it is one answer', async () => {
      const { id } = await place(3);

      const [first, second] = [
        await cancel(id, owner, dinnerTime, 'same'),
        await cancel(id, owner, dinnerTime, 'same'),
      ];

      expect(second).toEqual(first);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(0);
    });

    test('is refused at the very instant of the cut-off, and nothing changes', async () => {
      const { id } = await place(3);

      const refused = await cancel(id, owner, cutoff);

      expect(refused).toEqual({
        value: null,
        errors: [{ code: 'PAST_CUTOFF', path: ['orderId'], rule: 'M3', state: null }],
      });
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(3);
    });

    test('somebody else’s order, and one that does not exist, are the same to everybody: not there', async () => {
      const { id } = await place(3);

      const outcomes = await Promise.all([
        cancel(id, persona('packer')),
        cancel(id, { ...persona('canteen'), roles: [...staff.roles, { role: 'WORKER', scope: staff.id }] }),
        cancel(demoId('ord', 'none')),
      ]);

      const notThere = { code: 'ORDER_NOT_FOUND', path: ['orderId'], rule: 'order', state: null };
      expect(outcomes).toEqual(outcomes.map(() => ({ value: null, errors: [notThere] })));
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(3);
    });
  });

  describe('by being picked up', () => {
    test('by the QR code or by the typed code, once; afterwards everybody is told when (M3)', async () => {
      const { id, pickupCode, pickupQr } = await place(2);

      const scanned = await pickUp({ qr: pickupQr });
      const again = await pickUp({ servingId, code: pickupCode }, '2026-11-20T17:31:00+08:00');

      expect(scanned).toEqual({ value: { id, state: 'PICKED_UP', quantity: 2 }, errors: [] });
      expect(again).toEqual({
        value: null,
        errors: [{ code: 'ALREADY_PICKED_UP', path: ['code'], rule: 'M3', at: '2026-11-20T09:30:00.000Z' }],
      });
    });

    test('of forty counters that scan one code at once, one hands the meal over', async () => {
      const { pickupQr } = await place(1);

      const outcomes = await Promise.all(Array.from({ length: 40 }, () => pickUp({ qr: pickupQr })));

      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      expect(outcomes.filter(({ errors }) => errors[0]?.['code'] === 'ALREADY_PICKED_UP').length).toBe(39);
    });

    test('cancelling and picking up race: one of them wins, and the portions are where it says', async () => {
      for (let round = 0; round < 8; round += 1) {
        servingId = await givenServing(canteens, { planned: 10 });
        const { id, pickupQr } = await place(1);

        const [given, back]: Outcome[] = await Promise.all([pickUp({ qr: pickupQr }), cancel(id)]);

        expect([Boolean(given?.value), Boolean(back?.value)].filter(Boolean).length).toBe(1);
        expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(given?.value ? 1 : 0);
      }
    });

    test.each([
      ['a cancelled order', 'CANCELLED', null],
      ['an order that is picked up when the counter closes', 'TOO_LATE', '2026-11-20T12:30:00.000Z'],
    ])('%s is not handed over', async (_which, code, at) => {
      const { id, pickupQr } = await place(2);
      if (code === 'CANCELLED') await cancel(id);

      const refused = await pickUp({ qr: pickupQr }, code === 'TOO_LATE' ? closing : dinnerTime);

      expect(refused).toEqual({ value: null, errors: [{ code, path: ['qr'], rule: 'M3', at }] });
    });

    test('a code of another serving, or at another canteen’s counter, is not known', async () => {
      const { pickupQr, pickupCode } = await place(1);
      const otherServing = await givenServing(canteens, { planned: 10 });
      const otherCounter = { id: 'acc_other', roles: [{ role: 'CANTEEN_STAFF' as const, scope: 'can_other' }] };

      const outcomes = await Promise.all([
        pickUp({ servingId: otherServing, code: pickupCode }),
        pickUp({ qr: pickupQr }, dinnerTime, otherCounter),
        pickUp({ qr: pickupQr }, dinnerTime, owner),
      ]);

      expect(outcomes.map(({ errors }) => errors[0]?.['code'])).toEqual([
        'CODE_UNKNOWN',
        'CODE_UNKNOWN',
        'CODE_UNKNOWN',
      ]);
      expect((await pickUp({ qr: pickupQr })).value).toMatchObject({ state: 'PICKED_UP' });
    });

    test.each([
      ['the code of a parcel', { qr: 'https://example.org/parcel' }, ['input', 'qr']],
      ['neither code nor QR code', {}, ['input']],
      ['seven digits', { servingId: 'srv_x', code: '1234567' }, ['input', 'code']],
    ])('%s is bad input, with its path', async (_which, input, path) => {
      const { errors } = await canteens
        .as(staff)
        .ask('mutation($input: PickUpMealInput!) { pickUpMeal(input: $input) { order { id } } }', { input });

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path });
    });

    test('nobody without a name picks up or cancels', async () => {
      const { id, pickupQr } = await place(1);

      expect((await pickUp({ qr: pickupQr }, dinnerTime, nobody)).topLevel).toEqual(['UNAUTHENTICATED']);
      expect((await cancel(id, nobody as never)).topLevel).toEqual(['UNAUTHENTICATED']);
    });
  });

  describe('by nobody coming', () => {
    const stateOf = async (id: string) => {
      const [row] = await canteens.rows<{ state: string }>('select state from meal_order where id = ?', [id]);
      return row?.state;
    };

    test('when the counter closes, not before; the portions stay sold', async () => {
      const [waiting, eaten] = [await place(2), await place(1, bulk(2))];
      await pickUp({ qr: eaten.pickupQr });

      await canteens.subgraph.runDue(new Date('2026-11-20T20:29:59+08:00'));
      const before = await stateOf(waiting.id);
      await canteens.subgraph.runDue(new Date(closing));

      expect([before, await stateOf(waiting.id), await stateOf(eaten.id)]).toEqual([
        'CONFIRMED',
        'NO_SHOW',
        'PICKED_UP',
      ]);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(3);
    });

    test('counted once by however many processes look at once', async () => {
      const placed = await Promise.all(Array.from({ length: 5 }, (_, index) => place(1, bulk(index + 10))));

      const looks = await Promise.all(Array.from({ length: 8 }, () => canteens.subgraph.runDue(new Date(closing))));

      expect(looks.reduce((sum, { noteNoShows }) => sum + (noteNoShows ?? 0), 0)).toBe(placed.length);
    });
  });
});
