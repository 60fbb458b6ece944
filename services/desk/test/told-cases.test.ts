import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import type { TestSubgraph } from '@millgate/kit/testing';
import { type CaseAnswer, lingfeng, now, speakers, startDesk } from './support/desk.ts';

const welder = persona('welder').id;

describe('others are told who handles a case about a person', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeAll(async () => {
    desk = await startDesk();
    say = speakers(desk);
  }, 60_000);
  afterAll(() => desk.stop());

  const seen = (one: CaseAnswer) => ({ caseId: one.id, expectedVersion: one.version });
  const told = async ({ id }: CaseAnswer) =>
    (await desk.published())
      .filter(({ aggregate }) => aggregate === id)
      .map(({ type, payload }) => (type === 'CaseOpened' ? [type, payload['handlerId']] : [type]));
  const accepted = async () => {
    const { case: taken } = await say.as('clerk')('acceptCase', seen(await say.filed('welder')));
    return taken as CaseAnswer;
  };

  test('when it is filed, given to somebody, passed on and decided', async () => {
    const one = await accepted();
    const first = one.owner?.id ?? '';
    const { case: passed } = await say.asAccount(first)('routeCase', {
      ...seen(one),
      departmentCode: 'community-office',
      reason: '转交',
    });
    const second = passed?.owner?.id ?? '';
    const { case: decided } = await say.asAccount(second)('decideCase', {
      ...seen(passed as CaseAnswer),
      outcome: 'GRANTED',
      answer: '已办结',
    });

    expect(decided?.state).toBe('DELIVERED');
    expect(await told(one)).toEqual([
      ['CaseOpened', null],
      ['CaseOpened', first],
      ['CaseOpened', second],
      ['CaseClosed'],
    ]);
    const [opening] = (await desk.published()).filter(({ aggregate }) => aggregate === one.id);
    expect(opening?.payload).toEqual({
      ...{ caseId: one.id, workerId: welder, communityId: lingfeng, handlerId: null },
      ...{ kind: 'APPLICATION', theme: 'TALENT' },
    });
  });

  test('again when it is reopened, and not when nothing of that changes', async () => {
    const one = await accepted();
    const owner = one.owner?.id ?? '';
    const { case: paused } = await say.asAccount(owner)('suspendCase', { ...seen(one), reason: '待补' });
    const { case: resumed } = await say.asAccount(owner)('resumeCase', seen(paused as CaseAnswer));
    const { case: decided } = await say.asAccount(owner)('decideCase', {
      ...seen(resumed as CaseAnswer),
      outcome: 'REFUSED',
      answer: '不符合条件',
    });
    const { case: again } = await say.as('welder')('reopenCase', { ...seen(decided as CaseAnswer), reason: '再议' });

    expect(await told(one)).toEqual([
      ['CaseOpened', null],
      ['CaseOpened', owner],
      ['CaseClosed'],
      ['CaseOpened', again?.owner?.id],
    ]);
  });

  test('when silence accepts it', async () => {
    const one = await say.filed('welder');

    await desk.subgraph.runDue(new Date('2026-12-31T10:00:00+08:00'));

    const [row] = await desk.rows<{ owner_id: string }>('select owner_id from "case" where id = ?', [one.id]);
    expect(await told(one)).toEqual([
      ['CaseOpened', null],
      ['CaseOpened', row?.owner_id],
    ]);
  });

  test('nothing of an enterprise’s, nor of a refused move', async () => {
    const one = await say.filed('welder');
    const refused = await say.as('clerk')('acceptCase', { caseId: one.id, expectedVersion: 7 });

    expect(refused.userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect(await told(one)).toEqual([['CaseOpened', null]]);
    const rows = await desk.rows(
      `select 1 from kit_outbox o join "case" c on c.id = o.aggregate where o.type like 'Case%' and c.worker_id is null`,
    );
    expect(rows).toEqual([]);
  });

  test('of what was open before anybody was told, once', async () => {
    await desk.rows(`delete from kit_delivery`);
    await desk.rows(`delete from kit_outbox`);
    const open = `select id from "case" where worker_id is not null
      and state in ('SUBMITTED', 'CORRECTION', 'IN_PROGRESS', 'SUSPENDED', 'DECIDED')`;
    await desk.rows(`update "case" set told_as = null`);

    await desk.subgraph.runDue(new Date(now));
    await desk.subgraph.runDue(new Date(now));

    const tellings = (await desk.published()).filter(({ type }) => type === 'CaseOpened');
    expect(tellings.length).toBeGreaterThan(1);
    expect(tellings).toHaveLength((await desk.rows(open)).length);
  });
});
