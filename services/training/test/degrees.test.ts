import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, demoId } from '@millgate/demo';
import { LocalizedText, newId } from '@millgate/kit';
import { openEveryConnection, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { Course, CourseKind, CourseTheme } from '../src/course/course.entity.ts';
import { DegreeLevel } from '../src/course/degree-level.ts';
import { CredentialKind } from '../src/credential/credential.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, enrolIn } from './support/sittings.ts';
import { step } from './support/titles.ts';

const provider = demoId('prv', 'open-university');
const trainer: PersonLike = { id: demoId('acc', 'degrees'), roles: [{ role: 'TRAINER', scope: provider }] };

const student = bulk(7);

describe('a degree of the Open University', () => {
  let training: TestSubgraph;
  let courseId: string;
  let termIds: string[];
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());

  /** Two terms of twenty credits, of which the diploma asks for forty; the second begins when the first is over. */
  beforeEach(async () => {
    courseId = newId('crs');
    await training.given((tx) => {
      tx.create(Course, {
        id: courseId,
        names: LocalizedText.of('机电一体化', 'Mechatronics'),
        kind: CourseKind.DEGREE,
        theme: CourseTheme.ENGINEERING,
        awards: CredentialKind.DIPLOMA,
        degreeLevel: DegreeLevel.JUNIOR_COLLEGE,
        terms: 2,
        creditsRequired: 40,
      });
    });
    termIds = [await open(1, '2026-12-01', '2027-02-01'), await open(2, '2027-02-01', '2027-06-01')];
  });

  const opening = (term: number | null, from: string, until: string, credits: number | null) =>
    step(
      training,
      trainer,
      'openCourseInstance',
      {
        ...{ courseId, providerId: provider, communityId: communityId('xinzhuang'), mode: 'BLENDED', priceFen: 0 },
        ...{ capacity: 60, minimum: 0, term, credits },
        ...{ enrolFrom: '2026-11-20T08:00:00+08:00', cutoffAt: `${from}T08:00:00+08:00` },
        ...{ startsAt: `${from}T09:00:00+08:00`, endsAt: `${until}T08:00:00+08:00` },
      },
      { value: 'courseInstance { id term credits }' },
    );
  const open = async (term: number, from: string, until: string) =>
    String((await opening(term, from, until, 20)).value?.['id']);
  const enrol = (index: number, key = 'key') => enrolIn(training, termIds[index] ?? '')(student, key);
  const complete = async (index: number, at: string) => {
    const answer = await enrol(index);
    const id = answer?.enrolment?.id ?? '';
    const courseInstanceId = termIds[index];
    await step(
      training,
      trainer,
      'markAttendance',
      { courseInstanceId, attended: [id], absent: [] },
      { value: 'courseInstance { id }', at },
    );
    await step(
      training,
      trainer,
      'completeCourseInstance',
      { courseInstanceId, completed: [id] },
      { value: 'courseInstance { id }', at },
    );
    return id;
  };
  const award = (enrolmentId: string) =>
    step(
      training,
      trainer,
      'awardCredential',
      { enrolmentId, holder: { zh: '王小明', en: 'Wang Xiaoming' } },
      {
        value: 'credential { id kind }',
        details: 'existingId creditsEarned creditsRequired',
        at: '2027-06-02T09:00:00+08:00',
      },
    );
  const studies = async () => {
    const { myDegreeStudies } = await training
      .as(student)
      .data<{ myDegreeStudies: { course: { id: string } }[] }>(
        '{ myDegreeStudies { course { id degree { level terms creditsRequired } } creditsEarned creditsRequired termsCompleted nextTerm sufficient diploma { kind } } }',
      );
    return myDegreeStudies.find(({ course }) => course.id === courseId);
  };

  test('is earned term by term: its credits add up, and with the last of them it is awarded', async () => {
    const first = await complete(0, '2027-02-01T10:00:00+08:00');
    expect(await studies()).toEqual({
      course: { id: courseId, degree: { level: 'JUNIOR_COLLEGE', terms: 2, creditsRequired: 40 } },
      ...{ creditsEarned: 20, creditsRequired: 40, termsCompleted: [1], nextTerm: 2, sufficient: false, diploma: null },
    });
    expect((await award(first)).errors).toEqual([
      {
        code: 'CREDITS_MISSING',
        path: ['enrolmentId'],
        rule: 'degree',
        existingId: null,
        creditsEarned: 20,
        creditsRequired: 40,
      },
    ]);

    await complete(1, '2027-06-01T10:00:00+08:00');

    expect((await award(first)).value).toMatchObject({ kind: 'DIPLOMA' });
    expect(await studies()).toMatchObject({
      creditsEarned: 40,
      nextTerm: null,
      sufficient: true,
      diploma: { kind: 'DIPLOMA' },
    });
  });

  test('of twenty diplomas issued at once, for either of its terms, there is one (T5)', async () => {
    const ids = [await complete(0, '2027-02-01T10:00:00+08:00'), await complete(1, '2027-06-01T10:00:00+08:00')];

    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => award(ids[index % 2] ?? '')));

    const [issued, ...more] = outcomes.flatMap(({ value }) => (value ? [value] : []));
    expect(more).toEqual([]);
    expect(outcomes.flatMap(({ errors }) => errors)).toMatchObject(
      Array.from({ length: 19 }, () => ({ code: 'ALREADY_AWARDED', existingId: issued?.['id'] })),
    );
  });

  test('follows its order: the second term asks for the first, taken before it begins', async () => {
    expect((await enrol(1))?.userErrors).toMatchObject([
      { code: 'EARLIER_TERM_REQUIRED', path: ['courseInstanceId'], rule: 'degree' },
    ]);

    await enrol(0);

    expect((await enrol(1, 'again'))?.enrolment).toMatchObject({ state: 'SEATED' });
  });

  test('is not taken again where it was completed, though another sitting teaches it', async () => {
    await complete(0, '2027-02-01T10:00:00+08:00');
    termIds = [await open(1, '2027-09-01', '2027-12-01')];

    expect((await enrol(0))?.userErrors).toMatchObject([{ code: 'TERM_COMPLETED' }]);
  });

  test.each([
    ['without a term', null, null],
    ['with a term and no credits', 1, null],
    ['with a third term of two', 3, 20],
  ])('has no sitting %s', async (_what, term, credits) => {
    expect((await opening(term, '2026-12-01', '2027-02-01', credits)).errors).toMatchObject([
      { code: 'TERM_MISPLACED', path: ['term'], rule: 'degree' },
    ]);
  });

  test('and other courses have no terms', async () => {
    courseId = demoId('crs', 'lean');

    expect((await opening(1, '2026-12-01', '2027-02-01', 20)).errors).toMatchObject([{ code: 'TERM_MISPLACED' }]);
  });
});
