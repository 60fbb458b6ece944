import { afterAll, beforeAll, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

let subsidies: TestSubgraph;
beforeAll(async () => {
  subsidies = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
});
afterAll(() => subsidies.stop());

const figures = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { subsidies {
  budget { fen } committed { fen } paid { fen } remaining { fen }
  medianMinutesToDecision immediatePercent takeUpPercent waitingForMoney
  claimsByState { state people { value withheld } } refusalsByRule { rule people { value withheld } }
  series(by: MONTH) { from to granted { value } paid { fen } } } } } }`;

interface Subsidies {
  budget: { fen: number };
  committed: { fen: number };
  paid: { fen: number };
  remaining: { fen: number };
  claimsByState: { state: string; people: { value: number | null; withheld: string | null } }[];
  series: { from: string; to: string; paid: { fen: number } }[];
  [name: string]: unknown;
}

const ask = (who: string, from: string, to: string) =>
  subsidies.as(persona(who)).ask<{ _entities: { subsidies: Subsidies | null }[] }>(figures, {
    r: [{ __typename: 'Figures', scopeId: 'all', from, to }],
  });

test('the money of a year is what was set aside, less what is held and paid; its months together are the year', async () => {
  const found = (await ask('manager', '2021-01-01', '2021-12-31')).data?._entities[0]?.subsidies;

  const [paid] = await subsidies.rows<{ fen: string }>(
    `select sum(amount_fen) as fen from payment where settled_at >= '2020-12-31T16:00:00Z' and settled_at < '2021-12-31T16:00:00Z'`,
  );
  expect(found).toMatchObject({
    immediatePercent: 100,
    medianMinutesToDecision: 0,
    takeUpPercent: 100,
    waitingForMoney: 6,
  });
  expect(found?.remaining.fen).toBe((found?.budget.fen ?? 0) - (found?.committed.fen ?? 0) - (found?.paid.fen ?? 0));
  expect(found?.series.map(({ from }) => from.slice(5, 7))).toHaveLength(12);
  expect(found?.series.reduce((sum, point) => sum + point.paid.fen, 0)).toBe(Number(paid?.fen));
});

test('few people are never counted out', async () => {
  const found = (await ask('manager', '2021-01-01', '2021-12-31')).data?._entities[0]?.subsidies;

  for (const { people } of found?.claimsByState ?? []) {
    expect(people.value === null ? people.withheld : people.value % 5).toBe(people.value === null ? 'SMALL_COUNT' : 0);
  }
});

test.each([
  ['manager', undefined],
  ['auditor', undefined],
  ['welder', 'FORBIDDEN'],
  ['program', 'FORBIDDEN'],
])('figures are for managers, community staff and auditors: %s', async (who, code) => {
  const { errors } = await ask(who, '2021-01-01', '2021-01-31');

  expect(errors?.[0]?.extensions?.['code']).toBe(code);
});
