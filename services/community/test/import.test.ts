import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { creditCodeCheckCharacter } from '../src/enterprise/credit-code.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { creditCodeOf, residentId, staffOf } from './support/people.ts';

const report =
  '{ report { rows created unchanged faults { row column rule message } } userErrors { code path columns } }';
const ImportWorkers = `mutation ($input: ImportWorkersInput!) { importWorkers(input: $input) ${report} }`;
const ImportEnterprises = `mutation ($input: ImportEnterprisesInput!) { importEnterprises(input: $input) ${report} }`;

interface Imported {
  readonly report: {
    readonly rows: number;
    readonly created: number;
    readonly unchanged: number;
    readonly faults: readonly object[];
  } | null;
  readonly userErrors: readonly object[];
}

const registrar = persona('registrar');
const lingfeng = communityId('lingfeng');
const zhenzhi = creditCodeOf('zhenzhi');

describe('an import', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const run = async (mutation: string, text: string, given: object = {}): Promise<Imported> => {
    const input = { communityId: lingfeng, firstRow: 2, dryRun: false, text, ...given };
    const answer = await community.as(registrar).data<Record<string, Imported>>(mutation, { input });
    return Object.values(answer)[0] as Imported;
  };
  const counts = async () => {
    const [row] = await community.rows(
      `select (select count(*)::int from worker) as workers, (select count(*)::int from employment) as jobs,
              (select count(*)::int from enterprise) as enterprises, (select count(*)::int from kit_outbox) as events`,
    );
    return row as { workers: number; jobs: number; enterprises: number; events: number };
  };
  const workersCsv = (from: number, to: number) =>
    [
      '姓名,身份证号,手机号,统一社会信用代码,岗位,入职日期',
      ...Array.from({ length: to - from }, (_, at) => {
        const id = residentId('1990-05-06', from + at);
        return `导入${from + at},${id},139${String(10_000_000 + from + at)},${zhenzhi},操作工,2026-11-01`;
      }),
    ].join('\n');

  test('that is only tried says what would be entered, and enters nobody', async () => {
    const before = await counts();

    const tried = await run(ImportWorkers, workersCsv(100, 120), { dryRun: true });

    expect(tried).toEqual({ report: { rows: 20, created: 20, unchanged: 0, faults: [] }, userErrors: [] });
    expect(await counts()).toEqual(before);
  });

  test('enters workers with their jobs and tells others, once, however often it is sent', async () => {
    const before = await counts();

    const first = await run(ImportWorkers, workersCsv(200, 220));
    const again = await run(ImportWorkers, workersCsv(200, 220));
    const overlapping = await run(ImportWorkers, workersCsv(210, 230));

    expect(first.report).toMatchObject({ rows: 20, created: 20, unchanged: 0 });
    expect(again.report).toMatchObject({ rows: 20, created: 0, unchanged: 20 });
    expect(overlapping.report).toMatchObject({ rows: 20, created: 10, unchanged: 10 });
    expect(await counts()).toEqual({
      ...before,
      workers: before.workers + 30,
      jobs: before.jobs + 30,
      events: before.events + 30,
    });
    const [told] = (await community.published()).slice(-1);
    expect(told).toMatchObject({
      type: 'EmploymentStarted',
      payload: { primary: true, from: '2026-11-01', until: null },
    });
    const { workers } = await community
      .as(registrar)
      .data<{ workers: { nodes: unknown[] } }>(`{ workers(search: "daoru229") { nodes { id } } }`);
    expect(workers.nodes).toHaveLength(1);
  });

  test('C1: of six imports of the same people at once, in any order, each person is entered once', async () => {
    const before = await counts();
    const [header = '', ...lines] = workersCsv(300, 360).split('\n');
    await Promise.all(Array.from({ length: 6 }, () => community.rows('select pg_sleep(0.1)')));

    const imported = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        run(ImportWorkers, [header, ...(index % 2 ? lines.toReversed() : lines)].join('\n')),
      ),
    );

    expect(imported.reduce((sum, one) => sum + (one.report?.created ?? 0), 0)).toBe(60);
    expect(imported.reduce((sum, one) => sum + (one.report?.unchanged ?? 0), 0)).toBe(300);
    expect((await counts()).workers).toBe(before.workers + 60);
  });

  test('says of each row what is wrong with which column, and enters the others', async () => {
    const before = await counts();
    const id = residentId('1990-05-06', 400);
    const child = residentId('2012-05-06', 401);
    const unknown = `91999999MC1000001${creditCodeCheckCharacter('91999999MC1000001')}`;

    const imported = await run(
      ImportWorkers,
      [
        '姓名,身份证号,统一社会信用代码,岗位,入职日期',
        `好人,${id},,,`,
        `又是,${id},,,`,
        ',,,,',
        `未成年,${child},${zhenzhi},学徒,2026-11-01`,
        `无名企业,${residentId('1990-05-06', 402)},${unknown},工,2026-11-01`,
        `错号,${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'},,,`,
      ].join('\n'),
      { firstRow: 1002 },
    );

    expect(imported.report).toMatchObject({
      rows: 5,
      created: 1,
      unchanged: 0,
      faults: [
        { row: 1003, column: '身份证号', rule: 'TWICE' },
        { row: 1005, column: '入职日期', rule: 'UNDER_WORKING_AGE' },
        { row: 1006, column: '统一社会信用代码', rule: 'ENTERPRISE_NOT_FOUND' },
        { row: 1007, column: '身份证号', rule: 'CHECK_DIGIT' },
      ],
    });
    expect((await counts()).workers).toBe(before.workers + 1);
    // What is wrong is said without the number that is wrong.
    expect(JSON.stringify(imported)).not.toContain(id.slice(0, 14));
  });

  test('of enterprises finds the grid of each site, and says which lie in none', async () => {
    const code = (serial: number) => {
      const body = `91999999MD${String(1_000_000 + serial)}`;
      return body + creditCodeCheckCharacter(body);
    };
    const text = [
      'uscc,name,english name,stage,latitude,longitude',
      `${code(1)},"灵峰,一厂",Works One,成长,29.865,121.805`,
      `${code(2)},灵峰二厂,,孵化,,`,
      `${code(3)},远方厂,,成熟,31.2,121.4`,
      `${zhenzhi},别名,,成熟,,`,
    ].join('\n');

    const tried = await run(ImportEnterprises, text, { dryRun: true });
    const imported = await run(ImportEnterprises, text);
    const again = await run(ImportEnterprises, text);

    const faults = [{ row: 4, column: 'latitude', rule: 'SITE_OUTSIDE_GRIDS' }];
    expect(tried.report).toMatchObject({ rows: 4, created: 2, unchanged: 1, faults });
    expect(imported.report).toMatchObject({ rows: 4, created: 2, unchanged: 1, faults });
    expect(again.report).toMatchObject({ rows: 4, created: 0, unchanged: 3, faults });
    const { enterprise } = await community
      .as(nobody)
      .data(`query ($uscc: ID!) { enterprise(uscc: $uscc) { name stage grid { code } steps { version status } } }`, {
        uscc: code(1),
      });
    expect(enterprise).toEqual({
      name: '灵峰,一厂',
      stage: 'GROWTH',
      grid: { code: '01' },
      steps: [{ version: 1, status: 'ACTIVE' }],
    });
    const { enterprise: kept } = await community
      .as(nobody)
      .data(`query ($uscc: ID!) { enterprise(uscc: $uscc) { name(lang: EN) } }`, { uscc: zhenzhi });
    expect(kept).toEqual({ name: 'Ningbo Zhenzhi Machinery Mould' });
  });

  test('without the columns it needs is refused as a whole; what is no CSV, or too much, as a value', async () => {
    const refused = await run(ImportWorkers, '姓名,岗位\n周一,工');
    const ask = (text: string) =>
      community.as(registrar).ask(ImportWorkers, { input: { communityId: lingfeng, firstRow: 2, dryRun: true, text } });
    const broken = await ask('姓名,身份证号\n"周一,1');
    const long = await ask(`姓名,身份证号\n${'a,1\n'.repeat(1_001)}`);

    expect(refused).toEqual({
      report: null,
      userErrors: [{ code: 'COLUMNS_MISSING', path: ['text'], columns: ['身份证号'] }],
    });
    expect(broken.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['input', 'text'],
      rule: 'csv',
    });
    expect(long.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'maxItems' });
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a worker', 'FORBIDDEN', persona('welder')],
    ['HR', 'FORBIDDEN', persona('hr')],
    ['the staff of another community', 'FORBIDDEN', staffOf('liming')],
    ['an auditor', 'FORBIDDEN', persona('auditor')],
  ])('%s imports nobody: %s', async (_who, code, caller) => {
    for (const mutation of [ImportWorkers, ImportEnterprises]) {
      const input = { communityId: lingfeng, firstRow: 2, dryRun: true, text: '姓名,身份证号' };
      const { errors } = await community.as(caller).ask(mutation, { input });

      expect(errors?.[0]?.extensions).toMatchObject({ code });
    }
  });
});
