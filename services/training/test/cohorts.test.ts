import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { step } from './support/titles.ts';

const provider = demoId('prv', 'red-sock');
const trainer: PersonLike = { id: demoId('acc', 'cohorts'), roles: [{ role: 'TRAINER', scope: provider }] };
const hrOf = (enterprise: string): PersonLike => ({
  id: demoId('acc', `hr-${enterprise}`),
  roles: [{ role: 'HR', scope: enterpriseId(enterprise) }],
});

describe('a cohort trained to order', () => {
  let training: TestSubgraph;
  let cohortId: string;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());

  const seen = 'cohort { id state students graduates orders { jobs hired } }';
  const act = (who: Parameters<typeof step>[1], mutation: string, input: object, at?: string) =>
    step(training, who, mutation, { cohortId, ...input }, { value: seen, ...(at ? { at } : {}) });
  const order = (jobs = 20) =>
    step(
      training,
      hrOf('dingyi'),
      'orderCohort',
      {
        enterpriseId: enterpriseId('dingyi'),
        communityId: communityId('liming'),
        chainId: demoId('chn', 'knitting'),
        field: { zh: '智能制造', en: 'Smart manufacturing' },
        jobs,
      },
      { value: seen },
    );
  const join = (enterprise = 'zhenzhi', jobs = 15) =>
    act(hrOf(enterprise), 'joinCohort', { enterpriseId: enterpriseId(enterprise), jobs });
  const agree = (more: object = {}) =>
    act(trainer, 'agreeCohort', {
      ...{ providerId: provider, from: '2026-12-01', until: '2027-03-01', students: 35 },
      ...more,
    });
  const complete = (graduates: number, at = '2027-03-01T09:00:00+08:00') =>
    act(trainer, 'completeCohort', { graduates }, at);
  const hire = (enterprise: string, hired: number) =>
    act(hrOf(enterprise), 'recordCohortHires', { enterpriseId: enterpriseId(enterprise), hired });
  const stored = async () =>
    (await training.rows('select state, students, graduates from cohort where id = ?', [cohortId]))[0];

  beforeEach(async () => {
    cohortId = String((await order()).value?.['id']);
  });

  test('is ordered, joined, agreed on, trained and completed, and its graduates are taken on', async () => {
    expect((await join()).value).toMatchObject({ state: 'ORDERED', students: 35 });
    expect((await agree({ students: 40 })).value).toMatchObject({ state: 'AGREED', students: 40 });

    const { cohorts } = await training
      .as(nobody, '2026-12-01T09:00:00+08:00')
      .data<{ cohorts: { nodes: { id: string }[] } }>(
        '{ cohorts(open: false) { nodes { id state students employers { id } provider { id } from until } } }',
      );
    expect(cohorts.nodes.find(({ id }) => id === cohortId)).toEqual({
      id: cohortId,
      state: 'TRAINING',
      students: 40,
      employers: [{ id: enterpriseId('dingyi') }, { id: enterpriseId('zhenzhi') }],
      provider: { id: provider },
      from: '2026-12-01',
      until: '2027-03-01',
    });
    expect((await complete(33)).value).toMatchObject({ state: 'COMPLETED', graduates: 33 });
    await hire('dingyi', 20);
    // What the other took on is the other's to know.
    expect((await hire('zhenzhi', 13)).value?.['orders']).toEqual([
      { jobs: 20, hired: null },
      { jobs: 15, hired: 13 },
    ]);
  });

  test('is as large as the jobs, of twenty enterprises that join at once each counted once', async () => {
    const joined = await Promise.all(
      ['zhenzhi', 'tianpu', 'tuotu', 'zhenzhi', 'tianpu', 'tuotu', 'zhenzhi', 'tianpu', 'tuotu'].map((one) =>
        join(one, 5),
      ),
    );

    expect(joined.filter(({ value }) => value).length).toBe(3);
    expect(joined.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 6 }, () => 'ALREADY_JOINED'),
    );
    expect(await stored()).toEqual({ state: 'ORDERED', students: 35, graduates: null });
  });

  test('of twenty who agree to it at once one trains it', async () => {
    const agreed = await Promise.all(Array.from({ length: 20 }, () => agree()));

    expect(agreed.filter(({ value }) => value).length).toBe(1);
    expect(agreed.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 19 }, () => 'NOT_OPEN'),
    );
  });

  test('joining and agreeing race: nobody has a job in it that nobody is trained for', async () => {
    await Promise.all([agree({ students: 20 }), join()]);

    const [{ state, students, jobs } = { state: '', students: 0, jobs: 0 }] = await training.rows<{
      state: string;
      students: number;
      jobs: number;
    }>(
      'select state, students, (select sum(jobs)::int from cohort_order where cohort_id = c.id) as jobs from cohort c where id = ?',
      [cohortId],
    );
    expect([
      ['AGREED', 20, 20],
      ['ORDERED', 35, 35],
    ]).toContainEqual([state, students, jobs]);
  });

  test('ends when all who ordered it have left', async () => {
    await join();

    expect((await act(hrOf('dingyi'), 'leaveCohort', { enterpriseId: enterpriseId('dingyi') })).value).toMatchObject({
      state: 'ORDERED',
      students: 15,
    });
    await act(hrOf('zhenzhi'), 'leaveCohort', { enterpriseId: enterpriseId('zhenzhi') });

    expect(await stored()).toEqual({ state: 'CANCELLED', students: 0, graduates: null });
    expect((await agree()).errors[0]?.['code']).toBe('NOT_OPEN');
  });

  test.each([
    ['with fewer places than jobs', { students: 19 }, 'TOO_FEW_PLACES', ['students']],
    ['from yesterday', { from: '2026-11-19' }, 'BAD_TERM', ['from']],
    ['by a provider that there is not', { providerId: newId('prv') }, 'PROVIDER_NOT_FOUND', ['providerId']],
  ])('is not agreed on %s', async (_how, more, code, path) => {
    expect((await agree(more)).errors).toMatchObject([{ code, path }]);
    expect(await stored()).toEqual({ state: 'ORDERED', students: 20, graduates: null });
  });

  test('is not completed before its end, nor by more than it has, nor twice', async () => {
    await agree();

    expect((await complete(30, '2027-02-28T09:00:00+08:00')).errors[0]?.['code']).toBe('NOT_IN_TRAINING');
    expect((await complete(36)).errors[0]?.['code']).toBe('MORE_THAN_STUDENTS');
    expect((await complete(30)).value).toMatchObject({ graduates: 30 });
    expect((await complete(31)).errors[0]?.['code']).toBe('NOT_IN_TRAINING');
  });

  test('has no more taken on than graduated, though two enterprises tell at once', async () => {
    await join();
    await agree();
    await complete(30);

    const told = await Promise.all([hire('dingyi', 18), hire('zhenzhi', 15)]);

    expect(told.filter(({ value }) => value).length).toBe(1);
    expect(told.flatMap(({ errors }) => errors)).toMatchObject([{ code: 'MORE_THAN_GRADUATED', path: ['hired'] }]);
    expect((await hire('dingyi', 21)).errors[0]?.['code']).toBe('MORE_THAN_ORDERED');
  });

  test.each<[string, PersonLike, string, object, string | undefined]>([
    [
      'HR of another enterprise joins',
      hrOf('tuotu'),
      'joinCohort',
      { enterpriseId: enterpriseId('zhenzhi'), jobs: 5 },
      'ENTERPRISE_NOT_FOUND',
    ],
    [
      'HR of another enterprise leaves',
      hrOf('tuotu'),
      'leaveCohort',
      { enterpriseId: enterpriseId('dingyi') },
      'ENTERPRISE_NOT_FOUND',
    ],
    [
      'a welder agrees',
      persona('welder'),
      'agreeCohort',
      { providerId: provider, from: '2026-12-01', until: '2027-03-01', students: 20 },
      undefined,
    ],
  ])('nobody for whom it is not theirs: %s', async (_who, who, mutation, input, code) => {
    const { errors, topLevel } = await act(who, mutation, input);

    expect([errors[0]?.['code'], topLevel]).toEqual([code, code ? undefined : ['FORBIDDEN']]);
    expect(await stored()).toEqual({ state: 'ORDERED', students: 20, graduates: null });
  });

  test('the database itself refuses more graduates than students', async () => {
    await expect(
      training.rows('update cohort set graduates = students + 1 where id = ?', [cohortId]),
    ).rejects.toMatchObject({ constraint: 'cohort_graduates_check' });
  });
});
