// `npm run bench:subsidies [-- --people 10000]`: what screening costs, what a rush on the last money leaves, and whether all
// of it comes out again.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bulkWorker, persona } from '@millgate/demo';
import { newId, startEmbedded } from '@millgate/kit';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '@millgate/subsidies';
import { replayDecisions } from '@millgate/subsidies/replay';

const { values } = parseArgs({ options: { people: { type: 'string', default: '10000' } } });
const people = Number(values.people);

const known = (source: string, version: string) => ({ status: 'KNOWN', until: null, source, version });

/** Somebody with every fact there is, as the gateway hands them over. */
function factsOf(index: number) {
  const { birthDate } = bulkWorker(index % 3_000);
  const day = `20${String(20 + (index % 6)).padStart(2, '0')}-03-${String(1 + (index % 28)).padStart(2, '0')}`;
  return {
    birthDateFact: { ...known('community:Worker', 'w@1'), from: birthDate, value: birthDate },
    settledOnFact: { ...known('community:Worker', 'w@1'), from: day, value: index % 3 ? day : null },
    skillRankFacts: [{ ...known('training:Credential', `crd@${index}`), from: day, value: index % 8 }],
    homePurchaseFacts: [
      {
        ...known('housing:HomePurchase', `hpu@${index}`),
        from: day,
        purchaseId: `hpu-${index}`,
        areaM2: 90,
        contractedOn: day,
        deliveredOn: day,
        rescindedOn: null,
      },
    ],
    mainJobFacts: [{ ...known('community:Employment', 'e@1'), from: day, value: day }],
    childBirthFacts: [],
  };
}

const screen = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Worker {
  eligibilities { outcome amount { fen } triggerOn program { code }
    trace { rule outcome value effectiveFrom } missingFacts { name reason } } } } }`;

const claim = `mutation ($i: ClaimSubsidyInput!) { claimSubsidy(input: $i) { claim { state } userErrors { code } } }`;

async function cost(subsidies: TestSubgraph, size: number, rounds: number): Promise<string> {
  const officer = subsidies.as(persona('program'));
  const representations = Array.from({ length: size }, (_, at) => ({
    __typename: 'Worker',
    id: bulkWorker(at % 3_000).id,
    ...factsOf(at),
  }));
  const ask = async () => {
    const { errors } = await officer.ask(screen, { r: representations });
    if (errors) throw new Error(JSON.stringify(errors[0]));
  };
  await ask();
  const statements = await subsidies.statementsOf(ask);
  const before = process.cpuUsage();
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) await ask();
  const { user, system } = process.cpuUsage(before);
  const each = (total: number) => (total / rounds / size).toFixed(3);
  return `| ${size} | ${statements} | ${(statements / size).toFixed(4)} | ${each((user + system) / 1000)} | ${each(performance.now() - start)} |`;
}

async function rush(subsidies: TestSubgraph): Promise<void> {
  const program = 'SKILL_LEVEL';
  // Whoever waits in the demo data would be served first.
  await subsidies.rows(`update claim set state = 'WITHDRAWN' where state = 'WAITING_BUDGET'`);
  await subsidies
    .as(persona('program'), '2041-01-01T08:00:00+08:00')
    .data(
      `mutation { openAppropriation(input: { idempotencyKey: "rush", programCode: "${program}", fiscalYear: 2041, fen: ${600 * 300_000} }) { userErrors { code } } }`,
    );
  const claimants = Array.from({ length: 1_000 }, () => newId('wrk'));
  const start = performance.now();
  const before = process.cpuUsage();
  const answers = await Promise.all(
    claimants.map((id) =>
      subsidies
        .as({ id, roles: [{ role: 'WORKER', scope: id }] }, '2041-01-01T09:00:00+08:00')
        .ask<{ claimSubsidy: { claim: { state: string } | null; userErrors: { code: string }[] } }>(claim, {
          i: { idempotencyKey: 'rush', programCode: program },
        }),
    ),
  );
  const millis = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const counts = new Map<string, number>();
  for (const { data, errors } of answers) {
    const state =
      data?.claimSubsidy.claim?.state ?? data?.claimSubsidy.userErrors[0]?.code ?? String(errors?.[0]?.message);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const [booked] = await subsidies.rows<{ entries: number; reserved: string; available: string }>(
    `select (select count(*)::int from ledger_entry l where l.appropriation_id = a.id and to_account = 'RESERVED') as entries,
            reserved_fen as reserved, amount_fen - reserved_fen as available
       from appropriation a join subsidy_program p on p.id = a.program_id where p.code = '${program}' and fiscal_year = 2041`,
  );
  console.log(`1,000 claims at once on money for 600: ${JSON.stringify(Object.fromEntries(counts))}`);
  console.log(`booked: ${booked?.entries} reservations, ${booked?.reserved} fen reserved, ${booked?.available} left`);
  console.log(`${millis.toFixed(0)} ms, ${((user + system) / 1_000_000).toFixed(2)} ms CPU a claim`);
  if (counts.get('APPROVED') !== 600 || booked?.entries !== 600) throw new Error('not exactly 600 were approved');
}

/** Takes every decision again, those of the rush among them; then one that was tampered with has to show. */
async function replay(subsidies: TestSubgraph): Promise<void> {
  const em = () => subsidies.subgraph.database.fork();
  const before = process.cpuUsage();
  const { decisions, differences, unbalanced } = await replayDecisions(em());
  const { user, system } = process.cpuUsage(before);
  const each = ((user + system) / 1000 / decisions).toFixed(3);
  console.log(
    `replay: ${decisions} decisions, ${differences.length} differences, ${unbalanced.length} books out of balance, ${each} ms CPU each`,
  );
  const [tampered] = await subsidies.rows<{ id: string }>(
    `update claim set assessed = jsonb_set(assessed, '{amountFen}', '1')
      where id = (select max(id) from claim where state = 'APPROVED') returning id`,
  );
  const again = (await replayDecisions(em())).differences;
  console.log(`one tampered with: ${JSON.stringify(again)}`);
  if (differences.length + unbalanced.length > 0 || again.length !== 1 || again[0]?.claimId !== tampered?.id) {
    throw new Error('a decision came out otherwise, or one that was tampered with did not');
  }
}

/** Everybody holds level 3: the rank fact alone is asked for. */
const graph = async (): Promise<string> =>
  JSON.stringify({
    data: { worker: { skillRankFacts: [{ ...known('training:Credential', 'crd@1'), from: '2040-01-01', value: 3 }] } },
  });

const home = mkdtempSync(join(tmpdir(), 'millgate-bench-'));
chmodSync(home, 0o755);
const server = await startEmbedded(join(home, 'postgres'), { durable: false });
process.env['MILLGATE_TEST_SERVER'] = server.url;
process.env['MILLGATE_TEST_HOME'] = home;
const subsidies = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true, graph });
try {
  console.log('| workers a request | statements | statements a worker | CPU ms a worker | ms a worker |');
  console.log('| --- | --- | --- | --- | --- |');
  console.log(await cost(subsidies, 1, 200));
  console.log(await cost(subsidies, 100, 10));
  console.log(await cost(subsidies, people, 1));
  await rush(subsidies);
  await replay(subsidies);
} finally {
  await subsidies.stop();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
