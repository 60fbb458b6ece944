import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '@millgate/cli';
import { communityId, enterpriseId } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { arrangements, startGraph, tokenOf, type RunningGraph } from '../support/graph.ts';

describe.each(arrangements)('a worker is registered with a job (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  test('and every subgraph that decides by employment knows within five seconds', async () => {
    const input = {
      idempotencyKey: 'hired-1',
      name: { zh: '顾星野', en: 'Gu Xingye' },
      residentId: '999999199703140018',
      communityId: communityId('lingfeng'),
      employment: { enterpriseId: enterpriseId('zhenzhi'), post: { zh: '焊工', en: 'Welder' }, from: '2026-11-16' },
    };
    const registered = await graph.ask<Registered>(
      'registrar',
      'mutation($input: RegisterWorkerInput!) { registerWorker(input: $input) { worker { id } userErrors { code path } } }',
      { input },
    );
    expect(registered.errors).toBeUndefined();
    expect(registered.data?.registerWorker.userErrors).toEqual([]);
    const workerId = registered.data?.registerWorker.worker?.id ?? '';

    for (const [subgraph, table] of [
      ['canteens', 'known_employment'],
      ['training', 'known_employment'],
    ] as const) {
      expect(
        await appears(graph.databaseUrl(subgraph), `select enterprise_id from ${table} where worker_id = $1`, [
          workerId,
        ]),
      ).toEqual([{ enterprise_id: enterpriseId('zhenzhi') }]);
    }
    // Housing is told at the same time, and may hear of it last.
    const undelivered = () =>
      onConnection(graph.databaseUrl('community'), async (client) => {
        const { rows } = await client.query(
          'select subscriber, last_failure from kit_delivery where delivered_at is null',
        );
        return rows as unknown[];
      });
    await expect.poll(undelivered, { timeout: 10_000 }).toEqual([]);
  });

  test('and hundreds come from a spreadsheet: judged row by row, written once, known to others, and exported', async () => {
    const token = await tokenOf('registrar');
    const millgate = (...args: string[]) =>
      run([...args, '--community', communityId('lingfeng'), '--url', `${graph.url}/graphql`], token);
    const table = (name: string) =>
      fileURLToPath(new URL(`../../cli/src/tables/fixtures/${name}.xlsx`, import.meta.url));

    const judged = await millgate('import', 'workers', table('openpyxl'), '--commit');
    expect(judged).toMatchObject({ code: 1, err: expect.stringContaining('judged 5 of 5') });
    expect(judged.out.split('\n').map((line) => line.split(': ', 2).join(': '))).toEqual([
      'row 5, 身份证号: ROUNDED',
      'row 6, 姓名: REQUIRED',
      'row 7, 身份证号: CHECK_DIGIT',
      '2 workers would be entered, 0 are registered already; nothing was written',
      '',
    ]);

    // LibreOffice saved the value of the formula in row 6 with it.
    const commit = ['import', 'workers', table('libreoffice'), '--commit', '--skip-faulty'];
    const written = await millgate(...commit);
    expect(written).toMatchObject({ code: 0, err: expect.stringContaining('written 5 of 5') });
    expect(written.out).toContain('3 workers entered, 0 were registered already');
    expect((await millgate(...commit)).out).toContain('0 workers entered, 3 were registered already');

    const [song] = await onConnection(
      graph.databaseUrl('community'),
      async (client) => (await client.query<{ id: string }>(`select id from worker where name_zh = '宋一'`)).rows,
    );
    const known = 'select enterprise_id from known_employment where worker_id = $1';
    expect(await appears(graph.databaseUrl('canteens'), known, [song?.id ?? ''])).toEqual([
      { enterprise_id: enterpriseId('zhenzhi') },
    ]);
    const exported = await millgate('export', 'workers');
    expect(exported.out).toContain(`${song?.id},宋一,`);
    expect(exported.out + judged.out + judged.err).not.toContain('999999199304176');
  }, 120_000);

  test('and neither number nor telephone number stands in any row of any part, or in a cursor', async () => {
    const rows: string[] = [];
    for (const part of [...subgraphNames, 'gateway']) {
      await onConnection(graph.databaseUrl(part), async (client) => {
        const tables = await client.query<{ name: string }>(
          `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
        );
        for (const { name } of tables.rows) {
          rows.push(
            ...(await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row),
          );
        }
      });
    }
    const { data } = await graph.ask<{ workers: { edges: { cursor: string }[] } }>(
      'registrar',
      '{ workers(first: 20, search: "song") { edges { cursor } } }',
    );
    const cursors = data?.workers.edges.map(({ cursor }) => Buffer.from(cursor, 'base64url').toString()) ?? [];

    // What was just written is among what is looked through.
    expect(rows.filter((row) => row.includes('宋一'))).not.toEqual([]);
    expect(cursors.length).toBeGreaterThanOrEqual(3);
    const number = /999999(19|20)\d{9}[\dX]|139000006\d\d/;
    expect([...rows, ...cursors].filter((text) => number.test(text))).toEqual([]);
    expect(cursors.join()).not.toMatch(/宋|song/);
  });
});

/** A command as somebody types it. */
function run(args: string[], token: string): Promise<{ code: unknown; out: string; err: string }> {
  const command = fileURLToPath(new URL('../../cli/bin/millgate.mjs', import.meta.url));
  const env = { ...process.env, MILLGATE_TOKEN: token };
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { env }, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

/** The rows, as soon as there are some; the limit is the promise that is tested. */
async function appears(url: string, query: string, parameters: string[]): Promise<object[]> {
  return onConnection(url, async (client) => {
    for (let waited = 0; waited < 5_000; waited += 50) {
      const { rows } = await client.query<object>(query, parameters);
      if (rows.length > 0) return rows;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [];
  });
}

interface Registered {
  readonly registerWorker: { readonly worker: { readonly id: string } | null; readonly userErrors: readonly object[] };
}
