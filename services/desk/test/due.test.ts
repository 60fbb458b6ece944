import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '@millgate/kit';
import type { TestSubgraph } from '@millgate/kit/testing';
import { type CaseAnswer, local, speakers, startDesk } from './support/desk.ts';

describe('what time does to cases', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeEach(async () => {
    desk = await startDesk();
    say = speakers(desk);
  }, 60_000);
  afterEach(() => desk.stop());

  const runDue = (at: string) => desk.subgraph.runDue(new Date(at));
  const levels = (one: CaseAnswer) =>
    desk.rows<{ level: string }>('select level from escalation where case_id = ? order by told_at', [one.id]);

  test('silence accepts after five working days, on the day of receipt', async () => {
    const one = await say.filed('welder');

    await runDue('2026-11-27T23:59:00+08:00');
    expect(await desk.rows('select state from "case" where id = ?', [one.id])).toEqual([{ state: 'SUBMITTED' }]);
    await runDue('2026-11-28T00:00:00+08:00');

    expect(
      await desk.rows(
        `select state, ${local('accepted_at')}, ${local('due_at')}, owner_id is not null as owned from "case" where id = ?`,
        [one.id],
      ),
    ).toEqual([{ state: 'IN_PROGRESS', accepted_at: '2026-11-20 10:00', due_at: '2026-12-05 00:00', owned: true }]);
  });

  test('each level hears once, although replicas run at once and the program starts again', async () => {
    const one = await say.filed('welder', {
      kind: 'HELP_REQUEST',
      itemCode: null,
      theme: 'HOUSING',
      subject: '宿舍漏水',
    });
    expect(one.clock.dueOn).toBe('2026-11-27');

    await Promise.all([runDue('2026-11-27T00:00:00+08:00'), runDue('2026-11-27T00:00:00+08:00')]);
    expect(await levels(one)).toEqual([{ level: 'OWNER' }]);
    await Promise.all([runDue('2026-11-28T00:00:00+08:00'), runDue('2026-11-28T00:00:00+08:00')]);
    await runDue('2026-12-02T00:00:00+08:00');
    await Promise.all([runDue('2026-12-03T00:00:00+08:00'), runDue('2026-12-03T00:00:00+08:00')]);

    expect((await levels(one)).map(({ level }) => level)).toEqual(['OWNER', 'COMMUNITY', 'DISTRICT']);
    const told = await desk.rows<{ person_id: string }>(
      `select person_id from notice where case_id = ? and kind in ('LIMIT_RUNS_OUT', 'LIMIT_BREACHED') order by id`,
      [one.id],
    );
    expect(told).toHaveLength(3);
    expect(await desk.rows(`select ${local('due_at')} from "case" where id = ?`, [one.id])).toEqual([
      { due_at: '2026-11-28 00:00' },
    ]);
  });

  test('what nobody rates closes fifteen working days after it was delivered, and then it is too late to reopen it', async () => {
    const one = await say.filed('welder', {
      kind: 'CONSULTATION',
      itemCode: null,
      theme: 'SCHOOLING',
      subject: '入学',
    });
    const decided = await say.asAccount(one.owner?.id ?? '')('decideCase', {
      caseId: one.id,
      expectedVersion: one.version,
      outcome: 'ANSWERED',
      answer: '请看积分入学办法',
    });

    await runDue('2026-12-11T23:59:00+08:00');
    expect(await desk.rows('select state from "case" where id = ?', [one.id])).toEqual([{ state: 'DELIVERED' }]);
    await runDue('2026-12-12T00:00:00+08:00');
    expect(await desk.rows('select state from "case" where id = ?', [one.id])).toEqual([{ state: 'CLOSED' }]);

    const late = await say.as('welder', '2026-12-12T09:00:00+08:00')('reopenCase', {
      caseId: one.id,
      expectedVersion: (decided.case?.version ?? 0) + 1,
      reason: '没看懂',
    });
    expect(late.userErrors).toEqual([{ code: 'TOO_LATE', path: ['caseId'], rule: 'reopening' }]);
  });

  test('a pause ends when it was said to, and the days that were left are counted from then, however late anybody looks', async () => {
    const one = await say.filed('welder');
    const { case: taken } = await say.as('clerk')('acceptCase', { caseId: one.id, expectedVersion: one.version });
    const paused = await say.asAccount(taken?.owner?.id ?? '', '2026-11-24T10:00:00+08:00')('suspendCase', {
      ...{ caseId: one.id, expectedVersion: taken?.version, reason: '专家评审', atMostDays: 3 },
    });
    expect(paused.case?.state).toBe('SUSPENDED');

    await runDue('2026-11-27T23:59:00+08:00');
    expect(await desk.rows('select state from "case" where id = ?', [one.id])).toEqual([{ state: 'SUSPENDED' }]);
    await Promise.all([runDue('2026-12-01T09:00:00+08:00'), runDue('2026-12-01T09:00:00+08:00')]);

    const shown = `state, ${local('due_at')}, resumes_at, pauses->0->>'until' as until`;
    expect(await desk.rows(`select ${shown} from "case" where id = ?`, [one.id])).toEqual([
      // Two of ten days were used; eight are left from Monday the 30th.
      { state: 'IN_PROGRESS', due_at: '2026-12-10 00:00', resumes_at: null, until: '2026-11-27T16:00:00.000Z' },
    ]);
    const resumed = await desk.rows(`select actor from case_step where case_id = ? and action = 'RESUME'`, [one.id]);
    expect(resumed).toEqual([{ actor: null }]);
  });

  test('C6: a revised calendar moves open due dates, writes each move down, and moves nothing twice', async () => {
    const one = await say.filed('welder', {
      kind: 'HELP_REQUEST',
      itemCode: null,
      theme: 'HOUSING',
      subject: '宿舍漏水',
    });
    const revised: Event = {
      id: 'evt_01KAJ3J0Q0000000000000TEST',
      type: 'CalendarRevised',
      source: 'community',
      aggregate: 'cal_x',
      at: '2026-11-21T00:00:00.000Z',
      payload: {
        calendarId: 'cal_x',
        standard: true,
        year: 2026,
        no: 2,
        publishedAt: '2026-11-21T08:00:00+08:00',
        week: [true, true, true, true, true, false, false],
        exceptions: [{ on: '2026-11-25', working: false }],
        moved: [{ on: '2026-11-25', working: false }],
      },
    } as never;

    await desk.subgraph.receive(revised);
    await desk.subgraph.receive(revised);

    expect(await desk.rows(`select ${local('due_at')} from "case" where id = ?`, [one.id])).toEqual([
      { due_at: '2026-12-01 00:00' },
    ]);
    const moves = await desk.rows(`select note from case_step where case_id = ? and action = 'RESCHEDULE'`, [one.id]);
    expect(moves).toEqual([{ note: '2026-11-27T16:00:00.000Z → 2026-11-30T16:00:00.000Z' }]);
    const told = await desk.rows(`select 1 from notice where case_id = ? and kind = 'DUE_DATE_MOVED'`, [one.id]);
    expect(told).toHaveLength(2);
  });
});
