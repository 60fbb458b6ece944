import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { subgraph } from '../src/subgraph.ts';
import { givenAdvisor, givenConsultation, givenSlot, now } from './support/advisors.ts';

const welder = persona('welder');
const week = { from: '2026-11-22T00:00:00+08:00', until: '2026-11-29T00:00:00+08:00' };

describe('the demo data', () => {
  let advisors: TestSubgraph;
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => advisors.stop());

  test('have the four kinds of advisers of Liming in office since 1 April, and not before', async () => {
    const { advisors: found } = await advisors.as(welder).data<{ advisors: { nodes: Record<string, unknown>[] } }>(
      `query ($communityId: ID!) { advisors(communityId: $communityId) {
         nodes { kind before: inOffice(on: "2026-03-31") since: inOffice(on: "2026-04-01") appointments { from batch } } } }`,
      { communityId: communityId('liming') },
    );

    const first = { before: false, since: true, appointments: [{ from: '2026-04-01', batch: 1 }] };
    expect(found.nodes.toSorted((a, b) => (String(a['kind']) < String(b['kind']) ? -1 : 1))).toEqual(
      ['FINANCE', 'INDUSTRY', 'INDUSTRY', 'INDUSTRY', 'INTEGRITY', 'LEGAL'].map((kind) => ({ kind, ...first })),
    );
  });

  test('tell what Baoge Socks asked, and that the answer cites the smart sock-machine loan', async () => {
    const hr = { id: demoId('acc', 'hr-baoge'), roles: [{ role: 'HR' as const, scope: demoId('ent', 'baoge') }] };

    const { consultation } = await advisors.as(hr).data<{ consultation: unknown }>(
      `query ($id: ID!) { consultation(id: $id) { mode state policyRefs { code title(lang: EN) }
         advisor { kind organisation(lang: ZH) chains { id } } } }`,
      { id: demoId('cns', 'baoge-equipment') },
    );

    expect(consultation).toEqual({
      mode: 'VISIT',
      state: 'ANSWERED',
      policyRefs: [{ code: 'SMART-SOCK-MACHINE-LOAN', title: 'Smart sock-machine loan' }],
      advisor: { kind: 'INDUSTRY', organisation: '诸暨市袜业协会', chains: [{ id: demoId('chn', 'knitting') }] },
    });
  });

  test('show the welder what she asked, latest first, the sealed question too', async () => {
    const { myConsultations } = await advisors.as(welder).data<{
      myConsultations: { nodes: { id: string; confidentiality: string }[] };
    }>(`{ myConsultations { nodes { id confidentiality firstRequestedAt } } }`);

    expect(myConsultations.nodes.map(({ id }) => id).toSorted()).toEqual(
      ['welder-career', 'welder-legal', 'welder-sealed'].map((key) => demoId('cns', key)).toSorted(),
    );
  });

  test('let the adviser page through everything he is asked, and nothing else', async () => {
    const adviser = persona('adviser');
    const Page = `query ($after: String) { myConsultations(first: 7, after: $after) {
      nodes { id advisor { id } } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { myConsultations: page }: { myConsultations: AskedPage } = await advisors
        .as(adviser)
        .data(Page, { after });
      for (const { id, advisor } of page.nodes) {
        expect(advisor.id).toBe(adviser.id);
        seen.push(id);
      }
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);

    const rows = await advisors.rows<{ id: string }>(
      'select id from consultation where advisor_id = ? order by first_requested_at desc, id desc',
      [adviser.id],
    );
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(20);
  });

  test.each([
    ['kind', { kind: 'ELDERLY_CARE' }, 1],
    ['community', { communityId: communityId('xinzhuang') }, 3],
    ['chain', { chainId: demoId('chn', 'knitting') }, 2],
    ['all of them', { kind: 'INDUSTRY', chainId: demoId('chn', 'knitting'), communityId: communityId('liming') }, 2],
  ])('are filtered by %s', async (_filter, variables, count) => {
    const { advisors: found } = await advisors.as(welder).data<{ advisors: { nodes: unknown[] } }>(
      `query ($kind: AdvisorKind, $chainId: ID, $communityId: ID) {
           advisors(kind: $kind, chainId: $chainId, communityId: $communityId, first: 100) { nodes { id } } }`,
      variables,
    );

    expect(found.nodes.length).toBe(count);
  });
});

describe('free slots', () => {
  let advisors: TestSubgraph;
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => advisors.stop());

  const FreeSlots = `query ($advisorId: ID, $kind: AdvisorKind, $from: DateTime!, $until: DateTime!, $first: Int! = 20, $after: String) {
    freeSlots(advisorId: $advisorId, kind: $kind, from: $from, until: $until, first: $first, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`;
  interface FreeSlotsData {
    readonly freeSlots: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }
  const free = async (variables: Record<string, unknown>, at?: string) =>
    (await advisors.as(welder, at).data<FreeSlotsData>(FreeSlots, { ...week, ...variables })).freeSlots;
  const ids = async (...given: Parameters<typeof free>) => (await free(...given)).nodes.map(({ id }) => id);

  test('are those that have not begun, that nobody holds, and whose adviser is in office on the day', async () => {
    const advisorId = await givenAdvisor(advisors, { office: { from: '2026-11-01', until: '2026-11-26' } });
    const [monday, tuesday, wednesday, thursday] = [
      await givenSlot(advisors, advisorId, '2026-11-23'),
      await givenSlot(advisors, advisorId, '2026-11-24'),
      await givenSlot(advisors, advisorId, '2026-11-25', '23:00'),
      await givenSlot(advisors, advisorId, '2026-11-26', '00:30'),
    ];
    await givenConsultation(advisors, { advisorRef: advisorId, slotRef: tuesday, authorId: 'w', workerId: 'w' });

    expect(await ids({ advisorId })).toEqual([monday, wednesday]);
    expect(await ids({ advisorId }, '2026-11-23T09:30:00+08:00')).toEqual([wednesday]);
    expect(thursday).toBeDefined();
  });

  test('are bounded by their start: from then on, and earlier than the end', async () => {
    const advisorId = await givenAdvisor(advisors);
    const [first, second] = [
      await givenSlot(advisors, advisorId, '2026-11-23', '09:00'),
      await givenSlot(advisors, advisorId, '2026-11-23', '09:30'),
    ];

    const between = (from: string, until: string) =>
      ids({ advisorId, from: `2026-11-23T${from}:00+08:00`, until: `2026-11-23T${until}:00+08:00` });

    expect(await between('09:00', '09:30')).toEqual([first]);
    expect(await between('09:30', '09:31')).toEqual([second]);
  });

  test('of one kind are of advisers of that kind', async () => {
    const advisorId = await givenAdvisor(advisors, { kind: AdvisorKind.ELDERLY_CARE });
    const slotId = await givenSlot(advisors, advisorId);

    expect(await ids({ kind: 'ELDERLY_CARE' })).toEqual([slotId]);
    expect(await ids({ kind: 'CAREER', advisorId })).toEqual([]);
  });

  test('are paged although time goes on between two pages', async () => {
    const advisorId = await givenAdvisor(advisors);
    const slots = [];
    for (const time of ['09:00', '10:00', '11:00'])
      slots.push(await givenSlot(advisors, advisorId, '2026-11-24', time));

    const page = await free({ advisorId, first: 2 });
    const rest = await ids({ advisorId, first: 2, after: page.pageInfo.endCursor }, '2026-11-22T09:05:00+08:00');

    expect([...page.nodes.map(({ id }) => id), ...rest]).toEqual(slots);
    expect(page.pageInfo.hasNextPage).toBe(true);
  });

  test.each([
    [
      'a cursor of another filter',
      async () => ({ after: (await free({ first: 1 })).pageInfo.endCursor, kind: 'LEGAL' }),
    ],
    ['a forged cursor', async () => ({ after: 'AAAAAAAAAAAAAAAAAAAAAAAA' })],
    ['first: 0', async () => ({ first: 0 })],
    ['first: 100000', async () => ({ first: 100_000 })],
    ['an end that is not after the start', async () => ({ until: week.from })],
    ['an unknown kind', async () => ({ kind: 'ASTROLOGY' })],
    ['30 February', async () => ({ from: '2026-02-30T00:00:00Z' })],
  ])('refuse %s with path and rule', async (_what, variables) => {
    const { data, errors } = await advisors.as(welder).ask(FreeSlots, { ...week, ...(await variables()) });

    expect((data as { freeSlots?: unknown } | null | undefined)?.freeSlots ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: expect.any(Array),
      rule: expect.any(String),
    });
  });

  test('of one adviser never overlap, but one may begin when another ends', async () => {
    const advisorId = await givenAdvisor(advisors);
    await givenSlot(advisors, advisorId, '2026-11-23', '09:00');

    await givenSlot(advisors, advisorId, '2026-11-23', '09:30');
    const overlapping = givenSlot(advisors, advisorId, '2026-11-23', '09:15');

    await expect(overlapping).rejects.toMatchObject({ constraint: 'slot_overlap_exclude' });
  });
});

describe('the number of SQL statements does not grow with the number of parents', () => {
  let advisors: TestSubgraph;
  const communities = Array.from({ length: 20 }, (_, index) => demoId('com', `many-${index}`));
  const chains = Array.from({ length: 20 }, (_, index) => demoId('chn', `many-${index}`));
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now });
    for (const [index, communityId] of communities.entries()) {
      const advisorRef = await givenAdvisor(advisors, { communityId, chainIds: [chains[index] ?? ''] });
      const slotRef = await givenSlot(advisors, advisorRef);
      await givenSlot(advisors, advisorRef, '2026-11-24');
      await givenConsultation(advisors, { advisorRef, slotRef, authorId: welder.id, workerId: welder.id });
    }
  });
  afterAll(() => advisors.stop());

  const lists: [string, string, (count: number) => Record<string, unknown>][] = [
    [
      'communities with their advisers, terms and free slots',
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { advisors { nodes {
         name inOffice appointments { from advisor { id } }
         freeSlots(from: "2026-11-22T00:00:00Z", until: "2026-12-01T00:00:00Z") { nodes { advisor { name } consultation { id } } } } } } } }`,
      (count) => ({ of: communities.slice(0, count).map((id) => ({ __typename: 'Community', id })) }),
    ],
    [
      'chains with their advisers',
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on IndustryChain { advisors { name inOffice } } } }`,
      (count) => ({ of: chains.slice(0, count).map((id) => ({ __typename: 'IndustryChain', id })) }),
    ],
    [
      'consultations with slot, adviser and the way back',
      `query ($first: Int!) { myConsultations(first: $first) { nodes { advisor { name } slot { startsAt advisor { name } consultation { id } } } } }`,
      (first) => ({ first }),
    ],
    [
      'free slots with their advisers',
      `query ($first: Int!) { freeSlots(first: $first, from: "2026-11-22T00:00:00Z", until: "2026-12-01T00:00:00Z") {
         nodes { advisor { name inOffice } consultation { id } } } }`,
      (first) => ({ first }),
    ],
  ];

  test.each(lists)('%s', async (_list, document, variables) => {
    const statements = (count: number) =>
      advisors.statementsOf(() => advisors.as(welder).data(document, variables(count)));

    const [one, twenty] = [await statements(1), await statements(20)];

    expect(twenty).toBe(one);
  });
});

interface AskedPage {
  readonly nodes: readonly { readonly id: string; readonly advisor: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
