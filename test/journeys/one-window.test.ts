import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { setTimeout as sleep } from 'node:timers/promises';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';
import { type CaseShown, lingfeng, windowOf } from '../support/window.ts';

describe.each(arrangements)('one door, one person (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 240_000);
  afterAll(() => graph.stop());

  const { change, file, on, owner } = windowOf(() => graph);

  const assisted = async (from: string, to = from) => {
    const { data } = await graph.ask<{ figures: { desk: { assisted: number } } }>(
      'manager',
      `{ figures(scopeId: "${lingfeng}", from: "${from}", to: "${to}") { desk { assisted } } }`,
    );
    return data?.figures.desk.assisted ?? NaN;
  };

  test('a talent declaration filed by an agent: front accepts, back sorts, the loop closes', async () => {
    const before = await assisted('2026-11-20');
    const filed = await file('clerk', {
      kind: 'APPLICATION',
      itemCode: 'talent-01',
      workerId: persona('welder').id,
      assistance: 'AGENT',
      mandate: '书面委托 2026-11-20',
      channel: 'COUNTER',
    });
    expect(await assisted('2026-11-20')).toBe(before + 1);
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
    expect(taken.case).toMatchObject({
      state: 'IN_PROGRESS',
      owner: { id: expect.any(String) },
      department: { code: 'talent' },
      clock: { dueOn: '2026-12-07' },
    });

    // A wrong department passes it on once; a second time needs a manager. The due date stays.
    const to = (departmentCode: string) => ({ departmentCode, reason: '不属本部门' });
    const passed = await change(owner(taken.case), 'routeCase', { ...on(taken.case), ...to('skills') });
    const twice = { ...on(passed.case), ...to('talent') };
    expect((await change(owner(passed.case), 'routeCase', twice)).userErrors).toEqual([{ code: 'NEEDS_MANAGER' }]);
    const back = (await change('manager', 'routeCase', twice)).case;
    expect(back).toMatchObject({ department: { code: 'talent' }, dueAt: taken.case?.dueAt });

    // It leads to a claim of hers. While that is open, the case has no outcome.
    const claimed = await graph.ask<{ claimSubsidy: { claim: { id: string; state: string } } }>(
      'welder',
      `mutation ($input: ClaimSubsidyInput!) { claimSubsidy(input: $input) { claim { id state } userErrors { code } } }`,
      { input: { idempotencyKey: 'declared', programCode: 'POINTS_SCHOOLING', caseId: filed.id } },
      { 'millgate-now': '2026-11-24T10:00:00+08:00' },
    );
    const claimId = claimed.data?.claimSubsidy.claim.id;
    const linked = await until(filed.id, (one) => one.claims?.some(({ id }) => id === claimId) ?? false);
    const decision = { outcome: 'GRANTED', answer: '已认定' };
    for (const [mutation, input] of [
      ['decideCase', decision],
      ['resolveOnSpot', { answer: '已办' }],
    ] as const) {
      const early = await change(owner(linked), mutation, { ...on(linked), ...input });
      expect(early).toEqual({ case: null, userErrors: [{ code: 'LINKED_OPEN' }] });
    }
    const refused = await graph.ask(
      'program',
      `mutation ($input: DecideClaimInput!) { decideClaim(input: $input) { claim { state } userErrors { code } } }`,
      { input: { idempotencyKey: 'declared', claimId, verdict: 'REFUSE', reason: '积分不足' } },
    );
    expect(refused.data).toEqual({ decideClaim: { claim: { state: 'REFUSED' }, userErrors: [] } });
    const free = await until(filed.id, (one) => one.steps?.at(-1)?.action === 'CLAIM_CLOSED');
    const decided = await change(owner(free), 'decideCase', { ...on(free), ...decision }, '2026-11-25T10:00:00+08:00');
    expect(decided).toMatchObject({ case: { state: 'DELIVERED' }, userErrors: [] });

    // Rated 1 it is taken up again, and somebody else has five working days.
    const rated = await change(
      'welder',
      'rateCase',
      { ...on(decided.case), score: 1, comment: '没有说明理由' },
      '2026-11-26T10:00:00+08:00',
    );
    expect(rated.case).toMatchObject({ state: 'IN_PROGRESS', clock: { dueOn: '2026-12-03' } });
    expect([null, free.owner?.id]).not.toContain(rated.case?.owner?.id ?? null);

    const { data } = await graph.ask<{
      me: { cases: { nodes: { no: string; applicant: { displayName: string } }[] } };
    }>('welder', '{ me { cases(first: 1) { nodes { no applicant { displayName } } } } }');
    expect(data?.me.cases.nodes).toEqual([{ no: filed.no, applicant: { displayName: '林晓岚' } }]);
  });

  interface Followed extends CaseShown {
    readonly claims: readonly { readonly id: string }[] | null;
    readonly steps: readonly { readonly action: string }[] | null;
  }

  const follow = async (id: string): Promise<Followed | undefined> => {
    const fields = 'id no state version dueAt limitDays owner { id } claims { id } steps { action }';
    const query = `query ($id: ID!) { case(id: $id) { ${fields} } }`;
    return (await graph.ask<{ case: Followed }>('manager', query, { id })).data?.case;
  };
  /** What subsidies tells arrives by itself. Then the case is read anew: its parts were read one after the other. */
  const until = async (id: string, arrived: (one: Followed) => boolean): Promise<Followed> => {
    for (let one = await follow(id); !one || !arrived(one); one = await follow(id)) await sleep(50);
    return (await follow(id)) as Followed;
  };

  test('one number, three matters with three limits; two counters that call at once get two numbers', async () => {
    const day = '2026-12-01';
    const at = { 'millgate-now': `${day}T09:00:00+08:00` };
    const ask = async <T>(document: string) => {
      const { data, errors } = await graph.ask<Record<string, T>>('clerk', document, {}, at);
      expect(errors).toBeUndefined();
      return data as Record<string, T>;
    };
    const take = (key: string) =>
      ask<{ ticket: { id: string; no: string } }>(
        `mutation { takeTicket(input: { idempotencyKey: "${key}", communityId: "${lingfeng}" }) { ticket { id no } userErrors { code } } }`,
      );
    const { takeTicket } = await take('number-1');
    const ticketId = takeTicket?.ticket.id;
    const matters = [
      ['social-insurance-07', '社会保险'],
      ['medical-insurance-04', '医疗保险'],
      ['housing-01', '住房'],
    ] as const;
    for (const [itemCode, subject] of matters) {
      const input = { kind: 'APPLICATION', itemCode, subject, workerId: persona('welder').id, ticketId };
      await file('clerk', { ...input, assistance: 'GUIDED', channel: 'COUNTER' }, at['millgate-now']);
    }
    const { queueTicket } = await ask<{ matters: object[] }>(
      `{ queueTicket(id: "${ticketId}") { matters { item { code } limitDays } } }`,
    );
    expect(queueTicket?.matters).toEqual([
      { item: { code: 'social-insurance-07' }, limitDays: 1 },
      { item: { code: 'medical-insurance-04' }, limitDays: 10 },
      { item: { code: 'housing-01' }, limitDays: 15 },
    ]);
    const figures = await graph.ask(
      'manager',
      `{ figures(scopeId: "${lingfeng}", from: "${day}", to: "${day}") { desk { mattersPerTicket } } }`,
    );
    expect(figures.data).toEqual({ figures: { desk: { mattersPerTicket: 3 } } });

    await take('number-2');
    const call = (counter: number) =>
      ask<{ ticket: { no: string } | null; userErrors: object[] }>(
        `mutation { callNextTicket(input: { counterId: "${demoId('ctr', `lingfeng-${counter}`)}" }) { ticket { no } userErrors { code } } }`,
      );
    const called = await Promise.all([call(1), call(2), call(3)]);
    const numbers = called.flatMap(({ callNextTicket }) => callNextTicket?.ticket?.no ?? []);
    expect(numbers.toSorted()).toEqual(['A001', 'A002']);
    expect(called.flatMap(({ callNextTicket }) => callNextTicket?.userErrors)).toEqual([{ code: 'NOBODY_WAITS' }]);
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

    // Received at once, on that Sunday; of three terminals two can be used.
    const { data } = await graph.ask<{
      case: { receivedAt: string };
      community: { terminals: { place: string; state: string }[] };
    }>(
      'welder',
      `{ case(id: "${filed.id}") { receivedAt } community(id: "${communityId('xinzhuang')}") { terminals { place(lang: EN) state } } }`,
    );
    expect(data?.case.receivedAt).toBe('2026-11-21T18:30:00.000Z');
    const usable = data?.community.terminals.filter(({ state }) => state === 'ONLINE');
    expect([data?.community.terminals.length, usable?.length]).toEqual([3, 2]);
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
    await change(
      owner(fun.case),
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

  test('259 voices of a round are 48 and 211; each has its owner and due date, and a text sent twice counts once', async () => {
    const day = '2027-03-02';
    const at = { 'millgate-now': `${day}T10:00:00+08:00` };
    const round = await graph.ask<{ startSurvey: { surveyRound: { id: string } } }>(
      'registrar',
      `mutation { startSurvey(input: { idempotencyKey: "round", communityId: "${lingfeng}", name: { zh: "大调研", en: "Survey" },
         from: "${day}", to: "${day}", visitedEnterprises: 60 }) { surveyRound { id } userErrors { code } } }`,
      {},
      at,
    );
    const surveyRoundId = round.data?.startSurvey.surveyRound.id;
    const industry = ['PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'TRAINING'];
    const people = ['HOUSING', 'COMMUTING', 'SCHOOLING', 'MEDICAL', 'CULTURE_SPORT', 'MEALS', 'EMPLOYMENT'];
    const voice = (no: number) => ({
      ...{ idempotencyKey: `voice-${no}`, kind: 'SUGGESTION', communityId: lingfeng, subject: `意见 ${no}` },
      ...{ surveyRoundId, theme: no < 48 ? industry[no % 5] : people[no % 7], assistance: 'GUIDED' },
      channel: no % 2 === 0 ? 'SURVEY' : 'WECHAT',
    });
    // Four clerks write them down; every tenth is sent twice, as a front end does that did not hear.
    const numbers = Array.from({ length: 259 }, (_, no) => (no % 10 === 0 ? [no, no] : [no])).flat();
    const sent: Awaited<ReturnType<typeof change>>[] = [];
    const write = async () => {
      for (let no = numbers.pop(); no !== undefined; no = numbers.pop()) {
        sent.push(await change('clerk', 'fileCase', voice(no), at['millgate-now']));
      }
    };
    await Promise.all([write(), write(), write(), write()]);

    expect(sent).toHaveLength(259 + 26);
    expect(new Set(sent.map((answer) => answer.case?.no)).size).toBe(259);
    for (const { case: one } of sent) {
      expect(one).toMatchObject({
        ...{ state: 'IN_PROGRESS', dueAt: expect.any(String) },
        ...{ owner: { id: expect.any(String) }, department: { code: expect.any(String) } },
      });
    }
    const { data } = await graph.ask(
      'manager',
      `{ surveyRound(id: "${surveyRoundId}") { voices industryVoices }
         figures(scopeId: "${lingfeng}", from: "${day}", to: "${day}") { desk { voices industryVoices } } }`,
    );
    expect(data).toEqual({
      surveyRound: { voices: 259, industryVoices: 48 },
      figures: { desk: { voices: 259, industryVoices: 48 } },
    });
  }, 120_000);

  test('a suggestion about one’s employer shows nothing to that employer, by any path', async () => {
    const about = await file('welder', {
      kind: 'SUGGESTION',
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
