import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

interface CaseShown {
  readonly id: string;
  readonly no: string;
  readonly state: string;
  readonly version: number;
  readonly owner: { readonly id: string } | null;
  readonly dueAt: string | null;
  readonly clock: { readonly dueOn: string | null };
}

interface Payload {
  readonly case: CaseShown | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const lingfeng = communityId('lingfeng');
const shown = 'case { id no state version dueAt owner { id } clock { dueOn } } userErrors { code }';

describe.each(arrangements)('one door, one person (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  let attempt = 0;
  const change = async (
    who: Parameters<RunningGraph['ask']>[0],
    mutation: string,
    input: Record<string, unknown>,
    at = '2026-11-20T10:00:00+08:00',
  ) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${shown} } }`;
    const { data, errors } = await graph.ask<Record<string, Payload>>(who, document, { input }, { 'millgate-now': at });
    expect(errors).toBeUndefined();
    return data?.[mutation] as Payload;
  };
  const file = async (who: string, input: Record<string, unknown>, at?: string) => {
    attempt += 1;
    const filed = await change(
      who,
      'fileCase',
      { idempotencyKey: `window-${attempt}`, communityId: lingfeng, subject: '办事', ...input },
      at,
    );
    if (!filed.case) throw new Error(JSON.stringify(filed.userErrors));
    return filed.case;
  };
  const on = (one: CaseShown | null) => ({ caseId: one?.id, expectedVersion: one?.version });

  test('a talent declaration filed by an agent: front accepts, back sorts, the loop closes', async () => {
    const filed = await file('clerk', {
      kind: 'APPLICATION',
      itemCode: 'talent-01',
      workerId: persona('welder').id,
      assistance: 'AGENT',
      mandate: '书面委托 2026-11-20',
      channel: 'COUNTER',
    });
    const asked = await change('clerk', 'requestCorrection', { ...on(filed), missing: ['毕业证书', '劳动合同'] });
    const again = await change(
      'welder',
      'resubmitCase',
      { ...on(asked.case), details: '已补齐' },
      '2026-11-23T09:00:00+08:00',
    );
    expect(await change('clerk', 'requestCorrection', { ...on(again.case), missing: ['照片'] })).toMatchObject({
      userErrors: [{ code: 'ALREADY_ASKED' }],
    });
    const taken = await change('clerk', 'acceptCase', on(again.case), '2026-11-23T10:00:00+08:00');
    expect(taken.case).toMatchObject({ state: 'IN_PROGRESS', clock: { dueOn: '2026-12-07' } });
    expect(taken.case?.owner).not.toBeNull();

    const { data } = await graph.ask<{
      me: { cases: { nodes: { no: string; applicant: { displayName: string } }[] } };
    }>('welder', '{ me { cases(first: 1) { nodes { no applicant { displayName } } } } }');
    expect(data?.me.cases.nodes).toEqual([{ no: filed.no, applicant: { displayName: '林晓岚' } }]);
  });

  test('at night a terminal receives what it offers, and the clock starts on the next working day', async () => {
    const filed = await file(
      'welder',
      { kind: 'HELP_REQUEST', itemCode: 'medical-insurance-03', workerId: persona('welder').id, channel: 'TERMINAL' },
      '2026-11-22T02:30:00+08:00',
    );
    expect(filed).toMatchObject({ state: 'IN_PROGRESS', clock: { dueOn: '2026-11-23' } });

    const refused = await change('welder', 'fileCase', {
      idempotencyKey: 'window-night',
      communityId: lingfeng,
      kind: 'HELP_REQUEST',
      itemCode: 'talent-01',
      subject: '人才申报',
      workerId: persona('welder').id,
      channel: 'TERMINAL',
    });
    expect(refused.userErrors).toEqual([{ code: 'CHANNEL_NOT_OFFERED' }]);
  });

  test('silence accepts, and what nobody does is escalated, each level once', async () => {
    const waiting = await file('welder', {
      kind: 'APPLICATION',
      itemCode: 'housing-01',
      workerId: persona('welder').id,
    });
    const late = await file('welder', { kind: 'HELP_REQUEST', theme: 'HOUSING', workerId: persona('welder').id });
    const runDue = (now: string) =>
      graph.ask<{ runDeskDue: { moved: { task: string; count: number }[] } }>(
        'registrar',
        'mutation ($now: DateTime) { runDeskDue(input: { now: $now }) { moved { task count } userErrors { code } } }',
        { now },
      );

    await runDue('2026-12-03T00:00:00+08:00');
    await runDue('2026-12-03T00:00:00+08:00');

    const ask = (id: string) =>
      graph.ask<{ case: { state: string; owner: object; escalations: { level: string }[] } }>(
        'manager',
        'query ($id: ID!) { case(id: $id) { state owner { id } escalations { level } } }',
        { id },
      );
    expect((await ask(waiting.id)).data?.case).toMatchObject({
      state: 'IN_PROGRESS',
      owner: { id: expect.any(String) },
    });
    expect((await ask(late.id)).data?.case.escalations.map(({ level }) => level).sort()).toEqual([
      'COMMUNITY',
      'DISTRICT',
      'OWNER',
    ]);
  });

  test('a morning tea: one matter is answered on the spot, two have an owner and a due date before it is written up', async () => {
    const at = '2026-11-20T09:00:00+08:00';
    const liming = communityId('liming');
    const staff = { id: demoId('acc', 'tea-staff'), roles: [{ role: 'COMMUNITY_STAFF' as const, scope: liming }] };
    const hrOf = (key: 'hangdi' | 'dingyi' | 'baoge') => ({
      id: demoId('acc', `hr-${key}`),
      roles: [{ role: 'HR' as const, scope: enterpriseId(key) }],
    });
    const { data } = await graph.ask<{ planMeeting: { meeting: { id: string } } }>(
      staff,
      `mutation ($input: PlanMeetingInput!) { planMeeting(input: $input) { meeting { id } userErrors { code } } }`,
      {
        input: {
          ...{ idempotencyKey: 'tea', communityId: liming, kind: 'TEA_MEETING', place: '黎明社区' },
          ...{ title: { zh: '营商早茶会', en: 'Morning tea' }, startsAt: '2026-11-20T08:30:00+08:00' },
        },
      },
      { 'millgate-now': at },
    );
    const meetingId = data?.planMeeting.meeting.id;
    const raise = (key: string, subject: string, enterprise: 'hangdi' | 'dingyi' | 'baoge', input: object) =>
      change(
        staff,
        'fileCase',
        {
          ...{ idempotencyKey: `tea-${key}`, communityId: liming, channel: 'MEETING', assistance: 'GUIDED', meetingId },
          ...{ enterpriseId: enterpriseId(enterprise), kind: 'SUGGESTION', subject, ...input },
        },
        at,
      );
    const fun = await raise('fun', '增设文体设施', 'hangdi', { theme: 'CULTURE_SPORT' });
    const road = await raise('road', '山湾路何时通车', 'dingyi', { kind: 'CONSULTATION', theme: 'COMMUTING' });
    // An application lies with nobody until a clerk accepts it.
    const meals = await raise('meals', '工作餐优惠', 'baoge', {
      kind: 'APPLICATION',
      itemCode: 'talent-01',
      channel: 'COUNTER',
    });
    const spot = await change(staff, 'resolveOnSpot', { ...on(road.case), answer: '12 月 1 日通车' }, at);
    const writeUp = () =>
      graph.ask<{ writeUpMeeting: { meeting: object | null; userErrors: object[] } }>(
        staff,
        `mutation ($input: WriteUpMeetingInput!) { writeUpMeeting(input: $input) { meeting { state } userErrors { code rule openCases } } }`,
        { input: { meetingId, minutes: '三件事', attendedBy: [enterpriseId('hangdi'), enterpriseId('dingyi')] } },
        { 'millgate-now': '2026-11-20T11:00:00+08:00' },
      );

    expect(spot.case).toMatchObject({ state: 'RESOLVED_ON_SPOT' });
    expect((await writeUp()).data?.writeUpMeeting).toEqual({
      meeting: null,
      userErrors: [{ code: 'MATTER_OPEN', rule: 'D8', openCases: [meals.case?.no] }],
    });
    const clerk = { id: demoId('acc', 'tea-clerk'), roles: [{ role: 'CLERK' as const, scope: liming }] };
    const taken = await change(clerk, 'acceptCase', on(meals.case), at);
    for (const recorded of [fun.case, taken.case]) {
      expect(recorded).toMatchObject({
        state: 'IN_PROGRESS',
        owner: { id: expect.any(String) },
        dueAt: expect.any(String),
      });
    }
    expect((await writeUp()).data?.writeUpMeeting).toEqual({ meeting: { state: 'WRITTEN_UP' }, userErrors: [] });

    // Each raiser follows their own, is told when it moves, and sees nothing of the others'.
    const mine = (who: ReturnType<typeof hrOf>) =>
      graph.ask<{
        meeting: { matters: { subject: string }[] };
        myNotices: { nodes: { kind: string; case: { no: string } | null }[] };
      }>(who, `{ meeting(id: "${meetingId}") { matters { subject } } myNotices { nodes { kind case { no } } } }`);
    const hangdi = await mine(hrOf('hangdi'));
    expect(hangdi.data?.meeting.matters).toEqual([{ subject: '增设文体设施' }]);
    const owner = { id: fun.case?.owner?.id ?? '', roles: [{ role: 'HANDLER' as const }] };
    await change(
      owner,
      'decideCase',
      { ...on(fun.case), outcome: 'DONE', answer: '年底前增设' },
      '2026-11-23T10:00:00+08:00',
    );
    expect((await mine(hrOf('hangdi'))).data?.myNotices.nodes).toContainEqual({
      kind: 'CASE_MOVED',
      case: { no: fun.case?.no },
    });
    expect((await mine(hrOf('dingyi'))).data?.myNotices.nodes.map((one) => one.case?.no)).not.toContain(fun.case?.no);
  });

  test('a complaint about one’s employer shows nothing to that employer, by any path', async () => {
    const about = await file('welder', {
      kind: 'COMPLAINT',
      theme: 'EMPLOYMENT',
      workerId: persona('welder').id,
      aboutEnterpriseId: enterpriseId('zhenzhi'),
    });
    const { data } = await graph.ask<Record<string, unknown>>(
      'hr',
      `query ($id: ID!, $no: String!, $enterprise: ID!) {
         case(id: $id) { id } byNo: case(no: $no) { id }
         enterprise(id: $enterprise) { cases { nodes { no } } } myNotices { nodes { case { no } } } }`,
      { id: about.id, no: about.no, enterprise: enterpriseId('zhenzhi') },
    );
    expect(data).toEqual({ case: null, byNo: null, enterprise: { cases: { nodes: [] } }, myNotices: { nodes: [] } });
  });

  test('the seventh enterprise that needs the same bus reaches the pool', async () => {
    const { data, errors } = await graph.ask<{ joinPool: { member: { pool: object } } }>(
      'manager',
      `mutation ($input: JoinPoolInput!) { joinPool(input: $input) {
         member { enterprise { name(lang: EN) } pool { state members { enterprise { name(lang: EN) } } } } userErrors { code } } }`,
      { input: { poolId: demoId('pol', 'shuttle'), enterpriseId: enterpriseId('tianpu'), headcount: 40 } },
    );
    expect(errors).toBeUndefined();
    expect(data?.joinPool.member).toMatchObject({
      enterprise: { name: 'Donghai Tianpu Auto Parts' },
      pool: { state: 'REACHED' },
    });
  });
});
