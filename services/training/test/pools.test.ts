import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, enterpriseId, persona } from '@millgate/demo';
import { LocalizedText, newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { Course, CourseKind, CourseTheme } from '../src/course/course.entity.ts';
import { Provider, ProviderKind } from '../src/provider/provider.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { act, enrolledAs, openEveryConnection } from './support/acting.ts';
import { bulk, enrolIn, givenEmployment, now } from './support/sittings.ts';

const trainer = persona('trainer');

describe('a demand pool that asks for a course', () => {
  let training: TestSubgraph;
  const [courseId, providerId] = [newId('crs'), newId('prv')];
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(training);
    await training.given((tx) => {
      tx.create(Provider, {
        id: providerId,
        names: LocalizedText.of('平台', 'Platform'),
        kind: ProviderKind.TALENT_PLATFORM,
      });
      const names = LocalizedText.of('汽车质量内审', 'Quality audit');
      tx.create(Course, { id: courseId, names, kind: CourseKind.COMMISSIONED, theme: CourseTheme.QUALITY });
    });
    for (const [index, employer] of ['founder', 'founder', 'other', 'other', 'founder'].entries())
      await givenEmployment(training, bulk(index), employer);
  });
  afterAll(() => training.stop());

  let poolId: string;
  beforeEach(async () => {
    poolId = newId('pol');
    await reached();
  });

  const reached = (kind = 'TRAINING', id = newId('evt')) =>
    training.subgraph.receive({
      id,
      type: 'PoolReached',
      aggregate: poolId,
      occurredAt: now,
      payload: {
        poolId,
        communityId: communityId('jinshan'),
        kind,
        topic: 'Automotive internal quality audit',
        reachedAt: now,
        founders: [
          { enterpriseId: enterpriseId('founder'), headcount: 3 },
          { enterpriseId: enterpriseId('tianpu'), headcount: 2 },
        ],
      },
    });
  const input = (more: object = {}) => ({
    idempotencyKey: newId('key'),
    poolId,
    courseId,
    providerId,
    mode: 'ONSITE',
    capacity: 2,
    minimum: 1,
    priceFen: 0,
    enrolFrom: '2026-11-20T08:00:00+08:00',
    foundersFirstUntil: '2026-11-25T18:00:00+08:00',
    cutoffAt: '2026-12-01T18:00:00+08:00',
    startsAt: '2026-12-04T09:00:00+08:00',
    endsAt: '2026-12-06T17:00:00+08:00',
    ...more,
  });
  const open = (more: object = {}, who: Parameters<typeof act>[1] = trainer) =>
    act(training, who, 'openCourseFromPool', {
      input: input(more),
      value: 'courseInstance { id requestedBy { id } foundersFirstUntil }',
      details: 'existingId',
    });
  const opened = async () => {
    const [row] = await training.rows<{ count: number }>(
      'select count(*)::int as count from course_instance where pool_id = ?',
      [poolId],
    );
    return row?.count;
  };

  test('is answered by a sitting that names its founders, and the desk is told', async () => {
    const { value, errors } = await open();

    expect(errors).toEqual([]);
    expect(value).toMatchObject({
      requestedBy: [{ id: enterpriseId('founder') }, { id: enterpriseId('tianpu') }],
      foundersFirstUntil: '2026-11-25T10:00:00.000Z',
    });
    expect((await training.published()).at(-1)).toEqual({
      type: 'PoolAnswered',
      aggregate: poolId,
      payload: { poolId, openedId: value?.['id'], openedAt: '2026-11-20T02:00:00.000Z' },
    });
    const data = await training
      .as(trainer)
      .data('{ courseRequests(first: 1) { nodes { topic headcount opened { id } pool { courseOpened { id } } } } }');
    expect(data).toEqual({
      courseRequests: {
        nodes: [
          {
            topic: 'Automotive internal quality audit',
            headcount: 5,
            opened: { id: value?.['id'] },
            pool: { courseOpened: { id: value?.['id'] } },
          },
        ],
      },
    });
  });

  test('leads to one sitting, however many open it at once, and the others are shown it (T2)', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => open()));

    const made = outcomes.find(({ value }) => value)?.value;
    expect(outcomes.filter(({ value }) => value).length).toBe(1);
    expect(outcomes.flatMap(({ errors }) => errors)).toEqual(
      Array.from({ length: 19 }, () => ({
        code: 'ALREADY_OPENED',
        path: ['poolId'],
        rule: 'T2',
        existingId: made?.['id'],
      })),
    );
    const answers = (await training.published()).filter(({ aggregate }) => aggregate === poolId);
    expect([await opened(), answers.length]).toEqual([1, 1]);
  });

  test('is heard once, and asks again for nothing', async () => {
    await open();
    await reached();

    expect((await open()).errors[0]).toMatchObject({ code: 'ALREADY_OPENED' });
    expect(await opened()).toBe(1);
  });

  test('until the stated hour seats its founders’ people alone; then whoever waited, in order', async () => {
    const { value } = await open();
    const enrol = async (index: number) => (await enrolIn(training, String(value?.['id']))(bulk(index)))?.enrolment;

    const [stranger, founder, late] = [await enrol(2), await enrol(0), await enrol(3)];

    expect([stranger?.state, stranger?.waitReason, founder?.state]).toEqual(['WAITLISTED', 'FOUNDERS_FIRST', 'SEATED']);
    const ids = [stranger?.id ?? '', founder?.id ?? '', late?.id ?? ''];
    await training.subgraph.runDue(new Date('2026-11-25T17:59:59+08:00'));
    expect(await enrolledAs(training, ids)).toEqual(['WAITLISTED', 'SEATED', 'WAITLISTED']);
    await training.subgraph.runDue(new Date('2026-11-25T18:00:00+08:00'));
    expect(await enrolledAs(training, ids)).toEqual(['SEATED', 'SEATED', 'WAITLISTED']);
  });

  test.each([
    ['of another kind', 'POOL_NOT_FOUND', ['poolId'], async () => ((poolId = newId('pol')), reached('TRANSPORT')), {}],
    ['with a course that does not exist', 'COURSE_NOT_FOUND', ['courseId'], null, { courseId: newId('crs') }],
    ['with more people needed than seats', 'BAD_SEATS', ['minimum'], null, { minimum: 3 }],
    ['that begins before its cut-off', 'BAD_TIMES', ['startsAt'], null, { startsAt: '2026-11-30T09:00:00+08:00' }],
    [
      'with a first call beyond the cut-off',
      'BAD_TIMES',
      ['cutoffAt'],
      null,
      { foundersFirstUntil: '2026-12-02T09:00:00+08:00' },
    ],
  ])('%s opens nothing', async (_which, code, path, before, more) => {
    await before?.();

    expect((await open(more)).errors).toEqual([expect.objectContaining({ code, path })]);
    expect(await opened()).toBe(0);
  });

  test('is answered by trainers of the provider alone', async () => {
    const other = { id: 'acc_t', roles: [{ role: 'TRAINER' as const, scope: 'prv_x' }] };

    const outcomes = await Promise.all([nobody, persona('welder'), persona('hr'), other].map((who) => open({}, who)));

    expect(outcomes.map(({ topLevel }) => topLevel)).toEqual([
      ['UNAUTHENTICATED'],
      ['FORBIDDEN'],
      ['FORBIDDEN'],
      ['FORBIDDEN'],
    ]);
    expect(await opened()).toBe(0);
  });
});
