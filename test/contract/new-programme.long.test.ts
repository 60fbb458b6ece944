import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOfTheProject, runIn } from '../support/project-copy.ts';

/** What somebody who is of age is told of the programme, and gets: written beside the copy's own tests. */
const entitled = `
import { expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { startTestSubgraph } from '@millgate/kit/testing';
import { replayDecisions } from '../src/replay/replay.ts';
import { subgraph } from '../src/subgraph.ts';
import { born, StandIn } from './support/graph.ts';

test('a programme that stands in its own files alone is screened, claimed, decided, paid and replayed', async () => {
  const graph = new StandIn();
  const now = '2026-11-20T10:00:00+08:00';
  const subsidies = await startTestSubgraph(subgraph, { now, seeded: true, graph: graph.transport });
  const welder = persona('welder');
  const birthDateFact = born('1991-11-02');
  graph.state(welder.id, { birthDateFact });
  const screen = await subsidies.as(welder).data(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Worker { eligibilities { program { code } outcome amount { fen } trace { rule outcome effectiveFrom } } } } }',
    { r: [{ __typename: 'Worker', id: welder.id, birthDateFact, settledOnFact: null, skillRankFacts: [], homePurchaseFacts: [], mainJobFacts: [], childBirthFacts: [] }] },
  );
  expect(screen._entities[0].eligibilities.find(({ program }) => program.code === 'RENT_SUPPORT')).toEqual({
    program: { code: 'RENT_SUPPORT' },
    outcome: 'ELIGIBLE',
    amount: { fen: 100_000 },
    trace: [
      { rule: 'IN_FORCE', outcome: 'PASSED', effectiveFrom: '2026-01-01' },
      { rule: 'AGE_MIN', outcome: 'PASSED', effectiveFrom: '2026-01-01' },
      { rule: 'TIMES_PER_PERSON', outcome: 'PASSED', effectiveFrom: '2026-01-01' },
    ],
  });
  await subsidies.as(persona('program')).data(
    'mutation { openAppropriation(input: { idempotencyKey: "rent", programCode: "RENT_SUPPORT", fiscalYear: 2026, fen: 100000 }) { userErrors { code } } }',
  );
  const claim = (key) => subsidies.as(welder).data(
    'mutation { claimSubsidy(input: { idempotencyKey: "' + key + '", programCode: "RENT_SUPPORT" }) { claim { state amount { fen } } userErrors { code } } }',
  );
  expect((await claim('a')).claimSubsidy).toEqual({ claim: { state: 'APPROVED', amount: { fen: 100_000 } }, userErrors: [] });
  expect((await claim('b')).claimSubsidy).toEqual({ claim: null, userErrors: [{ code: 'ALREADY_CLAIMED' }] });
  await subsidies.subgraph.runDue(new Date(now));
  expect(await subsidies.rows("select state from claim where worker_id = ? and program_id = (select id from subsidy_program where code = 'RENT_SUPPORT')", [welder.id])).toEqual([{ state: 'PAYING' }]);
  expect((await replayDecisions(subsidies.subgraph.database.fork())).differences).toEqual([]);
  await subsidies.stop();
});
`;

describe('npm run new:programme', () => {
  let project: string;
  beforeAll(() => {
    project = copyOfTheProject();
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const run = (command: string, ...args: string[]) => runIn(project, command, ...args);
  const vitest = (...paths: string[]) => run('node_modules/vitest/vitest.mjs run --project fast', ...paths);
  const succeeds = { status: 0, output: expect.any(String) };
  const index = () => readFileSync(join(project, 'services/subsidies/src/program/rules/index.ts'), 'utf8');

  test.each([
    ['no code', [], 'give a code of capitals and underscores'],
    ['a code that is a path', ['../RENT'], 'give a code of capitals and underscores'],
    ['a programme that exists', ['YOUTH_SETTLEMENT'], 'services/subsidies/seeds/programs/youth-settlement.ts exists'],
  ])('refuses %s, and writes nothing', (_what, args, message) => {
    const before = index();

    const { status, output } = run('scripts/new-programme.mjs', ...args);

    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining(message) });
    expect(index()).toBe(before);
  });

  test('makes a draft by data, one file of rules and cases: typed, formatted, and its cases hold', () => {
    expect(run('scripts/new-programme.mjs', 'RENT_SUPPORT')).toEqual(succeeds);

    expect(index()).toContain('rentSupport');
    expect(run('node_modules/ts7/bin/tsc --noEmit -p tsconfig.json')).toEqual({ status: 0, output: '' });
    expect(run('node_modules/prettier/bin/prettier.cjs --check services/subsidies')).toEqual(succeeds);
    const { status, output } = vitest(
      '--reporter=verbose',
      'services/subsidies/src/program',
      'services/subsidies/test/eligibility',
    );
    for (const one of ['of age', 'not yet of age', 'the registry does not answer']) {
      expect(output).toMatch(new RegExp(`✓.*rent-support\\.cases\\.yaml > ${one}`));
    }
    expect(status).toBe(0);
  }, 400_000);

  test('which fails as soon as its rules and its cases differ', () => {
    const rules = join(project, 'services/subsidies/src/program/rules/rent-support.rules.ts');
    const text = readFileSync(rules, 'utf8');
    writeFileSync(rules, text.replace('age >= value', 'age > value + 30'));

    const { status, output } = vitest('services/subsidies/src/program/rules/cases');

    writeFileSync(rules, text);
    expect({ status, output }).toEqual({
      status: 1,
      output: expect.stringContaining('rent-support.cases.yaml > of age'),
    });
  }, 200_000);

  test('once it is open, people are screened for it, claim it and are paid, without a line of code elsewhere', () => {
    const data = join(project, 'services/subsidies/seeds/programs/rent-support.ts');
    writeFileSync(data, readFileSync(data, 'utf8').replace('ProgramState.DRAFT', 'ProgramState.OPEN'));
    writeFileSync(join(project, 'services/subsidies/test/rent-support.test.ts'), entitled);

    expect(vitest('services/subsidies/test/rent-support')).toEqual(succeeds);
  }, 200_000);
});
