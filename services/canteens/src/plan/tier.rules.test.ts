import { expect, test } from 'vitest';
import { PriceTier } from './price-tier.ts';
import { employerShare, tiersFor } from './tier.rules.ts';

const { ENTERPRISE_SUBSIDISED, WORKER, PUBLIC } = PriceTier;
const prices = { WORKER: 1_500, ENTERPRISE_SUBSIDISED: 900, PUBLIC: 2_200 };
const plan = (from: string, until: string | null = null) => ({ tier: ENTERPRISE_SUBSIDISED, perDay: 2, from, until });
const job = (until: string | null, ...plans: ReturnType<typeof plan>[]) => ({
  employments: [{ enterpriseId: 'ent_a', from: '2020-01-01', until, plans }],
});

test.each([
  ['whoever works for nobody', { employments: [] }, [PUBLIC]],
  ['an employee without a plan', job(null), [WORKER, PUBLIC]],
  ['an employee with a plan', job(null, plan('2026-01-01')), [ENTERPRISE_SUBSIDISED, WORKER, PUBLIC]],
  ['an employee whose plan begins tomorrow', job(null, plan('2026-11-21')), [WORKER, PUBLIC]],
  [
    'an employee whose second plan is in force',
    job(null, plan('2026-01-01', '2026-11-20'), plan('2026-11-20')),
    [ENTERPRISE_SUBSIDISED, WORKER, PUBLIC],
  ],
  ['whoever left the day before', job('2026-11-20', plan('2026-01-01')), [PUBLIC]],
])('%s may order in %j order', (_who, eater, tiers) => {
  expect(tiersFor(eater, '2026-11-20', prices).map(({ tier }) => tier)).toEqual(tiers);
});

test('a tier that a serving does not sell is passed over, and may leave none', () => {
  expect(tiersFor(job(null, plan('2026-01-01')), '2026-11-20', { ELDER: 1_000 })).toEqual([]);
});

test.each([
  [ENTERPRISE_SUBSIDISED, 600],
  [WORKER, 0],
  [PUBLIC, 0],
])('of a portion in tier %s the employer pays %i fen', (tier, fen) => {
  expect(employerShare(prices, tier)).toBe(fen);
});
