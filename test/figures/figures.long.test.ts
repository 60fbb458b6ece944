import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, type CommunityKey } from '@millgate/demo';
import { type RunningGraph, seededAt, startGraph } from '../support/graph.ts';
import {
  type Asked,
  deskFromRows,
  housingFromRows,
  mealsFromRows,
  registryFromRows,
  subsidiesFromRows,
  trainingFromRows,
} from './from-rows.ts';

const document = readFileSync(new URL('../../dashboard/src/dashboard/dashboard.graphql', import.meta.url), 'utf8');

const communities: readonly CommunityKey[] = ['lingfeng', 'jinshan', 'guangmo', 'jinyihu', 'liming'];
const periods = [
  { from: '2026-10-22', to: '2026-11-20' },
  { from: '2018-01-01', to: '2026-12-31' },
];

type Groups = Record<'desk' | 'housing' | 'meals' | 'training' | 'subsidies' | 'registry', Record<string, unknown>>;

describe('every figure of the dashboard is what the rows of the databases say', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph('one process');
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

  /** Without series, which their own tests add up, and lists by state or rule. */
  const alone = (figures: Record<string, unknown>, ...more: string[]) =>
    Object.fromEntries(
      Object.entries(figures).filter(
        ([name]) => !['series', 'claimsByState', 'refusalsByRule', ...more].includes(name),
      ),
    );

  test.each(communities.flatMap((community) => periods.map((period) => ({ community, ...period }))))(
    'of $community from $from to $to',
    async ({ community, from, to }) => {
      const asked: Asked = { communityId: communityId(community), from, to, now: new Date(seededAt) };
      const figures = await answered(asked);

      const close = (of: unknown) => (typeof of === 'number' ? Number(of.toFixed(6)) : of);
      const near = (of: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(of).map(([name, value]) => [name, close(value)]));
      expect(near(alone(figures.desk))).toEqual(near(await deskFromRows(graph, asked)));
      expect(alone(figures.housing)).toEqual(await housingFromRows(graph, asked));
      expect(alone(figures.meals)).toEqual(await mealsFromRows(graph, asked));
      expect(alone(figures.training)).toEqual(await trainingFromRows(graph, asked));
      expect(alone(figures.subsidies)).toEqual(await subsidiesFromRows(graph, asked));
      expect(alone(figures.registry, 'facilityReach')).toEqual(await registryFromRows(graph, asked));
    },
    60_000,
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
  });
});
