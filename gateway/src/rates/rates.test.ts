import { describe, expect, test } from 'vitest';
import type { Caller } from '@millgate/kit';
import { accountOf, networkOf, ratePolicies } from './account.ts';
import { rateHeaders, Rates } from './rates.ts';
import type { SharedBudget } from './shared-budget.ts';

/** One budget in memory, and how often it was asked. */
function budget(): SharedBudget & { asked: number } {
  const spent = new Map<string, number>();
  const shared = {
    asked: 0,
    async spend(account: string, window: number, points: number) {
      shared.asked += 1;
      const key = `${account} ${window}`;
      spent.set(key, (spent.get(key) ?? 0) + points);
      return spent.get(key);
    },
  };
  return shared;
}

const clock = { at: 1_800_000_000_000, now: () => new Date(clock.at) };
const account = (quota: number, plans = 2) => ({ key: 'person:1', policy: { name: 'known', quota, plans } });
const admitted = async (rates: Rates, times: number, cost: number, quota: number) => {
  let count = 0;
  for (let i = 0; i < times; i++) {
    count += await rates.charge(account(quota), cost).then(
      () => 1,
      () => 0,
    );
  }
  return count;
};

describe('a budget of a thousand points a minute', () => {
  test('is spent to the last operation, by one replica', async () => {
    expect(await admitted(new Rates(budget(), clock), 30, 90, 1_000)).toBe(10);
  });

  test('is one budget for three replicas: no more than the quota, no less than what they have not set aside', async () => {
    const shared = budget();
    const replicas = [1, 2, 3].map(() => new Rates(shared, clock));

    let operations = 0;
    for (let turn = 0; turn < 100; turn++)
      for (const replica of replicas) operations += await admitted(replica, 1, 0, 1_000);

    expect(operations).toBeLessThanOrEqual(100);
    expect(operations).toBeGreaterThanOrEqual(100 - 2 * 5);
  });

  test('is asked for in parts: a thousand operations take twenty statements', async () => {
    const shared = budget();

    expect(await admitted(new Rates(shared, clock), 1_000, 0, 10_000)).toBe(1_000);
    expect(shared.asked).toBe(20);
  });

  test('is not asked for again when it is known to be spent', async () => {
    const shared = budget();
    const rates = new Rates(shared, clock);
    await admitted(rates, 20, 90, 1_000);
    const before = shared.asked;

    expect(await admitted(rates, 1_000, 90, 1_000)).toBe(0);
    expect(shared.asked).toBe(before);
    expect(() => rates.gate(account(1_000))).toThrow('Too much was asked');
  });

  test('admits no more than there is when all ask at once', async () => {
    const rates = new Rates(budget(), clock);

    const asked = await Promise.allSettled(Array.from({ length: 100 }, () => rates.charge(account(1_000), 40)));

    expect(asked.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(20);
  });

  test('is whole again in the next minute', async () => {
    const rates = new Rates(budget(), clock);
    await admitted(rates, 20, 90, 1_000);

    clock.at += 60_000;

    expect(await admitted(rates, 20, 90, 1_000)).toBe(10);
  });

  test('is counted by the replica alone while nobody can be asked', async () => {
    const nobody: SharedBudget = { spend: () => Promise.resolve(undefined) };

    expect(await admitted(new Rates(nobody, clock), 30, 90, 1_000)).toBe(10);
  });

  test('says what is left, and in how many seconds it is whole again', async () => {
    clock.at = 1_800_000_042_000;
    const rates = new Rates(budget(), clock);

    const standing = await rates.charge(account(1_000), 90);

    expect(standing).toEqual({ policy: 'known', quota: 1_000, remaining: 900, resetsInSeconds: 18 });
    expect(rateHeaders(standing)).toEqual([
      ['ratelimit-policy', '"known";q=1000;w=60'],
      ['ratelimit', '"known";r=900;t=18'],
    ]);
  });

  test('holds two documents that have to be planned', () => {
    const rates = new Rates(budget(), clock);
    rates.plan(account(1_000));
    rates.plan(account(1_000));

    expect(() => rates.plan(account(1_000))).toThrow('Too much was asked');
  });
});

describe('whose budget it is', () => {
  const person: Caller = { kind: 'PERSON', id: 'wrk_1', roles: [] };

  test('that of the account, wherever it comes from', () => {
    const accounts = ['10.0.0.1', '10.0.0.2'].map((address) => accountOf(person, address, ratePolicies)?.key);

    expect(accounts).toEqual(['person:wrk_1', 'person:wrk_1']);
  });

  test('nobody’s, when a part of the graph asks', () => {
    expect(accountOf({ kind: 'SERVICE', name: 'subsidies', purpose: 'X' }, '10.0.0.1', ratePolicies)).toBeUndefined();
  });

  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:bbbb:cccc:dddd:eeee', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of nobody in particular, that of the network: %s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
