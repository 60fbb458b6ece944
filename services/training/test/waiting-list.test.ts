import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, enrolledAs, openEveryConnection, statesIn } from './support/acting.ts';
import { bulk, enrolIn, givenEmployment, givenSitting, now, seatsOf, type SittingLike } from './support/sittings.ts';

const nextDay = '2026-11-21T10:00:00+08:00';

describe('the waiting list of a sitting', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(training);
    for (let index = 0; index < 60; index += 1) await givenEmployment(training, bulk(index), `maker-${index % 12}`);
  });
  afterAll(() => training.stop());

  let courseInstanceId: string;
  const sitting = async (like: SittingLike) => (courseInstanceId = await givenSitting(training, like));
  beforeEach(() => sitting({}));

  const enrol = async (index: number, at?: string) => {
    const answer = await enrolIn(training, courseInstanceId)(bulk(index), 'key', at);
    return answer?.enrolment?.id ?? '';
  };
  const enrolAll = async (count: number) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await enrol(index));
    return ids;
  };
  const withdraw = (index: number, enrolmentId: string, at = now, idempotencyKey = newId('key')) =>
    act(
      training,
      bulk(index),
      'withdrawEnrolment',
      { input: { idempotencyKey, enrolmentId }, value: 'enrolment { state withdrawnBecause }', details: 'state' },
      at,
    );
  const confirm = (index: number, enrolmentId: string, at = now) =>
    act(
      training,
      bulk(index),
      'confirmSeat',
      { input: { idempotencyKey: newId('key'), enrolmentId }, value: 'enrolment { state confirmUntil }' },
      at,
    );
  const due = (at: string) => training.subgraph.runDue(new Date(at));
  const states = () => statesIn(training, courseInstanceId);
  const told = async (index: number) =>
    (
      await training.rows<{ kind: string }>(
        'select n.kind from training_notice n join enrolment e on e.id = n.enrolment_id where n.worker_id = ? and e.instance_id = ? order by n.id',
        [bulk(index).id, courseInstanceId],
      )
    ).map(({ kind }) => kind);

  test('a seat that is given up goes to the first who waits, for 24 hours, and she is told', async () => {
    await sitting({ capacity: 2 });
    const [first, , third] = await enrolAll(4);

    const withdrawn = await withdraw(0, first ?? '');

    expect(withdrawn).toEqual({ value: { state: 'WITHDRAWN', withdrawnBecause: 'WORKER' }, errors: [] });
    expect(await states()).toEqual(['WITHDRAWN', 'SEATED', 'SEATED until 2026-11-21T02:00:00.000Z', 'WAITLISTED']);
    expect(await told(2)).toEqual(['SEAT_OFFERED']);
    expect(await seatsOf(training, courseInstanceId)).toEqual({ seated: 2, seats: 2, waiting: 1, waits: 1 });
    expect((await confirm(2, third ?? '')).value).toEqual({ state: 'SEATED', confirmUntil: null });
  });

  test('three withdraw at once from a sitting that sixty pressed for: the first three eligible waiters are seated, each once (S18)', async () => {
    await sitting({ capacity: 30, quotaPerEnterprise: 5 });
    const ids = await Promise.all(Array.from({ length: 60 }, (_, index) => enrol(index)));
    const rows = await training.rows<{ id: string; worker: string; state: string }>(
      `select id, worker_id as worker, state from enrolment where instance_id = ? order by coalesce(wait_number, 0), id`,
      [courseInstanceId],
    );
    const seatedNow = rows.filter(({ state }) => state === 'SEATED').slice(0, 3);
    const waiting = rows.filter(({ state }) => state === 'WAITLISTED');

    const outcomes = await Promise.all(
      seatedNow.map(({ id }) => {
        const index = ids.indexOf(id);
        return withdraw(index, id);
      }),
    );

    expect(outcomes.map(({ value }) => value?.['state'])).toEqual(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
    const promoted = await training.rows<{ id: string }>(
      `select id from enrolment where instance_id = ? and confirm_until is not null order by wait_number`,
      [courseInstanceId],
    );
    expect(promoted.map(({ id }) => id)).toEqual(waiting.slice(0, 3).map(({ id }) => id));
    expect(await seatsOf(training, courseInstanceId)).toEqual({ seated: 30, seats: 30, waiting: 27, waits: 27 });
    const [notices] = await training.rows<{ count: number }>(
      `select count(*)::int as count from training_notice n join enrolment e on e.id = n.enrolment_id where e.instance_id = ?`,
      [courseInstanceId],
    );
    expect(notices).toEqual({ count: 3 });
  });

  test('whoever waits for her enterprise’s quota is passed over, and is next when a colleague leaves', async () => {
    await sitting({ capacity: 2, quotaPerEnterprise: 1 });
    const [first] = await enrolAll(1);
    const colleague = await enrol(12);
    const other = await enrol(1);
    const last = await enrol(2);
    expect(await enrolledAs(training, [colleague, other, last])).toEqual(['WAITLISTED', 'SEATED', 'WAITLISTED']);

    await withdraw(1, other);
    expect(await enrolledAs(training, [colleague, last])).toEqual(['WAITLISTED', 'SEATED']);

    await withdraw(0, first ?? '');
    expect(await enrolledAs(training, [colleague])).toEqual(['SEATED']);
  });

  test('one withdrawal pressed twenty times at once frees one seat', async () => {
    await sitting({ capacity: 1 });
    const [first] = await enrolAll(4);

    const outcomes = await Promise.all(Array.from({ length: 20 }, () => withdraw(0, first ?? '')));

    expect(outcomes.filter(({ value }) => value).length).toBe(1);
    expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 19 }, () => 'ALREADY_ENDED'),
    );
    expect(await states()).toEqual(['WITHDRAWN', 'SEATED until 2026-11-21T02:00:00.000Z', 'WAITLISTED', 'WAITLISTED']);
  });

  test('a seat that is not confirmed within 24 hours goes to the next, once, however many processes look', async () => {
    await sitting({ capacity: 1 });
    const ids = await enrolAll(4);
    await withdraw(0, ids[0] ?? '');
    await due('2026-11-21T09:59:59+08:00');
    expect(await enrolledAs(training, ids)).toEqual(['WITHDRAWN', 'SEATED', 'WAITLISTED', 'WAITLISTED']);

    await Promise.all(Array.from({ length: 8 }, () => due(nextDay)));

    expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN', 'SEATED until 2026-11-22T02:00:00.000Z', 'WAITLISTED']);
    expect((await confirm(1, ids[1] ?? '', nextDay)).errors).toEqual([
      { code: 'OFFER_LAPSED', path: ['enrolmentId'], rule: 'T1' },
    ]);
    expect(await told(1)).toEqual(['SEAT_OFFERED', 'OFFER_LAPSED']);
  });

  test('of two seats offered at different times each is kept for its own 24 hours', async () => {
    await sitting({ capacity: 2 });
    const ids = await enrolAll(4);
    await withdraw(0, ids[0] ?? '');
    await withdraw(1, ids[1] ?? '', '2026-11-20T20:00:00+08:00');

    await due(nextDay);

    expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN', 'SEATED until 2026-11-21T12:00:00.000Z']);
  });

  test('a seat is not confirmed at the very instant its time is over, noticed or not', async () => {
    await sitting({ capacity: 1 });
    const ids = await enrolAll(2);
    await withdraw(0, ids[0] ?? '');

    expect((await confirm(1, ids[1] ?? '', nextDay)).errors[0]?.['code']).toBe('OFFER_LAPSED');
    expect((await confirm(1, ids[1] ?? '', '2026-11-21T09:59:59+08:00')).value).toMatchObject({ confirmUntil: null });
  });

  test('confirming and lapsing race: the seat is hers or the next one’s, and never both', async () => {
    for (let round = 0; round < 6; round += 1) {
      await sitting({ capacity: 1 });
      const ids = await enrolAll(3);
      await withdraw(0, ids[0] ?? '');

      const [confirmed] = await Promise.all([confirm(1, ids[1] ?? '', '2026-11-21T09:59:59+08:00'), due(nextDay)]);

      expect(await enrolledAs(training, ids)).toEqual(
        confirmed.value ? ['WITHDRAWN', 'SEATED', 'WAITLISTED'] : ['WITHDRAWN', 'WITHDRAWN', 'SEATED'],
      );
    }
  });

  test('an offer never outlives the beginning of the sitting', async () => {
    await sitting({ capacity: 1 });
    const ids = await enrolAll(2);

    await withdraw(0, ids[0] ?? '', '2026-12-04T08:00:00+08:00');

    expect(await states()).toEqual(['WITHDRAWN', 'SEATED until 2026-12-04T01:00:00.000Z']);
  });

  test.each([
    ['a seat given up before', now, 'ALREADY_ENDED', { state: 'WITHDRAWN' }],
    ['a seat in a sitting that has begun', '2026-12-04T09:00:00+08:00', 'STARTED', { state: null }],
  ])('%s is not given up', async (_which, at, code, details) => {
    const [id] = await enrolAll(1);
    if (code === 'ALREADY_ENDED') await withdraw(0, id ?? '');

    expect((await withdraw(0, id ?? '', at)).errors[0]).toMatchObject({ code, path: ['enrolmentId'], ...details });
  });

  test('somebody else’s enrolment is not there to give up or confirm', async () => {
    const [id] = await enrolAll(1);

    const outcomes = [await withdraw(1, id ?? ''), await confirm(1, id ?? ''), await withdraw(0, newId('enr'))];

    expect(outcomes.map(({ errors }) => errors[0]?.['code'])).toEqual(outcomes.map(() => 'ENROLMENT_NOT_FOUND'));
    expect(await enrolledAs(training, [id ?? ''])).toEqual(['SEATED']);
  });

  describe('at the cut-off', () => {
    const cutoff = '2026-12-01T18:00:00+08:00';

    test('a sitting with too few is cancelled and everybody is told, once', async () => {
      await sitting({ minimum: 3 });
      const ids = await enrolAll(2);

      await Promise.all(Array.from({ length: 4 }, () => due(cutoff)));

      const [row] = await training.rows<{ cancelled: boolean }>(
        'select cancelled_at is not null as cancelled from course_instance where id = ?',
        [courseInstanceId],
      );
      expect(row).toEqual({ cancelled: true });
      const notices = await training.rows(
        `select enrolment_id as id, kind from training_notice where enrolment_id in (?, ?) order by enrolment_id`,
        ids,
      );
      expect(notices).toEqual(ids.toSorted().map((id) => ({ id, kind: 'SITTING_CANCELLED' })));
    });

    test('a seat that nobody confirmed in time does not count towards the minimum, however late it is noticed', async () => {
      await sitting({ minimum: 2, capacity: 2 });
      const ids = await enrolAll(3);
      await withdraw(0, ids[0] ?? '', '2026-11-30T12:00:00+08:00');

      await due('2026-12-01T20:00:00+08:00');

      const [row] = await training.rows<{ cancelled: boolean }>(
        'select cancelled_at is not null as cancelled from course_instance where id = ?',
        [courseInstanceId],
      );
      expect(row).toEqual({ cancelled: true });
      expect([await told(1), await told(2)]).toEqual([['SITTING_CANCELLED'], ['SEAT_OFFERED', 'OFFER_LAPSED']]);
    });

    test('a sitting with enough is held, also when somebody withdraws later; her seat goes to the next', async () => {
      await sitting({ minimum: 2, capacity: 2 });
      const ids = await enrolAll(3);

      await withdraw(0, ids[0] ?? '', '2026-12-02T10:00:00+08:00');
      await withdraw(1, ids[1] ?? '', '2026-12-02T10:01:00+08:00');

      const { courseInstance } = await training
        .as(nobody, '2026-12-02T11:00:00+08:00')
        .data<{ courseInstance: object }>('query($id: ID!) { courseInstance(id: $id) { state seated } }', {
          id: courseInstanceId,
        });
      expect(courseInstance).toEqual({ state: 'CONFIRMED', seated: 1 });
      expect(await enrolledAs(training, ids)).toEqual(['WITHDRAWN', 'WITHDRAWN', 'SEATED']);
    });
  });

  describe('an enterprise enrols its people', () => {
    const hr = persona('hr');
    const zhenzhi = enterpriseId('zhenzhi');
    const people = (count: number) => Array.from({ length: count }, (_, index) => bulk(300 + index));
    beforeAll(async () => {
      for (const one of people(8)) await givenEmployment(training, one, 'zhenzhi');
    });
    const enrolThem = (
      workers: readonly PersonLike[],
      who: Parameters<typeof act>[1] = hr,
      idempotencyKey = newId('key'),
    ) =>
      act(training, who, 'enrolEmployees', {
        input: { idempotencyKey, enterpriseId: zhenzhi, courseInstanceId, workerIds: workers.map(({ id }) => id) },
        value: 'enrolled { seated waiting enrolledBefore }',
      });

    test('in the order of the list, as its quota allows; who was enrolled before keeps her place', async () => {
      await sitting({ capacity: 30, quotaPerEnterprise: 5 });
      await enrolIn(training, courseInstanceId)(bulk(300));

      expect((await enrolThem(people(8))).value).toEqual({ seated: 4, waiting: 3, enrolledBefore: 1 });
      const rows = await training.rows(
        `select paid_by, state, count(*)::int as count from enrolment where instance_id = ? group by 1, 2 order by 1, 2`,
        [courseInstanceId],
      );
      expect(rows).toEqual([
        { paid_by: 'ENTERPRISE', state: 'SEATED', count: 4 },
        { paid_by: 'ENTERPRISE', state: 'WAITLISTED', count: 3 },
        { paid_by: 'WORKER', state: 'SEATED', count: 1 },
      ]);
    });

    test('all of them, or nobody: whoever is none of its people is named by her place in the list', async () => {
      const refused = await enrolThem([...people(2), bulk(1), bulk(2)]);

      expect(refused).toEqual({
        value: null,
        errors: [
          { code: 'NOT_AN_EMPLOYEE', path: ['workerIds', '2'], rule: 'employment' },
          { code: 'NOT_AN_EMPLOYEE', path: ['workerIds', '3'], rule: 'employment' },
        ],
      });
      expect(await states()).toEqual([]);
    });

    test('repeated with its key, also all at once, answers the same numbers and enrols once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => enrolThem(people(3), hr, 'the-same')));

      expect(outcomes.map(({ value }) => value)).toEqual(
        outcomes.map(() => ({ seated: 3, waiting: 0, enrolledBefore: 0 })),
      );
      expect((await states()).length).toBe(3);
    });

    test('races with its people, who press for themselves: each sits once, and no quota is exceeded', async () => {
      await sitting({ capacity: 30, quotaPerEnterprise: 5 });

      await Promise.all([
        ...people(8).map((one) => enrolIn(training, courseInstanceId)(one)),
        enrolThem(people(8)),
        enrolThem(people(8).toReversed()),
      ]);

      expect(await seatsOf(training, courseInstanceId)).toEqual({ seated: 5, seats: 5, waiting: 3, waits: 3 });
    });

    test('is for its HR alone', async () => {
      const others = [persona('welder'), persona('trainer'), persona('manager')];

      const outcomes = await Promise.all(others.map((who) => enrolThem(people(1), who)));

      expect(outcomes.map(({ errors }) => errors[0]?.['code'])).toEqual(others.map(() => 'ENTERPRISE_NOT_FOUND'));
      expect((await enrolThem(people(1), nobody)).topLevel).toEqual(['UNAUTHENTICATED']);
      expect(await states()).toEqual([]);
    });
  });

  test('two records of one person keep one enrolment in a sitting, and the seat that is freed goes to the next', async () => {
    await sitting({ capacity: 2 });
    const ids = [await enrol(500), await enrol(501), await enrol(502)];

    await training.subgraph.receive({
      id: newId('evt'),
      type: 'WorkersMerged',
      aggregate: bulk(500).id,
      occurredAt: now,
      payload: { mergeId: newId('wmg'), workerId: bulk(500).id, mergedIds: [bulk(501).id] },
    });

    expect(await enrolledAs(training, ids)).toEqual(['SEATED', 'WITHDRAWN', 'SEATED']);
    const [row] = await training.rows('select withdrawn_because, worker_id from enrolment where id = ?', [ids[1]]);
    expect(row).toEqual({ withdrawn_because: 'MERGED', worker_id: bulk(500).id });
  });
});
