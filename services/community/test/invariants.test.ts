import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { openEveryConnection, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

describe('what the database itself refuses', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  /** Writes at once; answers the constraint that each broke, or null. */
  const raced = async (writes: readonly (readonly [text: string, parameters: readonly unknown[]])[]) => {
    const results = await Promise.allSettled(writes.map(([text, parameters]) => community.rows(text, parameters)));
    return results.map((result) =>
      result.status === 'fulfilled' ? null : refusalOf(result.reason as { constraint?: string; code?: string }),
    );
  };

  /** The constraint; or that PostgreSQL ended one of two writers who waited for each other to know who breaks it. */
  const refusalOf = ({ constraint, code }: { constraint?: string; code?: string }) =>
    constraint ?? (code === '40P01' ? 'deadlock' : undefined);

  const employ = (worker: string, from: string, until: string | null, primary = true) =>
    [
      `insert into employment (id, worker_id, enterprise_id, post_zh, post_en, "primary", employed_from, employed_until)
       values (?, ?, ?, '焊工', 'Welder', ?, ?, ?)`,
      [newId('emp'), worker, enterpriseId('tuotu'), primary, from, until],
    ] as const;

  test('C3: of four overlapping main jobs written at once past the service, one stays', async () => {
    const newcomer = persona('newcomer').id;

    const broken = await raced(
      Array.from({ length: 4 }, (_, index) => employ(newcomer, `2026-11-${String(1 + index).padStart(2, '0')}`, null)),
    );

    expect(broken.filter((constraint) => constraint === null)).toHaveLength(1);
    expect(broken.filter((refusal) => refusal === 'employment_c3' || refusal === 'deadlock')).toHaveLength(3);
    const [{ count } = { count: 0 }] = await community.rows<{ count: number }>(
      `select count(*)::int from employment where worker_id = ?`,
      [newcomer],
    );
    expect(count).toBe(1);
  });

  test('C3: a main job may begin on the day on which another ends, and a second job may be beside it', async () => {
    const worker = demoId('wrk', 'bulk-0');
    await community.rows(`update employment set employed_until = '2026-12-01' where worker_id = ?`, [worker]);

    expect(await raced([employ(worker, '2026-12-01', null), employ(worker, '2026-01-01', null, false)])).toEqual([
      null,
      null,
    ]);
    expect(await raced([employ(worker, '2026-11-30', '2026-12-01')])).toEqual(['employment_c3']);
  });

  test('C2: a credit code belongs to one enterprise', async () => {
    const broken = await raced([
      [
        `update enterprise set uscc = (select uscc from enterprise where id = ?) where id = ?`,
        [enterpriseId('tuotu'), enterpriseId('xintai')],
      ],
    ]);

    expect(broken).toEqual(['enterprise_uscc_unique']);
  });

  test('C4: of four handovers of a grid written at once past the service, one stays', async () => {
    const grid = demoId('grd', 'lingfeng-2');
    const handOver = () =>
      community.given(async (tx) => {
        await tx.execute(
          `update grid_member set in_office_until = '2026-12-01'
            where grid_id = ? and role = 'FULL_TIME_OFFICER' and in_office_until is null`,
          [grid],
        );
        await tx.execute(
          `insert into grid_member (id, grid_id, role, name_zh, name_en, in_office_from)
           values (?, ?, 'FULL_TIME_OFFICER', '丁一', 'Ding Yi', '2026-12-01')`,
          [newId('gmb'), grid],
        );
      });

    const results = await Promise.allSettled(Array.from({ length: 4 }, handOver));

    const broken = results.flatMap((result) =>
      result.status === 'rejected' ? refusalOf(result.reason as { constraint?: string; code?: string }) : [],
    );
    expect(broken).toHaveLength(3);
    const refusals: unknown[] = ['grid_member_c4', 'grid_member_dates_check', 'deadlock'];
    expect(broken.filter((refusal) => !refusals.includes(refusal))).toEqual([]);
  });

  test('C4: a site lies in no grid of another community', async () => {
    const broken = await raced([
      [`update enterprise set grid_id = ? where id = ?`, [demoId('grd', 'liming-1'), enterpriseId('zhenzhi')]],
    ]);

    expect(broken).toEqual(['enterprise_c4']);
  });

  test('C5: a chain has one head and one convener at a time, and convenes by a member only', async () => {
    const chain = demoId('chn', 'knitting');
    const convene = (enterprise: string, from: string) =>
      [
        `insert into chain_convener (id, chain_id, enterprise_id, in_office_from) values (?, ?, ?, ?)`,
        [newId('chc'), chain, enterprise, from],
      ] as const;
    const head = [
      `insert into chain_head (id, chain_id, name_zh, name_en, post_zh, post_en, in_office_from) values (?, ?, '丁一', 'Ding Yi', '干部', 'Cadre', '2026-01-01')`,
      [newId('chd'), chain],
    ] as const;

    expect(await raced([convene(enterpriseId('haina'), '2026-01-01'), head])).toEqual([
      'chain_convener_c5',
      'chain_head_c5',
    ]);
    const handOver = (enterprise: string) =>
      community
        .given(async (tx) => {
          await tx.execute(`update chain_convener set in_office_until = '2026-12-01' where chain_id = ?`, [chain]);
          await tx.execute(...(convene(enterprise, '2026-12-01') as unknown as [string, string[]]));
        })
        .then(() => null, refusalOf);
    expect(await handOver(enterpriseId('zhenzhi'))).toBe('chain_convener_is_member');
    expect(await handOver(enterpriseId('haina'))).toBe(null);
    expect(
      await raced([
        [
          `update chain_member set member_until = '2027-01-01' where chain_id = ? and enterprise_id = ?`,
          [chain, enterpriseId('haina')],
        ],
        ['delete from chain_member where chain_id = ? and enterprise_id = ?', [chain, enterpriseId('haina')]],
      ]),
    ).toEqual(['chain_convener_is_member', 'chain_convener_is_member']);
  });

  test('C5: of a member that leaves and a chain that it convenes, written at once past the service, one stays', async () => {
    const chain = demoId('chn', 'machinery');
    const enterprise = enterpriseId('zhenzhi');
    await community.rows('insert into chain_member (id, chain_id, enterprise_id) values (?, ?, ?)', [
      newId('chm'),
      chain,
      enterprise,
    ]);
    await openEveryConnection(community);
    const begun = Promise.withResolvers<void>();

    const convening = community.given(async (tx) => {
      await tx.execute(
        `update chain_convener set in_office_until = '2027-05-01' where chain_id = ? and in_office_until is null`,
        [chain],
      );
      await tx.execute(
        `insert into chain_convener (id, chain_id, enterprise_id, in_office_from) values (?, ?, ?, '2027-05-01')`,
        [newId('chc'), chain, enterprise],
      );
      await tx.execute('set constraints all immediate');
      begun.resolve();
      // Who did not wait would be done long before.
      await sleep(300);
    });
    await begun.promise;
    const leaving = community.rows(
      `update chain_member set member_until = '2026-12-01' where chain_id = ? and enterprise_id = ?`,
      [chain, enterprise],
    );

    const [refusal] = await Promise.all([leaving.then(() => null, refusalOf), convening]);
    expect(refusal).toBe('chain_convener_is_member');
  });

  test('C5: of four handovers of a chain written at once past the service, one stays, and the chain is never without', async () => {
    const chain = demoId('chn', 'machinery');
    await openEveryConnection(community);
    const handOver = (no: number) =>
      community.given(async (tx) => {
        await tx.execute(
          `update chain_head set in_office_until = '2026-12-01' where chain_id = ? and in_office_until is null`,
          [chain],
        );
        await tx.execute(
          `insert into chain_head (id, chain_id, name_zh, name_en, post_zh, post_en, in_office_from) values (?, ?, '丁一', ?, '干部', 'Cadre', '2026-12-01')`,
          [newId('chd'), chain, `Ding ${no}`],
        );
      });

    const results = await Promise.allSettled([1, 2, 3, 4].map(handOver));

    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? refusalOf(result.reason as { constraint?: string; code?: string }) : [],
    );
    expect(refusals).toHaveLength(3);
    expect(
      refusals.filter((one) => !['chain_head_c5', 'chain_head_dates_check', 'deadlock'].includes(String(one))),
    ).toEqual([]);
    expect(
      await community.rows('select count(*)::int as n from chain_head where chain_id = ? and in_office_until is null', [
        chain,
      ]),
    ).toEqual([{ n: 1 }]);
  });

  test('C5: a chain that was headed and convened once is at no instant without either, once all is written', async () => {
    const chain = demoId('chn', 'raw-material');
    const fresh = demoId('chn', 'photovoltaics');
    const head = (whose: string) =>
      [
        `insert into chain_head (id, chain_id, name_zh, name_en, post_zh, post_en, in_office_from) values (?, ?, '丁一', 'Ding Yi', '干部', 'Cadre', '2026-01-01')`,
        [newId('chd'), whose],
      ] as const;

    expect(
      await raced([
        [`update chain_head set in_office_until = '2026-12-01' where chain_id = ?`, [chain]],
        [`update chain_convener set in_office_until = '2026-12-01' where chain_id = ?`, [chain]],
        ['delete from chain_head where chain_id = ?', [chain]],
        head(fresh),
      ]),
    ).toEqual(['chain_c5_always', 'chain_c5_always', 'chain_c5_always', 'chain_c5_always']);
  });

  test('C6: a year is not published twice under one number', async () => {
    const publish = () =>
      [
        `insert into calendar_revision (id, calendar_id, year, no, published_at, source_zh, source_en) values (?, ?, 2026, 2, now(), '国务院', 'State Council')`,
        [newId('crv'), demoId('cal', 'mainland')],
      ] as const;

    const broken = await raced(Array.from({ length: 5 }, publish));

    expect(broken.filter((constraint) => constraint === null)).toHaveLength(1);
    expect(broken.filter((constraint) => constraint === 'calendar_revision_c6')).toHaveLength(4);
  });

  test('the access log is neither rewritten nor shortened', async () => {
    const broken = await raced([
      [`update access_log set actor_zh = '别人'`, []],
      [`delete from access_log`, []],
    ]);

    expect(broken).toEqual(['access_log_append_only', 'access_log_append_only']);
  });
});
