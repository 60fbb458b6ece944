import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId } from '@millgate/demo';
import { watch } from '../support/events.ts';
import { arrangements, type RunningGraph, startGraph, tokenOf } from '../support/graph.ts';

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
  }, 240_000);
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

  describe('the adviser at the door', () => {
    const baogeHr = { id: demoId('acc', 'hr-baoge'), roles: [{ role: 'HR' as const, scope: enterpriseId('baoge') }] };
    const adviser = (key: string) => ({
      id: demoId('adv', key),
      roles: [{ role: 'ADVISOR' as const, scope: demoId('adv', key) }],
    });
    const shown = `consultation { id version state firstRequestedAt firstContactAt acceptBy advisor { id name(lang: EN) }
        assignments { advisor { id } why ending } policyRefs { code title(lang: EN) } visits { state note } followUps { dueOn } }
      userErrors { code rule }`;
    const change = async (who: Speaker, mutation: string, input: Record<string, unknown>, at: string) => {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const result = mutation === 'declineConsultation' ? 'assignment { ending } userErrors { code }' : shown;
      const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${result} } }`;
      const { data, errors } = await graph.ask<Record<string, Changed>>(
        who,
        document,
        { input },
        { 'millgate-now': at },
      );
      expect(errors).toBeUndefined();
      return data?.[mutation] as Changed;
    };
    const look = async (who: Speaker, id: string | undefined) => {
      const document = `query ($id: ID!) { consultation(id: $id) { id version state firstRequestedAt advisor { id } assignments { advisor { id } why ending } } }`;
      const { data } = await graph.ask<{ consultation: Shown | null }>(who, document, { id });
      return data?.consultation ?? null;
    };
    const on = (one: Shown | null | undefined) => ({ consultationId: one?.id, expectedVersion: one?.version });
    const request = (key: string, at: string, input: Record<string, unknown> = {}) =>
      change(
        baogeHr,
        'requestConsultation',
        {
          ...{
            idempotencyKey: key,
            kind: 'INDUSTRY',
            question: '新设备成本压力大，有什么政策？',
            subject: '智能袜机贷',
          },
          ...{ onBehalfOfEnterpriseId: enterpriseId('baoge'), ...input },
        },
        at,
      );
    const runDue = (at: string) =>
      graph.ask(
        'registrar',
        'mutation ($now: DateTime) { runAdvisorsDue(input: { now: $now }) { moved { task count } userErrors { code } } }',
        { now: at },
      );

    test('of its chain is assigned at once, in touch within two working days, and cites the loan', async () => {
      const { consultation: one } = await request('door-1', '2026-11-20T10:00:00+08:00');
      expect(one).toMatchObject({
        state: 'ASSIGNED',
        advisor: { id: demoId('adv', 'industry-1'), name: 'Lu Zhixing' },
        assignments: [{ why: ['NAMED_FOR_CHAIN', 'KNOWS_SUBJECT', 'OWN_COMMUNITY'], ending: null }],
        // One working day: Friday to the end of Monday.
        acceptBy: '2026-11-23T16:00:00.000Z',
      });
      const met = await change(
        'adviser',
        'recordVisit',
        { ...on(one), note: '看了车间', shared: true },
        '2026-11-20T15:00:00+08:00',
      );
      const answered = await change(
        'adviser',
        'answerConsultation',
        { ...on(met.consultation), answer: '可以申请智能袜机贷', sourceCodes: ['SMART-SOCK-MACHINE-LOAN'] },
        '2026-11-20T16:00:00+08:00',
      );

      expect(answered.consultation).toMatchObject({
        state: 'ANSWERED',
        firstContactAt: '2026-11-20T07:00:00.000Z',
        policyRefs: [{ code: 'SMART-SOCK-MACHINE-LOAN', title: 'Smart sock-machine loan' }],
        visits: [{ state: 'MADE', note: '看了车间' }],
        followUps: [{ dueOn: '2026-12-04' }],
      });
      const figures = await graph.ask<AdviceData>(
        'manager',
        `{ figures(scopeId: "${communityId('liming')}", from: "2026-11-20", to: "2026-11-20") { advice { answered medianHoursToContact
             cited { code times } } } }`,
      );
      expect(figures.errors).toBeUndefined();
      expect(figures.data?.figures.advice.answered).toBeGreaterThanOrEqual(1);
      expect(figures.data?.figures.advice.cited).toContainEqual({
        code: 'SMART-SOCK-MACHINE-LOAN',
        times: expect.any(Number),
      });
    });

    test('who has an interest, declines or is silent is followed by the next, and waiting counts from the first request', async () => {
      const { consultation: one } = await request('door-2', '2026-11-20T10:00:00+08:00');
      const first = one?.advisor?.id ?? '';
      await change(
        { id: first, roles: [{ role: 'ADVISOR', scope: first }] },
        'declineConsultation',
        { ...on(one), reason: '出差' },
        '2026-11-20T10:30:00+08:00',
      );
      const second = await look(baogeHr, one?.id);
      await runDue('2026-11-24T00:00:00+08:00');
      const third = await look(baogeHr, one?.id);

      expect(first).toBe(demoId('adv', 'industry-1'));
      expect(third?.assignments.map(({ ending }) => ending)).toEqual(['DECLINED', 'SILENT', null]);
      expect(new Set(third?.assignments.map(({ advisor }) => advisor.id)).size).toBe(3);
      expect(second?.advisor?.id).toBe(demoId('adv', 'industry-3'));
      expect(third?.firstRequestedAt).toBe('2026-11-20T02:00:00.000Z');
      expect(await look(adviser('industry-1'), one?.id)).toBeNull();

      // Haina: an adviser of its own chain has an interest in it.
      const haina = { id: demoId('acc', 'hr-haina'), roles: [{ role: 'HR' as const, scope: enterpriseId('haina') }] };
      const { consultation: recused } = await change(
        haina,
        'requestConsultation',
        {
          ...{ idempotencyKey: 'door-3', kind: 'INDUSTRY', question: '袜机？' },
          onBehalfOfEnterpriseId: enterpriseId('haina'),
        },
        '2026-11-20T10:00:00+08:00',
      );
      expect(recused).toMatchObject({ state: 'ASSIGNED' });
      expect(recused?.advisor?.id).not.toBe(demoId('adv', 'industry-1'));
    });

    test('a slot that is taken does not stop the question: the next adviser is asked', async () => {
      const [, slotId] = await freeSlots('industry-3');
      const taken = await request('door-4', '2026-11-20T10:00:00+08:00', { slotId });
      const late = await request('door-5', '2026-11-20T10:01:00+08:00', { slotId });

      expect(taken.consultation).toMatchObject({
        advisor: { id: demoId('adv', 'industry-3') },
        assignments: [{ why: expect.arrayContaining(['CHOSEN']) }],
      });
      expect(late.consultation?.state).toBe('ASSIGNED');
      expect(late.consultation?.assignments[0]?.why).not.toContain('CHOSEN');
    });

    test('whoever asked sees it move as it does; who may not read it hears null, once, and nothing more', async () => {
      const at = '2026-11-20T12:00:00+08:00';
      const { consultation: one } = await request('door-live', at);
      const Watch = `subscription ($id: ID!) { consultationChanged(id: $id) { state advisor { name(lang: EN) } } }`;
      const watchAs = async (who: Speaker) =>
        watch(
          graph.url,
          Watch,
          { id: one?.id },
          { authorization: `Bearer ${await tokenOf(who ?? '')}`, 'millgate-now': at },
        );
      const [mine, stranger] = await Promise.all([watchAs(baogeHr), watchAs('manager')]);
      const asked = { data: { consultationChanged: { state: 'ASSIGNED', advisor: { name: expect.any(String) } } } };
      expect(await mine.next()).toEqual(asked);
      expect(await stranger.next()).toEqual({ data: { consultationChanged: null } });
      let heard = false;
      // Ends with the stream, when the suite leaves it.
      void stranger.next().then(
        () => (heard = true),
        () => undefined,
      );

      const asAssigned = {
        id: one?.advisor?.id ?? '',
        roles: [{ role: 'ADVISOR' as const, scope: one?.advisor?.id ?? '' }],
      };
      const { consultation: taken } = await change(asAssigned, 'acceptConsultation', on(one), at);
      expect(await mine.next()).toMatchObject({ data: { consultationChanged: { state: 'ACCEPTED' } } });
      await change(asAssigned, 'answerConsultation', { ...on(taken), answer: '可以' }, at);
      expect(await mine.next()).toMatchObject({ data: { consultationChanged: { state: 'ANSWERED' } } });

      expect(heard).toBe(false);
      for (const stream of [mine, stranger]) stream.leave();
    });

    test('what is sealed is in no figure and no notice, for managers as well', async () => {
      const scope = `figures(scopeId: "${communityId('liming')}", from: "2026-11-20", to: "2026-11-20") { advice { asked byKind { kind asked } load { open } } }`;
      const before = await graph.ask('manager', `{ ${scope} myAdvisorNotices { nodes { id } } }`);
      const { consultation: one } = await change(
        'welder',
        'requestConsultation',
        { idempotencyKey: 'door-6', kind: 'INTEGRITY', question: '有人要送礼', communityId: communityId('liming') },
        '2026-11-20T11:00:00+08:00',
      );

      expect(one).toMatchObject({ state: 'ASSIGNED' });
      expect(await graph.ask('manager', `{ ${scope} myAdvisorNotices { nodes { id } } }`)).toEqual(before);
      expect(await look('manager', one?.id)).toBeNull();
      expect(await look('auditor', one?.id)).toBeNull();
      expect(await look('welder', one?.id)).toMatchObject({ id: one?.id });
    });

    test('who has left office is not asked any more, and what they had is the next one’s', async () => {
      // Leaves five days after the demo data were made.
      const leaver = demoId('adv', 'finance-lingfeng');
      const ask = (idempotencyKey: string, at: string) =>
        change(
          'hr',
          'requestConsultation',
          {
            ...{ idempotencyKey, kind: 'FINANCE', question: '怎样贷款？' },
            onBehalfOfEnterpriseId: enterpriseId('zhenzhi'),
          },
          at,
        );
      const { consultation: before } = await ask('leaving', '2026-11-20T10:00:00+08:00');
      expect(before?.advisor?.id).toBe(leaver);

      const { consultation: after } = await ask('left', '2026-11-26T09:00:00+08:00');
      await runDue('2026-11-26T09:00:00+08:00');

      expect(after?.state).toBe('ASSIGNED');
      expect(after?.advisor?.id).not.toBe(leaver);
      const moved = await look('hr', before?.id);
      expect(moved?.assignments.map(({ ending }) => ending)[0]).toBe('RELEASED');
      expect(moved).toMatchObject({ state: 'ASSIGNED', firstRequestedAt: '2026-11-20T02:00:00.000Z' });
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

type Speaker = Parameters<RunningGraph['ask']>[0];

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly firstRequestedAt: string;
  readonly advisor: { readonly id: string } | null;
  readonly assignments: readonly {
    readonly advisor: { readonly id: string };
    readonly why: string[];
    readonly ending: string | null;
  }[];
}

interface Changed {
  readonly consultation: Shown | null;
  readonly userErrors: readonly unknown[];
}

interface AdviceData {
  readonly figures: {
    readonly advice: {
      readonly answered: number;
      readonly cited: readonly { readonly code: string; readonly times: number }[];
    };
  };
}

interface PathsData {
  readonly me: { readonly consultations: { readonly nodes: readonly { readonly id: string }[] } } | null;
}
