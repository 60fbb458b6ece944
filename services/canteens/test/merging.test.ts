import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act } from './support/counter.ts';
import { givenServing } from './support/servings.ts';

const now = '2026-11-20T10:00:00+08:00';

describe('two records of one person are merged', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => canteens.stop());

  const somebody = (id = newId('wrk')): PersonLike => ({ id, roles: [{ role: 'WORKER', scope: id }] });
  const merge = (workerId: string, ...mergedIds: string[]) =>
    canteens.subgraph.receive({
      id: newId('evt'),
      type: 'WorkersMerged',
      aggregate: workerId,
      occurredAt: now,
      payload: { mergeId: newId('wmg'), workerId, mergedIds },
    });
  const order = (who: PersonLike, servingId: string, quantity: number) =>
    act(canteens, who, 'orderMeal', {
      input: { idempotencyKey: newId('key'), servingId, quantity },
      value: 'order { id tier }',
      details: 'limit',
    });

  test('what she ordered as both counts towards one limit, and all of it is hers (M4)', async () => {
    const [kept, alias] = [somebody(), somebody()];
    const servingId = await givenServing(canteens, { planned: 20 });
    await order(kept, servingId, 1);
    const other = await order(alias, servingId, 2);

    await merge(kept.id, alias.id);

    expect((await order(kept, servingId, 2)).errors).toEqual([
      { code: 'DAILY_LIMIT', path: ['quantity'], rule: 'M4', limit: 4 },
    ]);
    expect((await order(kept, servingId, 1)).errors).toEqual([]);
    const cancelled = await act(canteens, kept, 'cancelMealOrder', {
      input: { idempotencyKey: newId('key'), orderId: other.value?.['id'] },
      value: 'order { state }',
    });
    expect(cancelled.value).toEqual({ state: 'CANCELLED' });
    expect((await order(kept, servingId, 2)).errors).toEqual([]);
  });

  test('what she ordered beyond the limit before anybody knew stands, and more is refused', async () => {
    const [kept, alias] = [somebody(), somebody()];
    const servingId = await givenServing(canteens, { planned: 20 });
    await order(kept, servingId, 4);
    await order(alias, servingId, 4);

    await merge(kept.id, alias.id);

    expect((await order(kept, servingId, 1)).errors[0]?.['code']).toBe('DAILY_LIMIT');
    const [row] = await canteens.rows('select sold from meal_serving where id = ?', [servingId]);
    expect(row).toEqual({ sold: 8 });
  });

  test('the job of the merged record gives her its employer’s price, also when it is told late', async () => {
    const [kept, alias] = [somebody(), somebody()];
    const enterpriseId = newId('ent');
    await canteens.rows(
      `insert into meal_plan (id, enterprise_id, tier, per_day, valid_from) values (?, ?, 'ENTERPRISE_SUBSIDISED', 2, '2026-01-01')`,
      [newId('mpl'), enterpriseId],
    );
    await merge(kept.id, alias.id);
    await canteens.subgraph.receive({
      id: newId('evt'),
      type: 'EmploymentStarted',
      aggregate: alias.id,
      occurredAt: now,
      payload: { employmentId: newId('emp'), workerId: alias.id, enterpriseId, from: '2026-01-01', until: null },
    });

    const { value } = await order(kept, await givenServing(canteens, { planned: 20 }), 1);

    expect(value).toMatchObject({ tier: 'ENTERPRISE_SUBSIDISED' });
  });
});
