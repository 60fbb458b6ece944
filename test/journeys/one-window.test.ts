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
    who: string,
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
