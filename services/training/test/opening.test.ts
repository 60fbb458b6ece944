import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { openEveryConnection, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { step, trainer } from './support/titles.ts';

const now = '2026-11-20T10:00:00+08:00';

describe('what providers and enterprises begin of their own accord', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());

  const sitting = {
    courseId: demoId('crs', 'sock-design'),
    providerId: demoId('prv', 'red-sock'),
    communityId: communityId('liming'),
    instructor: { zh: '绍兴大学教授', en: 'A professor of Shaoxing University' },
    mode: 'ONSITE',
    capacity: 12,
    minimum: 6,
    priceFen: 0,
    enrolFrom: '2026-11-20T08:00:00+08:00',
    cutoffAt: '2026-12-01T18:00:00+08:00',
    startsAt: '2026-12-04T09:00:00+08:00',
    endsAt: '2026-12-06T17:00:00+08:00',
  };
  const open = (more: object = {}, who: Parameters<typeof step>[1] = trainer) =>
    step(
      training,
      who,
      'openCourseInstance',
      { ...sitting, ...more },
      { value: 'courseInstance { id state remaining }' },
    );

  test('a provider opens a sitting, and one can enrol in it', async () => {
    const { value } = await open();
    const enrolled = await step(
      training,
      persona('packer'),
      'enrol',
      { courseInstanceId: value?.['id'] },
      { value: 'enrolment { state }' },
    );

    expect(value).toEqual({ id: expect.stringMatching(/^cin_/), state: 'OPEN', remaining: 12 });
    expect(enrolled.value).toEqual({ state: 'SEATED' });
  });

  test.each([
    ['more needed than there are seats', { minimum: 13 }, 'BAD_SEATS', ['minimum']],
    ['a cut-off in the past', { cutoffAt: '2026-11-20T09:00:00+08:00' }, 'BAD_TIMES', ['cutoffAt']],
    ['an end before the beginning', { endsAt: sitting.startsAt }, 'BAD_TIMES', ['endsAt']],
    ['a course that there is not', { courseId: newId('crs') }, 'COURSE_NOT_FOUND', ['courseId']],
  ])('with %s, refused', async (_what, more, code, path) => {
    expect((await open(more)).errors).toMatchObject([{ code, path }]);
  });

  test('a trainer of another provider opens none', async () => {
    const other = { id: 'acc_t', roles: [{ role: 'TRAINER' as const, scope: newId('prv') }] };

    expect((await open({}, other)).topLevel).toEqual(['FORBIDDEN']);
  });

  const appointment = {
    enterpriseId: enterpriseId('zhenzhi'),
    workerId: persona('leap').id,
    kind: 'SPECIAL_TECHNICIAN',
    post: { zh: '质检工序' },
    from: '2026-12-01',
    until: '2028-12-01',
  };
  const appoint = (more: object = {}, who: Parameters<typeof step>[1] = persona('hr')) =>
    step(
      training,
      who,
      'appointSkillLeader',
      { ...appointment, ...more },
      { value: 'appointment { kind from until post(lang: ZH) }' },
    );

  test('an enterprise appoints an employee as a skill leader, once at a time, of twenty who do it at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => appoint()));

    expect(outcomes.flatMap(({ value }) => (value ? [value] : []))).toEqual([
      { kind: 'SPECIAL_TECHNICIAN', from: '2026-12-01', until: '2028-12-01', post: '质检工序' },
    ]);
    expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 19 }, () => 'ALREADY_APPOINTED'),
    );
    expect((await appoint({ from: '2028-12-01', until: null })).value).toMatchObject({ until: null });
  });

  test.each([
    ['somebody else’s employee', { workerId: persona('packer').id }, 'NOT_AN_EMPLOYEE'],
    ['a term that ends before it begins', { until: '2026-12-01' }, 'BAD_TERM'],
  ])('not %s', async (_what, more, code) => {
    expect((await appoint(more)).errors).toMatchObject([{ code }]);
  });

  test('nor by HR of another enterprise', async () => {
    expect((await appoint({ enterpriseId: enterpriseId('dingyi') })).topLevel).toEqual(['FORBIDDEN']);
  });
});
