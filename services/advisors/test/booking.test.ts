import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import type { Caller } from '@millgate/kit';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { subgraph } from '../src/subgraph.ts';
import { BookAdvisorSlot, type BookAdvisorSlotData, givenAdvisor, givenSlot, hrOf, now } from './support/advisors.ts';

const welder = persona('welder');
const baoge = demoId('ent', 'baoge');

const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

describe('booking a slot of an adviser', () => {
  let advisors: TestSubgraph;
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => advisors.stop());

  let advisorId: string;
  let slotId: string;
  beforeEach(async () => {
    advisorId = await givenAdvisor(advisors);
    slotId = await givenSlot(advisors, advisorId);
  });

  const book = (input: Record<string, unknown> = {}, who: Caller | PersonLike = welder, at?: string) =>
    advisors.as(who, at).ask<BookAdvisorSlotData>(BookAdvisorSlot, {
      input: { idempotencyKey: slotId, slotId, question: '设备款从哪里来？', ...input },
    });

  const held = async (slot = slotId) => {
    const [row] = await advisors.rows<{ count: number }>(
      'select count(*)::int as count from consultation where slot_id = ?',
      [slot],
    );
    return row?.count;
  };

  const everything = () =>
    advisors.rows('select (select count(*) from consultation) as consultations, (select count(*) from slot) as slots');

  test('asks the question: the slot is held and the waiting time counts from now', async () => {
    const { data } = await book();

    expect(data?.bookAdvisorSlot).toEqual({
      consultation: {
        id: expect.stringMatching(/^cns_/),
        kind: 'INDUSTRY',
        question: '设备款从哪里来？',
        confidentiality: 'NORMAL',
        state: 'ASSIGNED',
        mode: 'VISIT',
        firstRequestedAt: '2026-11-22T01:00:00.000Z',
        advisor: { id: advisorId },
        slot: { id: slotId },
        worker: { id: welder.id },
        enterprise: null,
      },
      userErrors: [],
    });
    expect(await held()).toBe(1);
  });

  test('for an enterprise its HR asks, and the consultation is the enterprise’s', async () => {
    const { data } = await book({ onBehalfOfEnterpriseId: baoge }, hrOf(baoge));

    expect(data?.bookAdvisorSlot.consultation).toMatchObject({ worker: null, enterprise: { id: baoge } });
    expect(await held()).toBe(1);
  });

  test('50 workers press at once for one slot: one has it, 49 are told, every caller is answered', async () => {
    const next = await givenSlot(advisors, advisorId, '2026-11-24');

    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => book({}, bulk(index))));

    const codes = Object.groupBy(answers, ({ data }) => data?.bookAdvisorSlot.userErrors[0]?.code ?? 'BOOKED');
    expect({ booked: codes['BOOKED']?.length, told: codes['SLOT_TAKEN']?.length }).toEqual({ booked: 1, told: 49 });
    expect(codes['SLOT_TAKEN']?.[0]?.data?.bookAdvisorSlot.userErrors[0]).toMatchObject({ nextSlot: { id: next } });
    expect(await held()).toBe(1);
  });

  test('the database itself refuses a second consultation of a slot', async () => {
    await book();

    const second = advisors.rows(
      `insert into consultation (id, kind, author_id, worker_id, advisor_id, slot_id, question, confidentiality, citations, state, first_requested_at, assigned_on)
       values ('cns_x', 'INDUSTRY', 'x', 'x', ?, ?, '?', 'NORMAL', '[]', 'ASSIGNED', now(), '2026-11-23')`,
      [advisorId, slotId],
    );

    await expect(second).rejects.toMatchObject({ constraint: 'consultation_a1' });
  });

  test('a booking that meets the end of the adviser’s term waits for it, and is refused', async () => {
    const untilSomebodyWaits = async () => {
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await advisors.rows(waiting)).length === 0);
    };

    let booked: ReturnType<typeof book> | undefined;
    await advisors.given(async (tx) => {
      await tx.execute('select id from advisor where id = ? for update', [advisorId]);
      booked = book();
      await untilSomebodyWaits();
      await tx.execute(`update appointment set office_until = '2026-11-23' where advisor_id = ?`, [advisorId]);
    });

    expect((await booked)?.data?.bookAdvisorSlot.userErrors).toMatchObject([{ code: 'ADVISOR_NOT_IN_OFFICE' }]);
    expect(await held()).toBe(0);
  });

  test('a slot that its consultation let go can be booked again', async () => {
    await book();
    await advisors.rows(`update consultation set state = 'CANCELLED' where slot_id = ?`, [slotId]);

    const { data } = await book({}, bulk(1));

    expect(data?.bookAdvisorSlot.userErrors).toEqual([]);
    expect(await held()).toBe(2);
  });

  describe('is refused, and changes nothing,', () => {
    const refused = async (answer: ReturnType<typeof book>) => {
      const { data } = await answer;
      expect(data?.bookAdvisorSlot.consultation).toBeNull();
      return data?.bookAdvisorSlot.userErrors;
    };

    let before: unknown;
    const unchanged = async () => expect(await everything()).toEqual(before);

    test('for a slot that does not exist', async () => {
      before = await everything();

      expect(await refused(book({ slotId: demoId('slt', 'none') }))).toMatchObject([
        { code: 'SLOT_NOT_FOUND', path: ['slotId'], rule: 'A1', message: '没有这个时段。' },
      ]);
      await unchanged();
    });

    test('for a slot that begins at this very instant', async () => {
      before = await everything();

      expect(await refused(book({}, welder, '2026-11-23T09:30:00+08:00'))).toMatchObject([
        { code: 'SLOT_PAST', path: ['slotId'], rule: 'A1' },
      ]);
      await unchanged();
    });

    test('for a slot that is taken, with the adviser’s earliest free one', async () => {
      const [taken, free] = [
        await givenSlot(advisors, advisorId, '2026-11-24'),
        await givenSlot(advisors, advisorId, '2026-11-25'),
      ];
      await book({}, bulk(1));
      await book({ slotId: taken, idempotencyKey: taken }, bulk(1));
      before = await everything();

      expect(await refused(book())).toMatchObject([
        { code: 'SLOT_TAKEN', path: ['slotId'], rule: 'A1', nextSlot: { id: free } },
      ]);
      await unchanged();
    });

    test('for a slot after the adviser’s term, with the day', async () => {
      advisorId = await givenAdvisor(advisors, { office: { from: '2026-04-01', until: '2026-11-23' } });
      slotId = await givenSlot(advisors, advisorId, '2026-11-23', '00:00');
      before = await everything();

      expect(await refused(book())).toMatchObject([
        { code: 'ADVISOR_NOT_IN_OFFICE', path: ['slotId'], rule: 'A2', on: '2026-11-23' },
      ]);
      await unchanged();
    });

    test('for an enterprise in which the adviser has declared an interest; another enterprise gets the slot', async () => {
      advisorId = await givenAdvisor(advisors, { interestIn: baoge });
      slotId = await givenSlot(advisors, advisorId);
      before = await everything();

      expect(await refused(book({ onBehalfOfEnterpriseId: baoge }, hrOf(baoge)))).toMatchObject([
        { code: 'ADVISOR_HAS_INTEREST', path: ['onBehalfOfEnterpriseId'], rule: 'A3', enterprise: { id: baoge } },
      ]);
      await unchanged();

      const haina = demoId('ent', 'haina');
      const { data } = await book({ onBehalfOfEnterpriseId: haina }, hrOf(haina));
      expect(data?.bookAdvisorSlot.userErrors).toEqual([]);
    });

    test('for an open question to an integrity adviser; without a wish it is sealed', async () => {
      advisorId = await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY });
      slotId = await givenSlot(advisors, advisorId);
      before = await everything();

      expect(await refused(book({ confidentiality: 'NORMAL' }))).toMatchObject([
        { code: 'INTEGRITY_IS_SEALED', path: ['confidentiality'], rule: 'A4' },
      ]);
      await unchanged();

      const { data } = await book({ idempotencyKey: 'sealed' });
      expect(data?.bookAdvisorSlot.consultation).toMatchObject({ confidentiality: 'SEALED' });
    });
  });

  describe('is open to', () => {
    test.each<[string, Caller | PersonLike, string | undefined, string]>([
      ['nobody who is not signed in', nobody, undefined, 'UNAUTHENTICATED'],
      ['no account that is no worker', persona('manager'), undefined, 'FORBIDDEN'],
      ['no HR person for herself', hrOf(baoge), undefined, 'FORBIDDEN'],
      ['no worker for an enterprise', welder, baoge, 'FORBIDDEN'],
      ['no HR of another enterprise', persona('hr'), baoge, 'FORBIDDEN'],
      ['no service', { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' }, undefined, 'FORBIDDEN'],
    ])('%s', async (_who, who, onBehalfOfEnterpriseId, code) => {
      const { data, errors } = await book({ onBehalfOfEnterpriseId }, who);

      expect({ data, code: errors?.[0]?.extensions?.['code'] }).toEqual({ data: null, code });
      expect(await held()).toBe(0);
    });
  });

  describe('with bad input is refused with path and rule:', () => {
    test.each([
      ['an empty question', { question: '' }, ['input', 'question']],
      ['a question of spaces', { question: ' \n ' }, ['input', 'question']],
      ['a question of 2,001 characters', { question: '问'.repeat(2_001) }, ['input', 'question']],
      ['an empty key', { idempotencyKey: '' }, ['input', 'idempotencyKey']],
      ['an unknown confidentiality', { confidentiality: 'SECRET' }, ['input', 'confidentiality']],
    ])('%s', async (_what, input, path) => {
      const { data, errors } = await book(input);

      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path, rule: expect.any(String) });
      expect(await held()).toBe(0);
    });
  });

  describe('repeated', () => {
    test('with the same key and input gives the first answer, also when all repeats arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => book()));

      expect(new Set(answers.map(({ data }) => data?.bookAdvisorSlot.consultation?.id)).size).toBe(1);
      expect(await held()).toBe(1);
    });

    test('gives a refusal again as well, in every detail, although the slot is free by then', async () => {
      const next = await givenSlot(advisors, advisorId, '2026-11-24');
      await book({}, bulk(1));
      const first = await book();
      await advisors.rows(`update consultation set state = 'CANCELLED' where slot_id = ?`, [slotId]);

      const repeated = await book();

      expect(repeated).toEqual(first);
      expect(repeated.data?.bookAdvisorSlot.userErrors[0]).toMatchObject({ nextSlot: { id: next } });
    });

    test('with another question is a conflict', async () => {
      await book();

      const { data, errors } = await book({ question: '另一个问题' });

      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
      expect(await held()).toBe(1);
    });
  });
});
