import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { LocalizedText, newId } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { Credential, CredentialKind } from '../src/credential/credential.entity.ts';
import { rankOf, rankOfTitle, SkillLevel, TitleGrade } from '../src/credential/rank.rules.ts';
import { Provider, ProviderKind } from '../src/provider/provider.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import {
  bulk,
  Enrol,
  enrolIn,
  givenEmployment,
  givenSitting,
  nothingTaken,
  now,
  seatsOf,
  type SittingLike,
} from './support/sittings.ts';

const welder = persona('welder');

describe('enrolling in a sitting', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now });
    // Worker n is employed by one of twelve enterprises, worker 900 and the welder by none.
    for (let index = 0; index < 60; index += 1) await givenEmployment(training, bulk(index), `maker-${index % 12}`);
  });
  afterAll(() => training.stop());

  let courseInstanceId: string;
  const sitting = async (like: SittingLike) => (courseInstanceId = await givenSitting(training, like));
  beforeEach(() => sitting({}));

  const enrol = (who: PersonLike, key?: string, at?: string) => enrolIn(training, courseInstanceId)(who, key, at);
  const seats = () => seatsOf(training, courseInstanceId);

  test('gives a seat while one is free, counted against the employer of the day', async () => {
    expect(await enrol(bulk(3))).toEqual({
      enrolment: {
        id: expect.stringMatching(/^enr_[0-9A-Z]{26}$/) as unknown,
        state: 'SEATED',
        position: null,
        waitReason: null,
        enterprise: { id: enterpriseId('maker-3') },
        courseInstance: { remaining: 29, seated: 1, waiting: 0 },
      },
      userErrors: [],
    });
    expect(await seats()).toEqual({ ...nothingTaken, seated: 1, seats: 1 });
  });

  test('puts whoever comes after the last seat on the waiting list, in order of arrival', async () => {
    await sitting({ capacity: 1 });
    await enrol(bulk(0));

    expect(await enrol(bulk(1))).toMatchObject({
      enrolment: { state: 'WAITLISTED', position: 1, waitReason: 'FULL', courseInstance: { remaining: 0, waiting: 1 } },
      userErrors: [],
    });
    expect(await enrol(bulk(2))).toMatchObject({ enrolment: { state: 'WAITLISTED', position: 2 } });
    expect(await seats()).toEqual({ seated: 1, seats: 1, waiting: 2, waits: 2 });
  });

  test('lets whoever exceeds the employer’s quota wait beside free seats, and seats others', async () => {
    await sitting({ quotaPerEnterprise: 1 });
    await enrol(bulk(0));

    const colleague = await enrol(bulk(12));
    const other = await enrol(bulk(1));
    const unemployed = await enrol(bulk(900));

    expect(colleague).toMatchObject({
      enrolment: {
        state: 'WAITLISTED',
        position: 1,
        waitReason: 'ENTERPRISE_QUOTA',
        courseInstance: { remaining: 29, seated: 1, waiting: 1 },
      },
    });
    expect(other).toMatchObject({ enrolment: { state: 'SEATED' } });
    expect(unemployed).toMatchObject({ enrolment: { state: 'SEATED', enterprise: null } });
  });

  test('counts against the enterprise that employs the worker on the day, not the one she left', async () => {
    const mover = bulk(950);
    await givenEmployment(training, mover, 'old', { until: '2026-11-20' });
    await givenEmployment(training, mover, 'new', { from: '2026-11-20' });

    expect(await enrol(mover)).toMatchObject({ enrolment: { enterprise: { id: enterpriseId('new') } } });
  });

  test('counts against nobody once the registry has told that the job ended, and hears it once', async () => {
    const leaver = bulk(951);
    await givenEmployment(training, leaver, 'old');
    const ended = {
      id: newId('evt'),
      type: 'EmploymentEnded',
      aggregate: leaver.id,
      occurredAt: '2026-11-19T00:00:00.000Z',
      payload: {
        employmentId: demoId('emp', `${leaver.id}-old`),
        workerId: leaver.id,
        enterpriseId: enterpriseId('old'),
        until: '2026-11-20',
      },
    };
    await training.subgraph.receive(ended);
    await training.subgraph.receive({ ...ended, payload: { ...ended.payload, until: '2027-01-01' } });

    expect(await enrol(leaver)).toMatchObject({ enrolment: { state: 'SEATED', enterprise: null } });
  });

  test('a seat that becomes free belongs to those who wait, not to whoever comes next', async () => {
    await sitting({ capacity: 1 });
    const first = await enrol(bulk(0));
    await enrol(bulk(1));
    await training.rows(`update enrolment set state = 'WITHDRAWN' where id = ?`, [first?.enrolment?.id]);

    expect(await enrol(bulk(2))).toMatchObject({
      enrolment: { state: 'WAITLISTED', position: 2, courseInstance: { remaining: 1, seated: 0, waiting: 2 } },
    });
  });

  test('whoever withdrew may enrol again, and moves nobody who waits', async () => {
    await sitting({ capacity: 1 });
    await enrol(bulk(0));
    const early = await enrol(bulk(1));
    await enrol(bulk(2));
    await training.rows(`update enrolment set state = 'WITHDRAWN' where id = ?`, [early?.enrolment?.id]);

    const again = await enrol(bulk(1), 'again');

    expect(again).toMatchObject({ enrolment: { state: 'WAITLISTED', position: 2 } });
    const numbers = await training.rows(
      'select wait_number from enrolment where instance_id = ? order by wait_number nulls first',
      [courseInstanceId],
    );
    expect(numbers.map(({ wait_number }) => wait_number)).toEqual([null, 1, 2, 3]);
  });

  describe('is refused as data, and changes nothing,', () => {
    test.each([
      [
        'before it opens',
        '2026-11-01T07:59:59+08:00',
        { code: 'NOT_YET_OPEN', rule: 'enrolFrom', enrolFrom: '2026-11-01T00:00:00.000Z' },
      ],
      [
        'at the very instant of the cut-off',
        '2026-12-01T18:00:00+08:00',
        { code: 'CLOSED', rule: 'cutoffAt', cutoffAt: '2026-12-01T10:00:00.000Z' },
      ],
    ])('%s', async (_when, at, refusal) => {
      expect(await enrol(welder, 'key', at)).toMatchObject({
        enrolment: null,
        userErrors: [{ ...refusal, path: ['courseInstanceId'] }],
      });
      expect(await seats()).toEqual(nothingTaken);
    });

    test('for a sitting that was called off', async () => {
      await sitting({ cancelledAt: new Date('2026-11-15T12:00:00+08:00') });

      expect(await enrol(welder)).toMatchObject({ enrolment: null, userErrors: [{ code: 'CANCELLED' }] });
      expect(await seats()).toEqual(nothingTaken);
    });

    test('for a sitting that does not exist', async () => {
      courseInstanceId = demoId('cin', 'none');

      expect(await enrol(welder)).toMatchObject({
        enrolment: null,
        userErrors: [{ code: 'COURSE_INSTANCE_NOT_FOUND', path: ['courseInstanceId'], rule: 'T1' }],
      });
    });

    test('for whoever is enrolled already, with the enrolment she has and in her language', async () => {
      await sitting({ capacity: 1 });
      await enrol(bulk(0));
      const first = await enrol(welder);

      expect(await enrol(welder, 'other')).toMatchObject({
        enrolment: null,
        userErrors: [
          {
            code: 'ALREADY_ENROLLED',
            message: '您已报名这期培训。',
            existing: { id: first?.enrolment?.id, state: 'WAITLISTED', position: 1 },
          },
        ],
      });
      expect(await seats()).toEqual({ seated: 1, seats: 1, waiting: 1, waits: 1 });
    });
  });

  describe('in a course that asks for level 3', () => {
    const give = (index: number, credential: Partial<Credential>) =>
      training.given((tx) => {
        const issuer = tx.create(Provider, {
          id: newId('prv'),
          names: LocalizedText.of('部门', 'Authority'),
          kind: ProviderKind.AUTHORITY,
        });
        tx.create(Credential, {
          id: newId('crd'),
          workerId: bulk(index).id,
          holderNames: LocalizedText.of('王安', 'Wang An'),
          kind: CredentialKind.SKILL_LEVEL,
          subjects: LocalizedText.of('焊工', 'Welder'),
          issuerRef: issuer,
          issuedOn: '2020-01-01',
          ...credential,
        });
      });
    const level = (at: SkillLevel) => ({ level: at, rank: rankOf(at) });
    const title = { kind: CredentialKind.TITLE, grade: TitleGrade.ASSISTANT, rank: rankOfTitle(TitleGrade.ASSISTANT) };

    test.each([
      ['level 3 is let in', 200, level(SkillLevel.LEVEL_3), 'SEATED'],
      ['level 1, a smaller number, is let in', 201, level(SkillLevel.LEVEL_1), 'SEATED'],
      ['a chief technician, who has no number, is let in', 202, level(SkillLevel.CHIEF_TECHNICIAN), 'SEATED'],
      ['a title of the same rank is let in', 203, title, 'SEATED'],
      ['level 4, a greater number, is refused', 204, level(SkillLevel.LEVEL_4), 'SKILL_LEVEL_REQUIRED'],
      [
        'a level 2 revoked yesterday is refused',
        205,
        { ...level(SkillLevel.LEVEL_2), revokedOn: '2026-11-19' },
        'SKILL_LEVEL_REQUIRED',
      ],
      [
        'a level 2 revoked from tomorrow is let in',
        206,
        { ...level(SkillLevel.LEVEL_2), revokedOn: '2026-11-21' },
        'SEATED',
      ],
    ])('%s', async (_who, index, credential, expected) => {
      await sitting({ prerequisiteLevel: SkillLevel.LEVEL_3 });
      await give(index, credential);

      const answer = await enrol(bulk(index));

      expect(answer?.enrolment?.state ?? answer?.userErrors[0]?.code).toBe(expected);
      expect(await seats()).toEqual(expected === 'SEATED' ? { ...nothingTaken, seated: 1, seats: 1 } : nothingTaken);
    });

    test('whoever holds nothing is told which level is asked for', async () => {
      await sitting({ prerequisiteLevel: SkillLevel.LEVEL_3 });

      expect(await enrol(bulk(300))).toMatchObject({
        userErrors: [{ code: 'SKILL_LEVEL_REQUIRED', rule: 'prerequisiteLevel', requiredLevel: 'LEVEL_3' }],
      });
    });
  });

  describe('repeated', () => {
    test('with the same key gives the first answer and takes one seat, also when all repeats arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => enrol(welder, 'same')));

      expect(new Set(answers.map((one) => one?.enrolment?.id)).size).toBe(1);
      expect(await seats()).toEqual({ ...nothingTaken, seated: 1, seats: 1 });
    });

    test('gives a refusal again as well, with its details, although enrolling would now succeed', async () => {
      const early = await enrol(welder, 'early', '2026-11-01T07:00:00+08:00');

      expect(await enrol(welder, 'early')).toEqual(early);
      expect(early?.userErrors).toMatchObject([{ code: 'NOT_YET_OPEN', enrolFrom: '2026-11-01T00:00:00.000Z' }]);
      expect(await seats()).toEqual(nothingTaken);
    });

    test('with another sitting is a conflict', async () => {
      const input = { idempotencyKey: newId('key'), courseInstanceId };
      await training.as(welder).ask(Enrol, { input });
      await sitting({});

      const { data, errors } = await training.as(welder).ask(Enrol, { input: { ...input, courseInstanceId } });

      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', rule: 'idempotency' });
      expect(await seats()).toEqual(nothingTaken);
    });

    test('the same key of another worker is another request', async () => {
      await enrol(bulk(8), 'shared');

      expect(await enrol(bulk(9), 'shared')).toMatchObject({ enrolment: { state: 'SEATED' } });
      expect(await seats()).toEqual({ ...nothingTaken, seated: 2, seats: 2 });
    });
  });

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['HR', persona('hr'), 'FORBIDDEN'],
    ['a trainer', persona('trainer'), 'FORBIDDEN'],
    ['a service', { kind: 'SERVICE', name: 'desk', purpose: 'ENROL' } as const, 'FORBIDDEN'],
  ])('%s cannot enrol', async (_who, caller, code) => {
    const { errors } = await training.as(caller).ask(Enrol, { input: { idempotencyKey: 'x', courseInstanceId } });

    expect(errors?.[0]?.extensions).toMatchObject({ code });
    expect(await seats()).toEqual(nothingTaken);
  });

  test.each([
    ['', 'isLength'],
    ['x'.repeat(101), 'isLength'],
  ])('an idempotency key of a wrong length is bad input with path and rule', async (idempotencyKey, rule) => {
    const { errors } = await training.as(welder).ask(Enrol, { input: { idempotencyKey, courseInstanceId } });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'idempotencyKey'], rule });
    expect(await seats()).toEqual(nothingTaken);
  });
});
