import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { lingfeng, now, speakers } from './support/desk.ts';

const Publish = `mutation ($input: PublishServiceItemInput!) { publishServiceItem(input: $input) {
  item { code name(lang: EN) version status statutoryDays promisedDays department { code } materials { zh en } channels }
  userErrors { code path rule currentVersion }
} }`;

const robots = {
  code: 'robots-01',
  name: { zh: '机器人补贴申领', en: 'Subsidy for robots' },
  departmentCode: 'talent',
  ...{ theme: 'PROJECTS', kind: 'PROMISED', audience: 'ENTERPRISE', statutoryDays: 20, promisedDays: 7 },
  ...{ channels: ['COUNTER', 'ONLINE'], materials: [{ zh: '发票' }] },
};

interface Published {
  readonly publishServiceItem: {
    readonly item: { readonly version: number } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

/** What the registry says when it is asked where an enterprise and those in the pools stand; null: it is down. */
let registry: object | null = null;

describe('the one window', () => {
  let desk: TestSubgraph;
  beforeAll(async () => {
    const graph = () =>
      registry ? Promise.resolve(JSON.stringify({ data: registry })) : Promise.reject(new Error('down'));
    desk = await startTestSubgraph(subgraph, { now, seeded: true, graph });
  }, 60_000);
  afterAll(() => desk.stop());

  const manager = persona('manager');
  const publish = async (input: object, who: PersonLike = manager) =>
    (await desk.as(who).data<Published>(Publish, { input: { idempotencyKey: newId('key'), ...input } }))
      .publishServiceItem;
  const found = async (text: string) => {
    const { searchServiceItems } = await desk
      .as(nobody)
      .data<{ searchServiceItems: { code: string }[] }>(
        'query ($text: String!) { searchServiceItems(text: $text) { code } }',
        { text },
      );
    return searchServiceItems.map(({ code }) => code);
  };

  test('publishes an item, which is found at once by the words of its name', async () => {
    const published = await publish(robots);

    expect(published).toEqual({
      item: {
        ...{ code: 'robots-01', name: 'Subsidy for robots', version: 1, status: 'ACTIVE' },
        ...{ statutoryDays: 20, promisedDays: 7, department: { code: 'talent' }, channels: ['COUNTER', 'ONLINE'] },
        materials: [{ zh: '发票', en: '发票' }],
      },
      userErrors: [],
    });
    expect((await found('robots'))[0]).toBe('robots-01');
    expect((await found('机器人'))[0]).toBe('robots-01');
  });

  test('of eight who publish one code at once one does; and of eight who change one version one does', async () => {
    await openEveryConnection(desk);
    const eight = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, act));

    const added = await eight(() => publish({ ...robots, code: 'robots-02' }));
    const changed = await eight(() => publish({ ...robots, code: 'robots-02', expectedVersion: 1, promisedDays: 5 }));

    const codes = (answers: typeof added) => answers.flatMap(({ userErrors }) => userErrors);
    expect([added, changed].map((answers) => answers.filter(({ item }) => item !== null).length)).toEqual([1, 1]);
    expect(codes(added)).toEqual(
      Array.from({ length: 7 }, () => ({ code: 'CODE_TAKEN', path: ['code'], rule: 'code', currentVersion: 1 })),
    );
    expect(codes(changed)).toEqual(
      Array.from({ length: 7 }, () => ({
        ...{ code: 'STALE_VERSION', path: ['expectedVersion'], rule: 'version', currentVersion: 2 },
      })),
    );
  });

  test.each([
    ['promises more than the law allows', { promisedDays: 21 }, 'PROMISE_TOO_LONG', 'promisedDays', 'D3'],
    [
      'is for a department that is none',
      { departmentCode: 'nobody' },
      'DEPARTMENT_NOT_FOUND',
      'departmentCode',
      'department',
    ],
    ['changes what was never published', { expectedVersion: 1 }, 'ITEM_NOT_FOUND', 'code', 'item'],
  ])('an item that %s is refused, and nothing is published', async (_what, input, code, field, rule) => {
    const refused = await publish({ ...robots, code: 'robots-99', ...input });

    expect(refused).toMatchObject({ item: null, userErrors: [{ code, path: [field], rule }] });
    expect(await desk.rows(`select 1 from service_item where code = 'robots-99'`)).toEqual([]);
  });

  test('D3: a limit that is published longer lengthens for nobody who has filed already', async () => {
    const say = speakers(desk);
    await publish({ ...robots, code: 'robots-03', promisedDays: 3 });
    const filing = { itemCode: 'robots-03', subject: '机器人' };
    const before = await say.filed('welder', filing);

    await publish({ ...robots, code: 'robots-03', promisedDays: 15, expectedVersion: 1 });
    const after = await say.filed('welder', filing);

    const limits = await desk.rows<{ limit_days: number }>(
      'select limit_days from "case" where id in (?, ?) order by limit_days',
      [before.id, after.id],
    );
    expect(limits).toEqual([{ limit_days: 3 }, { limit_days: 15 }]);
  });

  test('what is paused is neither found nor filed, and is again when it is offered again', async () => {
    const say = speakers(desk);
    const filing = { idempotencyKey: newId('key'), kind: 'APPLICATION', itemCode: 'robots-04', subject: '机器人' };
    const file = () =>
      say.as('welder')('fileCase', {
        ...filing,
        ...{ idempotencyKey: newId('key'), communityId: lingfeng, workerId: persona('welder').id },
      });
    await publish({ ...robots, code: 'robots-04' });

    await publish({ ...robots, code: 'robots-04', expectedVersion: 1, status: 'PAUSED' });
    const paused = await file();
    const [whilePaused, listed] = [await found('robots'), await listedCodes()];
    await publish({ ...robots, code: 'robots-04', expectedVersion: 2, status: 'ACTIVE' });

    expect(paused).toMatchObject({ case: null, userErrors: [{ code: 'ITEM_NOT_OFFERED', path: ['itemCode'] }] });
    expect([whilePaused.includes('robots-04'), listed.includes('robots-04')]).toEqual([false, false]);
    expect((await file()).userErrors).toEqual([]);
    expect([(await found('robots')).includes('robots-04'), (await listedCodes()).includes('robots-04')]).toEqual([
      true,
      true,
    ]);
  });

  const listedCodes = async () => {
    const { serviceItems } = await desk
      .as(nobody)
      .data<{ serviceItems: { nodes: { code: string }[] } }>(
        '{ serviceItems(theme: PROJECTS, first: 100) { nodes { code } } }',
      );
    return serviceItems.nodes.map(({ code }) => code);
  };

  test.each<[string, PersonLike | typeof nobody, string]>([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    ['a clerk', persona('clerk'), 'FORBIDDEN'],
    [
      'the manager of one district',
      { id: 'acc_d', roles: [{ role: 'MANAGER', scope: demoId('dis', 'lanxi') }] },
      'FORBIDDEN',
    ],
  ])('an item is not published by %s', async (_who, caller, code) => {
    const { errors } = await desk.as(caller).ask(Publish, { input: { idempotencyKey: newId('key'), ...robots } });

    expect(errors?.[0]?.extensions?.['code']).toBe(code);
  });

  describe('pools near an enterprise', () => {
    const asking = enterpriseId('zhenzhi');
    const site = (metresNorth: number) => ({ latitude: 29.86 + metresNorth / 111_195, longitude: 121.8 });
    const shuttle = demoId('pol', 'shuttle');
    const [far, own] = [newId('pol'), newId('pol')];
    const inPool = (id: string, enterprise: string, metresNorth: number) => ({
      id,
      members: [{ enterprise: { id: enterprise, site: site(metresNorth) } }],
    });
    const near = (who: PersonLike | typeof nobody, minutes = 15) =>
      desk
        .as(who)
        .ask<{ poolsNear: { pool: { id: string }; minutes: number; neighbours: number }[] | null }>(
          'query ($id: ID!, $minutes: Int!) { poolsNear(enterpriseId: $id, minutes: $minutes) { pool { id topic } minutes neighbours } }',
          { id: asking, minutes },
        );
    const answer = (at: object | null = site(0)) => ({
      enterprise: {
        site: at,
        community: {
          id: communityId('lingfeng'),
          openPools: {
            nodes: [inPool(far, 'ent_far', 2_000), inPool(shuttle, 'ent_next', 300), inPool(own, asking, 0)],
          },
        },
      },
    });

    test('are those that a neighbour is in and that it is not, for its HR', async () => {
      registry = answer();

      const { data } = await near(persona('hr'));
      const { data: farther } = await near(persona('hr'), 60);

      expect(data?.poolsNear).toEqual([
        { pool: { id: shuttle, topic: expect.any(String) }, minutes: 6, neighbours: 1 },
      ]);
      // One that the graph names and the desk does not have is not shown.
      expect(farther?.poolsNear).toHaveLength(1);
    });

    test('are none where nobody knows where it stands, and null where the registry does not answer', async () => {
      registry = answer(null);
      const nowhere = await near(persona('hr'));
      registry = null;
      const unanswered = await near(persona('hr'));

      expect([nowhere.data, unanswered.data]).toEqual([{ poolsNear: [] }, { poolsNear: null }]);
    });

    test.each<[string, PersonLike | typeof nobody, string | undefined]>([
      ['the staff of its community', persona('registrar'), undefined],
      ['a manager', manager, undefined],
      ['nobody', nobody, 'UNAUTHENTICATED'],
      ['a worker', persona('welder'), 'FORBIDDEN'],
      ['the HR of another', { id: 'acc_h', roles: [{ role: 'HR', scope: enterpriseId('tianpu') }] }, 'FORBIDDEN'],
      [
        'the staff of another community',
        { id: 'acc_s', roles: [{ role: 'COMMUNITY_STAFF', scope: communityId('liming') }] },
        'FORBIDDEN',
      ],
    ])('to %s are told by role', async (_who, caller, code) => {
      registry = answer();

      expect((await near(caller)).errors?.[0]?.extensions?.['code']).toBe(code);
    });
  });
});
