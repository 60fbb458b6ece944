import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { openEveryConnection, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenUnit } from './support/homes.ts';
import { givenCode, outcomeOf, redeem } from './support/sales.ts';

const now = '2026-11-20T12:00:00+08:00';
const program = persona('program');
const staff = persona('housing');

let person = 1_000;
const somebody = () => bulk(person++);

describe('buying a home', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(housing);
  });
  afterAll(() => housing.stop());

  let unitId: string;
  let holder: PersonLike;
  beforeEach(async () => {
    unitId = await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
    holder = somebody();
  });

  const purchasesOf = (unit: string) =>
    housing.rows<{ state: string; buyer_id: string }>('select state, buyer_id from home_purchase where unit_id = ?', [
      unit,
    ]);
  const codeState = async (id: string) =>
    (await housing.rows<{ state: string }>('select state from purchase_code where id = ?', [id]))[0]?.state;

  test('the holder buys, however the code is typed: the flat is sold, the code used, the others told', async () => {
    const code = await givenCode(housing, holder);

    const { data } = await redeem(housing, holder, { code: ` ${code.value.toLowerCase()} `, unitId });

    expect(data?.redeemPurchaseCode).toEqual({
      homePurchase: {
        id: expect.stringMatching(/^hpu_/),
        state: 'CONTRACTED',
        areaM2: 40,
        contractedOn: '2026-11-20',
        version: 1,
        unit: { id: unitId, state: 'SOLD' },
        steps: [{ action: 'CONTRACT', before: null, after: 'CONTRACTED' }],
      },
      userErrors: [],
    });
    expect(await codeState(code.id)).toBe('REDEEMED');
    const id = data?.redeemPurchaseCode.homePurchase?.id ?? '';
    const [event] = (await housing.published()).filter(({ aggregate }) => aggregate === id);
    expect(event).toMatchObject({
      type: 'HomePurchased',
      payload: { purchaseId: id, workerId: holder.id, unitId, areaM2: 40, contractedOn: '2026-11-20' },
    });
    const schema = new URL('../../../schema/events/HomePurchased.json', import.meta.url);
    const { required } = JSON.parse(readFileSync(schema, 'utf8')) as { required: string[] };
    expect(Object.keys(event?.payload ?? {}).toSorted()).toEqual(required.toSorted());
  });

  describe('a code that the caller cannot use', () => {
    const kinds = {
      'never issued': async () => 'AAAA-BBBB-CCCC-DDDD',
      'somebody else’s': async () => (await givenCode(housing, somebody())).value,
      used: async (who: PersonLike) => {
        const { value } = await givenCode(housing, who);
        const bought = await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
        expect(outcomeOf(await redeem(housing, who, { code: value, unitId: bought }))).toBe('CONTRACTED');
        return value;
      },
      expired: async (who: PersonLike) =>
        (await givenCode(housing, who, { validMonths: 1 }, '2026-10-20T12:00:00+08:00')).value,
      revoked: async (who: PersonLike) => {
        const { id, value } = await givenCode(housing, who);
        await housing
          .as(program)
          .data(
            'mutation ($input: RevokePurchaseCodeInput!) { revokePurchaseCode(input: $input) { userErrors { code } } }',
            { input: { idempotencyKey: newId('key'), purchaseCodeId: id } },
          );
        return value;
      },
      'not a code at all': async () => '🏠',
    } as const;

    test('gets one answer, whatever the reason, for the same number of statements', async () => {
      const answers = new Set<string>();
      const statements = new Set<number>();
      for (const prepare of Object.values(kinds)) {
        const who = somebody();
        const code = await prepare(who);
        const asked = async () => answers.add(JSON.stringify(await redeem(housing, who, { code, unitId })));
        statements.add(await housing.statementsOf(asked));
      }

      expect([...answers].map((answer) => JSON.parse(answer) as unknown)).toEqual([
        {
          data: {
            redeemPurchaseCode: {
              homePurchase: null,
              userErrors: [
                {
                  code: 'CODE_NOT_ACCEPTED',
                  message: '该购房码不可用。',
                  path: ['code'],
                  rule: 'H4',
                  retryAt: null,
                  areaFromM2: null,
                  areaToM2: null,
                },
              ],
            },
          },
        },
      ]);
      expect(statements.size).toBe(1);
      expect(await purchasesOf(unitId)).toEqual([]);
    });

    test('is looked at five times in a quarter of an hour, also when a hundred are tried at once; then so is a right one', async () => {
      const mine = await givenCode(housing, holder);
      const guesses = Array.from({ length: 100 }, (_none, at) => `AAAA-AAAA-AAAA-${String(at).padStart(4, '0')}`);

      const outcomes = (await Promise.all(guesses.map((code) => redeem(housing, holder, { code, unitId })))).map(
        outcomeOf,
      );
      const right = await redeem(housing, holder, { code: mine.value, unitId });
      const later = await redeem(housing, holder, { code: mine.value, unitId }, '2026-11-20T12:15:00+08:00');

      expect(
        Object.fromEntries(
          Map.groupBy(outcomes, (one) => one)
            .entries()
            .map(([one, all]) => [one, all.length]),
        ),
      ).toEqual({
        CODE_NOT_ACCEPTED: 5,
        TOO_MANY_ATTEMPTS: 95,
      });
      expect(right.data?.redeemPurchaseCode.userErrors).toMatchObject([
        { code: 'TOO_MANY_ATTEMPTS', rule: 'H4', retryAt: '2026-11-20T04:15:00.000Z' },
      ]);
      expect(outcomeOf(later)).toBe('CONTRACTED');
    });

    test('costs one attempt however often the same request is repeated', async () => {
      const input = { code: 'AAAA-BBBB-CCCC-DDDD', unitId, idempotencyKey: newId('key') };

      for (let time = 0; time < 8; time += 1)
        expect(outcomeOf(await redeem(housing, holder, input))).toBe('CODE_NOT_ACCEPTED');
      const mine = await givenCode(housing, holder);

      expect(outcomeOf(await redeem(housing, holder, { code: mine.value, unitId }))).toBe('CONTRACTED');
    });
  });

  describe('the flat is refused', () => {
    test.each([
      ['that does not exist', async () => newId('unt')],
      ['that is let, not sold', async () => givenUnit(housing)],
    ])('%s, before the code is looked at', async (_which, unit) => {
      const answer = await redeem(housing, holder, { code: 'AAAA-BBBB-CCCC-DDDD', unitId: await unit() });

      expect(outcomeOf(answer)).toBe('UNIT_NOT_FOR_SALE');
    });

    test('that is sold, to whoever holds a good code and to whoever does not', async () => {
      await redeem(housing, holder, { code: (await givenCode(housing, holder)).value, unitId });
      const other = somebody();
      const good = await givenCode(housing, other);

      expect(outcomeOf(await redeem(housing, other, { code: good.value, unitId }))).toBe('UNIT_SOLD');
      expect(outcomeOf(await redeem(housing, somebody(), { code: 'AAAA', unitId }))).toBe('UNIT_SOLD');
      expect(await codeState(good.id)).toBe('ISSUED');
    });

    test('of a size that the code does not cover, to its holder', async () => {
      const code = await givenCode(housing, holder, { areaFromM2: 60, areaToM2: 130 });

      const { data } = await redeem(housing, holder, { code: code.value, unitId });

      expect(data?.redeemPurchaseCode.userErrors).toMatchObject([
        { code: 'AREA_NOT_COVERED', path: ['unitId'], areaFromM2: 60, areaToM2: 130 },
      ]);
      expect(await codeState(code.id)).toBe('ISSUED');
    });
  });

  test('holder and stranger redeem one code for two flats, 50 times at once: one purchase, by the holder (H4)', async () => {
    const stranger = somebody();
    const code = (await givenCode(housing, holder)).value;
    const other = await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
    // Both were wrong before: whoever is new would wait for whoever writes her attempts first.
    for (const who of [holder, stranger]) await redeem(housing, who, { code: 'AAAA-BBBB-CCCC-DDDD', unitId });

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_none, at) =>
        redeem(housing, at % 2 === 0 ? holder : stranger, { code, unitId: at % 4 < 2 ? unitId : other }),
      ),
    );

    expect(answers.filter(({ errors }) => errors)).toEqual([]);
    expect(answers.map(outcomeOf).filter((outcome) => outcome === 'CONTRACTED')).toHaveLength(1);
    expect([...(await purchasesOf(unitId)), ...(await purchasesOf(other))]).toEqual([
      { state: 'CONTRACTED', buyer_id: holder.id },
    ]);
  });

  test('30 holders redeem their codes for one flat at once: one buys, 29 keep their codes (H5)', async () => {
    const buyers = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const who = somebody();
        return { who, code: await givenCode(housing, who) };
      }),
    );

    const answers = await Promise.all(
      buyers.map(({ who, code }) => redeem(housing, who, { code: code.value, unitId })),
    );

    expect(answers.map(outcomeOf).toSorted()).toEqual(['CONTRACTED', ...Array.from({ length: 29 }, () => 'UNIT_SOLD')]);
    const states = await Promise.all(buyers.map(({ code }) => codeState(code.id)));
    expect(states.filter((state) => state === 'ISSUED')).toHaveLength(29);
  });

  describe('what follows the contract', () => {
    const developer = async (): Promise<PersonLike> => {
      const [row] = await housing.rows<{ property_id: string }>('select property_id from unit where id = ?', [unitId]);
      return { id: newId('acc'), roles: [{ role: 'PARTNER', scope: row?.property_id ?? '' }] };
    };
    let purchaseId: string;
    beforeEach(async () => {
      const { data } = await redeem(housing, holder, { code: (await givenCode(housing, holder)).value, unitId });
      purchaseId = data?.redeemPurchaseCode.homePurchase?.id ?? '';
    });

    const move = (
      mutation: 'registerPurchase' | 'deliverHome' | 'rescindPurchase',
      expectedVersion: number,
      {
        who = staff,
        on = '2026-11-20',
        ...more
      }: { who?: Parameters<TestSubgraph['as']>[0]; on?: string; [key: string]: unknown } = {},
    ) => {
      const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
      return housing
        .as(who)
        .ask<Record<string, { homePurchase: { state: string } | null; userErrors: { code: string }[] }>>(
          `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
           homePurchase { state version registeredOn deliveredOn rescindedOn price { fen } steps { action reason before after } }
           userErrors { code path rule currentVersion state } } }`,
          { input: { idempotencyKey: newId('key'), purchaseId, expectedVersion, on, ...more } },
        );
    };
    const result = async (answer: ReturnType<typeof move>) => {
      const { data, errors } = await answer;
      expect(errors).toBeUndefined();
      const [payload] = Object.values(data ?? {});
      return payload?.userErrors[0]?.code ?? payload?.homePurchase?.state;
    };

    test('is registered with its price, delivered and told, by the partner that sells the property', async () => {
      const who = await developer();

      expect(await result(move('registerPurchase', 1, { who, priceFen: 98_000_000 }))).toBe('REGISTERED');
      const { data } = await move('deliverHome', 2, { who });

      expect(data?.['deliverHome']?.homePurchase).toMatchObject({
        state: 'DELIVERED',
        version: 3,
        registeredOn: '2026-11-20',
        deliveredOn: '2026-11-20',
        price: { fen: 98_000_000 },
        steps: [
          { action: 'CONTRACT' },
          { action: 'REGISTER' },
          { action: 'DELIVER', before: 'REGISTERED', after: 'DELIVERED' },
        ],
      });
      expect((await housing.published()).filter(({ aggregate }) => aggregate === purchaseId)).toMatchObject([
        { type: 'HomePurchased' },
        { type: 'HomeDelivered', payload: { purchaseId, workerId: holder.id, deliveredOn: '2026-11-20' } },
      ]);
    });

    test('is rescinded: the flat is free and can be sold again, the code stays used, and the others are told', async () => {
      expect(await result(move('rescindPurchase', 1, { reason: '贷款未获批准' }))).toBe('RESCINDED');

      expect((await housing.published()).filter(({ aggregate }) => aggregate === purchaseId).at(-1)).toMatchObject({
        type: 'PurchaseRescinded',
        payload: { purchaseId, workerId: holder.id, contractedOn: '2026-11-20', rescindedOn: '2026-11-20' },
      });
      expect(await housing.rows('select state from purchase_code where holder_id = ?', [holder.id])).toEqual([
        { state: 'REDEEMED' },
      ]);
      const next = somebody();
      expect(outcomeOf(await redeem(housing, next, { code: (await givenCode(housing, next)).value, unitId }))).toBe(
        'CONTRACTED',
      );
    });

    test.each([
      ['a delivery before registration', 'deliverHome', 1, {}, 'WRONG_STATE'],
      ['a version that is past', 'registerPurchase', 7, {}, 'STALE_VERSION'],
      ['a day before the contract', 'registerPurchase', 1, { on: '2026-11-19' }, 'DAY_NOT_POSSIBLE'],
      ['a day still to come', 'registerPurchase', 1, { on: '2026-11-21' }, 'DAY_NOT_POSSIBLE'],
      ['a purchase that is not there', 'registerPurchase', 1, { purchaseId: 'hpu_none' }, 'PURCHASE_NOT_FOUND'],
    ] as const)('%s is refused, and nothing changes', async (_what, mutation, version, more, code) => {
      expect(await result(move(mutation, version, more))).toBe(code);
      expect(await housing.rows('select state, version from home_purchase where id = ?', [purchaseId])).toEqual([
        { state: 'CONTRACTED', version: 1 },
      ]);
    });

    test('ten rescind at once: one does, nine are told the version is past, and it is told once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => result(move('rescindPurchase', 1, { reason: 'r' }))),
      );

      expect(answers.toSorted()).toEqual(['RESCINDED', ...Array.from({ length: 9 }, () => 'STALE_VERSION')]);
      const told = (await housing.published()).filter(
        ({ aggregate, type }) => aggregate === purchaseId && type === 'PurchaseRescinded',
      );
      expect(told).toHaveLength(1);
    });

    test('a partner of another property finds no such purchase; a worker and a partner of none are told they may not', async () => {
      const elsewhere: PersonLike = { id: newId('acc'), roles: [{ role: 'PARTNER', scope: newId('prp') }] };

      expect(await result(move('registerPurchase', 1, { who: elsewhere }))).toBe('PURCHASE_NOT_FOUND');
      for (const who of [holder, persona('partner'), persona('program')]) {
        expect((await move('registerPurchase', 1, { who })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
      }
    });
  });
});
