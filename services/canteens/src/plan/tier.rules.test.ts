import { expect, test } from 'vitest';
import { PriceTier } from './price-tier.ts';
import { employerShare, tiersFor } from './tier.rules.ts';

const { ENTERPRISE_SUBSIDISED, WORKER, ELDER, PUBLIC } = PriceTier;
const prices = { WORKER: 1_500, ENTERPRISE_SUBSIDISED: 900, ELDER: 1_000, PUBLIC: 2_200 };
const day = { on: '2026-11-21', today: '2026-11-20' };
const plan = (from: string, until: string | null = null) => ({ tier: ENTERPRISE_SUBSIDISED, perDay: 2, from, until });
const job = (until: string | null, ...plans: ReturnType<typeof plan>[]) => ({
  employments: [{ enterpriseId: 'ent_a', from: '2020-01-01', until, plans }],
  elderSince: null,
});
const nobodys = { employments: [], elderSince: null };

test.each([
  ['whoever works for nobody', nobodys, [PUBLIC]],
  ['an employee without a plan', job(null), [WORKER, PUBLIC]],
  ['an employee with a plan', job(null, plan('2026-01-01')), [ENTERPRISE_SUBSIDISED, WORKER, PUBLIC]],
  ['an employee whose plan begins the day after', job(null, plan('2026-11-22')), [WORKER, PUBLIC]],
  [
    'an employee whose second plan is in force',
    job(null, plan('2026-01-01', '2026-11-21'), plan('2026-11-21')),
    [ENTERPRISE_SUBSIDISED, WORKER, PUBLIC],
  ],
  ['whoever left the day before', job('2026-11-21', plan('2026-01-01')), [PUBLIC]],
  ['an elder', { ...nobodys, elderSince: '2026-11-20' }, [ELDER, PUBLIC]],
  ['whoever will be known as an elder tomorrow', { ...nobodys, elderSince: '2026-11-21' }, [PUBLIC]],
  [
    'an elder who works for an employer with a plan',
    { ...job(null, plan('2026-01-01')), elderSince: '2020-01-01' },
    [ENTERPRISE_SUBSIDISED, ELDER, WORKER, PUBLIC],
  ],
])('%s may order in %j order', (_who, eater, tiers) => {
  expect(tiersFor(eater, day, prices).map(({ tier }) => tier)).toEqual(tiers);
});

test('of what she pays alone the cheapest comes first, whatever the tier is called', () => {
  const elder = { ...job(null), elderSince: '2020-01-01' };

  expect(tiersFor(elder, day, { WORKER: 800, ELDER: 1_000, PUBLIC: 2_200 }).map(({ tier }) => tier)).toEqual([
    ...[WORKER, ELDER, PUBLIC],
  ]);
});

test('a tier that a serving does not sell is passed over, and may leave none', () => {
  expect(tiersFor(job(null, plan('2026-01-01')), day, { ELDER: 1_000 })).toEqual([]);
});

test.each([
  [ENTERPRISE_SUBSIDISED, 600],
  [WORKER, 0],
  [PUBLIC, 0],
])('of a portion in tier %s the employer pays %i fen', (tier, fen) => {
  expect(employerShare(prices, tier)).toBe(fen);
});
