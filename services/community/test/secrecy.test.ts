import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { creditCodeOf, RegisterWorker, type RegisterWorkerData, residentId } from './support/people.ts';

const number = residentId('1995-09-09', 701);
const phone = '+8613900001234';
const input = {
  idempotencyKey: 'secrecy',
  name: { zh: '陆星野' },
  residentId: number,
  phone,
  communityId: communityId('lingfeng'),
  employment: { uscc: creditCodeOf('zhenzhi'), post: { zh: '焊工' }, from: '2026-11-20' },
};

describe('a resident ID, and a telephone number,', () => {
  let community: TestSubgraph;
  let workerId: string;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
    const registrar = community.as(persona('registrar'));
    const first = await registrar.data<RegisterWorkerData>(RegisterWorker, { input });
    workerId = first.registerWorker.worker?.id ?? '';
    await registrar.data(RegisterWorker, { input: { ...input, idempotencyKey: 'again' } });
    await registrar.ask(RegisterWorker, { input: { ...input, idempotencyKey: 'bad', residentId: `${number}0` } });
  }, 60_000);
  afterAll(() => community.stop());

  /** Every value of every table, as text. */
  const everything = async () => {
    const tables = await community.rows<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const dumps = await Promise.all(
      tables.map(({ name }) => community.rows<{ row: string }>(`select t::text as row from ${name} t`)),
    );
    return dumps.flat().map(({ row }) => row);
  };

  test('stands in no table, in no spelling that a query could find', async () => {
    const rows = await everything();

    expect(rows.length).toBeGreaterThan(6_000);
    expect(rows.filter((row) => row.includes(workerId)).length).toBeGreaterThanOrEqual(3);
    const spellings = [number, '999999199111020012', '99999919950909', '95090970', phone, '13900001234', '00000000000'];
    expect(rows.filter((row) => spellings.some((spelling) => row.includes(spelling)))).toEqual([]);
  });

  test('cannot be tried out against a hash: none of the usual ones without a key is stored', async () => {
    const rows = (await everything()).join('\n');

    const guesses = [number, JSON.stringify(number), phone, JSON.stringify(phone), stableJson(input)].flatMap((text) =>
      ['sha256', 'sha1', 'md5'].flatMap((algorithm) =>
        (['base64url', 'base64', 'hex'] as const).map((encoding) =>
          createHash(algorithm).update(text).digest(encoding),
        ),
      ),
    );
    expect(guesses.filter((guess) => rows.includes(guess))).toEqual([]);
  });

  test('is sealed anew for every worker, and one worker’s sealed text opens nothing under another’s name', async () => {
    const [thief] = await community.rows<{ id: string }>(
      `update worker set resident_id_sealed = (select resident_id_sealed from worker where id = ?) where id = ? returning id`,
      [workerId, persona('packer').id],
    );

    const { data, errors } = await community.as(persona('packer')).ask(`{ me { residentId } }`);

    expect(thief?.id).toBe(persona('packer').id);
    expect(data).toEqual({ me: { residentId: null } });
    expect(errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(errors)).not.toContain(number);
  });
});

describe('a salary', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const own = async () => {
    const { data, errors } = await community
      .as(persona('welder'))
      .ask<{ me: { employments: { monthlySalary: { fen: number } | null; salaryBand: object | null }[] } }>(
        '{ me { employments { monthlySalary { fen } salaryBand { from { fen } } } } }',
      );
    return errors?.[0]?.extensions?.['code'] ?? data?.me.employments[0];
  };
  const shown = { monthlySalary: { fen: 980_000 }, salaryBand: { from: { fen: 800_000 } } };

  test('stands in no table', async () => {
    expect(await community.rows('select 1 from employment where salary_fen is not null')).toEqual([]);
    expect(await community.rows(`select 1 from employment e where e::text ~ '980000'`)).toEqual([]);
    expect(await own()).toEqual(shown);
  });

  test('that was stored before salaries were sealed is shown, and sealed by what is due, once', async () => {
    const job = demoId('emp', 'welder');
    await community.rows('update employment set salary_sealed = null, salary_fen = 980000 where id = ?', [job]);
    expect(await own()).toEqual(shown);

    const now = new Date('2026-11-22T10:00:00+08:00');
    const moved = [await community.subgraph.runDue(now), await community.subgraph.runDue(now)];

    expect(moved.map(({ salaries }) => salaries)).toEqual([1, 0]);
    expect(await community.rows('select salary_fen from employment where id = ?', [job])).toEqual([
      { salary_fen: null },
    ]);
    expect(await own()).toEqual(shown);
  });

  test('opens nothing in another job’s row', async () => {
    await community.rows(
      `update employment set salary_sealed = (select salary_sealed from employment where id = ?) where id = ?`,
      [demoId('emp', 'edge-35'), demoId('emp', 'welder')],
    );

    expect(await own()).toBe('INTERNAL_SERVER_ERROR');
  });
});

/** As the store of idempotency keys hashes an input. */
const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
