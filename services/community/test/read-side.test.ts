import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communities, demoId, enterprises, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { FacilityKind } from '../src/facility/facility.enums.ts';
import { subgraph } from '../src/subgraph.ts';

const anyone = persona('packer');

describe('the read side of the registry', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  test('a chain has one head, one convener and its members, and each member knows its chains', async () => {
    const answer = await community.as(nobody).data(
      `query ($id: ID!) { industryChain(id: $id) {
         name(lang: EN) since community { name(lang: EN) }
         head { name(lang: EN) post(lang: EN) from until }
         convener { name(lang: EN) chains { name(lang: EN) } }
         alliances { name(lang: EN) }
         members(first: 1) { nodes { chain { id } enterprise { community { name(lang: EN) } } } pageInfo { hasNextPage } }
       } }`,
      { id: demoId('chn', 'knitting') },
    );

    expect(answer.industryChain).toEqual({
      name: 'Knitting chain',
      since: '2021-05',
      community: { name: 'Liming Community' },
      head: { name: 'Sun Ruochuan', post: 'Cadre of the street office', from: '2021-05-01', until: null },
      convener: { name: 'Baoge Socks', chains: [{ name: 'Knitting chain' }] },
      alliances: [{ name: 'Alliance of the knitting chain' }],
      members: {
        nodes: [{ chain: { id: demoId('chn', 'knitting') }, enterprise: { community: { name: 'Liming Community' } } }],
        pageInfo: { hasNextPage: true },
      },
    });
  });

  test('a grid has one officer today, and had another before the handover', async () => {
    const { grid } = await community.as(nobody).data<{ grid: Record<string, unknown> }>(
      `query ($id: ID!) { grid(id: $id) {
         code area { latitude longitude } community { name(lang: EN) }
         officer { officialName(lang: EN) role from }
         before: members(role: FULL_TIME_OFFICER, asOf: "2024-04-30", first: 2) { nodes { officialName(lang: EN) until } }
         after: members(role: FULL_TIME_OFFICER, asOf: "2024-05-01", first: 2) { nodes { from } }
         cadres: members(role: COMMUNITY_CADRE) { nodes { role } }
       } }`,
      { id: demoId('grd', 'lingfeng-1') },
    );

    expect(grid).toMatchObject({
      code: '01',
      community: { name: 'Lingfeng Industrial Community' },
      officer: { officialName: 'Shen Mingxuan', role: 'FULL_TIME_OFFICER', from: '2024-05-01' },
      before: { nodes: [{ until: '2024-05-01' }] },
      after: { nodes: [{ from: '2024-05-01' }] },
      cadres: { nodes: [{ role: 'COMMUNITY_CADRE' }, { role: 'COMMUNITY_CADRE' }, { role: 'COMMUNITY_CADRE' }] },
    });
    expect(grid.area).toHaveLength(4);
  });

  test('an enterprise answers by id and by credit code, with its place and its organisations', async () => {
    const [shengleishi] = enterprises.filter(({ key }) => key === 'shengleishi');
    const fields = `id uscc name(lang: EN) status keyEnterprise site { latitude } community { name(lang: EN) } grid { community { name(lang: EN) } }
                    partyOrganisations { name(lang: EN) tier parent { tier parent { tier district { name(lang: EN) } } } }`;

    const { byId, byCode } = await community
      .as(nobody)
      .data(
        `query ($id: ID!, $uscc: ID!) { byId: enterprise(id: $id) { ${fields} } byCode: enterprise(uscc: $uscc) { ${fields} } }`,
        { id: shengleishi?.id, uscc: shengleishi?.uscc },
      );

    expect(byCode).toEqual(byId);
    expect(byId).toMatchObject({
      uscc: '91999999MA0000069M',
      name: 'Shengleishi Biotech',
      status: 'ACTIVE',
      keyEnterprise: true,
      community: { name: 'Jinxiu Industrial Community' },
      grid: { community: { name: 'Jinxiu Industrial Community' } },
      partyOrganisations: [
        {
          name: 'Party branch of Shengleishi',
          tier: 'BRANCH',
          parent: {
            tier: 'COMMUNITY',
            parent: { tier: 'ZONE', district: { name: 'Lanxi Economic Development Zone' } },
          },
        },
      ],
    });
  });

  test('the co-construction agreement has its clauses in order and its parties', async () => {
    const { agreement } = await community
      .as(nobody)
      .data<{ agreement: { clauses: unknown[] } }>(
        `query ($id: ID!) { agreement(id: $id) { title(lang: EN) signedOn clauses { no text(lang: EN) } parties(first: 100) { nodes { enterprise { agreements { id } } } } } }`,
        { id: demoId('agr', 'liming') },
      );

    expect(agreement).toMatchObject({ title: 'Agreement to build the community together', signedOn: null });
    expect(agreement.clauses[0]).toEqual({
      no: 1,
      text: 'A team of advisers of four kinds is set up: industry, finance, law, integrity.',
    });
    expect(agreement.clauses).toHaveLength(3);
  });

  test('a network keeps its code and slots as the source has them, and computes nothing from them', async () => {
    const { community: xinzhuang } = await community
      .as(nobody)
      .data<{ community: unknown }>(
        `query ($id: ID!) { community(id: $id) { facilityNetworks { code slots { no label meaning facilities { name(lang: EN) networks { code } } } } } }`,
        { id: demoId('com', 'xinzhuang') },
      );

    expect(xinzhuang).toEqual({
      facilityNetworks: expect.arrayContaining([
        {
          code: '3+1',
          slots: [
            {
              no: 1,
              label: '3',
              meaning: null,
              facilities: expect.arrayContaining([{ name: 'Neighbourhood centre 1', networks: [{ code: '3+1' }] }]),
            },
            { no: 2, label: '1', meaning: null, facilities: [] },
          ],
        },
      ]),
    });
  });

  test('figures are cited with unit, period and source; one that the source lost has no value and says so', async () => {
    const { community: jinshan, alliance } = await community
      .as(nobody)
      .data<Record<'community' | 'alliance', { indicators: unknown[] }>>(
        `query ($id: ID!, $alliance: ID!) {
           community(id: $id) { indicators { name(lang: EN) value precision unit period source(lang: EN) } }
           alliance(id: $alliance) { indicators { name(lang: EN) value precision } }
         }`,
        { id: demoId('com', 'jinshan'), alliance: demoId('all', 'red-sock') },
      );

    expect(jinshan.indicators).toContainEqual({
      name: 'Tax revenue',
      value: 70.1,
      precision: 'EXACT',
      unit: 'PERCENT_YEAR_ON_YEAR',
      period: '2018-Q1',
      source: 'Shanghai Observer, 21 April 2018',
    });
    expect(alliance.indicators).toContainEqual({
      name: 'Leading sock enterprises granted credit',
      value: null,
      precision: 'NOT_STATED',
    });
  });

  test('the 15-minute circle counts what is open and near, and names what is missing', async () => {
    const point = { latitude: 29.86, longitude: 121.8 };

    const { facilitiesWithin, livingCircle } = await community.as(nobody).data<{
      facilitiesWithin: { metres: number; minutes: number; facility: { kind: string } }[];
      livingCircle: { missing: string[]; coverage: { kind: string; count: number; nearest: unknown }[] };
    }>(
      `query ($point: GeoPointInput!) {
         facilitiesWithin(point: $point, minutes: 15, kinds: [GYM, LIBRARY, SCHOOL]) { metres minutes facility { kind } }
         livingCircle(point: $point) { minutes missing coverage { kind count nearest { metres } } }
       }`,
      { point },
    );

    expect(facilitiesWithin.map(({ facility }) => facility.kind).sort()).toEqual(['GYM', 'LIBRARY']);
    expect(facilitiesWithin.map(({ metres }) => metres)).toEqual(
      facilitiesWithin.map(({ metres }) => metres).toSorted((a, b) => a - b),
    );
    expect(facilitiesWithin.every(({ minutes }) => minutes >= 1 && minutes <= 15)).toBe(true);
    expect(livingCircle.missing).toContain('SCHOOL');
    expect(livingCircle.coverage).toContainEqual({ kind: 'SCHOOL', count: 0, nearest: null });
  });

  const Gaps = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on LivingCircle { minutes gaps { missing unknown } }
  } }`;
  const circle = { __typename: 'LivingCircle', centre: { latitude: 0, longitude: 0 }, minutes: 15 };
  const kinds = Object.values(FacilityKind);

  test.each([
    ['there are some', { canteenCount: 2, propertyCount: 1 }, [], []],
    ['there are none', { canteenCount: 0, propertyCount: 0 }, ['CANTEEN', 'HOME'], []],
    ['canteens do not answer', { canteenCount: null, propertyCount: 0 }, ['HOME'], ['CANTEEN']],
    ['nobody answers', {}, [], ['CANTEEN', 'HOME']],
  ])('what is missing in a circle at sea, when of canteens and homes %s', async (_what, counts, missing, unknown) => {
    const { _entities } = await community.as(nobody).data(Gaps, { representations: [{ ...circle, ...counts }] });

    expect(_entities).toEqual([{ minutes: 15, gaps: { missing: [...kinds, ...missing], unknown } }]);
  });

  test('nobody walks for longer than an hour', async () => {
    const { _entities } = await community.as(nobody).data(Gaps, { representations: [{ ...circle, minutes: 61 }] });

    expect(_entities).toEqual([null]);
  });

  test('a planned school is no school yet', async () => {
    const { facilities } = await community
      .as(nobody)
      .data<{ facilities: { nodes: unknown[] } }>(
        `query ($id: ID!) { facilities(communityId: $id, kinds: [SCHOOL]) { nodes { name(lang: EN) state hours { opensAt } } } }`,
        { id: demoId('com', 'xinzhuang') },
      );

    expect(facilities.nodes).toContainEqual({
      name: 'Minhang Second Experimental Primary',
      state: 'PLANNED',
      hours: [],
    });
  });

  test.each([
    ['2025-09-26', 5, '2025-10-10', false],
    ['2025-09-30', 5, '2025-10-14', false],
    ['2026-02-13', 3, '2026-02-25', false],
    ['2026-09-30', 3, '2026-10-10', false],
    ['2025-09-29', 20, '2025-11-03', false],
    ['2026-12-31', 1, '2027-01-01', true],
  ])('%s and %i working days end on %s; provisional: %s', async (from, days, date, provisional) => {
    const { addWorkingDays, workingDaysBetween } = await community.as(nobody).data(
      `query ($from: Date!, $days: Int!, $until: Date!) {
         addWorkingDays(from: $from, days: $days) { date provisional }
         workingDaysBetween(from: $from, until: $until) { days provisional }
       }`,
      { from, days, until: date },
    );

    expect(addWorkingDays).toEqual({ date, provisional });
    expect(workingDaysBetween).toEqual({ days, provisional });
  });

  test('a year that was not published by then is provisional, although it was later', async () => {
    const ask = (at: string) =>
      community.as(nobody, at).data(`{ addWorkingDays(from: "2026-02-13", days: 3) { date provisional } }`);

    expect(await ask('2025-11-01T00:00:00+08:00')).toEqual({
      addWorkingDays: { date: '2026-02-18', provisional: true },
    });
    expect(await ask('2025-12-01T00:00:00+08:00')).toEqual({
      addWorkingDays: { date: '2026-02-25', provisional: false },
    });
  });

  test.each([
    [`addWorkingDays(from: "2026-01-01", days: -1) { date }`, ['days'], 'min'],
    [`addWorkingDays(from: "2026-01-01", days: 2001) { date }`, ['days'], 'max'],
    [`addWorkingDays(from: "9999-12-31", days: 1) { date }`, ['from'], 'range'],
    [`workingDaysBetween(from: "2000-01-01", until: "2026-01-01") { days }`, ['until'], 'max'],
    [`facilitiesWithin(point: { latitude: 91, longitude: 0 }, minutes: 15) { metres }`, ['point', 'latitude'], 'max'],
    [`livingCircle(point: { latitude: 0, longitude: 0 }, minutes: 61) { minutes }`, ['minutes'], 'max'],
    [`enterprises(first: 100000) { nodes { id } }`, ['first'], 'max'],
    [`enterprises(nameContains: "") { nodes { id } }`, ['nameContains'], 'isLength'],
  ])('%s is bad input', async (field, path, rule) => {
    const { errors } = await community.as(nobody).ask(`{ ${field} }`);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path, rule });
  });

  test('enterprises are found by part of a name in either language, and a wildcard is only a character', async () => {
    const search = async (text: string) => {
      const { enterprises: found } = await community
        .as(nobody)
        .data<{ enterprises: { nodes: { name: string }[] } }>(
          `query ($text: String) { enterprises(nameContains: $text, first: 100) { nodes { name(lang: EN) } } }`,
          { text },
        );
      return found.nodes.map(({ name }) => name);
    };

    expect(await search('袜业')).toContain('Baoge Socks');
    expect(await search('baoge')).toEqual(['Baoge Socks']);
    expect(await search('%')).toEqual([]);
    expect(await search('_')).toEqual([]);
  });

  test('pages of every community’s enterprises follow each other without gap or repetition', async () => {
    const query = `query ($after: String) { enterprises(communityId: "${demoId('com', 'liming')}", first: 50, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let pageInfo: { hasNextPage: boolean; endCursor: string | null } = { hasNextPage: true, endCursor: null };
    while (pageInfo.hasNextPage) {
      const answer = await community
        .as(nobody)
        .data<{ enterprises: { nodes: { id: string }[]; pageInfo: typeof pageInfo } }>(query, {
          after: pageInfo.endCursor,
        });
      seen.push(...answer.enterprises.nodes.map(({ id }) => id));
      ({ pageInfo } = answer.enterprises);
    }

    const rows = await community.rows(`select id from enterprise where community_id = ? order by id`, [
      demoId('com', 'liming'),
    ]);
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(160);
  });

  describe('sends as many statements for all communities as for the one that has most', () => {
    test.each([
      ['enterprises with grid', 'liming', 'enterprises(first: 5) { nodes { name grid { code } } }'],
      [
        'grids with members and officer',
        'liming',
        'grids { nodes { officer { from } members(first: 3) { nodes { role } } } }',
      ],
      [
        'facilities with networks',
        'xinzhuang',
        'facilities { nodes { name networks { code slots { label facilities { id } } } } }',
      ],
      [
        'chains with members',
        'liming',
        'chains { head { name } convener { name } members(first: 3) { nodes { enterprise { name } } } }',
      ],
      [
        'alliances with members',
        'liming',
        'alliances { indicators { value } members(first: 3) { nodes { enterprise { name } } } }',
      ],
      ['agreements', 'liming', 'agreements { clauses { no } parties { nodes { enterprise { name } } } }'],
      ['party organisations', 'jinxiu', 'partyOrganisations { name parent { name } children { nodes { name } } }'],
      [
        'calendar and indicators',
        'liming',
        'calendar { name revisions { no } } indicators { value } district { name }',
      ],
    ])('%s', async (_what, richest, fields) => {
      const ids = communities.map(({ id }) => id);
      const ask = (keys: string[]) => () =>
        community
          .as(anyone)
          .data(`query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Community { ${fields} } } }`, {
            keys: keys.map((id) => ({ __typename: 'Community', id })),
          });

      const one = await community.statementsOf(ask([demoId('com', richest)]));
      const many = await community.statementsOf(ask(ids));

      expect(many).toBe(one);
      expect(one).toBeLessThan(12);
    });
  });
});
