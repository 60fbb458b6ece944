import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { communityId, demoId, enterpriseId } from '@millgate/demo';
import { arrangements, type RunningGraph, startGraph } from '../support/graph.ts';

const morning = { 'millgate-now': '2026-11-20T09:00:00+08:00' };
const soon = 'from: "2026-11-20T09:00:00+08:00", until: "2026-11-30T00:00:00+08:00"';

const BookAdvisorSlot = `mutation ($input: BookAdvisorSlotInput!) {
  bookAdvisorSlot(input: $input) {
    consultation { id state confidentiality firstRequestedAt advisor { name(lang: EN) kind } enterprise { name(lang: EN) } worker { displayName(lang: EN) } }
    userErrors { code rule nextSlot { id } enterprise { name(lang: EN) } }
  }
}`;

describe.each(arrangements)('an enterprise and a worker ask advisers (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 90_000);
  afterAll(() => graph.stop());

  const freeSlots = async (advisorKey: string) => {
    const query = `{ advisor(id: "${demoId('adv', advisorKey)}") { freeSlots(${soon}, first: 2) { nodes { id } } } }`;
    const { data } = await graph.ask<{ advisor: { freeSlots: { nodes: { id: string }[] } } }>(null, query, {}, morning);
    return data?.advisor.freeSlots.nodes.map(({ id }) => id) ?? [];
  };
  const book = (who: string, input: Record<string, unknown>) =>
    graph.ask<BookedData>(
      who,
      BookAdvisorSlot,
      { input: { idempotencyKey: `${who}-${String(input['slotId'])}`, question: '设备款从哪里来？', ...input } },
      morning,
    );

  test('the enterprise finds its chain’s adviser in office, books, and the adviser sees who asks', async () => {
    const team = await graph.ask(
      null,
      `{ community(id: "${communityId('liming')}") { name(lang: EN) advisors(kind: INDUSTRY, first: 10) {
           nodes { name(lang: EN) inOffice chains { id } } } } }`,
      {},
      morning,
    );
    const [slotId] = await freeSlots('industry-1');
    const booked = await book('hr', { slotId, onBehalfOfEnterpriseId: enterpriseId('zhenzhi') });

    expect(team.data).toMatchObject({
      community: {
        name: 'Liming Community',
        advisors: {
          nodes: expect.arrayContaining([
            { name: 'Lu Zhixing', inOffice: true, chains: [{ id: demoId('chn', 'knitting') }] },
          ]),
        },
      },
    });
    expect(booked).toEqual({
      data: {
        bookAdvisorSlot: {
          consultation: {
            id: expect.stringMatching(/^cns_/),
            state: 'ASSIGNED',
            confidentiality: 'NORMAL',
            firstRequestedAt: '2026-11-20T01:00:00.000Z',
            advisor: { name: 'Lu Zhixing', kind: 'INDUSTRY' },
            enterprise: { name: 'Ningbo Zhenzhi Machinery Mould' },
            worker: null,
          },
          userErrors: [],
        },
      },
    });
    const diary = await graph.ask(
      'adviser',
      '{ myConsultations(first: 1) { nodes { question enterprise { name(lang: EN) } } } }',
    );
    expect(diary.data).toEqual({
      myConsultations: {
        nodes: [{ question: '设备款从哪里来？', enterprise: { name: 'Ningbo Zhenzhi Machinery Mould' } }],
      },
    });
  });

  test('a slot that is taken, and an adviser with an interest, are refused as data', async () => {
    const [first, second] = await freeSlots('career-1');
    await book('packer', { slotId: first });

    const taken = await book('welder', { slotId: first });
    const [withInterest] = await freeSlots('industry-lingfeng');
    const interested = await book('hr', { slotId: withInterest, onBehalfOfEnterpriseId: enterpriseId('zhenzhi') });

    expect(taken.data?.bookAdvisorSlot).toEqual({
      consultation: null,
      userErrors: [{ code: 'SLOT_TAKEN', rule: 'A1', nextSlot: { id: second }, enterprise: null }],
    });
    expect(interested.data?.bookAdvisorSlot).toEqual({
      consultation: null,
      userErrors: [
        {
          code: 'ADVISOR_HAS_INTEREST',
          rule: 'A3',
          nextSlot: null,
          enterprise: { name: 'Ningbo Zhenzhi Machinery Mould' },
        },
      ],
    });
  });

  test('what is asked of an integrity adviser is sealed: there for its author, by no path for a manager', async () => {
    const [slotId] = await freeSlots('integrity-1');
    const { data } = await book('welder', { slotId });
    const id = data?.bookAdvisorSlot.consultation?.id;
    const paths = `{
      consultation(id: "${id}") { id }
      slot(id: "${slotId}") { mode consultation { id } }
      me { id consultations(first: 10) { nodes { id } } }
    }`;

    const author = await graph.ask<PathsData>('welder', paths, {}, morning);
    const manager = await graph.ask<PathsData>('manager', paths, {}, morning);

    expect(data?.bookAdvisorSlot.consultation).toMatchObject({ confidentiality: 'SEALED' });
    expect(author.data).toMatchObject({ consultation: { id }, slot: { mode: 'OFFICE', consultation: { id } } });
    expect(author.data?.me?.consultations.nodes).toContainEqual({ id });
    expect(manager.data).toMatchObject({ consultation: null, slot: { mode: 'OFFICE', consultation: null } });
    expect(JSON.stringify(manager.data)).not.toContain(id);
  });
});

interface BookedData {
  readonly bookAdvisorSlot: {
    readonly consultation: { readonly id: string } | null;
    readonly userErrors: readonly unknown[];
  };
}

interface PathsData {
  readonly me: { readonly consultations: { readonly nodes: readonly { readonly id: string }[] } } | null;
}
