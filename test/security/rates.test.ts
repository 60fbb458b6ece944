import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendBytes, request } from './support/raw.ts';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send } from './support/oracle.ts';

const dear: Attack = { query: '{ parks(first: 100) { nodes { companies(first: 15) { nodes { id } } } } }' };
const dearCost = 1 + 100 * (1 + 1 + 15);
const door = { corsOrigins: [], limitRates: true, publicDocuments: 'any' as const };

/** Within one minute, and not at its end. */
const clock = { at: new Date('2026-11-22T08:00:05Z').getTime(), now: () => new Date(clock.at) };
const nextMinute = () => (clock.at += 60_000);

let lab: Lab;
let behindProxy: Lab;
beforeAll(async () => {
  lab = await startLab({ door: { ...door, trustedProxies: [] }, clock });
  behindProxy = await startLab({ door: { ...door, trustedProxies: ['127.0.0.1'] }, clock });
});
afterAll(async () => {
  await lab.stop();
  await behindProxy.stop();
});

const from = (address: string): Attack => ({
  headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
  body: JSON.stringify(dear),
});
const statusesOf = async (where: Lab, times: number, attack: (index: number) => Attack, token?: string) => {
  const statuses: number[] = [];
  for (let index = 0; index < times; index++) statuses.push((await send(where, attack(index), token)).status);
  return {
    answered: statuses.filter((status) => status === 200).length,
    refused: statuses.filter((status) => status === 429).length,
  };
};
const affordable = Math.floor(20_000 / (dearCost + 10));

describe('an account that has asked for much', () => {
  test('is told what its questions cost and what is left', async () => {
    nextMinute();
    const { body, headers } = await send(lab, dear);

    expect(body).toMatchObject({ extensions: { cost: { requested: dearCost, limit: 2_000 } } });
    expect(headers.get('ratelimit-policy')).toBe('"anonymous";q=20000;w=60');
    expect(headers.get('ratelimit')).toBe(`"anonymous";r=${20_000 - dearCost - 10};t=55`);
  });

  test('is refused until the minute is over, without a subgraph being asked', async () => {
    nextMinute();
    expect(await statusesOf(lab, affordable, () => dear)).toEqual({ answered: affordable, refused: 0 });
    const before = lab.fetched.length;

    const { status, headers, body } = await send(lab, dear);

    expect([status, headers.get('retry-after'), lab.fetched.length - before]).toEqual([429, '55', 0]);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfter: 55,
      limit: 20_000,
    });
    nextMinute();
    expect((await send(lab, dear)).status).toBe(200);
  });

  test('is the same account at every replica', async () => {
    nextMinute();
    const second = await startLab({ door: { ...door, trustedProxies: [] }, clock, beside: lab });
    try {
      let answered = 0;
      for (let i = 0; i < affordable; i++) {
        answered +=
          (await statusesOf(lab, 1, () => dear)).answered + (await statusesOf(second, 1, () => dear)).answered;
      }

      expect(answered).toBe(affordable);
    } finally {
      await second.stop();
    }
  });

  test('is no other when it says that it comes from elsewhere', async () => {
    nextMinute();

    expect(await statusesOf(lab, affordable + 3, (i) => from(`10.0.0.${i}`))).toEqual({
      answered: affordable,
      refused: 3,
    });
  });

  test('is believed by a proxy that is trusted, of the nearest hop alone', async () => {
    nextMinute();

    const spoofed = await statusesOf(behindProxy, affordable + 3, (i) => from(`10.9.9.${i}, 10.0.0.1`));
    const another = await statusesOf(behindProxy, 1, () => from('10.0.0.2'));

    expect([spoofed, another]).toEqual([
      { answered: affordable, refused: 3 },
      { answered: 1, refused: 0 },
    ]);
  });

  test('that signs in has a budget of its own, whatever its tokens', async () => {
    nextMinute();
    await statusesOf(lab, affordable + 1, () => dear);
    const before = await send(lab, dear, await lab.token('wrk_1'));
    const after = await send(lab, dear, await lab.token('wrk_1'));

    expect([before.status, after.status]).toEqual([200, 200]);
    expect(after.headers.get('ratelimit')).toBe(`"known";r=${100_000 - 2 * (dearCost + 10)};t=55`);
    expect((await send(lab, dear, await lab.token('wrk_2'))).headers.get('ratelimit')).toContain(
      `r=${100_000 - dearCost - 10};`,
    );
  });

  test('does not escape by asking at once, by other methods, or for nothing', async () => {
    nextMinute();
    const burst = await Promise.all(Array.from({ length: 30 }, () => send(lab, dear)));
    expect(burst.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(affordable);

    nextMinute();
    await statusesOf(lab, affordable, () => dear);
    const left = Math.floor((20_000 - affordable * (dearCost + 10)) / 10);
    const nothing = await statusesOf(lab, left + 5, () => ({ query: '{ nothing }' }));
    expect(nothing.refused).toBe(5);
    const head = await sendBytes(
      lab,
      request(
        'HEAD /graphql?query=%7B__typename%7D HTTP/1.1',
        'host: x',
        'apollo-require-preflight: 1',
        'connection: close',
        '',
        '',
      ),
    );
    expect(head).toMatch(/^HTTP\/1.1 4/);
  });

  test('may have sixty new documents planned in a minute', async () => {
    nextMinute();

    expect(await statusesOf(lab, 63, (i) => ({ query: `{ a${i}: __typename }` }))).toEqual({
      answered: 60,
      refused: 3,
    });
    expect((await send(lab, { query: '{ a1: __typename }' })).status).toBe(200);
  });
});

describe('what remains of an account', () => {
  test('is a digest, and neither an address nor a name', async () => {
    await send(lab, dear, await lab.token('wrk_secretary'));

    const rows = await lab.database.fork().execute<{ account: string }[]>('select "account" from "rate_window"');

    expect(rows.length).toBeGreaterThan(0);
    for (const { account } of rows) expect(account).toMatch(/^[\w-]{24}$/);
  });
});
