import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, type CommunityKey } from '@millgate/demo';
import { type RunningGraph, seededAt, startGraph } from '../support/graph.ts';
import {
  type Asked,
  deskFromRows,
  housingFromRows,
  mealsFromRows,
  readAnew,
  registryFromRows,
  subsidiesFromRows,
  trainingFromRows,
} from './from-rows.ts';
import {
  adviceFromRows,
  claimsFromRows,
  months,
  pointsFromRows,
  reachFromRows,
  themesFromRows,
} from './more-from-rows.ts';
import { giveEveryFigureSomething } from './prepared.ts';

const document = readFileSync(new URL('../../dashboard/src/dashboard/dashboard.graphql', import.meta.url), 'utf8');

const communities: readonly CommunityKey[] = ['lingfeng', 'jinshan', 'guangmo', 'jinyihu', 'liming'];
const periods = [
  { from: '2026-10-22', to: '2026-11-20' },
  { from: '2018-01-01', to: '2026-12-31' },
];

type GroupName = keyof typeof pointsFromRows;
type Groups = Record<GroupName, Record<string, unknown>>;

describe('every figure of the dashboard is what the rows of the databases say', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph('one process');
    await giveEveryFigureSomething(graph);
  }, 120_000);
  afterAll(() => graph.stop());

  const answered = async ({ communityId: scopeId, from, to }: Asked): Promise<Groups> => {
    const { data, errors } = await graph.ask<{ figures: Groups }>('manager', document, {
      scopeId,
      from,
      to,
      by: 'MONTH',
    });
    expect(errors).toBeUndefined();
    if (!data) throw new Error('nothing was answered');
    return data.figures;
  };

  /** Without its series, which is compared point by point. */
  const alone = (figures: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(figures).filter(([name]) => name !== 'series'));
  const close = (of: unknown) => (typeof of === 'number' ? Number(of.toFixed(6)) : of);
  const near = (of: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, close(value)]));

  /** In which order a list tells its parts is a matter of the database’s collation. */
  const ordered = (of: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(of).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((one) => JSON.stringify(sortedKeys(one as object))).sort() : value,
      ]),
    );
  const sortedKeys = (of: object) =>
    Object.fromEntries(Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1)));

  test.each(communities.flatMap((community) => periods.map((period) => ({ community, ...period }))))(
    'of $community from $from to $to',
    async ({ community, from, to }) => {
      const asked: Asked = { communityId: communityId(community), from, to, now: new Date(seededAt) };
      const figures = await answered(asked);

      readAnew();
      const registry = await registryFromRows(graph, asked);
      expect(ordered(near(alone(figures.desk)))).toEqual(
        ordered({ ...near(await deskFromRows(graph, asked)), byTheme: await themesFromRows(graph, asked) }),
      );
      expect(alone(figures.housing)).toEqual(await housingFromRows(graph, asked));
      expect(alone(figures.meals)).toEqual(await mealsFromRows(graph, asked));
      expect(alone(figures.training)).toEqual(await trainingFromRows(graph, asked));
      expect(near(alone(figures.advice))).toEqual(near(await adviceFromRows(graph, asked)));
      expect(ordered(alone(figures.subsidies))).toEqual(
        ordered({ ...(await subsidiesFromRows(graph, asked)), ...(await claimsFromRows(graph, asked)) }),
      );
      expect(alone(figures.registry)).toEqual({
        ...registry,
        facilityReach: await reachFromRows(graph, asked, registry.employedWorkers),
      });
    },
    60_000,
  );

  test.each(communities.slice(0, 3).flatMap((community) => periods.map((period) => ({ community, ...period }))))(
    'month by month, of $community from $from to $to',
    async ({ community, from, to }) => {
      const asked: Asked = { communityId: communityId(community), from, to, now: new Date(seededAt) };
      const figures = await answered(asked);

      readAnew();
      for (const [name, pointOf] of Object.entries(pointsFromRows)) {
        const series = figures[name as GroupName]['series'] as Record<string, unknown>[];
        expect(series.map((point) => [point['from'], point['to']])).toEqual(
          months(asked).map((part) => [part.from, part.to]),
        );
        for (const { from: first, to: last, ...point } of series) {
          const part = { ...asked, from: String(first), to: String(last) };
          const computed = Object.entries(await pointOf(graph, part)).filter(([field]) => field in point);
          expect({ name, from: first, ...near(point) }).toEqual({
            name,
            from: first,
            ...near(Object.fromEntries(computed)),
          });
        }
      }
    },
    120_000,
  );

  test('and the figures are not all nothing', async () => {
    const figures = await answered({
      communityId: 'all',
      from: '2018-01-01',
      to: '2026-12-31',
      now: new Date(seededAt),
    });

    expect(figures.desk['filed']).toBeGreaterThan(259);
    expect(figures.meals['sold']).toBeGreaterThan(1_000);
    expect(figures.housing['heldBedDays']).toBeGreaterThan(1_000);
    expect(figures.training['sittings']).toBeGreaterThan(0);
    expect((figures.subsidies['budget'] as { fen: number }).fen).toBeGreaterThan(0);
    for (const rent of ['rentDue', 'rentPaid'])
      expect((figures.housing[rent] as { fen: number }).fen).toBeGreaterThan(0);
    for (const advice of ['answered', 'reassigned', 'settled']) expect(figures.advice[advice]).toBeGreaterThan(0);
    expect(figures.advice['contactedOnTimeShare']).toBeLessThan(1);
  });
});
