import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { replayDecisions } from '../src/replay/replay.ts';
import { subgraph } from '../src/subgraph.ts';
import { born, bought, StandIn } from './support/graph.ts';

const graph = new StandIn();
let subsidies: TestSubgraph;
beforeAll(async () => {
  subsidies = await startTestSubgraph(subgraph, {
    now: '2026-11-20T10:00:00+08:00',
    seeded: true,
    graph: graph.transport,
  });
});
afterAll(() => subsidies.stop());

const replay = () => replayDecisions(subsidies.subgraph.database.fork());
const officer = persona('program');
const setParameter = (key: string, name: string, from: string, value: number, at?: string) =>
  subsidies.as(officer, at).ask(
    `mutation ($i: SetParameterInput!) { setParameter(input: $i) {
       parameter { values { from value recordedAt } } userErrors { code rule earliest } } }`,
    {
      i: {
        idempotencyKey: key,
        programCode: 'YOUTH_HOME_PURCHASE',
        name,
        from,
        value,
        reference: { zh: '测试文号', en: 'test document' },
      },
    },
  );

describe('decisions, taken again', () => {
  test('all come out the same in the demo data, and the books balance', async () => {
    const { decisions, differences, unbalanced } = await replay();

    expect(decisions).toBeGreaterThan(300);
    expect({ differences, unbalanced }).toEqual({ differences: [], unbalanced: [] });
  });

  test('that were stored on 22 November 2026 come out the same: rules that decide otherwise have another version', async () => {
    // Of the demo data as that day’s rules decided them: what this program decides it would find right in any case.
    const file = new URL('support/stored-decisions.json', import.meta.url);
    const stored = JSON.parse(readFileSync(file, 'utf8')) as {
      id: string;
      code: string;
      assessed: { outcome: string };
    }[];
    const written = await subsidies.rows(
      `update claim c set as_of = s.as_of, subject_id = s.subject_id, assessed_at = s.assessed_at,
              fact_bundle = s.fact_bundle, assessed = s.assessed
         from jsonb_to_recordset(?::jsonb) as s(id text, as_of date, subject_id text, assessed_at timestamptz, fact_bundle jsonb, assessed jsonb)
        where c.id = s.id returning c.id`,
      [JSON.stringify(stored)],
    );

    expect(stored.map(({ code, assessed }) => `${code} ${assessed.outcome}`)).toEqual([
      'SKILL_LEVEL ELIGIBLE',
      'SKILL_LEVEL NEED_MORE_FACTS',
      'YOUTH_HOME_PURCHASE ELIGIBLE',
      'YOUTH_HOME_PURCHASE NEED_MORE_FACTS',
      'YOUTH_HOME_PURCHASE NOT_ELIGIBLE',
    ]);
    expect(written).toHaveLength(stored.length);
    expect((await replay()).differences).toEqual([]);
  });

  test('stay what they were when a parameter changes (S6): a value begins tomorrow at the earliest', async () => {
    const welder = persona('welder');
    graph.state(welder.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought('2021-05-24')] });
    await subsidies
      .as(welder)
      .data(
        `mutation { claimSubsidy(input: { idempotencyKey: "k", programCode: "YOUTH_HOME_PURCHASE" }) { claim { id } } }`,
      );
    const before = await subsidies.rows('select id, assessed, amount_fen, state from claim order by id');

    const today = await setParameter('today', 'ageMax', '2026-11-20', 20);
    const tomorrow = await setParameter('tomorrow', 'ageMax', '2026-11-21', 20);
    const mended = await setParameter('mended', 'ageMax', '2026-11-21', 30, '2026-11-20T11:00:00+08:00');

    expect(today.data).toEqual({
      setParameter: {
        parameter: null,
        userErrors: [{ code: 'NOT_IN_FUTURE', rule: 'S6', earliest: '2026-11-21' }],
      },
    });
    expect(tomorrow.errors).toBeUndefined();
    expect(mended.data).toMatchObject({
      setParameter: {
        parameter: {
          values: [
            { from: '2019-01-01', value: 35 },
            { from: '2026-11-21', value: 20 },
            { from: '2026-11-21', value: 30 },
          ],
        },
      },
    });
    expect(await subsidies.rows('select id, assessed, amount_fen, state from claim order by id')).toEqual(before);
    expect((await replay()).differences).toEqual([]);
  });

  test('a new claim is decided by the value that was recorded last for its day', async () => {
    const packer = persona('packer');
    graph.state(packer.id, { birthDateFact: born('1996-01-01'), homePurchaseFacts: [bought('2026-11-25')] });

    const { data } = await subsidies
      .as(packer, '2026-11-25T10:00:00+08:00')
      .ask<{ claimSubsidy: { claim: { state: string } | null } }>(
        `mutation { claimSubsidy(input: { idempotencyKey: "k", programCode: "YOUTH_HOME_PURCHASE" }) {
           claim { state assessment { trace { rule value effectiveFrom outcome } } } } }`,
      );

    expect(data?.claimSubsidy.claim).toMatchObject({
      assessment: {
        trace: expect.arrayContaining([{ rule: 'AGE_MAX', value: 30, effectiveFrom: '2026-11-21', outcome: 'PASSED' }]),
      },
    });
    expect((await replay()).differences).toEqual([]);
  });

  test.each([
    [
      'an outcome',
      `jsonb_set(assessed, '{outcome}', '"NOT_ELIGIBLE"')`,
      'NOT_ELIGIBLE was decided, ELIGIBLE comes out',
    ],
    ['an amount', `jsonb_set(assessed, '{amountFen}', '1')`, '1 fen were granted, 30000000 come out'],
    ['a reason', `jsonb_set(assessed, '{trace,1,outcome}', '"WAIVED"')`, 'the reasons differ'],
    ['the rules', `jsonb_set(assessed, '{rulesVersion}', '"0"')`, 'version 0 of its rules is not here'],
  ])('say so when %s was tampered with', async (_what, change, why) => {
    const [row] = await subsidies.rows<{ id: string; assessed: object }>(
      `select c.id, c.assessed from claim c join subsidy_program p on p.id = c.program_id
        where p.code = 'YOUTH_HOME_PURCHASE' and c.assessed->>'amountFen' = '30000000' order by c.id limit 1`,
    );
    await subsidies.rows(`update claim set assessed = ${change} where id = ?`, [row?.id]);

    const { differences } = await replay();

    await subsidies.rows('update claim set assessed = ?::jsonb where id = ?', [JSON.stringify(row?.assessed), row?.id]);
    expect(differences).toEqual([{ claimId: row?.id, program: 'YOUTH_HOME_PURCHASE', why }]);
  });
});
