import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { AdvisorChannel, AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { AdviceSource, AdviceSourceKind } from '../src/source/advice-source.entity.ts';
import { LocalizedText } from '@millgate/kit';
import { subgraph } from '../src/subgraph.ts';
import { asAdvisor, change, givenAdvisor, givenSlot, hrOf, registry, seen, type Shown } from './support/advisors.ts';

/** A Friday, so that a weekend lies in every limit. */
const now = '2026-11-20T10:00:00+08:00';
const baoge = demoId('ent', 'baoge');
const knitting = demoId('chn', 'knitting');
const hr = hrOf(baoge);

describe('advice', () => {
  let advisors: TestSubgraph;
  let answers: Parameters<typeof registry>[0] = { chains: [knitting] };
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now, graph: (...request) => registry(answers)(...request) });
    await advisors.given((tx) => {
      const issuers = LocalizedText.of('银行', 'Bank');
      const loan = { code: 'LOAN', kind: AdviceSourceKind.FINANCE_PRODUCT, titles: LocalizedText.of('贷', 'Loan') };
      tx.create(AdviceSource, { ...loan, issuers, validFrom: '2026-01-01', validUntil: null });
      tx.create(AdviceSource, { ...loan, code: 'OLD', issuers, validFrom: '2020-01-01', validUntil: '2026-11-20' });
    });
  });
  afterAll(() => advisors.stop());

  let first: string;
  let second: string;
  beforeEach(async () => {
    // Every test has its own advisers: those of the ones before leave office.
    await advisors.rows(
      `update consultation set state = 'CANCELLED' where state in ('REQUESTED', 'ASSIGNED', 'ACCEPTED')`,
    );
    await advisors.rows('delete from appointment');
    answers = { chains: [knitting] };
    first = await givenAdvisor(advisors, { chainIds: [knitting] });
    second = await givenAdvisor(advisors);
  });

  let attempt = 0;
  const ask = (input: Record<string, unknown> = {}, who: PersonLike = hr, at = now) =>
    change(
      advisors,
      who,
      'requestConsultation',
      {
        idempotencyKey: `attempt-${(attempt += 1)}`,
        kind: 'INDUSTRY',
        question: '设备款从哪里来？',
        ...(who === hr ? { onBehalfOfEnterpriseId: baoge } : {}),
        ...input,
      },
      at,
    );
  const asked = async (...request: Parameters<typeof ask>): Promise<Shown> => {
    const { consultation, codes } = await ask(...request);
    if (!consultation) throw new Error(codes.join());
    return consultation;
  };
  const on = (one: Shown | null) => ({ consultationId: one?.id, expectedVersion: one?.version });
  const runDue = (at: string) => advisors.subgraph.runDue(new Date(at));

  test('is asked of an adviser of the chain at once, with every limit on the working calendar', async () => {
    const one = await asked();

    expect(one).toMatchObject({
      state: 'ASSIGNED',
      advisor: { id: first },
      assignments: [{ advisor: { id: first }, why: ['NAMED_FOR_CHAIN', 'OWN_COMMUNITY'], considered: 2, ending: null }],
      firstRequestedAt: '2026-11-20T02:00:00.000Z',
      assignBy: '2026-11-23T16:00:00.000Z',
      acceptBy: '2026-11-23T16:00:00.000Z',
      contactBy: '2026-11-24T16:00:00.000Z',
      answerBy: null,
      steps: [
        { action: 'REQUEST', before: null, after: 'REQUESTED', note: null },
        { action: 'ASSIGN', before: 'REQUESTED', after: 'ASSIGNED', note: null },
      ],
    });
  });

  test('goes its whole way: accepted, visited, answered by code and title, followed up, rated', async () => {
    const one = await asked();
    const accepted = await change(advisors, asAdvisor(first), 'acceptConsultation', on(one));
    const planned = await change(advisors, asAdvisor(first), 'planVisit', {
      ...on(accepted.consultation),
      plannedFor: '2026-11-23T14:00:00+08:00',
    });
    const met = await change(
      advisors,
      asAdvisor(first),
      'recordVisit',
      { ...on(planned.consultation), note: '车间有 12 台旧机', shared: false },
      '2026-11-23T15:00:00+08:00',
    );
    const answered = await change(
      advisors,
      asAdvisor(first),
      'answerConsultation',
      { ...on(met.consultation), answer: '可以申请', sourceCodes: ['LOAN'] },
      '2026-11-23T16:00:00+08:00',
    );
    const followed = await change(
      advisors,
      asAdvisor(first),
      'recordFollowUp',
      { ...on(answered.consultation), result: 'SETTLED', note: '已放款' },
      '2026-12-04T10:00:00+08:00',
    );
    const rated = await change(advisors, hr, 'rateConsultation', { ...on(followed.consultation), score: 5 });

    expect(met.consultation).toMatchObject({
      state: 'MET',
      firstContactAt: '2026-11-23T07:00:00.000Z',
      visits: [{ state: 'MADE', mode: 'VISIT', note: '车间有 12 台旧机', shared: false }],
    });
    expect(answered.consultation).toMatchObject({
      policyRefs: [{ code: 'LOAN', title: 'Loan', source: { kind: 'FINANCE_PRODUCT' } }],
      // Ten working days from Monday the 23rd.
      followUps: [{ dueOn: '2026-12-07', doneAt: null, result: null }],
    });
    expect(rated.consultation).toMatchObject({ state: 'CLOSED', rating: 5, visits: [{ note: null }] });
    expect((rated.consultation?.['steps'] as { action: string }[]).map(({ action }) => action)).toEqual([
      ...['REQUEST', 'ASSIGN', 'ACCEPT', 'PLAN_VISIT', 'MEET', 'ANSWER', 'FOLLOW_UP', 'CLOSE'],
    ]);
  });

  test('A5: who declines is followed by the next at once, and waiting still counts from the first request', async () => {
    const one = await asked();

    const declined = await change(
      advisors,
      asAdvisor(first),
      'declineConsultation',
      { ...on(one), reason: '出差' },
      '2026-11-20T11:00:00+08:00',
    );

    expect(declined.codes).toEqual([]);
    expect(await seen(advisors, asAdvisor(first), one.id)).toBeNull();
    expect(await seen(advisors, hr, one.id)).toMatchObject({
      state: 'ASSIGNED',
      advisor: { id: second },
      firstRequestedAt: one.firstRequestedAt,
      assignments: [
        { advisor: { id: first }, ending: 'DECLINED', reason: '出差' },
        { advisor: { id: second }, why: ['OWN_COMMUNITY'], ending: null },
      ],
    });
  });

  test('a working day of silence asks the next, once, although replicas look at the same instant', async () => {
    const one = await asked();

    await runDue('2026-11-23T23:59:00+08:00');
    expect(await seen(advisors, hr, one.id)).toMatchObject({ advisor: { id: first } });
    await Promise.all([runDue('2026-11-24T00:00:00+08:00'), runDue('2026-11-24T00:00:00+08:00')]);

    expect(await seen(advisors, hr, one.id)).toMatchObject({
      advisor: { id: second },
      assignments: [{ ending: 'SILENT' }, { ending: null }],
    });
    const told = await advisors.rows(
      `select 1 from advisor_notice where consultation_id = ? and person_id = ? and kind = 'ASKED'`,
      [one.id, second],
    );
    expect(told).toHaveLength(1);
  });

  test('nobody is asked twice; when nobody is left, whoever asked and the staff are told, and it waits for the next appointment', async () => {
    const one = await asked();
    await change(advisors, asAdvisor(first), 'declineConsultation', { ...on(one), reason: '忙' });
    await change(advisors, asAdvisor(second), 'declineConsultation', {
      ...on(await seen(advisors, hr, one.id)),
      reason: '忙',
    });
    expect(await seen(advisors, hr, one.id)).toMatchObject({ state: 'REQUESTED', advisor: null });

    const third = await givenAdvisor(advisors);
    await runDue('2026-11-20T12:00:00+08:00');

    expect(await seen(advisors, hr, one.id)).toMatchObject({ state: 'ASSIGNED', advisor: { id: third } });
  });

  test('the slot that would suit is held with it; one that cannot be had does not stop the question', async () => {
    const slotId = await givenSlot(advisors, second);

    const chosen = await asked({ slotId });
    const late = await asked({ slotId });

    expect(chosen).toMatchObject({
      advisor: { id: second },
      slot: { id: slotId },
      assignments: [{ why: ['CHOSEN', 'OWN_COMMUNITY'] }],
    });
    expect(late).toMatchObject({ advisor: { id: first }, slot: null });
  });

  test('while the registry does not answer nobody is guessed; who asked is assigned when it does', async () => {
    answers = null;
    const one = await asked();
    expect(one).toMatchObject({ state: 'REQUESTED', advisor: null, assignments: [] });

    await runDue('2026-11-20T10:05:00+08:00');
    expect(await seen(advisors, hr, one.id)).toMatchObject({ state: 'REQUESTED' });
    answers = { chains: [knitting] };
    await runDue('2026-11-20T10:06:00+08:00');

    expect(await seen(advisors, hr, one.id)).toMatchObject({ advisor: { id: first } });
  });

  test('the online channel answers within 24 hours, on a Sunday too; what is late is escalated once', async () => {
    const online = await givenAdvisor(advisors, { kind: AdvisorKind.LEGAL, channels: [AdvisorChannel.ONLINE_24H] });
    const welder = persona('welder');
    const one = await asked({ kind: 'LEGAL', mode: 'ONLINE_24H' }, welder, '2026-11-22T03:00:00+08:00');
    expect(one).toMatchObject({ advisor: { id: online }, answerBy: '2026-11-22T19:00:00.000Z' });

    await runDue('2026-11-23T02:59:00+08:00');
    const before = await overdue(one.id);
    await Promise.all([runDue('2026-11-23T03:00:00+08:00'), runDue('2026-11-23T03:00:00+08:00')]);

    expect(before).toEqual([]);
    expect(await overdue(one.id)).toEqual([online, welder.id].toSorted());
    const answered = await change(advisors, asAdvisor(online), 'answerConsultation', { ...on(one), answer: '有效' });
    expect(answered.consultation).toMatchObject({ state: 'ANSWERED' });
  });

  const overdue = async (id: string) =>
    (
      await advisors.rows<{ person_id: string }>(
        `select person_id from advisor_notice where consultation_id = ? and kind = 'OVERDUE' order by person_id`,
        [id],
      )
    ).map(({ person_id }) => person_id);

  test('of an adviser who left, each matter goes on by itself: one that cannot be moved holds up none after it', async () => {
    const [broken, waiting] = [await asked(), await asked()];
    expect([broken, waiting]).toMatchObject([{ advisor: { id: first } }, { advisor: { id: first } }]);
    await advisors.rows(`update appointment set office_until = '2026-11-23' where advisor_id = ?`, [first]);
    await advisors.rows(
      `create function broken() returns trigger language plpgsql as $$ begin
         if old.id = '${broken.id}' then raise exception 'this row is broken'; end if; return new; end $$`,
    );
    await advisors.rows(`create trigger broken before update on consultation for each row execute function broken()`);

    await runDue('2026-11-23T00:00:00+08:00');
    await advisors.rows('drop trigger broken on consultation');

    expect(await seen(advisors, hr, broken.id)).toMatchObject({ advisor: { id: first } });
    expect(await seen(advisors, hr, waiting.id)).toMatchObject({ advisor: { id: second } });
    await runDue('2026-11-23T00:00:30+08:00');
    expect(await seen(advisors, hr, broken.id)).toMatchObject({ advisor: { id: second } });
  });

  test('an adviser who leaves, or declares an interest, gives up what lies with them', async () => {
    const one = await asked();
    const interest = await advisors
      .as(asAdvisor(first))
      .data<{ declareAdvisorInterest: object }>(
        `mutation ($input: DeclareAdvisorInterestInput!) { declareAdvisorInterest(input: $input) { interest { from until } userErrors { code } } }`,
        { input: { idempotencyKey: 'interest', enterpriseId: baoge } },
      );
    expect(interest.declareAdvisorInterest).toEqual({ interest: { from: '2026-11-20', until: null }, userErrors: [] });
    expect(await seen(advisors, hr, one.id)).toMatchObject({
      advisor: { id: second },
      firstRequestedAt: one.firstRequestedAt,
    });

    const third = await givenAdvisor(advisors);
    await advisors.rows(`update appointment set office_until = '2026-11-24' where advisor_id = ?`, [second]);
    await runDue('2026-11-24T00:00:00+08:00');

    expect(await seen(advisors, hr, one.id)).toMatchObject({
      advisor: { id: third },
      assignments: [{ ending: 'RELEASED' }, { ending: 'RELEASED' }, { ending: null }],
    });
  });

  describe('is refused', () => {
    test('to whoever saw another version, and to the other side', async () => {
      const one = await asked();

      expect(
        (await change(advisors, asAdvisor(first), 'acceptConsultation', { ...on(one), expectedVersion: 99 })).codes,
      ).toEqual(['STALE_VERSION']);
      expect((await change(advisors, hr, 'acceptConsultation', on(one))).codes).toEqual(['NOT_YOURS']);
      expect((await change(advisors, asAdvisor(first), 'rateConsultation', { ...on(one), score: 1 })).codes).toEqual([
        'NOT_YOURS',
      ]);
      expect(
        (await change(advisors, asAdvisor(first), 'recordFollowUp', { ...on(one), result: 'SETTLED' })).codes,
      ).toEqual(['WRONG_STATE']);
      expect((await change(advisors, asAdvisor(second), 'acceptConsultation', on(one))).codes).toEqual([
        'CONSULTATION_NOT_FOUND',
      ]);
    });

    test('for a citation that the catalogue does not have, or not any more', async () => {
      const one = await asked();
      const answer = (code: string) =>
        change(advisors, asAdvisor(first), 'answerConsultation', { ...on(one), answer: '见', sourceCodes: [code] });

      expect((await answer('NONE')).errors).toEqual([
        { code: 'SOURCE_NOT_FOUND', path: ['sourceCodes'], rule: 'citation' },
      ]);
      expect((await answer('OLD')).codes).toEqual(['SOURCE_NOT_IN_FORCE']);
      expect(await seen(advisors, hr, one.id)).toMatchObject({ state: 'ASSIGNED', version: one.version });
    });

    test('for a visit in the future, before the request, or planned for the past', async () => {
      const one = await asked();
      const record = (madeAt: string) => change(advisors, asAdvisor(first), 'recordVisit', { ...on(one), madeAt });

      expect((await record('2026-11-20T10:01:00+08:00')).codes).toEqual(['NOT_YET']);
      expect((await record('2026-11-20T09:59:00+08:00')).codes).toEqual(['BEFORE_REQUEST']);
      expect((await change(advisors, asAdvisor(first), 'planVisit', { ...on(one), plannedFor: now })).codes).toEqual([
        'IN_PAST',
      ]);
    });
  });
});
