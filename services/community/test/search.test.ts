import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { fillSearch } from '../src/search/fill-search.ts';
import { subgraph } from '../src/subgraph.ts';
import { RegisterWorker, residentId, staffOf } from './support/people.ts';

const Enterprises = `query ($search: String, $communityId: ID, $districtId: ID, $gridId: ID, $chainId: ID, $near: GeoPointInput, $minutes: Int, $first: Int! = 20, $after: String) {
  enterprises(search: $search, communityId: $communityId, districtId: $districtId, gridId: $gridId, chainId: $chainId, near: $near, minutes: $minutes, first: $first, after: $after) {
    nodes { id name(lang: EN) } pageInfo { hasNextPage endCursor }
  }
}`;
const Workers = `query ($search: String, $communityId: ID, $employerId: ID) {
  workers(search: $search, communityId: $communityId, employerId: $employerId) { nodes { id displayName(lang: EN) } }
}`;

interface Found {
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly displayName: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const registrar = persona('registrar');

describe('search', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const enterprises = async (variables: object): Promise<Found> =>
    (await community.as(nobody).data<{ enterprises: Found }>(Enterprises, { ...variables })).enterprises;
  const workers = async (who: PersonLike, variables: object): Promise<Found> =>
    (await community.as(who).data<{ workers: Found }>(Workers, { ...variables })).workers;

  test.each(['臻至', '臻', 'zhenzhi', 'NBZZ', 'Machinery Mould', '91999999MA00000343', '00343'])(
    'an enterprise is found by “%s”',
    async (search) => {
      const { nodes } = await enterprises({ search });

      expect(nodes.map(({ name }) => name)).toContain('Ningbo Zhenzhi Machinery Mould');
    },
  );

  test('and by its chain, its community, its district, its grid, alone or together', async () => {
    const knitting = { chainId: demoId('chn', 'knitting') };

    const haina = await enterprises({ ...knitting, search: 'haina' });
    const elsewhere = await enterprises({ ...knitting, search: '臻至' });
    const inDistrict = await enterprises({ districtId: demoId('dis', 'beilun'), search: '臻至' });
    const inOtherDistrict = await enterprises({ districtId: demoId('dis', 'zhuji'), search: '臻至' });
    const inCommunity = await enterprises({ communityId: communityId('lingfeng'), search: 'zz' });
    const inGrids = await Promise.all(
      [1, 2, 3, 4].map((no) => enterprises({ gridId: demoId('grd', `lingfeng-${no}`), search: '臻至' })),
    );

    expect(haina.nodes.map(({ id }) => id)).toEqual([enterpriseId('haina')]);
    expect(elsewhere.nodes).toEqual([]);
    expect(inDistrict.nodes.map(({ id }) => id)).toEqual([enterpriseId('zhenzhi')]);
    expect(inOtherDistrict.nodes).toEqual([]);
    expect(inCommunity.nodes.map(({ id }) => id)).toContain(enterpriseId('zhenzhi'));
    expect(inGrids.flatMap(({ nodes }) => nodes)).toHaveLength(1);
  });

  test('and by the place its site lies at, as far as one walks in so many minutes', async () => {
    const [site] = await community.rows<{ latitude: number; longitude: number }>(
      'select site_latitude as latitude, site_longitude as longitude from enterprise where id = ?',
      [enterpriseId('zhenzhi')],
    );
    const near = { latitude: (site?.latitude ?? 0) + 0.003, longitude: site?.longitude };

    const asked: { variables: object; names: string[]; statements: number }[] = [];
    for (const variables of [
      { near, search: '臻至' },
      { near, minutes: 5, search: '臻至' },
      { near, minutes: 8 },
    ]) {
      let names: string[] = [];
      const statements = await community.statementsOf(async () => {
        names = (await enterprises({ ...variables, first: 50 })).nodes.map(({ name }) => name);
      });
      asked.push({ variables, names, statements });
    }

    // A third of a kilometre as the crow flies is six minutes.
    expect(asked.map(({ names }) => names.includes('Ningbo Zhenzhi Machinery Mould'))).toEqual([true, false, true]);
    expect(Math.max(...asked.map(({ statements }) => statements))).toBeLessThanOrEqual(3);
    const { errors } = await community.as(nobody).ask(Enterprises, { near, minutes: 61 });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['minutes'], rule: 'max' });
  });

  test('what is found is paged, each once, in two statements a page at most', async () => {
    const search = '袜';
    const all = new Set<string>();
    let after: string | null = null;
    const statements: number[] = [];

    do {
      const asked: { search: string; first: number; after: string | null } = { search, first: 20, after };
      let found: Found | undefined;
      statements.push(await community.statementsOf(async () => (found = await enterprises(asked))));
      for (const { id } of found?.nodes ?? []) all.add(id);
      after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
    } while (after);

    const [{ count } = { count: 0 }] = await community.rows<{ count: number }>(
      `select count(*)::int as count from enterprise where name_zh like '%袜%'`,
    );
    expect(all.size).toBe(count);
    expect(count).toBeGreaterThan(60);
    expect(Math.max(...statements)).toBeLessThanOrEqual(2);
  });

  test('a text too short to ask is refused with its path', async () => {
    const { errors } = await community.as(nobody).ask(Enterprises, { search: 'z' });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['search'], rule: 'minLength' });
  });

  test.each(['林晓岚', '晓岚', 'xiaolan', 'LXL', 'lin xiao'])('its own staff find a worker by “%s”', async (search) => {
    const { nodes } = await workers(registrar, { search });

    expect(nodes.map(({ displayName }) => displayName)).toContain('Lin Xiaolan');
  });

  test('the staff of another community find nobody of it, whatever they name', async () => {
    const elsewhere = staffOf('liming');

    const found = await workers(elsewhere, { search: '林晓岚' });
    const named = await workers(elsewhere, { search: '林晓岚', communityId: communityId('lingfeng') });

    expect([found.nodes, named.nodes]).toEqual([[], []]);
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a colleague', 'FORBIDDEN', persona('edge-35')],
    ['own HR', 'FORBIDDEN', persona('hr')],
    ['a manager, who sees family names alone', 'FORBIDDEN', persona('manager')],
    ['an auditor, who sees family names alone', 'FORBIDDEN', persona('auditor')],
    ['a partner', 'FORBIDDEN', persona('partner')],
  ])('%s does not search workers by name: %s', async (_who, code, caller) => {
    const { errors } = await community.as(caller).ask(Workers, { search: '林晓岚' });

    expect(errors?.[0]?.extensions).toMatchObject({ code });
  });

  test('workers are also found by their employer of today', async () => {
    const { nodes } = await workers(registrar, { employerId: enterpriseId('zhenzhi'), search: '林晓岚' });
    const elsewhere = await workers(registrar, { employerId: enterpriseId('haina'), search: '林晓岚' });

    expect(nodes).toHaveLength(1);
    expect(elsewhere.nodes).toEqual([]);
  });

  test('who is registered is found at once, and an enterprise under the name it has now', async () => {
    const input = {
      idempotencyKey: newId('key'),
      name: { zh: '欧阳若兮', en: 'Ouyang Ruoxi' },
      residentId: residentId('1990-01-01', 77),
      communityId: communityId('lingfeng'),
    };
    await community.as(registrar).data(RegisterWorker, { input });
    await community
      .as(registrar)
      .data(`mutation ($input: UpdateEnterpriseInput!) { updateEnterprise(input: $input) { userErrors { code } } }`, {
        input: {
          idempotencyKey: newId('key'),
          enterpriseId: enterpriseId('zhenzhi'),
          expectedVersion: 1,
          name: { zh: '灵峰精密', en: 'Lingfeng Precision' },
        },
      });

    expect((await workers(registrar, { search: 'ouyangrx' })).nodes).toHaveLength(0);
    expect((await workers(registrar, { search: 'oyrx' })).nodes).toHaveLength(1);
    expect((await enterprises({ search: 'lfjm' })).nodes).toHaveLength(1);
    expect((await enterprises({ search: '臻至' })).nodes).toHaveLength(0);
  });

  test('rows that were written before rows were searched are spelt out, once', async () => {
    await community.rows(`update worker set search_text = null, search_grams = null where id = ?`, [
      persona('welder').id,
    ]);
    const before = await workers(registrar, { search: 'linxiaolan' });

    const filled: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      await community.given(async (tx) => void filled.push(await fillSearch(tx, new Date(), {} as never)));
    }

    expect(before.nodes).toHaveLength(0);
    expect(filled).toEqual([1, 0]);
    expect((await workers(registrar, { search: 'linxiaolan' })).nodes).toHaveLength(1);
  });
});
