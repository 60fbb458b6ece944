import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { Enrolment } from '../src/enrolment/enrolment.entity.ts';
import { EnrolmentState, WaitReason } from '../src/enrolment/seating.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import {
  bulk,
  enrolIn,
  givenEmployment,
  givenSitting,
  nothingTaken,
  now,
  seatsOf,
  type SittingLike,
} from './support/sittings.ts';

describe('T1', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now });
    for (let index = 0; index < 60; index += 1) await givenEmployment(training, bulk(index), `maker-${index % 12}`);
  });
  afterAll(() => training.stop());

  let courseInstanceId: string;
  const sitting = async (like: SittingLike) => (courseInstanceId = await givenSitting(training, like));
  beforeEach(() => sitting({}));

  const enrol = (who: PersonLike, key?: string) => enrolIn(training, courseInstanceId)(who, key);
  const seats = () => seatsOf(training, courseInstanceId);

  describe('holds under a race', () => {
    test('60 workers press at once for 30 seats, five to an enterprise: 30 sit, none over quota, 30 wait in order', async () => {
      await sitting({ quotaPerEnterprise: 5 });

      const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => enrol(bulk(index))));

      const waiting = answers.filter((one) => one?.enrolment?.state === 'WAITLISTED');
      expect(answers.filter((one) => one?.enrolment?.state === 'SEATED').length).toBe(30);
      expect(waiting.length).toBe(30);
      expect(await seats()).toEqual({ seated: 30, seats: 30, waiting: 30, waits: 30 });
      expect(await mostOfOneEnterprise()).toBeLessThanOrEqual(5);
      expect(await waitNumbers()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    });

    test('60 workers of four enterprises press at once: as many sit as the quotas allow, though seats stay free', async () => {
      await sitting({ quotaPerEnterprise: 5 });
      for (let index = 100; index < 160; index += 1) await givenEmployment(training, bulk(index), `big-${index % 4}`);

      await Promise.all(Array.from({ length: 60 }, (_, index) => enrol(bulk(100 + index))));

      expect(await seats()).toEqual({ seated: 20, seats: 20, waiting: 40, waits: 40 });
      expect(await mostOfOneEnterprise()).toBe(5);
      expect(await waitNumbers()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    });

    test('one worker presses twenty times at once with keys of their own: one enrolment, nineteen are shown it', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => enrol(bulk(7), `press-${index}`)));

      const [made] = answers.flatMap((one) => one?.enrolment ?? []);
      const refused = answers.flatMap((one) => one?.userErrors ?? []);
      expect(answers.filter((one) => one?.enrolment).length).toBe(1);
      expect(refused.length).toBe(19);
      for (const refusal of refused) {
        expect(refusal).toMatchObject({ code: 'ALREADY_ENROLLED', existing: { id: made?.id, state: 'SEATED' } });
      }
      expect(await seats()).toEqual({ ...nothingTaken, seated: 1, seats: 1 });
    });

    const mostOfOneEnterprise = async () => {
      const [row] = await training.rows<{ most: number }>(
        `select max(seats)::int as most from (select count(*) as seats from enrolment
          where instance_id = ? and state = 'SEATED' group by enterprise_id) counted`,
        [courseInstanceId],
      );
      return row?.most;
    };

    const waitNumbers = async () => {
      const rows = await training.rows<{ wait_number: number }>(
        `select wait_number from enrolment where instance_id = ? and state = 'WAITLISTED' order by wait_number`,
        [courseInstanceId],
      );
      return rows.map(({ wait_number }) => wait_number);
    };
  });

  describe('holds whoever writes: the database refuses', () => {
    const write = (index: number, more: Partial<Enrolment> = {}) =>
      training.given(
        (tx) =>
          void tx.create(Enrolment, {
            id: newId('enr'),
            workerId: bulk(index).id,
            instanceRef: courseInstanceId,
            state: EnrolmentState.SEATED,
            enrolledAt: new Date(now),
            ...more,
          }),
      );

    test('one seat more than there are', async () => {
      await sitting({ capacity: 1 });
      await write(0);

      await expect(write(1)).rejects.toMatchObject({ constraint: 'course_instance_t1_check' });
      expect(await seats()).toEqual({ ...nothingTaken, seated: 1, seats: 1 });
    });

    test('one seat more than an enterprise may take, also by promotion from the waiting list', async () => {
      await sitting({ quotaPerEnterprise: 1 });
      await write(0, { enterpriseId: 'ent_x' });
      await write(1, {
        enterpriseId: 'ent_x',
        state: EnrolmentState.WAITLISTED,
        waitNumber: 1,
        waitReason: WaitReason.FULL,
      });

      await expect(write(2, { enterpriseId: 'ent_x' })).rejects.toMatchObject({ constraint: 'enrolment_t1_quota' });
      await expect(
        training.rows(`update enrolment set state = 'SEATED' where worker_id = ? and instance_id = ?`, [
          bulk(1).id,
          courseInstanceId,
        ]),
      ).rejects.toMatchObject({ constraint: 'enrolment_t1_quota' });
      expect(await seats()).toEqual({ seated: 1, seats: 1, waiting: 1, waits: 1 });
    });

    test('a second live enrolment of one worker, and a second place of one number', async () => {
      const third = { state: EnrolmentState.WAITLISTED, waitNumber: 3, waitReason: WaitReason.FULL };
      await write(0, third);

      await expect(write(0)).rejects.toMatchObject({ constraint: 'enrolment_t1_live' });
      await expect(write(1, third)).rejects.toMatchObject({ constraint: 'enrolment_t1_wait_number' });
      expect(await seats()).toEqual({ ...nothingTaken, waiting: 1, waits: 1 });
    });
  });
});
