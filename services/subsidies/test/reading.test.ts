import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import type { Caller } from '@millgate/kit';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');
const officer = persona('program');
const [hr, trainer, stranger] = [persona('hr'), persona('trainer'), persona('packer')];
const service: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' };

let subsidies: TestSubgraph;
beforeAll(async () => {
  subsidies = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
});
afterAll(() => subsidies.stop());

const entities = (typename: string, id: string, selection: string) => ({
  document: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typename} { ${selection} } } }`,
  variables: { r: [{ __typename: typename, id }] },
});

describe('programmes', () => {
  test('are listed by code, with parameters, every value they have had and the document that set it', async () => {
    const { programs } = await subsidies
      .as(nobody)
      .data<{ programs: { nodes: { code: string }[] } }>('{ programs { nodes { code } } }');
    const { program } = await subsidies.as(nobody).data(
      `{ program(code: "YOUTH_HOME_PURCHASE") { name(lang: EN) kind claimant state basis(lang: EN)
         parameters { name unit values { from value reference(lang: EN) } } } }`,
    );

    expect(programs.nodes.map(({ code }) => code)).toEqual([
      'POINTS_SCHOOLING',
      'SKILL_LEVEL',
      'STABLE_JOB',
      'WORK_TRAINING',
      'YOUTH_HOME_PURCHASE',
      'YOUTH_SETTLEMENT',
    ]);
    expect(program).toMatchObject({
      name: 'Youth Beilun: youth apartment purchase subsidy',
      kind: 'CASH',
      claimant: 'WORKER',
      state: 'OPEN',
    });
    expect((program as { parameters: unknown[] }).parameters[2]).toEqual({
      name: 'amount',
      unit: 'FEN',
      values: [
        { from: '2019-01-01', value: 20_000_000, reference: expect.stringContaining('article 5') },
        { from: '2021-01-01', value: 30_000_000, reference: expect.stringContaining('invented for the demo') },
      ],
    });
  });

  test('are found by code and by id alike', async () => {
    const { _entities } = await subsidies
      .as(nobody)
      .data(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on SubsidyProgram { id code } } }`, {
        r: [
          { __typename: 'SubsidyProgram', code: 'SKILL_LEVEL' },
          { __typename: 'SubsidyProgram', id: demoId('sub', 'SKILL_LEVEL') },
          { __typename: 'SubsidyProgram', code: 'NONE' },
        ],
      });

    const skillLevel = { id: demoId('sub', 'SKILL_LEVEL'), code: 'SKILL_LEVEL' };
    expect(_entities).toEqual([skillLevel, skillLevel, null]);
  });

  test.each([
    ['an officer', officer, 1],
    ['nobody', nobody, 0],
    ['a worker', welder, 0],
  ] as const)('a draft is for officers alone: seen by %s', async (_who, caller, visible) => {
    await subsidies.rows(`update subsidy_program set state = 'DRAFT' where code = 'WORK_TRAINING'`);

    const { program, programs } = await subsidies
      .as(caller)
      .data<{ program: unknown; programs: { nodes: unknown[] } }>(
        '{ program(code: "WORK_TRAINING") { id } programs { nodes { id } } }',
      );

    await subsidies.rows(`update subsidy_program set state = 'CLOSED' where code = 'WORK_TRAINING'`);
    expect({ one: program ? 1 : 0, listed: programs.nodes.length }).toEqual({ one: visible, listed: 5 + visible });
  });
});

describe('a claim', () => {
  const claimId = demoId('clm', 'SKILL_LEVEL-welder');

  test('shows its claimant what was decided, by what, and what became of it', async () => {
    const { claim } = await subsidies.as(welder).data(
      `query ($id: ID!) { claim(id: $id) {
         program { code } worker { id } credential { id } asOf state amount { fen currency }
         assessment { outcome trace { rule outcome value effectiveFrom } }
         evidence { name owner status source }
         steps { from to automatic } payment { state amount { fen } accountMasked } appeals { id } entitlements { id } } }`,
      { id: claimId },
    );

    expect(claim).toEqual({
      program: { code: 'SKILL_LEVEL' },
      worker: { id: welder.id },
      credential: { id: demoId('crd', 'welder-3') },
      asOf: '2020-10-12',
      state: 'PAID',
      amount: { fen: 200_000, currency: 'CNY' },
      assessment: {
        outcome: 'ELIGIBLE',
        trace: [
          { rule: 'IN_FORCE', outcome: 'PASSED', value: 200_000, effectiveFrom: '2015-01-01' },
          { rule: 'SKILL_RANK', outcome: 'PASSED', value: 3, effectiveFrom: '2015-01-01' },
          { rule: 'TIMES_PER_PERSON', outcome: 'PASSED', value: 1, effectiveFrom: '2015-01-01' },
        ],
      },
      evidence: [{ name: 'skillRankFacts', owner: 'training', status: 'KNOWN', source: 'training:Credential' }],
      steps: [
        { from: null, to: 'SUBMITTED', automatic: false },
        { from: 'SUBMITTED', to: 'APPROVED', automatic: true },
        { from: 'APPROVED', to: 'PAYING', automatic: true },
        { from: 'PAYING', to: 'PAID', automatic: true },
      ],
      payment: { state: 'SETTLED', amount: { fen: 200_000 }, accountMasked: expect.stringMatching(/^\*{4} .*\d{4}$/) },
      appeals: [],
      entitlements: [],
    });
  });

  const readers: [string, Caller | PersonLike, boolean][] = [
    ['its claimant', welder, true],
    ['a programme officer', officer, true],
    ['her employer’s HR', hr, false],
    ['a trainer', trainer, false],
    ['another worker', stranger, false],
    ['a manager', persona('manager'), false],
    ['a service', service, false],
    ['nobody', nobody, false],
  ];

  test.each(readers)('read by %s, by its query and as an entity', async (_who, caller, allowed) => {
    const { document, variables } = entities('Claim', claimId, 'id');
    const { claim } = await subsidies.as(caller).data(`query ($id: ID!) { claim(id: $id) { id } }`, { id: claimId });
    const { _entities } = await subsidies.as(caller).data(document, variables);

    const expected = allowed ? { id: claimId } : null;
    expect({ claim, _entities }).toEqual({ claim: expected, _entities: [expected] });
  });

  test.each(readers)('its payment read by %s', async (_who, caller, allowed) => {
    const id = claimId.replace('clm', 'pay');
    const { document, variables } = entities('Payment', id, 'id claim { id }');

    const { _entities } = await subsidies.as(caller).data(document, variables);

    expect(_entities).toEqual([allowed ? { id, claim: { id: claimId } } : null]);
  });

  test.each(readers)('the worker’s claims read by %s', async (_who, caller, allowed) => {
    const { document, variables } = entities('Worker', welder.id, 'claims { nodes { program { code } } }');

    const { data, errors } = await subsidies
      .as(caller)
      .ask<{ _entities: { claims: { nodes: unknown[] } | null }[] }>(document, variables);

    expect({ count: data?._entities[0]?.claims?.nodes.length, code: errors?.[0]?.extensions?.['code'] }).toEqual(
      allowed ? { count: 2, code: undefined } : { count: undefined, code: 'FORBIDDEN' },
    );
  });

  test.each([
    ['its own HR', hr, 2],
    ['a programme officer', officer, 2],
    ['an employee', welder, null],
    ['nobody', nobody, null],
  ] as const)('an enterprise’s claims read by %s', async (_who, caller, count) => {
    const { document, variables } = entities(
      'Enterprise',
      enterpriseId('zhenzhi'),
      'claims { nodes { worker { id } } }',
    );

    const { data } = await subsidies
      .as(caller)
      .ask<{ _entities: { claims: { nodes: unknown[] } | null }[] }>(document, variables);

    expect(data?._entities[0]?.claims?.nodes.length ?? null).toBe(count);
  });

  test.each([
    ['the buyer', bulkWorker(5), 1],
    ['an officer', officer, 1],
    ['somebody else', stranger, 0],
  ] as const)('claims of a home purchase read by %s', async (_who, caller, count) => {
    const { document, variables } = entities('HomePurchase', demoId('hpu', 'bulk-5'), 'claims { nodes { id } }');
    const who = 'roles' in caller ? caller : { id: caller.id, roles: [] };

    const { _entities } = await subsidies
      .as(who)
      .data<{ _entities: { claims: { nodes: unknown[] } }[] }>(document, variables);

    expect(_entities[0]?.claims.nodes.length).toBe(count);
  });
});

describe('money', () => {
  test('is shown to anybody by year, and its ledger to officers alone', async () => {
    const query = `{ budget(program: "SKILL_LEVEL", fiscalYear: 2025) {
      amount { fen } available { fen } paid { fen } ledger(first: 2) { nodes { from to amount { fen } } } } }`;

    const open = await subsidies.as(nobody).ask<{ budget: { paid: { fen: number }; ledger: unknown } }>(query);
    const full = await subsidies.as(officer).data<{ budget: { ledger: { nodes: unknown[] } } }>(query);

    expect(open.data?.budget.paid.fen).toBeGreaterThan(0);
    expect(open.data?.budget.ledger).toBeNull();
    expect(open.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(full.budget.ledger.nodes).toHaveLength(2);
  });

  test('of the demo data stands in the ledger to the fen', async () => {
    const wrong = await subsidies.rows(`
      select a.id from appropriation a left join lateral (
        select coalesce(sum(case to_account when 'RESERVED' then amount_fen end), 0) - coalesce(sum(case from_account when 'RESERVED' then amount_fen end), 0) as reserved,
               coalesce(sum(case to_account when 'COMMITTED' then amount_fen end), 0) - coalesce(sum(case from_account when 'COMMITTED' then amount_fen end), 0) as committed,
               coalesce(sum(case to_account when 'PAID' then amount_fen end), 0) as paid,
               coalesce(sum(case from_account when 'TREASURY' then amount_fen end), 0) as amount
          from ledger_entry where appropriation_id = a.id) l on true
       where (l.reserved, l.committed, l.paid, l.amount) is distinct from (a.reserved_fen, a.committed_fen, a.paid_fen, a.amount_fen)`);
    const unpaid = await subsidies.rows(`
      select c.id from claim c left join payment p on p.claim_id = c.id
       where (c.state in ('PAID', 'CLAWBACK_DUE') and c.amount_fen is not null) <> (p.id is not null)`);

    expect({ wrong, unpaid }).toEqual({ wrong: [], unpaid: [] });
  });

  test.each(['ledger_entry', 'claim_step'])('%s can be added to and never changed', async (table) => {
    const changes = [`update ${table} set claim_id = null`, `delete from ${table}`, `truncate ${table} cascade`];

    for (const change of changes)
      await expect(subsidies.rows(change)).rejects.toMatchObject({ constraint: `${table}_append_only` });
  });

  test('the database itself refuses to reserve for one claim twice', async () => {
    const twice = subsidies.rows(
      `insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
       select 'led_twice', appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at
         from ledger_entry where to_account = 'RESERVED' limit 1`,
    );

    await expect(twice).rejects.toMatchObject({ constraint: 'ledger_entry_reserved_once' });
  });

  test('the database itself refuses to promise what is not there', async () => {
    const overspend = subsidies.rows(
      `insert into ledger_entry (id, appropriation_id, from_account, to_account, amount_fen, booked_at)
       select 'led_over', id, 'AVAILABLE', 'RESERVED', amount_fen + 1, now() from appropriation limit 1`,
    );

    await expect(overspend).rejects.toMatchObject({ constraint: 'appropriation_s2_check' });
  });

  test.each([
    ['an update', 'update appropriation set paid_fen = paid_fen + 1'],
    [
      'a new year',
      `insert into appropriation (id, program_id, fiscal_year, amount_fen) select 'apr_x', program_id, 2090, 100 from appropriation limit 1`,
    ],
  ])('balances move with the ledger alone: the database refuses %s', async (_what, change) => {
    await expect(subsidies.rows(change)).rejects.toMatchObject({ constraint: 'appropriation_s7' });
  });
});

describe('a list', () => {
  const claims = `query ($first: Int!) { claims(first: $first) { nodes {
    id program { code parameters { values { value } } } steps { to } payment { id } appeals { id } entitlements { id } } } }`;

  test('of claims with all their relations takes as many statements for 20 as for 1', async () => {
    const one = await subsidies.statementsOf(() => subsidies.as(officer).data(claims, { first: 1 }));
    const twenty = await subsidies.statementsOf(() => subsidies.as(officer).data(claims, { first: 20 }));

    expect({ one, twenty }).toEqual({ one: 8, twenty: 8 });
  });

  test('of every worker’s claims takes two statements and one that tells them, whatever the number of workers', async () => {
    const representations = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ __typename: 'Worker', id: bulkWorker(index).id }));
    const document = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Worker { claims { nodes { id } } } } }`;
    const statements = (count: number) =>
      subsidies.statementsOf(() => subsidies.as(officer).data(document, { r: representations(count) }));

    expect(await Promise.all([1].map(statements))).toEqual([3]);
    expect(await statements(20)).toBe(3);
  });

  test('turns its pages without losing or repeating a claim', async () => {
    const document = `query ($after: String) { claims(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }`;
    type Page = { claims: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { claims: found }: Page = await subsidies.as(officer).data<Page>(document, { after });
      seen.push(...found.nodes.map(({ id }) => id));
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }

    const [all] = await subsidies.rows<{ count: number }>('select count(*)::int as count from claim');
    expect({ seen: seen.length, distinct: new Set(seen).size }).toEqual({ seen: all?.count, distinct: all?.count });
  });
});
