import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { openEveryConnection, type TestSubgraph } from '@millgate/kit/testing';
import { key, lingfeng, now, speakers, startDesk } from './support/desk.ts';

describe('whoever comes at once to the desk', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeAll(async () => {
    desk = await startDesk();
    say = speakers(desk);
    await openEveryConnection(desk);
  }, 60_000);
  afterAll(() => desk.stop());

  const matter = { kind: 'HELP_REQUEST', itemCode: null, theme: 'HOUSING', subject: '宿舍漏水' };

  test('D9: of forty matters filed at once no two have one number, and D1: each has its one owner', async () => {
    const filed = await Promise.all(Array.from({ length: 40 }, () => say.filed('welder', matter)));

    expect(new Set(filed.map(({ no }) => no)).size).toBe(40);
    expect(filed.every(({ owner }) => owner !== null)).toBe(true);
  });

  test('D1: of ten who accept one application, by hand and by silence, one does, and one person answers for it', async () => {
    const one = await say.filed('welder');
    const on = { caseId: one.id, expectedVersion: one.version };
    const late = '2026-11-28T00:00:00+08:00';

    const [byHand] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => say.as('clerk', late)('acceptCase', on))),
      desk.subgraph.runDue(new Date(late)),
      desk.subgraph.runDue(new Date(late)),
    ]);

    const steps = await desk.rows<{ action: string }>(
      `select action from case_step where case_id = ? and action in ('ACCEPT', 'ACCEPT_BY_SILENCE')`,
      [one.id],
    );
    expect(steps).toHaveLength(1);
    expect(byHand.filter(({ case: taken }) => taken !== null)).toHaveLength(steps[0]?.action === 'ACCEPT' ? 1 : 0);
    const told = await desk.rows(`select 1 from notice where case_id = ? and kind = 'CASE_ASSIGNED'`, [one.id]);
    expect(told).toHaveLength(1);
  });

  test('D4: of five who ask for what is missing one does', async () => {
    const one = await say.filed('welder');
    const ask = { caseId: one.id, expectedVersion: one.version, missing: ['劳动合同'] };

    const answers = await Promise.all(Array.from({ length: 5 }, () => say.as('clerk')('requestCorrection', ask)));

    expect(answers.map(({ userErrors: [error] }) => error?.code ?? 'ASKED').toSorted()).toEqual([
      'ASKED',
      ...Array.from({ length: 4 }, () => 'STALE_VERSION'),
    ]);
  });

  test('D3: of five who extend one limit one does', async () => {
    const one = await say.filed('welder', matter);
    const more = { caseId: one.id, expectedVersion: one.version, days: 5, reason: '需要专家评审' };

    const answers = await Promise.all(Array.from({ length: 5 }, () => say.as('manager')('extendCase', more)));

    expect(answers.filter(({ case: extended }) => extended !== null)).toHaveLength(1);
    expect(await desk.rows('select extension_days from "case" where id = ?', [one.id])).toEqual([
      { extension_days: 5 },
    ]);
  });

  test('D8: a matter raised while the meeting is written up is in the minutes’ reckoning, or is refused', async () => {
    const registrar = persona('registrar');
    for (let round = 0; round < 8; round += 1) {
      const { planMeeting } = await desk
        .as(registrar, now)
        .data<{ planMeeting: { meeting: { id: string } } }>(
          'mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { meeting { id } userErrors { code } } }',
          {
            input: {
              ...{ idempotencyKey: key(), communityId: lingfeng, kind: 'TEA_MEETING', place: '会议室' },
              ...{ title: { zh: '早茶会', en: 'Morning tea' }, startsAt: '2026-11-20T08:00:00+08:00' },
            },
          },
        );
      const meetingId = planMeeting.meeting.id;
      const raise = () =>
        say.as('registrar')('fileCase', {
          ...{
            idempotencyKey: key(),
            kind: 'APPLICATION',
            itemCode: 'talent-01',
            communityId: lingfeng,
            subject: '申报',
          },
          ...{ workerId: persona('welder').id, assistance: 'GUIDED', meetingId },
        });
      const writeUp = desk
        .as(registrar, now)
        .data('mutation ($input: WriteUpMeetingInput!) { writeUpMeeting(input: $input) { userErrors { code } } }', {
          input: { meetingId, minutes: '纪要' },
        });

      await Promise.all([raise(), raise(), writeUp, raise()]);
    }

    const forgotten = await desk.rows(
      `select c.no from "case" c join meeting m on m.id = c.meeting_id
        where m.state = 'WRITTEN_UP' and c.state in ('SUBMITTED', 'CORRECTION')`,
    );
    expect(forgotten).toEqual([]);
  });

  test('D2: every due date that stands follows anew from acceptance, limit, pauses and calendar', async () => {
    const before = await desk.rows(
      'select id, due_at, remind_at, district_at from "case" where due_at is not null order by id',
    );
    const [year] = await desk.rows<{ week: boolean[]; exceptions: object[]; no: number }>(
      'select week, exceptions, no from calendar_year where year = 2026',
    );
    const payload = {
      ...{ calendarId: 'cal_x', standard: true, year: 2026, no: (year?.no ?? 0) + 1, publishedAt: now, moved: [] },
      ...{ week: year?.week, exceptions: year?.exceptions },
    };
    const event = {
      id: 'evt_01KAJ3J0Q0000000000000SAME',
      type: 'CalendarRevised',
      aggregate: 'cal_x',
      occurredAt: now,
    };

    await desk.subgraph.receive({ ...event, payload });

    expect(before.length).toBeGreaterThan(40);
    const after = await desk.rows(
      'select id, due_at, remind_at, district_at from "case" where due_at is not null order by id',
    );
    expect(after).toEqual(before);
  });
});
