import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onConnection } from '@millgate/kit';
import {
  type Arrangement,
  bothArrangements,
  startGraph,
  type GraphAnswer,
  type RunningGraph,
} from '../support/graph.ts';

const wholeMorning = readFileSync(new URL('../../schema/operations/01-whole-morning.graphql', import.meta.url), 'utf8');
const english = { 'accept-language': 'en' };

describe('the whole morning of a newcomer, in one operation over all six subgraphs', () => {
  const answers = new Map<string, GraphAnswer<Morning>>();

  describe.each(bothArrangements)('%s', (arrangement) => {
    let graph: RunningGraph;
    beforeAll(async () => {
      graph = await startGraph(arrangement);
    }, 120_000);
    afterAll(() => graph.stop());

    test('says where she works, lives and eats, what she is entitled to and why, and whom she can ask', async () => {
      const answer = await graph.ask<Morning>('welder', wholeMorning, {}, english);
      answers.set(arrangement, answer);

      expect(answer.errors).toBeUndefined();
      const me = answer.data?.me;
      expect(me).toMatchObject({
        displayName: 'Lin Xiaolan',
        employments: [
          { post: 'Welder', enterprise: { name: 'Ningbo Zhenzhi Machinery Mould', mealPlans: [{ perDay: 2 }] } },
        ],
        youthHome: { areaM2: 130, contractedOn: '2021-05-24' },
        community: {
          name: 'Lingfeng Industrial Community',
          canteens: { nodes: [{ name: 'Lingfeng Workers’ Canteen' }] },
        },
      });
      expect(me?.leases.nodes[0]?.unit.property.canteens[0]?.servings.nodes[0]).toMatchObject({
        remaining: 120,
        state: 'OPEN',
      });
      const home = me?.eligibilities.find(({ program }) => program.code === 'YOUTH_HOME_PURCHASE');
      expect(home).toMatchObject({ outcome: 'ELIGIBLE', amount: { fen: 30_000_000 } });
      expect(home?.trace.map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain('AGE_MAX PASSED');
      for (const list of [
        me?.enrolments,
        me?.credentials,
        me?.claims,
        me?.consultations,
        me?.community.advisors,
        me?.community.courseInstances,
      ]) {
        expect(list?.nodes.length).toBeGreaterThan(0);
      }
    });

    test('shows what lies within fifteen minutes on foot, whoever owns it, and what is missing there', async () => {
      const point = { latitude: 31.081, longitude: 121.4 };

      const { data, errors } = await graph.ask(
        null,
        `query ($point: GeoPointInput!) { livingCircle(point: $point) {
           canteens { minutes metres canteen { name(lang: EN) } } canteenCount
           properties { minutes property { name(lang: EN) } } propertyCount
           missing gaps { missing unknown }
         } }`,
        { point },
      );

      expect(errors).toBeUndefined();
      expect(data?.['livingCircle']).toMatchObject({
        canteens: [
          { canteen: { name: 'Xinzhuang Elders’ Canteen' }, metres: 190, minutes: 4 },
          { canteen: { name: 'Xinze Sunshine Apartment Canteen' }, metres: 293, minutes: 6 },
          { canteen: { name: 'Xinzhuang Breakfast Station' }, metres: 455, minutes: 8 },
        ],
        canteenCount: 3,
        properties: [
          { property: { name: 'Xinze Sunshine Apartment' }, minutes: 6 },
          { property: { name: 'Jialeng Songzhi Apartment' }, minutes: 11 },
        ],
        propertyCount: 2,
        gaps: { unknown: [] },
      });
      const { missing, gaps } = data?.['livingCircle'] as { missing: string[]; gaps: { missing: string[] } };
      expect(gaps.missing).toEqual(missing);
    });

    test('tells nobody else what is hers alone', async () => {
      const herId = (await graph.ask<{ me: { id: string } }>('welder', '{ me { id } }')).data?.me.id;
      const personal = [
        'residentId',
        'phone',
        'birthDate',
        'employments { post }',
        'leases { nodes { id } }',
        'mealOrders { nodes { id } }',
        'enrolments { nodes { id } }',
        'credentials { nodes { id } }',
        'claims { nodes { id } }',
        'consultations { nodes { id } }',
        'eligibilities { outcome }',
      ];

      for (const who of ['packer', 'manager', null]) {
        for (const field of personal) {
          const { data, errors } = await graph.ask<{ worker: Record<string, unknown> }>(
            who,
            `query($id: ID!) { worker(id: $id) { ${field} } }`,
            { id: herId },
          );
          // Who is not signed in does not even learn that she exists.
          const worker = who === null ? null : { [field.split(' ')[0] ?? '']: null };
          expect({ who, field, data }).toEqual({ who, field, data: { worker } });
          const codes = errors?.map(({ extensions }) => extensions?.['code']);
          expect(who === null ? (codes ?? ['UNAUTHENTICATED']) : codes).toEqual([
            who === null ? 'UNAUTHENTICATED' : 'FORBIDDEN',
          ]);
        }
      }
    });

    test('of a part that is down says that it is not known what lies there, never that there is none', async () => {
      const circle = async (): Promise<Record<string, unknown>> => {
        const { data, errors } = await graph.ask<{ livingCircle: Record<string, unknown> }>(
          null,
          `query ($point: GeoPointInput!) { livingCircle(point: $point) {
             coverage { kind count } canteenCount properties { minutes } propertyCount missing gaps { missing unknown }
           } }`,
          { point: { latitude: 31.081, longitude: 121.4 } },
        );
        return { ...data?.livingCircle, failed: errors?.map(({ path }) => path?.join('.')) };
      };
      const whole = await circle();
      expect(whole).toMatchObject({ canteenCount: 3, propertyCount: 2, gaps: { unknown: [] } });
      expect(whole['failed']).toBeUndefined();

      await stopAnswering(graph, arrangement, 'canteens', 'canteen');
      expect(await circle()).toEqual({
        ...whole,
        canteenCount: null,
        gaps: { missing: whole['missing'], unknown: ['CANTEEN'] },
        failed: ['livingCircle.canteenCount'],
      });

      await stopAnswering(graph, arrangement, 'housing', 'property');
      expect(await circle()).toEqual({
        ...whole,
        ...{ canteenCount: null, properties: null, propertyCount: null },
        gaps: { missing: whole['missing'], unknown: ['CANTEEN', 'HOME'] },
        failed: expect.arrayContaining(['livingCircle.canteenCount', 'livingCircle.propertyCount']),
      });
    });
  });

  test('is the same answer in both arrangements', () => {
    expect(answers.get('processes')).toEqual(answers.get('one process'));
  });
});

/** Ends a process; in one process, where no part ends alone, its places are lost to it. */
const stopAnswering = (
  graph: RunningGraph,
  arrangement: Arrangement,
  subgraph: string,
  table: string,
): Promise<unknown> =>
  arrangement === 'processes'
    ? graph.end(subgraph)
    : onConnection(graph.databaseUrl(subgraph), (client) =>
        client.query(`alter table "${table}" rename to "${table}_lost"`),
      );

describe('the whole morning', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph('one process');
  }, 120_000);
  afterAll(() => graph.stop());

  test('sends no more SQL statements for a page of twenty than for a page of one', async () => {
    const one = await graph.statementsOf(() => graph.ask('welder', wholeMorning, { first: 1 }));
    const twenty = await graph.statementsOf(() => graph.ask('welder', wholeMorning, { first: 20 }));

    for (const [subgraph, statements] of Object.entries(twenty)) {
      // Two lists that load the same kind of thing may or may not meet in one batch: a statement more or less.
      expect({ subgraph, grew: statements - (one[subgraph] ?? 0) > 2 }).toEqual({ subgraph, grew: false });
    }
    expect(Object.keys(one).sort()).toEqual(['advisors', 'canteens', 'community', 'housing', 'subsidies', 'training']);
  });
});

interface Page<T> {
  readonly nodes: readonly T[];
}

interface Morning {
  readonly me: {
    readonly leases: Page<{ unit: { property: { canteens: readonly { servings: Page<object> }[] } } }>;
    readonly enrolments: Page<object>;
    readonly credentials: Page<object>;
    readonly claims: Page<object>;
    readonly consultations: Page<object>;
    readonly eligibilities: readonly {
      program: { code: string };
      outcome: string;
      trace: readonly { rule: string; outcome: string }[];
    }[];
    readonly community: { readonly advisors: Page<object>; readonly courseInstances: Page<object> };
  };
}
