import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  startTestSubgraph,
  type PersonLike,
  type TestSubgraph,
} from '@millgate/kit/testing';
import fc from 'fast-check';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const HandOver = `mutation ($input: HandOverGridInput!) { handOverGrid(input: $input) {
  officer { officialName(lang: EN) from until } grid { officer { officialName(lang: EN) } }
  userErrors { code path rule inOfficeFrom message }
} }`;
const Assign = `mutation ($input: AssignGridMemberInput!) { assignGridMember(input: $input) { member { id role from } userErrors { code path rule } } }`;
const End = `mutation ($input: EndGridMembershipInput!) { endGridMembership(input: $input) { member { until } userErrors { code path rule } } }`;
const Open = `mutation ($input: OpenGridInput!) { openGrid(input: $input) {
  grid { id code officer { officialName(lang: EN) } } userErrors { code path rule overlaps { id } site { id } }
} }`;
const Redraw = `mutation ($input: RedrawGridsInput!) { redrawGrids(input: $input) {
  grids { id } userErrors { code path rule overlaps { id } site { id } }
} }`;

const registrar = persona('registrar');
const ana = { name: { zh: '安娜', en: 'An Na' } };
const grid = (no: number) => demoId('grd', `lingfeng-${no}`);

interface Outcome {
  readonly userErrors: readonly { readonly code: string }[];
}

/** A rectangle in thousandths of a degree from Lingfeng’s centre: south, west, north, east. */
const rectangle = (south: number, west: number, north: number, east: number) =>
  [
    [south, west],
    [south, east],
    [north, east],
    [north, west],
  ].map(([up = 0, right = 0]) => ({
    latitude: Math.round((29.86 + up / 1_000) * 1e6) / 1e6,
    longitude: Math.round((121.8 + right / 1_000) * 1e6) / 1e6,
  }));

describe('grids', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const run = async (who: PersonLike, mutation: string, input: object): Promise<Outcome & Record<string, unknown>> => {
    const answer = await community.as(who).data<Record<string, Outcome>>(mutation, {
      input: { idempotencyKey: newId('key'), ...input },
    });
    return Object.values(answer)[0] as Outcome & Record<string, unknown>;
  };
  const officersOf = (id: string) =>
    community.rows<{ from: string; until: string | null }>(
      `select in_office_from::text as from, in_office_until::text as until from grid_member
        where grid_id = ? and role = 'FULL_TIME_OFFICER' order by in_office_from`,
      [id],
    );

  test('a handover ends one office on the day on which the next begins', async () => {
    const handed = await run(registrar, HandOver, { gridId: grid(3), officer: ana, on: '2026-12-01' });

    expect(handed).toMatchObject({
      officer: { officialName: 'An Na', from: '2026-12-01', until: null },
      userErrors: [],
    });
    expect(await officersOf(grid(3))).toEqual([
      { from: '2022-05-01', until: '2024-05-01' },
      { from: '2024-05-01', until: '2026-12-01' },
      { from: '2026-12-01', until: null },
    ]);
  });

  test('a handover sent again is the same handover', async () => {
    const input = { idempotencyKey: 'again', gridId: grid(4), officer: ana, on: '2026-12-01' };

    const first = await run(registrar, HandOver, input);
    const second = await run(registrar, HandOver, input);

    expect(second).toEqual(first);
    expect(await officersOf(grid(4))).toHaveLength(3);
  });

  test('of twelve handovers of one grid at once one is done, the others are told that it is too early', async () => {
    const before = await officersOf(grid(2));
    // Connections that are already open, so that no caller is done before the next has come.
    await Promise.all(Array.from({ length: 12 }, () => community.rows('select pg_sleep(0.1)')));

    const handed = await Promise.all(
      Array.from({ length: 12 }, () => run(registrar, HandOver, { gridId: grid(2), officer: ana, on: '2026-12-01' })),
    );

    expect(handed.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 11 }, () => 'TOO_EARLY'),
    );
    expect(await officersOf(grid(2))).toHaveLength(before.length + 1);
  });

  test('nobody takes over before the one in office did, and nothing changes', async () => {
    const handed = await run(registrar, HandOver, { gridId: grid(1), officer: ana, on: '2024-05-01' });

    expect(handed).toMatchObject({
      officer: null,
      grid: null,
      userErrors: [{ code: 'TOO_EARLY', path: ['on'], rule: 'C4', inOfficeFrom: '2024-05-01' }],
    });
    expect(await officersOf(grid(1))).toHaveLength(2);
  });

  test.each([
    [
      'a gap',
      `update grid_member set in_office_from = '2024-05-02' where grid_id = ? and in_office_until is null and role = 'FULL_TIME_OFFICER'`,
    ],
    [
      'an end without a successor',
      `update grid_member set in_office_until = '2027-01-01' where grid_id = ? and in_office_until is null and role = 'FULL_TIME_OFFICER'`,
    ],
    ['a team without an officer', `delete from grid_member where grid_id = ? and role = 'FULL_TIME_OFFICER'`],
    [
      'another role for the officer',
      `update grid_member set role = 'OTHER' where grid_id = ? and role = 'FULL_TIME_OFFICER'`,
    ],
  ])('C4: the database refuses %s, whoever writes', async (_what, statement) => {
    await expect(community.rows(statement, [grid(1)])).rejects.toMatchObject({ constraint: 'grid_member_c4_always' });
  });

  test('C4: a grid that nobody is the officer of does not come to be', async () => {
    const opened = community.rows(
      `insert into grid (id, code, name_zh, name_en, community_id) values (?, '77', '空', 'Empty', ?)`,
      [newId('grd'), communityId('lingfeng')],
    );

    await expect(opened).rejects.toMatchObject({ constraint: 'grid_member_c4_always' });
  });

  test('the team changes beside its officer, who changes by a handover alone', async () => {
    const workerId = persona('welder').id;

    const joined = await run(registrar, Assign, {
      gridId: grid(1),
      role: 'ENTERPRISE_REP',
      member: { workerId },
      from: '2026-11-01',
    });
    const memberId = (joined.member as { id: string }).id;
    const left = await run(registrar, End, { memberId, until: '2026-12-01' });
    const again = await run(registrar, End, { memberId, until: '2026-12-02' });
    const officer = await run(registrar, Assign, {
      gridId: grid(1),
      role: 'FULL_TIME_OFFICER',
      member: ana,
      from: '2026-11-01',
    });
    const unknown = await run(registrar, Assign, {
      gridId: grid(1),
      role: 'OTHER',
      member: { workerId: 'wrk_none' },
      from: '2026-11-01',
    });

    expect(joined).toMatchObject({ member: { role: 'ENTERPRISE_REP', from: '2026-11-01' }, userErrors: [] });
    expect(left).toMatchObject({ member: { until: '2026-12-01' }, userErrors: [] });
    expect(again.userErrors).toEqual([{ code: 'ALREADY_ENDED', path: ['memberId'], rule: 'half-open' }]);
    expect(officer.userErrors).toEqual([{ code: 'OFFICER_BY_HANDOVER', path: ['role'], rule: 'C4' }]);
    expect(unknown.userErrors).toEqual([{ code: 'WORKER_NOT_FOUND', path: ['member', 'workerId'], rule: 'worker' }]);
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a worker', 'FORBIDDEN', persona('welder')],
    ['the officer', 'FORBIDDEN', persona('grid-officer')],
    ['HR', 'FORBIDDEN', persona('hr')],
    ['the staff of another community', 'FORBIDDEN', staffOf('liming')],
  ])('%s neither hands over nor draws: %s', async (_who, code, caller) => {
    const key = { idempotencyKey: newId('key') };
    const inputs = [
      [HandOver, { ...key, gridId: grid(1), officer: ana, on: '2027-01-01' }],
      [Assign, { ...key, gridId: grid(1), role: 'OTHER', member: ana, from: '2027-01-01' }],
      [End, { ...key, memberId: demoId('gmb', 'lingfeng-1-cadre-1'), until: '2027-01-01' }],
      [
        Open,
        {
          ...key,
          communityId: communityId('lingfeng'),
          code: '9',
          name: ana.name,
          area: rectangle(20, 20, 21, 21),
          officer: ana,
          from: '2026-11-01',
        },
      ],
      [
        Redraw,
        { ...key, communityId: communityId('lingfeng'), grids: [{ gridId: grid(1), area: rectangle(0, 0, 10, 10) }] },
      ],
    ] as const;

    const codes = await Promise.all(
      inputs.map(async ([mutation, input]) => {
        const { errors } = await community.as(caller).ask(mutation, { input });
        return errors?.[0]?.extensions?.['code'];
      }),
    );

    expect(codes).toEqual(inputs.map(() => code));
  });

  test('a grid opens with its border and its officer; it may share a border, but no ground', async () => {
    const input = { communityId: communityId('lingfeng'), name: ana.name, officer: ana, from: '2026-11-01' };

    const opened = await run(registrar, Open, { ...input, code: '05', area: rectangle(9.9, 0.1, 12, 9.9) });
    const taken = await run(registrar, Open, { ...input, code: '06', area: rectangle(9.8, 0.1, 9.9, 9.9) });
    const sameCode = await run(registrar, Open, { ...input, code: '05', area: rectangle(30, 30, 31, 31) });

    expect(opened).toMatchObject({ grid: { code: '05', officer: { officialName: 'An Na' } }, userErrors: [] });
    expect(taken.userErrors).toEqual([
      { code: 'OVERLAPS', path: ['area'], rule: 'C4', overlaps: { id: grid(1) }, site: null },
    ]);
    expect(sameCode.userErrors).toMatchObject([{ code: 'CODE_TAKEN', path: ['code'] }]);
  });

  test.each([
    [
      'two corners',
      [
        { latitude: 29, longitude: 121 },
        { latitude: 29.1, longitude: 121 },
      ],
      'CORNERS',
    ],
    [
      'an eight',
      [rectangle(0, 0, 1, 1)[0], rectangle(0, 0, 1, 1)[2], rectangle(0, 0, 1, 1)[1], rectangle(0, 0, 1, 1)[3]],
      'CROSSES_ITSELF',
    ],
  ])('a border of %s is refused with its path', async (_of, area, rule) => {
    const input = {
      idempotencyKey: newId('key'),
      communityId: communityId('lingfeng'),
      grids: [{ gridId: grid(1), area }],
    };

    const { errors } = await community.as(registrar).ask(Redraw, { input });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['input', 'grids', 0, 'area'],
      rule,
    });
  });

  test('borders move together, and every site goes with the ground it stands on', async () => {
    const [west, east] = [demoId('grd', 'liming-2'), demoId('grd', 'liming-1')];
    const point = (up: number, right: number) => ({ latitude: 29.63 + up / 1_000, longitude: 120.2 + right / 1_000 });
    const box = (from: number, to: number) => [point(0.1, from), point(0.1, to), point(9.9, to), point(9.9, from)];
    const sites = () =>
      community.rows<{ id: string; grid_id: string; east: number }>(
        `select id, grid_id, (site_longitude - 120.2) * 1000 as east from enterprise
          where community_id = ? and site_latitude > 29.63`,
        [communityId('liming')],
      );
    const limings = staffOf('liming');

    const moved = await run(limings, Redraw, {
      communityId: communityId('liming'),
      grids: [
        { gridId: east, area: box(4.97, 9.9) },
        { gridId: west, area: box(-9.9, 4.97) },
      ],
    });
    const after = await sites();
    const shrunk = await run(limings, Redraw, {
      communityId: communityId('liming'),
      grids: [{ gridId: west, area: box(-9.9, 0) }],
    });
    const grown = await run(limings, Redraw, {
      communityId: communityId('liming'),
      grids: [{ gridId: west, area: box(-9.9, 7) }],
    });

    expect(moved.userErrors).toEqual([]);
    expect(after.length).toBeGreaterThan(80);
    expect(after.filter(({ grid_id }) => grid_id === west).length).toBeGreaterThan(50);
    expect(after.filter((site) => site.grid_id !== (site.east > 4.97 ? east : west))).toEqual([]);
    expect(shrunk.userErrors).toMatchObject([
      { code: 'SITE_LEFT_OUT', path: ['grids'], rule: 'C4', site: { id: expect.stringMatching(/^ent_/) } },
    ]);
    expect(grown.userErrors).toMatchObject([{ code: 'OVERLAPS', path: ['grids'], rule: 'C4', overlaps: { id: east } }]);
    expect(await sites()).toEqual(after);
  });

  test('C4: no site is written into a grid that does not hold it, nor outside all grids', async () => {
    const zhenzhi = enterpriseId('zhenzhi');
    const [before] = await community.rows<{ grid_id: string }>('select grid_id from enterprise where id = ?', [
      zhenzhi,
    ]);
    const other = [1, 2, 3, 4].map(grid).find((id) => id !== before?.grid_id);

    await expect(
      community.rows('update enterprise set grid_id = ? where id = ?', [other, zhenzhi]),
    ).rejects.toMatchObject({ constraint: 'enterprise_c4' });
    await expect(
      community.rows('update enterprise set site_latitude = 31 where id = ?', [zhenzhi]),
    ).rejects.toMatchObject({ constraint: 'enterprise_c4_site' });
    expect(await community.rows('select grid_id from enterprise where id = ?', [zhenzhi])).toEqual([before]);
  });

  test('C4: a border waits for a site that is just moving in, and then does not leave it behind', async () => {
    const huilan = communityId('huilan');
    const point = (up: number, right: number) => ({ latitude: 29.25 + up / 1_000, longitude: 119.52 + right / 1_000 });
    const box = (from: number, to: number) => [point(0.1, from), point(0.1, to), point(9.9, to), point(9.9, from)];
    const site = { id: demoId('ent', 'bulk-huilan-1'), ...point(5, -0.5) };
    const redraw = () =>
      run(staffOf('huilan'), Redraw, {
        communityId: huilan,
        grids: [{ gridId: demoId('grd', 'huilan-2'), area: box(-9.9, -1) }],
      });
    let redrawn: ReturnType<typeof redraw> | undefined;

    await community.given(async (tx) => {
      await tx.execute('update enterprise set site_latitude = ?, site_longitude = ? where id = ?', [
        site.latitude,
        site.longitude,
        site.id,
      ]);
      // As long as nobody else waits for anything, it would be done long before.
      redrawn = redraw();
      await Promise.race([redrawn, sleep(500)]);
    });

    expect((await redrawn)?.userErrors).toMatchObject([{ code: 'SITE_LEFT_OUT', site: { id: site.id } }]);
  });

  test('C4: of any areas of unit squares that are drawn at once, no two that stay share a square, and none is refused without one that does', async () => {
    const [south, west, height, width] = [
      fc.nat(4),
      fc.nat(4),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
    ];
    /** A rectangle with, perhaps, a square cut out of its north-eastern corner. */
    const shape = fc.record({ south, west, height, width, notched: fc.boolean() });
    type Shape = { south: number; west: number; height: number; width: number; notched: boolean };
    const notch = ({ height, width, notched }: Shape) => notched && height > 1 && width > 1;
    const squares = (it: Shape) =>
      new Set(
        Array.from({ length: it.height * it.width }, (_, at) => [Math.floor(at / it.width), at % it.width] as const)
          .filter(([up, right]) => !(notch(it) && up === it.height - 1 && right === it.width - 1))
          .map(([up, right]) => `${it.south + up} ${it.west + right}`),
      );
    const corners = (it: Shape, ground: number) => {
      const [top, right] = [it.south + it.height, it.west + it.width];
      const cut = notch(it)
        ? [
            [top - 1, right],
            [top - 1, right - 1],
            [top, right - 1],
          ]
        : [[top, right]];
      return [[it.south, it.west], [it.south, right], ...cut, [top, it.west]].map(([up = 0, east = 0]) => ({
        latitude: Math.round((10 + ground / 10 + up / 1_000) * 1e6) / 1e6,
        longitude: Math.round((20 + east / 1_000) * 1e6) / 1e6,
      }));
    };
    await openEveryConnection(community);
    let ground = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 3, maxLength: 6 }), async (shapes) => {
        // Each time where nobody has drawn anything yet.
        ground += 1;
        const opened = await Promise.all(
          shapes.map((it, no) =>
            run(registrar, Open, {
              ...{ communityId: communityId('lingfeng'), name: ana.name, officer: ana, from: '2026-11-01' },
              ...{ code: `${ground}-${no}`, area: corners(it, ground) },
            }),
          ),
        );

        const [drawn, refused] = [true, false].map((wanted) =>
          shapes.filter((_, no) => (opened[no]?.userErrors.length === 0) === wanted),
        ) as [Shape[], Shape[]];
        const sharing = (one: Shape) => (other: Shape) => one !== other && !squares(one).isDisjointFrom(squares(other));
        expect(drawn.filter((one) => drawn.some(sharing(one)))).toEqual([]);
        expect(refused.filter((one) => !drawn.some(sharing(one)))).toEqual([]);
        expect(new Set(opened.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)))).toEqual(
          new Set(refused.length > 0 ? ['OVERLAPS'] : []),
        );
      }),
      { numRuns: 25 },
    );
  });
});
