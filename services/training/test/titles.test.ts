import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, openEveryConnection, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import {
  givenCandidate,
  green,
  master,
  now,
  panelId,
  publicised,
  schemeId,
  screened,
  step,
  trainer,
} from './support/titles.ts';

describe('a title', () => {
  let training: TestSubgraph;
  let next = 2_000;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());

  const candidate = (employer?: string) => givenCandidate(training, (next += 1), employer);
  const requirement = 'requirement { kind required found outcome }';

  describe('is applied for', () => {
    test('by the regular route, refused naming the schooling and the major; by the green channel, with both shown as waived', async () => {
      const regular = await step(
        training,
        master,
        'applyForTitle',
        { ...green, route: 'REGULAR', waivers: [] },
        { details: requirement },
      );
      expect(regular.errors).toEqual([
        {
          code: 'SCHOOLING_REQUIRED',
          path: ['schooling'],
          rule: 'T4',
          requirement: { kind: 'EDUCATION', required: 'JUNIOR_COLLEGE', found: 'MIDDLE_SCHOOL', outcome: 'NOT_MET' },
        },
        {
          code: 'MAJOR_REQUIRED',
          path: ['relatedMajor'],
          rule: 'T4',
          requirement: { kind: 'MAJOR', required: 'true', found: 'false', outcome: 'NOT_MET' },
        },
      ]);

      const applied = await step(training, master, 'applyForTitle', green, {
        value:
          'titleEvaluation { id state route waivers yearsOfService evidence requirements { kind required found outcome } rule { version source(lang: EN) quorumRatio passRatio publicityWorkingDays } }',
      });
      expect(applied.value).toEqual({
        id: expect.stringMatching(/^tev_/),
        state: 'SUBMITTED',
        route: 'GREEN_CHANNEL',
        waivers: ['EDUCATION', 'MAJOR'],
        yearsOfService: 16,
        evidence: '调配五百余种丝线颜色',
        requirements: [
          { kind: 'EDUCATION', required: 'JUNIOR_COLLEGE', found: 'MIDDLE_SCHOOL', outcome: 'WAIVED' },
          { kind: 'MAJOR', required: 'true', found: 'false', outcome: 'WAIVED' },
          { kind: 'YEARS_OF_SERVICE', required: '4', found: '16', outcome: 'MET' },
          { kind: 'EVIDENCE', required: '1', found: '1', outcome: 'MET' },
        ],
        rule: {
          version: 2,
          source: expect.stringContaining('community’s own choice'),
          quorumRatio: 2 / 3,
          passRatio: 2 / 3,
          publicityWorkingDays: 5,
        },
      });
    });

    test.each([
      ['without evidence', { evidence: [] }, 'EVIDENCE_REQUIRED', ['evidence']],
      ['with a waiver on the regular route', { route: 'REGULAR' }, 'WAIVER_NOT_OFFERED', ['waivers', '0']],
      ['with schooling that it does not waive', { waivers: ['MAJOR'] }, 'SCHOOLING_REQUIRED', ['schooling']],
      [
        'with nothing that needs to be waived',
        { schooling: 'BACHELOR', relatedMajor: true },
        'NOTHING_TO_WAIVE',
        ['route'],
      ],
      ['for a title that there is not', { schemeId: newId('tsc') }, 'SCHEME_NOT_FOUND', ['schemeId']],
    ])('%s, refused, and nothing is stored', async (_what, more, code, path) => {
      const who = await candidate();

      const { errors } = await step(training, who, 'applyForTitle', { ...green, ...more });

      expect(errors).toMatchObject([{ code, path }]);
      expect(await training.rows('select 1 from title_evaluation where worker_id = ?', [who.id])).toEqual([]);
    });

    test('with too few years of work, refused: the green channel does not waive them', async () => {
      const who = { id: persona('newcomer').id, roles: [{ role: 'WORKER' as const }] };

      const { errors } = await step(training, who, 'applyForTitle', green, { details: requirement });

      expect(errors).toEqual([
        {
          code: 'YEARS_REQUIRED',
          path: ['schemeId'],
          rule: 'T4',
          requirement: { kind: 'YEARS_OF_SERVICE', required: '4', found: '0', outcome: 'NOT_MET' },
        },
      ]);
    });

    test.each([
      ['years of service', 'years_of_service = 3'],
      ['evidence', `evidence_items = '[]'`],
      ['schooling without its waiver', `waivers = '{MAJOR}'`],
      ['a waiver on the regular route', `route = 'REGULAR'`],
      ['a waiver of years', `waivers = '{EDUCATION,MAJOR,YEARS_OF_SERVICE}'`],
    ])('and the database itself refuses an evaluation that lacks %s (T4)', async (_what, change) => {
      const evaluationId = await screened(training, await candidate());

      await expect(
        training.rows(`update title_evaluation set ${change} where id = ?`, [evaluationId]),
      ).rejects.toMatchObject({ code: '23514' });
    });

    test('twenty times at once by one worker: one evaluation, nineteen are shown it', async () => {
      const who = await candidate();

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => step(training, who, 'applyForTitle', green, { details: 'existingId' })),
      );

      const [first] = outcomes.flatMap(({ value }) => (value ? [value['id']] : []));
      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      expect(outcomes.flatMap(({ errors }) => errors)).toEqual(
        Array.from({ length: 19 }, () => ({
          code: 'ALREADY_UNDER_WAY',
          path: ['schemeId'],
          rule: 'title',
          existingId: first,
        })),
      );
    });
  });

  describe('is screened', () => {
    test('and rejected where the papers do not show what was stated', async () => {
      const applied = await step(training, await candidate(), 'applyForTitle', green);
      const evaluationId = applied.value?.['id'];

      const rejected = await step(
        training,
        trainer,
        'screenTitleApplication',
        { evaluationId, rejectBecause: 'No papers.' },
        { value: 'titleEvaluation { state rejectedBecause }' },
      );
      const again = await step(training, trainer, 'screenTitleApplication', { evaluationId });

      expect(rejected.value).toEqual({ state: 'REJECTED', rejectedBecause: 'No papers.' });
      expect(again.errors).toMatchObject([{ code: 'NOT_SUBMITTED' }]);
    });

    test.each([
      ['the candidate', master, 'FORBIDDEN'],
      ['a panel member', persona('panel'), 'FORBIDDEN'],
      ['nobody', nobody, 'UNAUTHENTICATED'],
    ])('not by %s', async (_who, who, code) => {
      const { topLevel } = await step(training, who as never, 'screenTitleApplication', { evaluationId: newId('tev') });

      expect(topLevel).toEqual([code]);
    });

    test('not by a trainer of another provider, to whom it does not exist', async () => {
      const evaluationId = await screened(training, await candidate());
      const other = { id: 'acc_t', roles: [{ role: 'TRAINER' as const, scope: newId('prv') }] };

      const { errors } = await step(training, other, 'screenTitleApplication', { evaluationId });

      expect(errors).toMatchObject([{ code: 'EVALUATION_NOT_FOUND' }]);
    });
  });

  describe('is published for five working days', () => {
    // 2026-11-20 is a Friday: the fifth working day after it is Friday the 27th.
    const last = '2026-11-27T23:59:00+08:00';
    const after = '2026-11-28T09:00:00+08:00';

    test('and conferred the day after, not before; its credential counts from then on', async () => {
      const who = await candidate();
      const evaluationId = await publicised(training, who);
      const confer = (at: string) =>
        step(
          training,
          trainer,
          'conferTitle',
          { evaluationId },
          {
            at,
            value: 'titleEvaluation { state conferredOn publicityUntil credential { id rank grade issuedOn } }',
            details: 'publicityUntil',
          },
        );

      const tooEarly = await confer(last);
      const { value } = await confer(after);
      const { verifyCredential } = await training
        .as(nobody, after)
        .data('query($id: ID!) { verifyCredential(id: $id) { status holder(lang: ZH) subject(lang: EN) grade } }', {
          id: (value?.['credential'] as { id: string }).id,
        });

      expect(tooEarly.errors).toEqual([
        { code: 'PUBLICITY_RUNNING', path: ['evaluationId'], rule: 'publicity', publicityUntil: '2026-11-27' },
      ]);
      expect(value).toEqual({
        state: 'CONFERRED',
        conferredOn: '2026-11-28',
        publicityUntil: '2026-11-27',
        credential: { id: expect.stringMatching(/^crd_/), rank: 3, grade: 'ASSISTANT', issuedOn: '2026-11-28' },
      });
      expect(verifyCredential).toEqual({
        status: 'VALID',
        holder: '唐*',
        subject: 'Assistant engineer',
        grade: 'ASSISTANT',
      });
    });

    test('over the National Day, which is no working day, its end moves', async () => {
      const evaluationId = await publicised(training, await candidate(), '2026-09-29T10:00:00+08:00');

      const [row] = await training.rows('select publicity_until::text as last from title_evaluation where id = ?', [
        evaluationId,
      ]);

      // The 30th, then, after the holiday of 1 to 7 October, the 8th, 9th, 10th (a Saturday worked) and 12th.
      expect(row).toEqual({ last: '2026-10-12' });
    });

    test('to everybody who is signed in, the candidate masked', async () => {
      const evaluationId = await publicised(training, await candidate());
      const list = async (who: Parameters<TestSubgraph['as']>[0]) =>
        (
          await training
            .as(who)
            .data<{ publicisedTitles: { evaluationId: string }[] }>(
              '{ publicisedTitles { evaluationId title(lang: EN) candidate(lang: ZH) enterprise { id } route waivers publicisedOn publicityUntil } }',
            )
        ).publicisedTitles.find((one) => one.evaluationId === evaluationId);

      expect(await list(persona('packer'))).toMatchObject({
        title: 'Assistant engineer',
        candidate: '唐*',
        route: 'GREEN_CHANNEL',
        publicisedOn: '2026-11-20',
        publicityUntil: '2026-11-27',
      });
    });

    test('and an objection holds it up until it is found wrong', async () => {
      const evaluationId = await publicised(training, await candidate());
      const raised = await step(
        training,
        persona('packer'),
        'objectToTitle',
        { evaluationId, reason: 'The colours are another’s.' },
        { value: 'objection { id }', at: last },
      );
      const again = await step(
        training,
        persona('packer'),
        'objectToTitle',
        { evaluationId, reason: 'Once more.' },
        { value: 'objection { id }', at: last },
      );
      const heldUp = await step(training, trainer, 'conferTitle', { evaluationId }, { at: after });
      const decided = await step(
        training,
        trainer,
        'decideTitleObjection',
        { objectionId: raised.value?.['id'], upheld: false, answer: 'They are his.' },
        { at: after },
      );
      const conferred = await step(training, trainer, 'conferTitle', { evaluationId }, { at: after });

      expect(again.errors).toMatchObject([{ code: 'ALREADY_OBJECTED' }]);
      expect(heldUp.errors).toMatchObject([{ code: 'NOT_PUBLICISED' }]);
      expect(decided.value).toMatchObject({ state: 'PUBLICISED' });
      expect(conferred.value).toMatchObject({ state: 'CONFERRED' });
    });

    test('and an objection that is right ends it; after its last day nobody objects', async () => {
      const evaluationId = await publicised(training, await candidate());
      const object = (at: string) =>
        step(
          training,
          persona('packer'),
          'objectToTitle',
          { evaluationId, reason: 'Untrue.' },
          { value: 'objection { id reason upheld }', details: 'publicityUntil', at },
        );

      const late = await object(after);
      const raised = await object(last);
      const decided = await step(training, trainer, 'decideTitleObjection', {
        objectionId: raised.value?.['id'],
        upheld: true,
        answer: 'So it is.',
      });

      expect(late.errors).toMatchObject([{ code: 'PUBLICITY_OVER', publicityUntil: '2026-11-27' }]);
      expect(decided.value).toMatchObject({ state: 'FAILED' });
    });

    test('and conferred once, of twenty who confer it at once', async () => {
      const evaluationId = await publicised(training, await candidate());

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => step(training, trainer, 'conferTitle', { evaluationId }, { at: after })),
      );

      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      // Refused, not failed: without the row held, the one who is conferred first leaves the others in a deadlock.
      expect(outcomes.filter(({ topLevel }) => topLevel)).toEqual([]);
      expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
        Array.from({ length: 19 }, () => 'NOT_PUBLICISED'),
      );
      expect(
        await training.rows('select count(*)::int as issued from credential where evaluation_id = ?', [evaluationId]),
      ).toEqual([{ issued: 1 }]);
    });
  });

  test('is asked of a panel that is large enough, of experts who are still called', async () => {
    const { experts } = await training
      .as(trainer)
      .data<{ experts: { nodes: { id: string; organisation: string }[] } }>(
        '{ experts(first: 100) { nodes { id organisation(lang: EN) } } }',
      );
    const ids = experts.nodes.map(({ id }) => id);
    const appoint = (expertIds: string[]) =>
      step(
        training,
        trainer,
        'appointExpertPanel',
        { schemeId, name: { zh: '第二评审组' }, expertIds, from: '2026-11-01', until: '2027-11-01' },
        { value: 'expertPanel { size quorum passRatio }' },
      );

    expect(ids.length).toBe(16);
    expect((await appoint(ids.slice(0, 8))).errors).toMatchObject([{ code: 'TOO_FEW_EXPERTS' }]);
    expect((await appoint([...ids.slice(0, 10), newId('exp')])).errors).toMatchObject([
      { code: 'EXPERT_NOT_FOUND', path: ['expertIds', '10'] },
    ]);
    expect((await appoint(ids.slice(0, 11))).value).toEqual({ size: 11, quorum: 8, passRatio: 2 / 3 });
    expect(panelId).toMatch(/^pnl_/);
  });
});
