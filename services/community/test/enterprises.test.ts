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
import { creditCodeCheckCharacter } from '../src/enterprise/credit-code.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const Register = `mutation ($input: RegisterEnterpriseInput!) { registerEnterprise(input: $input) {
  enterprise { id uscc name(lang: EN) stage status version keyEnterprise payPractices grid { code } steps { version at stage status } }
  userErrors { code path rule existingId }
} }`;
const Update = `mutation ($input: UpdateEnterpriseInput!) { updateEnterprise(input: $input) {
  enterprise { name(lang: EN) stage status version grid { code } steps { version stage status } } userErrors { code path rule currentVersion }
} }`;
const HandOver = `mutation ($input: HandOverChainInput!) { handOverChain(input: $input) {
  chain { id } userErrors { code path rule inOfficeFrom }
} }`;
const Open = `mutation ($input: OpenChainInput!) { openChain(input: $input) {
  chain { id name(lang: EN) since community { id } head { name(lang: EN) from } convener { id } members(first: 9) { nodes { enterprise { id } } } }
  userErrors { code path rule enterpriseId }
} }`;
const Join = `mutation ($input: JoinChainInput!) { joinChain(input: $input) { member { enterprise { id } } userErrors { code path rule } } }`;

const Leave = `mutation ($input: LeaveChainInput!) { leaveChain(input: $input) { chain { id } userErrors { code path rule convenesUntil } } }`;

type Outcome = Record<string, unknown> & { userErrors: { code: string }[] };

const registrar = persona('registrar');
const name = { zh: '新厂', en: 'New Works' };
const inGrid1 = { latitude: 29.865, longitude: 121.805 };
const codeOf = (serial: number) => {
  const body = `91999999MB${String(1_000_000 + serial)}`;
  return body + creditCodeCheckCharacter(body);
};

describe('enterprises and chains', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const run = async (who: PersonLike, mutation: string, input: object): Promise<Outcome> => {
    const answer = await community
      .as(who)
      .data<Record<string, Outcome>>(mutation, { input: { idempotencyKey: newId('key'), ...input } });
    return Object.values(answer)[0] as Outcome;
  };
  const warmUp = () => openEveryConnection(community);
  const enterprise = { name, communityId: communityId('lingfeng'), stage: 'INCUBATION' };

  test('an enterprise is registered with its place, and lies in the grid that holds its site', async () => {
    const registered = await run(registrar, Register, {
      ...enterprise,
      uscc: codeOf(1),
      site: inGrid1,
      keyEnterprise: true,
      payPractices: ['EQUITY'],
    });

    expect(registered).toEqual({
      enterprise: {
        id: expect.stringMatching(/^ent_/),
        uscc: codeOf(1),
        name: 'New Works',
        stage: 'INCUBATION',
        status: 'ACTIVE',
        version: 1,
        keyEnterprise: true,
        payPractices: ['EQUITY'],
        grid: { code: '01' },
        steps: [{ version: 1, at: '2026-11-22T02:00:00.000Z', stage: 'INCUBATION', status: 'ACTIVE' }],
      },
      userErrors: [],
    });
  });

  test('C2: of ten registrations of one credit code at once one is done, and the others are told which', async () => {
    await warmUp();

    const registered = await Promise.all(
      Array.from({ length: 10 }, () => run(registrar, Register, { ...enterprise, uscc: codeOf(2) })),
    );

    const [done] = registered.filter(({ enterprise: one }) => one !== null);
    expect(registered.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: 9 }, () => ({
        code: 'ALREADY_REGISTERED',
        path: ['uscc'],
        rule: 'C2',
        existingId: (done?.['enterprise'] as { id: string }).id,
      })),
    );
  });

  test.each([
    ['a wrong check character', '91999999MA0000018E', 'CHECK_CHARACTER'],
    ['a letter that no code has', '91999999MA000001ID', 'SHAPE'],
  ])('a credit code with %s is refused with its path', async (_with, uscc, rule) => {
    const { errors } = await community
      .as(registrar)
      .ask(Register, { input: { idempotencyKey: newId('key'), ...enterprise, uscc } });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'uscc'], rule });
  });

  test('a site outside all grids of the community is refused, and nobody is registered', async () => {
    const registered = await run(registrar, Register, {
      ...enterprise,
      uscc: codeOf(3),
      site: { latitude: 31, longitude: 121 },
    });

    expect(registered).toEqual({
      enterprise: null,
      userErrors: [{ code: 'SITE_OUTSIDE_GRIDS', path: ['site'], rule: 'C4', existingId: null }],
    });
    expect(await community.rows('select 1 from enterprise where uscc = ?', [codeOf(3)])).toEqual([]);
  });

  test('an enterprise goes from stage to stage and moves, and its past stays', async () => {
    const { enterprise: made } = await run(registrar, Register, { ...enterprise, uscc: codeOf(4), site: inGrid1 });
    const enterpriseId = (made as { id: string }).id;

    await run(registrar, Update, { enterpriseId, expectedVersion: 1, stage: 'GROWTH' });
    await run(registrar, Update, { enterpriseId, expectedVersion: 2, name: { zh: '大厂', en: 'Great Works' } });
    const moved = await run(registrar, Update, {
      enterpriseId,
      expectedVersion: 3,
      status: 'SUSPENDED',
      site: { ...inGrid1, longitude: 121.795 },
    });
    const left = await run(registrar, Update, { enterpriseId, expectedVersion: 4, status: 'LEFT' });
    const back = await run(registrar, Update, { enterpriseId, expectedVersion: 5, status: 'ACTIVE' });

    expect(moved.enterprise).toEqual({
      name: 'Great Works',
      stage: 'GROWTH',
      status: 'SUSPENDED',
      version: 4,
      grid: { code: '02' },
      steps: [
        { version: 4, stage: 'GROWTH', status: 'SUSPENDED' },
        { version: 2, stage: 'GROWTH', status: 'ACTIVE' },
        { version: 1, stage: 'INCUBATION', status: 'ACTIVE' },
      ],
    });
    expect(left.enterprise).toMatchObject({ status: 'LEFT', version: 5 });
    expect(back.userErrors).toMatchObject([{ code: 'STATUS_NOT_NEXT', path: ['status'] }]);
  });

  test('of eight edits of one version one is done, and the others are told which version there is', async () => {
    const edited = enterpriseId('zhenzhi');
    await warmUp();

    const edits = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        run(registrar, Update, {
          enterpriseId: edited,
          expectedVersion: 1,
          name: { zh: `臻至${index}`, en: `Zhenzhi ${index}` },
        }),
      ),
    );

    expect(edits.filter(({ enterprise: one }) => one !== null)).toHaveLength(1);
    expect(edits.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: 7 }, () => ({
        code: 'STALE_VERSION',
        path: ['expectedVersion'],
        rule: 'version',
        currentVersion: 2,
      })),
    );
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a worker', 'FORBIDDEN', persona('welder')],
    ['its own HR', 'FORBIDDEN', persona('hr')],
    ['the staff of another community', 'FORBIDDEN', staffOf('liming')],
    ['an auditor', 'FORBIDDEN', persona('auditor')],
  ])('%s neither registers nor changes: %s', async (_who, code, caller) => {
    const key = { idempotencyKey: newId('key') };
    const chainId = demoId('chn', 'photovoltaics');

    const codes = await Promise.all(
      [
        [Register, { ...key, ...enterprise, uscc: codeOf(9) }],
        [Update, { ...key, enterpriseId: enterpriseId('zhenzhi'), expectedVersion: 2 }],
        [HandOver, { ...key, chainId, head: { name, post: name }, on: '2026-12-01' }],
        [Join, { ...key, chainId, enterpriseId: enterpriseId('zhenzhi') }],
        [Leave, { ...key, chainId, enterpriseId: enterpriseId('zhenzhi') }],
        [Open, { ...key, ...sensors, head: { name, post: name } }],
      ].map(async ([mutation, input]) => {
        const { errors } = await community.as(caller).ask(mutation as string, { input });
        return errors?.[0]?.extensions?.['code'];
      }),
    );

    expect(codes).toEqual([code, code, code, code, code, code]);
  });

  const sensors = {
    communityId: communityId('lingfeng'),
    name: { zh: '传感器', en: 'Sensors' },
    memberIds: [enterpriseId('zhenzhi'), enterpriseId('tuotu')],
    convenerId: enterpriseId('zhenzhi'),
    on: '2026-12-01',
  };
  const knitting = demoId('chn', 'knitting');
  const liming = staffOf('liming');
  const head = { name: { zh: '丁一', en: 'Ding Yi' }, post: { zh: '干部', en: 'Cadre' } };
  const officesOf = (table: 'chain_head' | 'chain_convener') =>
    community.rows<{ from: string; until: string | null }>(
      `select in_office_from::text as from, in_office_until::text as until from ${table} where chain_id = ? order by in_office_from`,
      [knitting],
    );

  test('C5: a chain comes with its members, its head and the member that convenes, or not at all', async () => {
    const chains = async () => {
      const [row] = await community.rows<{ count: number }>('select count(*)::int as count from industry_chain');
      return row?.count ?? 0;
    };
    const before = await chains();

    const opened = await run(registrar, Open, { ...sensors, head });
    const refused = [
      await run(registrar, Open, { ...sensors, head, convenerId: enterpriseId('xintai') }),
      await run(registrar, Open, { ...sensors, head, memberIds: [enterpriseId('zhenzhi'), demoId('ent', 'none')] }),
    ];

    expect(opened).toEqual({
      chain: {
        id: expect.stringMatching(/^chn_/),
        ...{ name: 'Sensors', since: '2026-12-01', community: { id: communityId('lingfeng') } },
        // From the first of December on; today there is neither.
        ...{ head: null, convener: null },
        members: { nodes: expect.arrayContaining([{ enterprise: { id: enterpriseId('zhenzhi') } }]) },
      },
      userErrors: [],
    });
    const later = await community
      .as(nobody, '2026-12-01T00:00:00+08:00')
      .data('query ($id: ID!) { industryChain(id: $id) { head { name(lang: EN) from } convener { id } } }', {
        id: (opened['chain'] as { id: string }).id,
      });
    expect(later).toEqual({
      industryChain: { head: { name: 'Ding Yi', from: '2026-12-01' }, convener: { id: enterpriseId('zhenzhi') } },
    });
    expect(refused.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'NOT_A_MEMBER', path: ['convenerId'], rule: 'C5', enterpriseId: null },
      {
        code: 'ENTERPRISE_NOT_FOUND',
        path: ['memberIds', '1'],
        rule: 'enterprise',
        enterpriseId: demoId('ent', 'none'),
      },
    ]);
    expect(await chains()).toBe(before + 1);
  });

  test('a chain of a whole city is for managers to open', async () => {
    const ofTheCity = { ...sensors, head, communityId: null };

    const { errors } = await community
      .as(registrar)
      .ask(Open, { input: { idempotencyKey: newId('key'), ...ofTheCity } });
    const opened = await run(persona('manager'), Open, ofTheCity);

    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(opened).toMatchObject({ chain: { community: null }, userErrors: [] });
  });

  test('C5: of eight handovers of a chain at once one is done; head and convener change on one day', async () => {
    await warmUp();

    const handed = await Promise.all(
      Array.from({ length: 8 }, () =>
        run(liming, HandOver, { chainId: knitting, head, convenerId: enterpriseId('haina'), on: '2026-12-01' }),
      ),
    );

    expect(handed.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array.from({ length: 7 }, () => ({ code: 'TOO_EARLY', path: ['on'], rule: 'C5', inOfficeFrom: '2026-12-01' })),
    );
    for (const table of ['chain_head', 'chain_convener'] as const) {
      expect((await officesOf(table)).map(({ until }) => until)).toEqual(['2026-12-01', null]);
    }
  });

  test('C5: a handover whose convener is no member changes the head neither', async () => {
    const before = await officesOf('chain_head');

    const handed = await run(liming, HandOver, {
      chainId: knitting,
      head,
      convenerId: enterpriseId('zhenzhi'),
      on: '2027-01-01',
    });

    expect(handed.userErrors).toMatchObject([{ code: 'NOT_A_MEMBER', path: ['convenerId'], rule: 'C5' }]);
    expect(await officesOf('chain_head')).toEqual(before);
  });

  test('C5: a chain that nobody heads or convenes yet gets both at once, and neither alone', async () => {
    const chainId = demoId('chn', 'photovoltaics');
    const convenerId = enterpriseId('zhenzhi');
    const manager = persona('manager');
    await run(manager, Join, { chainId, enterpriseId: convenerId });
    const on = '2026-12-01';

    const alone = [
      await run(manager, HandOver, { chainId, head, on }),
      await run(manager, HandOver, { chainId, convenerId, on }),
    ];
    const both = await run(manager, HandOver, { chainId, head, convenerId, on });

    expect(alone.flatMap(({ userErrors }) => userErrors)).toMatchObject([
      { code: 'BOTH_AT_FIRST', path: ['convenerId'], rule: 'C5' },
      { code: 'BOTH_AT_FIRST', path: ['head'], rule: 'C5' },
    ]);
    expect(both.userErrors).toEqual([]);
  });

  test('an enterprise joins a chain once', async () => {
    const place = { chainId: knitting, enterpriseId: demoId('ent', 'bulk-liming-1') };
    await community.rows('delete from chain_member where chain_id = ? and enterprise_id = ?', Object.values(place));
    await warmUp();

    const joined = await Promise.all(Array.from({ length: 6 }, () => run(liming, Join, place)));

    expect(joined.filter(({ member }) => member !== null)).toHaveLength(1);
    expect(joined.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(
      Array.from({ length: 5 }, () => 'ALREADY_MEMBER'),
    );
  });

  test('an enterprise leaves a chain and comes back; on each day the chain says who was in it', async () => {
    const place = { chainId: knitting, enterpriseId: demoId('ent', 'bulk-liming-2') };
    const at = (instant: string) => async (mutation: string) => {
      const input = { idempotencyKey: newId('key'), ...place };
      const answer = await community.as(liming, instant).data<Record<string, Outcome>>(mutation, { input });
      return Object.values(answer)[0] as Outcome;
    };
    const isMember = async (on: string | null) => {
      const { industryChain } = await community
        .as(nobody, '2027-03-01T09:00:00+08:00')
        .data<{ industryChain: { members: { nodes: { enterprise: { id: string } }[] } } }>(
          'query ($id: ID!, $on: Date) { industryChain(id: $id) { members(first: 100, on: $on) { nodes { enterprise { id } } } } }',
          { id: knitting, on },
        );
      return industryChain.members.nodes.some(({ enterprise: { id } }) => id === place.enterpriseId);
    };
    await community.rows('delete from chain_member where chain_id = ? and enterprise_id = ?', Object.values(place));

    const joined = await at('2026-11-22T10:00:00+08:00')(Join);
    const left = await at('2026-12-10T10:00:00+08:00')(Leave);
    const twice = await at('2026-12-11T10:00:00+08:00')(Leave);
    const back = await at('2027-02-01T10:00:00+08:00')(Join);

    expect([joined, left, back].flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(twice.userErrors).toMatchObject([{ code: 'NOT_A_MEMBER', path: ['enterpriseId'], rule: 'member' }]);
    const days = ['2026-11-21', '2026-11-22', '2026-12-09', '2026-12-10', '2027-01-31', '2027-02-01', null];
    expect(await Promise.all(days.map(isMember))).toEqual([false, true, true, false, false, true, true]);
  });

  test('who has left a chain is not found by it, and is not shown as one of it', async () => {
    const place = { chainId: knitting, enterpriseId: demoId('ent', 'bulk-liming-2') };
    const shown = async () => {
      const { enterprises, enterprise: one } = await community.as(liming).data<{
        enterprises: { nodes: { id: string }[] };
        enterprise: { chains: { id: string }[] };
      }>('query ($chainId: ID!, $id: ID!) { enterprises(chainId: $chainId, first: 100) { nodes { id } } enterprise(id: $id) { chains { id } } }', { chainId: place.chainId, id: place.enterpriseId });
      const found = enterprises.nodes.some(({ id }) => id === place.enterpriseId);
      return [found, one.chains.some(({ id }) => id === place.chainId)];
    };
    await community.rows('delete from chain_member where chain_id = ? and enterprise_id = ?', Object.values(place));
    await run(liming, Join, place);

    const before = await shown();
    await run(liming, Leave, place);

    expect([before, await shown()]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('C5: whoever convenes a chain, today or until a day to come, does not leave it before', async () => {
    const chainId = demoId('chn', 'machinery');
    const convener = (
      await community.rows<{ id: string }>(
        'select enterprise_id as id from chain_convener where chain_id = ? and in_office_until is null',
        [chainId],
      )
    )[0]?.id as string;
    const [other] = await community.rows<{ id: string }>(
      'select enterprise_id as id from chain_member where chain_id = ? and enterprise_id <> ? limit 1',
      [chainId, convener],
    );

    const first = await run(liming, Leave, { chainId, enterpriseId: convener });
    const handed = await run(liming, HandOver, { chainId, convenerId: other?.id, on: '2026-12-24' });
    const second = await run(liming, Leave, { chainId, enterpriseId: convener });
    const input = { idempotencyKey: newId('key'), chainId, enterpriseId: convener };
    const { leaveChain: third } = await community
      .as(liming, '2026-12-24T00:00:00+08:00')
      .data<Record<string, Outcome>>(Leave, { input });

    const refusal = { code: 'CONVENES', path: ['enterpriseId'], rule: 'C5' };
    expect(first.userErrors).toEqual([{ ...refusal, convenesUntil: null }]);
    expect(handed.userErrors).toEqual([]);
    expect(second.userErrors).toEqual([{ ...refusal, convenesUntil: '2026-12-24' }]);
    expect(third).toEqual({ chain: { id: chainId }, userErrors: [] });
  });

  test('C5: of a member that leaves and a chain handed over to it at once, one is refused', async () => {
    const chainId = knitting;
    const enterpriseIds = [3, 4, 5, 6].map((no) => demoId('ent', `bulk-liming-${no}`));
    for (const enterpriseId of enterpriseIds) await run(liming, Join, { chainId, enterpriseId });
    await warmUp();

    // Each time a later day, and another who is to convene.
    for (const [no, enterpriseId] of enterpriseIds.entries()) {
      const [left, handed] = await Promise.all([
        run(liming, Leave, { chainId, enterpriseId }),
        run(liming, HandOver, { chainId, convenerId: enterpriseId, on: `2027-0${no + 1}-01` }),
      ]);
      const codes = [left?.userErrors[0]?.code, handed?.userErrors[0]?.code];
      expect([
        ['CONVENES', undefined],
        [undefined, 'NOT_A_MEMBER'],
      ]).toContainEqual(codes);
    }
  });
});
