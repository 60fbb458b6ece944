import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import type { GraphTransport } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, bulk, openEveryConnection, staff } from './support/counter.ts';

const now = '2026-11-20T17:30:00+08:00';
const servingId = demoId('srv', `${demoId('can', 'guangmo')}-2026-11-20-DINNER`);

describe('what somebody pays', () => {
  let canteens: TestSubgraph;
  /** A day, WITHHELD, DOWN, or null where there is none. */
  let registry: (id: string) => string | null;
  let asked: { purpose: unknown; query: string }[];
  const graph: GraphTransport = async (body, { authorization = '' }) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: { id: string } };
    const [, claims = ''] = authorization.split('.');
    asked.push({ query, ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as { purpose: unknown }) });
    const value = registry(variables.id);
    if (value === 'DOWN') throw new Error('no connection');
    const status = value === null ? 'UNKNOWN' : value === 'WITHHELD' ? value : 'KNOWN';
    return JSON.stringify({
      data: { worker: { birthDateFact: { value: status === 'KNOWN' ? value : null, status } } },
    });
  };
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now, seeded: true, graph });
    await openEveryConnection(canteens);
  });
  afterAll(() => canteens.stop());
  beforeEach(() => {
    asked = [];
    registry = () => '1958-03-01';
  });

  let key = 0;
  const claim = (index: number, idempotencyKey = `elder-${(key += 1)}`) =>
    act(canteens, bulk(index), 'claimEldersPrice', { input: { idempotencyKey }, value: 'eldersPrice { since }' });
  const order = (index: number) =>
    act(canteens, bulk(index), 'orderMeal', {
      input: { idempotencyKey: `elder-${(key += 1)}`, servingId, quantity: 1 },
      value: 'order { tier total { fen } }',
    });
  const myPrice = async (index: number | null) => {
    const who = index === null ? nobody : bulk(index);
    const { serving } = await canteens
      .as(who)
      .data<{ serving: { myPrice: unknown } }>(
        'query($id: ID!) { serving(id: $id) { myPrice { tier price { fen } } } }',
        {
          id: servingId,
        },
      );
    return serving.myPrice;
  };
  const known = async (index: number) =>
    (await canteens.rows('select * from known_elder where worker_id = ?', [bulk(index).id])).length;

  test('is shown beside the meal before it is ordered: to her, and to nobody who is not a worker', async () => {
    const price = await myPrice(3);

    expect((await order(3)).value).toEqual({
      tier: (price as { tier: string }).tier,
      total: (price as { price: object }).price,
    });
    expect(await myPrice(null)).toBeNull();
  });

  test('is the elders’ price for whoever is sixty, as the registry has it, from the day on which she asks', async () => {
    const before = (await order(10)).value;
    expect((await claim(10)).value).toEqual({ since: '2026-11-20' });

    expect(before).toEqual({ tier: 'WORKER', total: { fen: 1_500 } });
    expect(await myPrice(10)).toEqual({ tier: 'ELDER', price: { fen: 1_000 } });
    expect((await order(10)).value).toEqual({ tier: 'ELDER', total: { fen: 1_000 } });
    expect(asked).toEqual([
      expect.objectContaining({
        purpose: 'MEAL_PRICE',
        query: expect.stringContaining('birthDateFact { value status }'),
      }),
    ]);
  });

  test('how old she is, is not kept', async () => {
    await claim(11);

    const columns = await canteens.rows<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = 'known_elder' order by name`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['since', 'worker_id']);
  });

  test.each([
    ['is not sixty yet', '1966-11-21', 'TOO_YOUNG'],
    ['has no date of birth in the registry', null, 'AGE_UNKNOWN'],
    ['may not be looked up', 'WITHHELD', 'REGISTRY_UNAVAILABLE'],
  ] as const)('stays as it is for whoever %s', async (_who, answer, code) => {
    registry = () => answer;

    expect((await claim(12)).errors).toMatchObject([{ code, rule: 'elder' }]);
    expect(await known(12)).toBe(0);
  });

  test('is not decided while the registry is down, and the same request decides it later', async () => {
    registry = () => 'DOWN';
    expect((await claim(13, 'the-same')).errors).toMatchObject([{ code: 'REGISTRY_UNAVAILABLE' }]);
    registry = () => '1950-01-01';

    expect((await claim(13, 'the-same')).value).toEqual({ since: '2026-11-20' });
  });

  test('is claimed once, though she presses twenty times at once', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(14)));

    expect(claims.filter(({ value }) => value).length).toBe(20);
    expect(await known(14)).toBe(1);
  });

  test('is nobody’s who is not signed in, and no account’s of the staff', async () => {
    const outcomes = await Promise.all(
      [nobody, staff, persona('hr')].map((who) =>
        act(canteens, who, 'claimEldersPrice', { input: { idempotencyKey: 'x' }, value: 'eldersPrice { since }' }),
      ),
    );

    expect(outcomes.map(({ topLevel }) => topLevel)).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN'], ['FORBIDDEN']]);
  });

  test('two records of one person merged, the earlier claim stands', async () => {
    await claim(15);
    await canteens.rows(`update known_elder set since = '2026-01-01' where worker_id = ?`, [bulk(15).id]);
    await claim(16);

    await canteens.subgraph.receive({
      id: demoId('evt', 'elders-merged'),
      type: 'WorkersMerged',
      aggregate: bulk(16).id,
      occurredAt: '2026-11-20T00:00:00.000Z',
      payload: { workerId: bulk(16).id, mergedIds: [bulk(15).id] },
    });

    expect(
      await canteens.rows('select since::text from known_elder where worker_id in (?, ?)', [bulk(15).id, bulk(16).id]),
    ).toEqual([{ since: '2026-01-01' }]);
  });
});

describe('what a canteen has to serve', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => canteens.stop());

  const dish = {
    name: { zh: '清蒸鲈鱼', en: 'Steamed sea bass' },
    allergens: ['fish', 'soybeans'],
    halal: true,
    nutrition: { energyKj: 900, proteinG: 28.5 },
  };
  const add = (idempotencyKey: string, more: object = {}, who: Parameters<typeof act>[1] = staff) =>
    act(canteens, who, 'addMenuItem', {
      input: { idempotencyKey, ...dish, ...more },
      value: 'item { name(lang: EN) allergens halal nutrition { energyKj proteinG fatG } }',
    });

  test('is added by its staff, once, and found by whoever eats halal', async () => {
    expect((await add('a')).value).toEqual({
      name: 'Steamed sea bass',
      ...{ allergens: ['fish', 'soybeans'], halal: true, nutrition: { energyKj: 900, proteinG: 28.5, fatG: null } },
    });
    expect((await add('b')).errors).toMatchObject([{ code: 'ALREADY_THERE', path: ['name'] }]);
    expect((await add('c', { halal: false })).value).toMatchObject({ halal: false });

    const { menuItems } = await canteens
      .as(nobody)
      .data<{ menuItems: { nodes: { name: string; halal: boolean }[] } }>(
        '{ menuItems(halal: true) { nodes { name(lang: EN) halal } } }',
      );
    expect(menuItems.nodes.filter(({ name }) => name === 'Steamed sea bass')).toEqual([
      { name: 'Steamed sea bass', halal: true },
    ]);
    expect(menuItems.nodes.some(({ halal }) => !halal)).toBe(false);
  });

  test.each([
    ['nobody', nobody, ['UNAUTHENTICATED']],
    ['a welder', persona('welder'), ['FORBIDDEN']],
  ])('is not for %s to add', async (_who, who, topLevel) => {
    expect((await add('d', { name: { zh: '无', en: 'None' } }, who)).topLevel).toEqual(topLevel);
  });

  test('canteens are found by where one stands, the nearest first', async () => {
    const near = (point: object, minutes: number) =>
      canteens
        .as(nobody)
        .data<{ canteensNear: { canteen: { id: string }; metres: number; minutes: number }[] }>(
          'query($point: GeoPointInput!, $minutes: Int!) { canteensNear(point: $point, minutes: $minutes) { canteen { id } metres minutes } }',
          { point, minutes },
        );
    const { canteensNear } = await near({ latitude: 31.077, longitude: 121.401 }, 15);

    expect(canteensNear.map(({ canteen }) => canteen.id)).toEqual(
      ['xinzhuang-breakfast', 'xinzhuang-elders', 'xinze'].map((one) => demoId('can', one)),
    );
    expect(canteensNear[0]).toMatchObject({ metres: 0, minutes: 0 });
    expect((await near({ latitude: 0, longitude: 0 }, 60)).canteensNear).toEqual([]);
  });
});
