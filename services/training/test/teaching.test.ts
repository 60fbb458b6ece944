import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { CredentialKind } from '../src/credential/credential.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { act, enrolledAs, openEveryConnection } from './support/acting.ts';
import { bulk, enrolIn, givenSitting, now } from './support/sittings.ts';

const during = '2026-12-04T12:00:00+08:00';
const afterwards = '2026-12-06T17:00:00+08:00';
const trainer = persona('trainer');
const holder = { zh: '林晓岚', en: 'Lin Xiaolan' };

describe('a sitting is taught', () => {
  let training: TestSubgraph;
  let courseInstanceId: string;
  let ids: string[];
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());
  beforeEach(async () => {
    courseInstanceId = await givenSitting(training);
    ids = [];
    for (let index = 0; index < 3; index += 1) {
      const answer = await enrolIn(training, courseInstanceId)(bulk(index));
      ids.push(answer?.enrolment?.id ?? '');
    }
  });

  const awards = (kind: CredentialKind | null) =>
    training.rows(`update course set awards = ? where id = (select course_id from course_instance where id = ?)`, [
      kind,
      courseInstanceId,
    ]);
  const mark = (attended: string[], absent: string[], at = during, who: Parameters<typeof act>[1] = trainer) =>
    act(
      training,
      who,
      'markAttendance',
      {
        input: { idempotencyKey: newId('key'), courseInstanceId, attended, absent },
        value: 'courseInstance { state }',
      },
      at,
    );
  const complete = (completed: string[], at = afterwards, who: Parameters<typeof act>[1] = trainer) =>
    training
      .as(who, at)
      .data<{ completeCourseInstance: { userErrors: object[] } }>(
        'mutation($input: CompleteCourseInstanceInput!) { completeCourseInstance(input: $input) { courseInstance { state } userErrors { code path rule } } }',
        { input: { idempotencyKey: newId('key'), courseInstanceId, completed } },
      );
  const award = (enrolmentId: string, more: object = {}, who: Parameters<typeof act>[1] = trainer) =>
    act(
      training,
      who,
      'awardCredential',
      {
        input: { idempotencyKey: newId('key'), enrolmentId, holder, ...more },
        value: 'credential { id kind level rank issuedOn subject(lang: EN) }',
        details: 'existingId',
      },
      afterwards,
    );
  const completed = async () => {
    await mark(ids, []);
    await complete(ids);
  };

  test('who came and who did not is marked while it runs, and may be corrected', async () => {
    await mark([ids[0] ?? '', ids[1] ?? ''], [ids[2] ?? '']);
    expect(await enrolledAs(training, ids)).toEqual(['ATTENDED', 'ATTENDED', 'NO_SHOW']);

    await mark([ids[2] ?? ''], [ids[1] ?? ''], afterwards);
    expect(await enrolledAs(training, ids)).toEqual(['ATTENDED', 'NO_SHOW', 'ATTENDED']);
  });

  test('nothing of a list is marked when something of it is wrong', async () => {
    const refused = await mark([ids[0] ?? '', newId('enr')], [ids[0] ?? '']);

    expect(refused.errors).toEqual([
      { code: 'NOT_SEATED', path: ['attended', '1'], rule: 'attendance' },
      { code: 'TWICE', path: ['absent', '0'], rule: 'attendance' },
    ]);
    expect(await enrolledAs(training, ids)).toEqual(['SEATED', 'SEATED', 'SEATED']);
  });

  test('nobody is marked before it begins', async () => {
    expect((await mark(ids, [], '2026-12-04T08:59:59+08:00')).errors[0]).toMatchObject({ code: 'NOT_HELD' });
  });

  test('who came may complete it, once it is over', async () => {
    await mark([ids[0] ?? '', ids[1] ?? ''], [ids[2] ?? '']);

    expect((await complete(ids, during)).completeCourseInstance.userErrors).toEqual([
      { code: 'NOT_OVER', path: ['courseInstanceId'], rule: 'endsAt' },
    ]);
    expect((await complete(ids)).completeCourseInstance.userErrors).toEqual([
      { code: 'NOT_ATTENDED', path: ['completed', '2'], rule: 'T5' },
    ]);
    await complete(ids.slice(0, 2));
    expect(await enrolledAs(training, ids)).toEqual(['COMPLETED', 'COMPLETED', 'NO_SHOW']);
  });

  test.each([
    ['a worker', bulk(0), 'FORBIDDEN'],
    ['HR', persona('hr'), 'FORBIDDEN'],
    [
      'a trainer of another provider',
      { id: 'acc_t', roles: [{ role: 'TRAINER' as const, scope: 'prv_x' }] },
      'FORBIDDEN',
    ],
    ['nobody', nobody, 'UNAUTHENTICATED'],
  ])('%s marks nothing', async (_who, who, code) => {
    expect((await mark(ids, [], during, who)).topLevel).toEqual([code]);
    expect(await enrolledAs(training, ids)).toEqual(['SEATED', 'SEATED', 'SEATED']);
  });

  describe('what it awards', () => {
    test('is issued for a completed enrolment, with the rank of the level', async () => {
      await awards(CredentialKind.SKILL_LEVEL);
      await completed();

      expect((await award(ids[0] ?? '', { level: 'LEVEL_3' })).value).toEqual({
        id: expect.stringMatching(/^crd_/),
        kind: 'SKILL_LEVEL',
        level: 'LEVEL_3',
        rank: 3,
        issuedOn: '2026-12-06',
        subject: 'Quality audit',
      });
    });

    test('of twenty who issue it at once one does, and the others are shown it (T5)', async () => {
      await awards(CredentialKind.CERTIFICATE);
      await completed();

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => award(ids[0] ?? '')));

      const issued = outcomes.find(({ value }) => value)?.value;
      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      expect(outcomes.flatMap(({ errors }) => errors)).toEqual(
        Array.from({ length: 19 }, () => ({
          code: 'ALREADY_AWARDED',
          path: ['enrolmentId'],
          rule: 'T5',
          existingId: issued?.['id'],
        })),
      );
    });

    test.each([
      ['before completion', CredentialKind.CERTIFICATE, false, {}, 'NOT_COMPLETED'],
      ['of a course that awards nothing', null, true, {}, 'AWARDS_NOTHING'],
      ['of a course that leads to a title', CredentialKind.TITLE, true, {}, 'AWARDS_NOTHING'],
      ['of a skill level that is not named', CredentialKind.SKILL_LEVEL, true, {}, 'LEVEL_MISPLACED'],
      ['of a certificate with a level', CredentialKind.CERTIFICATE, true, { level: 'LEVEL_1' }, 'LEVEL_MISPLACED'],
    ])('nothing is issued %s', async (_when, kind, done, more, code) => {
      await awards(kind);
      if (done) await completed();

      expect((await award(ids[0] ?? '', more)).errors[0]).toMatchObject({ code });
      const [row] = await training.rows('select count(*)::int as count from credential where enrolment_id = ?', [
        ids[0],
      ]);
      expect(row).toEqual({ count: 0 });
    });

    test('revoked, is shown as revoked at once, and to rules from that day on', async () => {
      await awards(CredentialKind.SKILL_LEVEL);
      await completed();
      const { value } = await award(ids[1] ?? '', { level: 'LEVEL_2' });
      const revoke = (who: Parameters<typeof act>[1] = trainer) =>
        act(
          training,
          who,
          'revokeCredential',
          {
            input: { idempotencyKey: newId('key'), credentialId: value?.['id'], reason: 'Issued in error.' },
            value: 'credential { status revokedOn }',
          },
          '2026-12-10T09:00:00+08:00',
        );

      expect((await revoke(bulk(1))).topLevel).toEqual(['FORBIDDEN']);
      expect((await revoke()).value).toEqual({ status: 'REVOKED', revokedOn: '2026-12-10' });
      expect((await revoke()).errors[0]).toMatchObject({ code: 'ALREADY_REVOKED' });
      const { verifyCredential } = await training
        .as(nobody, '2026-12-10T09:00:01+08:00')
        .data<{ verifyCredential: object }>('query($id: ID!) { verifyCredential(id: $id) { status } }', {
          id: value?.['id'],
        });
      expect(verifyCredential).toEqual({ status: 'REVOKED' });
      const { _entities } = await training
        .as(bulk(1))
        .data<{ _entities: { skillRankFacts: object[] }[] }>(
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Worker { skillRankFacts { value from until } } } }',
          { r: [{ __typename: 'Worker', id: bulk(1).id }] },
        );
      expect(_entities[0]?.skillRankFacts).toContainEqual({ value: 4, from: '2026-12-06', until: '2026-12-10' });
    });
  });

  test('a worker’s sittings are a calendar, hers alone', async () => {
    const { data } = await training.as(bulk(0)).ask<{ myTrainingCalendar: string }>('{ myTrainingCalendar }');

    const text = data?.myTrainingCalendar ?? '';
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain(`UID:${ids[0]}@millgate\r\n`);
    expect(text).toContain('DTSTART:20261204T010000Z\r\n');
    expect(text).not.toContain(ids[1] ?? '');
    const { errors } = await training.as(nobody).ask('{ myTrainingCalendar }');
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});
