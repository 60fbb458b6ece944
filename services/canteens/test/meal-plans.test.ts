import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, openEveryConnection } from './support/counter.ts';
import { givenServing } from './support/servings.ts';

const now = '2026-11-20T10:00:00+08:00';

describe('a meal plan', () => {
  let canteens: TestSubgraph;
  let enterprise: string;
  let hr: PersonLike;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(canteens);
  });
  afterAll(() => canteens.stop());
  beforeEach(() => {
    enterprise = newId('ent');
    hr = { id: newId('acc'), roles: [{ role: 'HR', scope: enterprise }] };
  });

  let key = 0;
  const fresh = () => `plan-${(key += 1)}`;
  const set = (plan: Record<string, unknown>, who: Parameters<typeof act>[1] = hr, at = now) =>
    act(
      canteens,
      who,
      'setMealPlan',
      {
        input: { idempotencyKey: fresh(), enterpriseId: enterprise, perDay: 2, ...plan },
        value: 'plan { id perDay from until tier }',
        details: 'on',
      },
      at,
    );
  const plans = () =>
    canteens.rows(
      `select per_day, valid_from::text as "from", valid_until::text as until from meal_plan where enterprise_id = ? order by valid_from`,
      [enterprise],
    );

  test('is set by HR from a day on, and the one before ends there', async () => {
    await set({ from: '2026-11-20' });

    const next = await set({ from: '2026-12-01', perDay: 1 });

    expect(next.value).toMatchObject({ perDay: 1, from: '2026-12-01', until: null, tier: 'ENTERPRISE_SUBSIDISED' });
    expect(await plans()).toEqual([
      { per_day: 2, from: '2026-11-20', until: '2026-12-01' },
      { per_day: 1, from: '2026-12-01', until: null },
    ]);
  });

  test.each([
    ['that begins yesterday', { from: '2026-11-19' }, { code: 'IN_THE_PAST', path: ['from'], rule: 'M5', on: null }],
    [
      'that ends on its first day',
      { from: '2026-11-21', until: '2026-11-21' },
      { code: 'BAD_PERIOD', path: ['until'], rule: 'period', on: null },
    ],
    [
      'that runs into a later one',
      { from: '2026-11-21' },
      { code: 'LATER_PLAN_EXISTS', path: ['from'], rule: 'period', on: '2026-12-01' },
    ],
  ])('%s is refused, and nothing changes', async (_which, plan, error) => {
    await set({ from: '2026-12-01' });

    const refused = await set(plan);

    expect(refused).toEqual({ value: null, errors: [error] });
    expect(await plans()).toEqual([{ per_day: 2, from: '2026-12-01', until: null }]);
  });

  test('of twenty set at once for the same days one stands, and nobody meets a deadlock', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => set({ from: '2026-12-01' })));

    expect(outcomes.filter(({ value }) => value).length).toBe(1);
    expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 19 }, () => 'LATER_PLAN_EXISTS'),
    );
    expect((await plans()).length).toBe(1);
  });

  test('the database itself refuses two that overlap', async () => {
    await set({ from: '2026-12-01' });

    await expect(
      canteens.rows(
        `insert into meal_plan (id, enterprise_id, tier, per_day, valid_from) values (?, ?, 'ENTERPRISE_SUBSIDISED', 1, '2027-01-01')`,
        [newId('mpl'), enterprise],
      ),
    ).rejects.toMatchObject({ constraint: 'meal_plan_no_overlap' });
  });

  test('to anybody but its HR an enterprise has nothing to set', async () => {
    const outcomes = await Promise.all(
      [persona('hr'), persona('welder'), persona('canteen'), persona('manager')].map((who) =>
        set({ from: '2026-11-20' }, who),
      ),
    );

    expect(outcomes.map(({ errors }) => errors[0]?.['code'])).toEqual(outcomes.map(() => 'ENTERPRISE_NOT_FOUND'));
    expect((await set({ from: '2026-11-20' }, nobody)).topLevel).toEqual(['UNAUTHENTICATED']);
    expect(await plans()).toEqual([]);
  });

  describe('in force', () => {
    let worker: PersonLike;
    beforeEach(async () => {
      const id = newId('wrk');
      worker = { id, roles: [{ role: 'WORKER', scope: id }] };
      await set({ from: '2026-11-20' });
      await canteens.rows(
        `insert into known_employment (id, worker_id, enterprise_id, employed_from) values (?, ?, ?, '2026-01-01')`,
        [newId('emp'), id, enterprise],
      );
    });

    const order = (servingId: string, quantity = 1) =>
      act(canteens, worker, 'orderMeal', {
        input: { idempotencyKey: fresh(), servingId, quantity },
        value: 'order { id tier price { fen } }',
      });
    const tiers = async () =>
      (
        await canteens.rows<{ tier: string }>(
          `select tier, sum(quantity)::int as portions from meal_order where worker_id = ? and state <> 'CANCELLED' group by tier order by tier`,
          [worker.id],
        )
      ).map((row) => row);

    test('pays for so many portions a day and no more, whichever meals are ordered in the same instant (M4)', async () => {
      const servings = await Promise.all([1, 2, 3, 4].map(() => givenServing(canteens, { planned: 20 })));

      const outcomes = await Promise.all([...servings, ...servings].map((id) => order(id)));

      expect(outcomes.filter(({ value }) => value).length).toBe(8);
      expect(await tiers()).toEqual([
        { tier: 'ENTERPRISE_SUBSIDISED', portions: 2 },
        { tier: 'WORKER', portions: 6 },
      ]);
    });

    test('what an order is cancelled of can be paid for again', async () => {
      const servingId = await givenServing(canteens, { planned: 20 });
      const { value } = await order(servingId, 2);
      expect((await order(servingId)).value).toMatchObject({ tier: 'WORKER' });

      await act(canteens, worker, 'cancelMealOrder', {
        input: { idempotencyKey: fresh(), orderId: value?.['id'] },
        value: 'order { id }',
      });

      expect((await order(servingId)).value).toMatchObject({ tier: 'ENTERPRISE_SUBSIDISED', price: { fen: 900 } });
    });

    test('ended tomorrow, pays today and not tomorrow; what was ordered keeps its price (M5)', async () => {
      const [today, tomorrow] = [
        await givenServing(canteens, { planned: 20 }),
        await givenServing(canteens, { planned: 20, on: '2026-11-21' }),
      ];
      const before = await order(tomorrow);
      const [plan] = await canteens.rows<{ id: string }>('select id from meal_plan where enterprise_id = ?', [
        enterprise,
      ]);

      const ended = await act(canteens, hr, 'endMealPlan', {
        input: { idempotencyKey: fresh(), planId: plan?.id, until: '2026-11-21' },
        value: 'plan { until }',
        details: 'on',
      });

      expect(ended.value).toEqual({ until: '2026-11-21' });
      expect((await order(today)).value).toMatchObject({ tier: 'ENTERPRISE_SUBSIDISED' });
      expect((await order(tomorrow)).value).toMatchObject({ tier: 'WORKER' });
      const [kept] = await canteens.rows('select tier, price_fen::int from meal_order where id = ?', [
        before.value?.['id'],
      ]);
      expect(kept).toEqual({ tier: 'ENTERPRISE_SUBSIDISED', price_fen: 900 });
    });

    test('is ended by its HR alone, tomorrow at the earliest, and not later than it ends already', async () => {
      const [plan] = await canteens.rows<{ id: string }>('select id from meal_plan where enterprise_id = ?', [
        enterprise,
      ]);
      const end = (planId: string | undefined, until: string, who: PersonLike = hr) =>
        act(canteens, who, 'endMealPlan', {
          input: { idempotencyKey: fresh(), planId, until },
          value: 'plan { until }',
          details: 'on',
        });

      expect([
        (await end(plan?.id, '2026-11-20')).errors[0]?.['code'],
        (await end(plan?.id, '2026-12-01', persona('hr'))).errors[0]?.['code'],
        (await end(demoId('mpl', 'none'), '2026-12-01')).errors[0]?.['code'],
        (await end(plan?.id, '2026-12-01')).value,
        (await end(plan?.id, '2026-12-02')).errors[0],
      ]).toEqual([
        'TOO_EARLY',
        'PLAN_NOT_FOUND',
        'PLAN_NOT_FOUND',
        { until: '2026-12-01' },
        { code: 'ENDS_EARLIER', path: ['until'], rule: 'period', on: '2026-12-01' },
      ]);
      expect(enterpriseId('zhenzhi')).not.toBe(enterprise);
    });
  });
});
