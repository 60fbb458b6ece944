import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import type { TestSubgraph } from '@millgate/kit/testing';
import { application, type CaseAnswer, key, local, speakers, startDesk } from './support/desk.ts';

const welder = persona('welder').id;
const handler = persona('handler').id;

describe('a case', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeAll(async () => {
    desk = await startDesk();
    say = speakers(desk);
  }, 60_000);
  afterAll(() => desk.stop());

  const seen = (one: CaseAnswer) => ({ caseId: one.id, expectedVersion: one.version });
  const accepted = async () => {
    const one = await say.filed('welder');
    const { case: taken } = await say.as('clerk')('acceptCase', seen(one));
    return taken as CaseAnswer;
  };

  test('waits for a clerk, then has one owner and a due date on the working calendar', async () => {
    const one = await say.filed('welder');
    expect(one).toMatchObject({ state: 'SUBMITTED', owner: null, dueAt: null, version: 1 });

    const { case: taken } = await say.as('clerk')('acceptCase', seen(one));

    expect(taken).toMatchObject({
      state: 'IN_PROGRESS',
      department: { code: 'talent' },
      clock: { dueOn: '2026-12-04', stage: 'WITHIN' },
      version: 2,
    });
    expect(taken?.owner).not.toBeNull();
  });

  test('at a terminal on a Sunday night it is received at once, and its clock starts on Monday', async () => {
    const one = await say.filed(
      'welder',
      { kind: 'HELP_REQUEST', itemCode: 'medical-insurance-03', channel: 'TERMINAL' },
      '2026-11-22T02:30:00+08:00',
    );

    expect(await desk.rows(`select ${local('received_at')} from "case" where id = ?`, [one.id])).toEqual([
      { received_at: '2026-11-22 02:30' },
    ]);
    expect(one.clock).toMatchObject({ dueOn: '2026-11-23' });
  });

  test('an item that no terminal offers is refused there, and the refusal says where it is', async () => {
    const { errors, data } = await desk
      .as(persona('welder'))
      .ask<{ fileCase: unknown }>(
        `mutation ($input: FileCaseInput!) { fileCase(input: $input) { userErrors { code channels } } }`,
        { input: { ...application(), idempotencyKey: key(), channel: 'TERMINAL' } },
      );

    expect(errors).toBeUndefined();
    expect(data?.fileCase).toEqual({
      userErrors: [{ code: 'CHANNEL_NOT_OFFERED', channels: ['COUNTER', 'ONLINE', 'GRID', 'PHONE'] }],
    });
  });

  test.each([
    ['an application without an item', 'welder', { itemCode: null }, 'ITEM_MISSING', ['itemCode']],
    ['an item that does not exist', 'welder', { itemCode: 'nothing-99' }, 'ITEM_NOT_FOUND', ['itemCode']],
    ['a question about nothing', 'welder', { kind: 'CONSULTATION', itemCode: null }, 'THEME_MISSING', ['theme']],
    ['somebody else’s matter', 'packer', {}, 'NOT_FOR_OTHERS', ['workerId']],
    ['an agent without a mandate', 'packer', { assistance: 'AGENT' }, 'MANDATE_MISSING', ['mandate']],
    ['“said at the counter” by oneself', 'welder', { channel: 'COUNTER' }, 'CHANNEL_IS_STAFFS', ['channel']],
    ['nobody’s matter', 'welder', { workerId: null }, 'APPLICANT_MISSING', ['workerId']],
    [
      'another enterprise’s matter',
      'hr',
      { workerId: null, enterpriseId: enterpriseId('tuotu') },
      'NOT_FOR_OTHERS',
      ['enterpriseId'],
    ],
    ['a number that was never taken', 'welder', { ticketId: 'tkt_0' }, 'TICKET_NOT_FOUND', ['ticketId']],
    ['a meeting that never was', 'welder', { meetingId: 'mtg_0' }, 'MEETING_NOT_FOUND', ['meetingId']],
  ])('%s is refused, and nothing is filed', async (_what, who, input, code, path) => {
    const count = async () => (await desk.rows<{ n: number }>('select count(*)::int as n from "case"'))[0]?.n;
    const before = await count();

    const answer = await say.as(who)('fileCase', { ...application(), idempotencyKey: key(), ...input });

    expect(answer).toMatchObject({ case: null, userErrors: [{ code, path }] });
    expect(await count()).toBe(before);
  });

  test('the same attempt sent twice is one case', async () => {
    const input = { ...application(), idempotencyKey: key() };
    const [first, second] = await Promise.all([
      say.as('welder')('fileCase', input),
      say.as('welder')('fileCase', input),
    ]);

    expect(first?.case?.id).toBe(second?.case?.id);
    expect(await desk.rows('select 1 from "case" where id = ?', [first?.case?.id])).toHaveLength(1);
  });

  test('D4: what is missing is asked for once, and handing it in begins the five days anew', async () => {
    const one = await say.filed('welder');
    const asked = await say.as('clerk')('requestCorrection', { ...seen(one), missing: ['毕业证书', '劳动合同'] });
    expect(asked.case?.state).toBe('CORRECTION');

    const again = await say.as('welder', '2026-11-24T10:00:00+08:00')('resubmitCase', {
      ...seen(asked.case as CaseAnswer),
      details: '已补充毕业证书和劳动合同',
    });
    expect(again.case?.state).toBe('SUBMITTED');

    const second = await say.as('clerk')('requestCorrection', { ...seen(again.case as CaseAnswer), missing: ['照片'] });
    expect(second).toMatchObject({ case: null, userErrors: [{ code: 'ALREADY_ASKED', rule: 'D4' }] });
  });

  test('a pause stops the clock, and it resumes with what was left', async () => {
    const one = await accepted();
    const owner = one.owner?.id ?? '';
    const paused = await say.asAccount(owner, '2026-11-24T10:00:00+08:00')('suspendCase', {
      ...seen(one),
      reason: '专家评审',
    });
    expect(paused.case).toMatchObject({ state: 'SUSPENDED', dueAt: null, clock: { stage: 'STOPPED', dueOn: null } });

    const resumed = await say.asAccount(owner, '2026-12-01T10:00:00+08:00')(
      'resumeCase',
      seen(paused.case as CaseAnswer),
    );
    expect(resumed.case).toMatchObject({ state: 'IN_PROGRESS', clock: { dueOn: '2026-12-11' } });
  });

  test('D3: a limit is extended once, by a manager, with a reason', async () => {
    const one = await accepted();
    expect(
      await say.asAccount(one.owner?.id ?? '')('extendCase', { ...seen(one), days: 5, reason: '需要核实' }),
    ).toMatchObject({
      userErrors: [{ code: 'NOT_YOURS' }],
    });

    const longer = await say.as('manager')('extendCase', { ...seen(one), days: 5, reason: '需要核实' });
    expect(longer.case?.clock.dueOn).toBe('2026-12-11');
    expect(
      await say.as('manager')('extendCase', { ...seen(longer.case as CaseAnswer), days: 5, reason: '再核实' }),
    ).toMatchObject({
      userErrors: [{ code: 'ALREADY_EXTENDED', rule: 'D3' }],
    });
  });

  test('an owner passes a case on once, a second time needs a manager, and the due date stays', async () => {
    const one = await accepted();
    const moved = await say.asAccount(one.owner?.id ?? '')('routeCase', {
      ...seen(one),
      departmentCode: 'skills',
      reason: '属技能中心',
    });
    expect(moved.case).toMatchObject({ department: { code: 'skills' }, dueAt: one.dueAt });

    const next = moved.case as CaseAnswer;
    const again = { ...seen(next), departmentCode: 'education', reason: '属教育局' };
    expect(await say.asAccount(next.owner?.id ?? '')('routeCase', again)).toMatchObject({
      userErrors: [{ code: 'NEEDS_MANAGER' }],
    });
    expect((await say.as('manager')('routeCase', again)).case?.department).toEqual({ code: 'education' });
  });

  test('D5: of ten decisions at once one stands, and the others learn that the case changed', async () => {
    const one = await accepted();
    const decide = (index: number) =>
      say.asAccount(one.owner?.id ?? '')('decideCase', { ...seen(one), outcome: 'GRANTED', answer: `同意 ${index}` });

    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => decide(index)));

    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DECIDED').sort();
    expect(codes).toEqual(['DECIDED', ...Array.from({ length: 9 }, () => 'STALE_VERSION')]);
    expect(await desk.rows(`select 1 from case_step where case_id = ? and action = 'DECIDE'`, [one.id])).toHaveLength(
      1,
    );
  });

  test('a rating of one reopens it, and somebody other than the handler has five working days', async () => {
    const one = await accepted();
    const decided = await say.asAccount(one.owner?.id ?? '')('decideCase', {
      ...seen(one),
      outcome: 'REFUSED',
      answer: '材料不足',
    });
    expect(decided.case?.state).toBe('DELIVERED');

    const rated = await say.as('welder')('rateCase', {
      ...seen(decided.case as CaseAnswer),
      score: 1,
      comment: '没有说明原因',
    });

    expect(rated.case).toMatchObject({ state: 'IN_PROGRESS', rating: 1, clock: { dueOn: '2026-11-27' } });
    expect(rated.case?.owner?.id).not.toBe(one.owner?.id);
  });

  test('a good rating closes it', async () => {
    const one = await accepted();
    const decided = await say.asAccount(one.owner?.id ?? '')('decideCase', {
      ...seen(one),
      outcome: 'GRANTED',
      answer: '同意',
    });
    const rated = await say.as('welder')('rateCase', { ...seen(decided.case as CaseAnswer), score: 5 });
    expect(rated.case?.state).toBe('CLOSED');
  });

  test('each step is written down, and the person who asked is told', async () => {
    const one = await accepted();
    const data = await desk
      .as(persona('welder'))
      .data<{ case: unknown; myNotices: { nodes: unknown[] } }>(
        `query ($id: ID!) { case(id: $id) { steps { action before after } } myNotices(first: 1) { nodes { kind case { id } } } }`,
        { id: one.id },
      );

    expect(data.case).toEqual({
      steps: [
        { action: 'SUBMIT', before: null, after: 'SUBMITTED' },
        { action: 'ACCEPT', before: 'SUBMITTED', after: 'IN_PROGRESS' },
      ],
    });
    expect(data.myNotices.nodes).toEqual([{ kind: 'CASE_MOVED', case: { id: one.id } }]);
  });

  test('the due date is explained day by day', async () => {
    const one = await accepted();
    const data = await desk
      .as(persona('welder'), '2026-11-24T09:00:00+08:00')
      .data<{ case: { clock: { usedDays: number; days: { on: string; kind: string; used: number }[] } } }>(
        `query ($id: ID!) { case(id: $id) { clock { usedDays days { on kind used } } } }`,
        { id: one.id },
      );

    expect(data.case.clock.usedDays).toBe(2);
    expect(data.case.clock.days.slice(0, 4)).toEqual([
      { on: '2026-11-20', kind: 'START', used: 0 },
      { on: '2026-11-21', kind: 'OFF', used: 0 },
      { on: '2026-11-22', kind: 'OFF', used: 0 },
      { on: '2026-11-23', kind: 'COUNTED', used: 1 },
    ]);
    expect(data.case.clock.days.at(-1)).toEqual({ on: '2026-12-04', kind: 'COUNTED', used: 10 });
  });

  describe('is found by those whose business it is, and by nobody else', () => {
    let about: CaseAnswer;
    beforeAll(async () => {
      about = await say.filed('welder', {
        kind: 'COMPLAINT',
        itemCode: null,
        theme: 'EMPLOYMENT',
        subject: '加班费没有发',
        aboutEnterpriseId: enterpriseId('zhenzhi'),
      });
    });

    test.each([
      ['welder', true],
      ['clerk', true],
      ['registrar', true],
      ['manager', true],
      ['hr', false],
      ['packer', false],
      ['grid-officer', false],
      ['canteen', false],
      ['partner', false],
    ])('%s: %s', async (who, found) => {
      const data = await desk.as(persona(who)).data<{ case: object | null; byNo: object | null; _entities: unknown[] }>(
        `query ($id: ID!, $no: String!, $r: [_Any!]!) {
           case(id: $id) { id } byNo: case(no: $no) { id } _entities(representations: $r) { ... on Case { id subject } } }`,
        { id: about.id, no: about.no, r: [{ __typename: 'Case', id: about.id }] },
      );

      expect([data.case !== null, data.byNo !== null, data._entities[0] !== null]).toEqual([found, found, found]);
    });

    test('and each of them stands in her access log, as of that case', async () => {
      const readings = async () =>
        (await desk.published())
          .filter(({ type }) => type === 'PersonalDataRead')
          .flatMap(({ payload }) => payload['readings'] as Record<string, unknown>[])
          .map(({ workerId, field, relation, purpose, caseId }) => [workerId, field, relation, purpose, caseId]);
      await desk.rows('delete from kit_outbox');

      for (const who of ['welder', 'hr', 'packer', 'clerk', 'registrar', 'manager'])
        await desk
          .as(persona(who))
          .data('query ($id: ID!) { case(id: $id) { id applicant { id } } }', { id: about.id });

      expect(await readings()).toEqual([
        [welder, 'Worker.cases', 'CLERK', 'CASE', about.id],
        [welder, 'Worker.cases', 'REGISTRAR', 'OVERSIGHT', about.id],
        [welder, 'Worker.cases', 'MANAGER', 'OVERSIGHT', about.id],
      ]);
    });

    test('the employer does not find it among its own cases, nor among a worker’s', async () => {
      const { data, errors } = await desk.as(persona('hr')).ask<{ _entities: { cases: { nodes: object[] } | null }[] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) {
           ... on Enterprise { cases { nodes { id } } } ... on Worker { cases { nodes { id } } } } }`,
        {
          r: [
            { __typename: 'Enterprise', id: enterpriseId('zhenzhi') },
            { __typename: 'Worker', id: welder },
          ],
        },
      );
      expect(data?._entities).toEqual([{ cases: { nodes: [] } }, { cases: null }]);
      expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
        [['_entities', 1, 'cases'], 'FORBIDDEN'],
      ]);
    });

    test('what may not be found cannot be changed either, and looks the same as what is not there', async () => {
      const there = await say.as('packer')('withdrawCase', { caseId: about.id, expectedVersion: about.version });
      const absent = await say.as('packer')('withdrawCase', {
        caseId: 'cas_00000000000000000000000000',
        expectedVersion: 1,
      });
      expect(there).toEqual(absent);
      expect(there.userErrors).toEqual([{ code: 'CASE_NOT_FOUND', path: ['caseId'], rule: 'case' }]);
    });
  });

  test('a page of twenty cases costs no more statements than a page of one', async () => {
    const list = (first: number) => () =>
      desk
        .as({ id: handler, roles: [{ role: 'HANDLER' }] })
        .data(
          `{ inbox(first: ${first}) { nodes { no item { name } department { name } owner { name } steps { action } clock { dueOn } } } }`,
        );
    for (let at = 0; at < 3; at += 1) await accepted();

    expect(await desk.statementsOf(list(20))).toBe(await desk.statementsOf(list(1)));
  });
});
