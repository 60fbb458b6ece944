// `npm run bench:search [-- --enterprises 10000 --workers 100000]`: what a page of 20 costs, however it is searched for.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { subgraph } from '@millgate/community';
import { communityId, demoId, persona } from '@millgate/demo';
import { sql, startEmbedded } from '@millgate/kit';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';

const { values } = parseArgs({
  options: {
    enterprises: { type: 'string', default: '10000' },
    workers: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '40' },
  },
});

/** Copies rows of the demo under names of their own; what is unique is left out or made anew, what is computed is. */
async function multiply(community: TestSubgraph, table: 'enterprise' | 'worker', wanted: number): Promise<void> {
  const [had] = await community.rows<{ n: number }>(`select count(*)::int as n from ${table}`);
  const columns = await community.rows<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_name = ? and is_generated = 'NEVER' and is_identity = 'NO'`,
    [table],
  );
  const given: Readonly<Record<string, string>> = {
    id: `'${table === 'worker' ? 'wrk' : 'ent'}_' || upper(substr(md5(t.id || n), 1, 26))`,
    name_zh: `t.name_zh || substr('甲乙丙丁戊己庚辛壬癸', 1 + n % 10, 1) || n`,
    name_en: `t.name_en || ' ' || n`,
    uscc: `'91' || lpad(n::text, 6, '0') || upper(substr(md5(t.id || n), 1, 10))`,
    search_text: 'null',
    search_grams: 'null',
    resident_id_hash: 'null',
    resident_id_sealed: 'null',
    merged_into: 'null',
    phone_hash: 'null',
    phone_sealed: 'null',
  };
  const names = columns.map(({ name }) => name);
  await community.rows(
    `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')})
     select ${names.map((name) => given[name] ?? `t."${name}"`).join(', ')}
       from (select row_number() over (order by ${table}.id)::int as no, ${table}.* from ${table}
              where ${table === 'worker' ? 'merged_into is null' : 'true'}) t, generate_series(1, ?::int) n
      order by n, t.id limit ?`,
    [Math.ceil(wanted / (had?.n ?? 1)) + 1, Math.max(0, wanted - (had?.n ?? 0))],
  );
  const context = { now: new Date() };
  for (let filled = -1; filled !== 0;) {
    const moved = await community.subgraph.runDue(context.now);
    filled = moved['search'] ?? 0;
  }
  await community.rows(`analyze ${table}`);
}

interface Search {
  readonly what: string;
  readonly who: string;
  readonly field: 'enterprises' | 'workers' | 'communities';
  readonly args: string;
}

const page = 'pageInfo { hasNextPage endCursor }';
const selections = {
  communities: `nodes { id name } ${page}`,
  enterprises: `nodes { id name(lang: EN) uscc grid { code } } ${page}`,
  workers: `nodes { id displayName(lang: EN) } ${page}`,
} as const;

const searches: readonly Search[] = [
  { what: 'baseline: a page of communities, no search', who: 'registrar', field: 'communities', args: 'first: 20' },
  { what: 'enterprises, no search', who: 'registrar', field: 'enterprises', args: 'first: 20' },
  { what: 'enterprises by Chinese name', who: 'registrar', field: 'enterprises', args: 'first: 20, search: "永丰"' },
  { what: 'enterprises by pinyin', who: 'registrar', field: 'enterprises', args: 'first: 20, search: "yongfeng"' },
  { what: 'enterprises by initials', who: 'registrar', field: 'enterprises', args: 'first: 20, search: "yfmj"' },
  {
    what: 'an enterprise by credit code',
    who: 'registrar',
    field: 'enterprises',
    args: 'first: 20, search: "91999999MA00000343"',
  },
  {
    what: 'enterprises of a chain by name',
    who: 'registrar',
    field: 'enterprises',
    args: `first: 20, search: "永丰", chainId: "${demoId('chn', 'knitting')}"`,
  },
  {
    what: 'enterprises of a community by name',
    who: 'registrar',
    field: 'enterprises',
    args: `first: 20, search: "永丰", communityId: "${communityId('liming')}"`,
  },
  {
    what: 'enterprises, nothing found',
    who: 'registrar',
    field: 'enterprises',
    args: 'first: 20, search: "没有这样的厂"',
  },
  { what: 'workers by Chinese name', who: 'registrar', field: 'workers', args: 'first: 20, search: "林晓"' },
  { what: 'workers by pinyin', who: 'registrar', field: 'workers', args: 'first: 20, search: "linxiao"' },
  { what: 'workers by initials', who: 'registrar', field: 'workers', args: 'first: 20, search: "lx"' },
  { what: 'workers by three initials', who: 'registrar', field: 'workers', args: 'first: 20, search: "lxm"' },
  {
    what: 'workers of a community by initials',
    who: 'registrar',
    field: 'workers',
    args: `first: 20, search: "lx", communityId: "${communityId('lingfeng')}"`,
  },
  {
    what: 'workers of a community by pinyin',
    who: 'registrar',
    field: 'workers',
    args: `first: 20, search: "lin", communityId: "${communityId('lingfeng')}"`,
  },
];

interface Cost {
  readonly statements: number;
  readonly found: number;
  readonly cpu: number;
  readonly wall: number;
}

async function cost(community: TestSubgraph, { who, field, args }: Search, rounds: number): Promise<Cost> {
  const caller = community.as(persona(who));
  const document = `{ ${field}(${args}) { ${selections[field]} } }`;
  const ask = async () =>
    (await caller.data<Record<string, { nodes: readonly object[] }>>(document))[field]?.nodes.length ?? 0;
  const found = await ask();
  const statements = await community.statementsOf(ask);
  const before = process.cpuUsage();
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) await ask();
  const { user, system } = process.cpuUsage(before);
  return { statements, found, cpu: (user + system) / 1_000 / rounds, wall: (performance.now() - start) / rounds };
}

const home = mkdtempSync(join(tmpdir(), 'millgate-search-'));
chmodSync(home, 0o755);
process.env['MILLGATE_TEST_HOME'] = home;
const server = await startEmbedded(join(home, 'postgres'), { durable: false });
process.env['MILLGATE_TEST_SERVER'] = server.url;
const community = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00', seeded: true });
try {
  await multiply(community, 'enterprise', Number(values.enterprises));
  await multiply(community, 'worker', Number(values.workers));
  const [held] = await sql<{ enterprises: number; workers: number }>(
    community.subgraph.database.fork(),
    'select (select count(*)::int from enterprise) as enterprises, (select count(*)::int from worker) as workers',
  );
  console.log(`Among ${held?.enterprises} enterprises and ${held?.workers} workers, a page of 20:`);
  console.log('| search | found | statements | CPU ms | ratio to the baseline | ms |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  let baseline: Cost | undefined;
  for (const search of searches) {
    const one = await cost(community, search, Number(values.rounds));
    baseline ??= one;
    const ratio = (one.cpu / baseline.cpu).toFixed(1);
    console.log(
      `| ${search.what} | ${one.found} | ${one.statements} | ${one.cpu.toFixed(2)} | ${ratio} | ${one.wall.toFixed(2)} |`,
    );
  }
} finally {
  await community.stop();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
