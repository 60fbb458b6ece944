import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { demoOpeningKey } from '../seeds/titles.ts';
import { subgraph } from '../src/subgraph.ts';
import {
  close,
  expert,
  givenCandidate,
  now,
  opened,
  panelId,
  screened,
  type Session,
  step,
  trainer,
  vote,
} from './support/titles.ts';

describe('a session of a panel', () => {
  let training: TestSubgraph;
  let next = 3_000;
  let session: Session;
  let evaluationId: string;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
    await openEveryConnection(training);
  });
  afterAll(() => training.stop());
  beforeEach(async () => {
    evaluationId = await screened(training, await givenCandidate(training, (next += 1), 'dingyi'));
    session = await opened(training, [evaluationId]);
  });

  const place = () => ({ sessionId: session.sessionId, evaluationId });
  const votesOf = (id = evaluationId) =>
    training.rows<{ expert: string; sealed: string }>(
      'select expert_id as expert, sealed from panel_vote where evaluation_id = ?',
      [id],
    );
  const stateOf = async (id = evaluationId) =>
    (
      await training.rows(
        'select state, present, agreed, decided_on::text as decided from title_evaluation where id = ?',
        [id],
      )
    )[0];
  const cast = async (ballots: readonly string[], from = 0) => {
    for (const [index, ballot] of ballots.entries()) {
      const { errors, topLevel } = await vote(training, expert(from + index), place(), ballot);
      if (errors.length > 0 || topLevel) throw new Error(JSON.stringify([errors, topLevel]));
    }
  };

  test('is seen by its members as what candidates show, and not who they are', async () => {
    await cast(['FOR'], 1);

    const { panelSession } = await training.as(expert(0)).data(
      `query($id: ID!) { panelSession(id: $id) { state quorum passRatio rule { version }
         candidates { evaluationId title(lang: EN) route waivers evidence present done recusal requirements { kind outcome } } } }`,
      { id: session.sessionId },
    );

    expect(panelSession).toEqual({
      state: 'OPEN',
      quorum: 9,
      passRatio: 2 / 3,
      rule: { version: 2 },
      candidates: [
        {
          evaluationId,
          title: 'Assistant engineer',
          route: 'GREEN_CHANNEL',
          waivers: ['EDUCATION', 'MAJOR'],
          evidence: '调配五百余种丝线颜色',
          present: 1,
          done: false,
          recusal: null,
          requirements: [
            { kind: 'EDUCATION', outcome: 'WAIVED' },
            { kind: 'MAJOR', outcome: 'WAIVED' },
            { kind: 'YEARS_OF_SERVICE', outcome: 'MET' },
            { kind: 'EVIDENCE', outcome: 'MET' },
          ],
        },
      ],
    });
  });

  test.each([
    [
      'an expert of another panel',
      { id: demoId('acc', 'expert-reserve-0'), roles: [{ role: 'PANEL_MEMBER' as const }] },
      null,
    ],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    ['nobody', nobody, 'UNAUTHENTICATED'],
  ])('does not exist for %s', async (_who, who, code) => {
    const { data, errors } = await training
      .as(who as PersonLike)
      .ask('query($id: ID!) { panelSession(id: $id) { id } }', { id: session.sessionId });

    expect(data?.['panelSession'] ?? null).toBeNull();
    expect(errors?.[0]?.extensions?.['code'] ?? null).toBe(code);
  });

  describe('takes votes (T3)', () => {
    test('one of a member: a second is refused, and a repeat answers the first receipt', async () => {
      const input = { idempotencyKey: newId('key'), ...place(), ballot: 'FOR' };
      const value = { value: 'receipt { evaluationId at }' };

      const first = await step(training, expert(0), 'castVote', input, value);
      const repeated = await step(training, expert(0), 'castVote', input, value);
      const second = await vote(training, expert(0), place(), 'AGAINST');

      expect(first.value).toEqual({ evaluationId, at: '2026-11-20T02:00:00.000Z' });
      expect(repeated.value).toEqual(first.value);
      expect(second.errors).toMatchObject([{ code: 'ALREADY_VOTED' }]);
      expect((await votesOf()).length).toBe(1);
    });

    test('and of twenty that a member casts at once, one', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => vote(training, expert(3), place(), index % 2 ? 'FOR' : 'AGAINST')),
      );

      expect(outcomes.filter(({ value }) => value).length).toBe(1);
      expect(outcomes.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
        Array.from({ length: 19 }, () => 'ALREADY_VOTED'),
      );
      expect((await votesOf()).length).toBe(1);
    });

    test('but none of a member whose enterprise employs the candidate', async () => {
      const { errors } = await vote(training, expert(12), place());

      expect(errors).toMatchObject([{ code: 'RECUSED', recusal: 'SAME_EMPLOYER' }]);
      expect(await votesOf()).toEqual([]);
    });

    test('nor of one who was hired there since, as the registry told', async () => {
      const { id } = expert(4);
      await training.rows(
        `insert into known_employment (id, worker_id, enterprise_id, "primary", employed_from) values (?, ?, ?, false, '2026-11-20')`,
        [newId('emp'), id, enterpriseId('dingyi')],
      );

      const { errors } = await vote(training, expert(4), place());

      await training.rows('delete from known_employment where worker_id = ?', [id]);
      expect(errors).toMatchObject([{ code: 'RECUSED', recusal: 'SAME_EMPLOYER' }]);
    });

    test('nor of a relative, who declares it; a vote that she cast before is taken back', async () => {
      await cast(['FOR'], 5);
      const recuse = () =>
        step(
          training,
          expert(5),
          'recuseFromCandidate',
          { ...place(), reason: 'KINSHIP' },
          { value: 'receipt { evaluationId }' },
        );

      expect((await recuse()).value).toEqual({ evaluationId });
      expect(await votesOf()).toEqual([]);
      expect((await vote(training, expert(5), place())).errors).toMatchObject([
        { code: 'RECUSED', recusal: 'KINSHIP' },
      ]);
      expect((await recuse()).errors).toMatchObject([{ code: 'ALREADY_RECUSED' }]);
    });

    test('nor of a candidate on herself', async () => {
      const who = await givenCandidate(training, (next += 1));
      await training.rows('update expert set person_id = ? where id = ?', [who.id, demoId('exp', 'liming-11')]);
      const own = await screened(training, who);
      const other = await opened(training, [own]);

      const { errors } = await vote(
        training,
        { id: who.id, roles: [{ role: 'PANEL_MEMBER' }] },
        { ...other, evaluationId: own },
      );

      await training.rows('update expert set person_id = ? where id = ?', [expert(11).id, demoId('exp', 'liming-11')]);
      expect(errors).toMatchObject([{ code: 'RECUSED', recusal: 'OWN_APPLICATION' }]);
    });

    test.each([
      ['a second vote of a member', 1, 'panel_vote_t3_once'],
      ['the vote of a colleague', 12, 'panel_vote_t3_recused'],
      ['the vote of an expert of another panel', 'reserve-0', 'panel_vote_t3_member'],
    ])('the database itself refuses %s', async (_what, who, constraint) => {
      await cast(['FOR'], 1);
      const expertId = demoId('exp', typeof who === 'number' ? `liming-${who}` : who);

      await expect(
        training.rows(
          'insert into panel_vote (id, session_id, evaluation_id, expert_id, sealed, cast_at) values (?, ?, ?, ?, ?, ?)',
          [newId('pvt'), session.sessionId, evaluationId, expertId, 'x', new Date(now)],
        ),
      ).rejects.toMatchObject({ constraint });
    });

    test('and no vote is changed, nor cast once it is over', async () => {
      await cast(['FOR'], 1);
      await expect(
        training.rows(`update panel_vote set sealed = 'x' where evaluation_id = ?`, [evaluationId]),
      ).rejects.toMatchObject({
        constraint: 'panel_vote_t3_final',
      });

      await close(training, session);

      expect((await vote(training, expert(2), place())).errors).toMatchObject([{ code: 'SESSION_OVER' }]);
    });
  });

  describe('is counted when it is closed, and not before', () => {
    test('six of nine agree: passed', async () => {
      await cast(['FOR', 'FOR', 'FOR', 'FOR', 'FOR', 'FOR', 'AGAINST', 'AGAINST', 'ABSTAIN']);
      expect(await stateOf()).toEqual({ state: 'PANEL', present: null, agreed: null, decided: null });

      expect((await close(training, session)).value).toEqual({ id: session.sessionId, state: 'CLOSED' });

      expect(await stateOf()).toEqual({ state: 'PASSED', present: 9, agreed: 6, decided: '2026-11-20' });
    });

    test('five of nine agree: failed', async () => {
      await cast(['FOR', 'FOR', 'FOR', 'FOR', 'FOR', 'AGAINST', 'AGAINST', 'ABSTAIN', 'ABSTAIN']);

      await close(training, session);

      expect(await stateOf()).toEqual({ state: 'FAILED', present: 9, agreed: 5, decided: '2026-11-20' });
    });

    test('eight voted, all for: no quorum, nothing is decided, and the candidate waits for another', async () => {
      await cast(Array.from({ length: 8 }, () => 'FOR'));

      await close(training, session);

      expect(await stateOf()).toEqual({ state: 'SCREENED', present: null, agreed: null, decided: null });
      expect((await opened(training, [evaluationId])).sessionId).not.toBe(session.sessionId);
    });

    test('without the key that was told at the opening nobody closes it; it can be broken off and held again', async () => {
      await cast(Array.from({ length: 9 }, () => 'FOR'));
      const wrong = await close(training, { ...session, openingKey: demoOpeningKey });
      const broken = await step(
        training,
        trainer,
        'voidPanelSession',
        { sessionId: session.sessionId },
        { value: 'session { state }' },
      );

      expect(wrong.errors).toMatchObject([{ code: 'WRONG_KEY', path: ['openingKey'] }]);
      expect(broken.value).toEqual({ state: 'VOID' });
      expect(await stateOf()).toMatchObject({ state: 'SCREENED', present: null });
      expect((await close(training, session)).errors).toMatchObject([{ code: 'SESSION_OVER' }]);
    });

    test('a vote that somebody moved to another’s row is noticed', async () => {
      await cast(Array.from({ length: 9 }, () => 'FOR'));
      await training.rows('alter table panel_vote disable trigger panel_vote_judged');
      await training.rows(
        `update panel_vote set sealed = (select sealed from panel_vote where evaluation_id = ? and expert_id = ?) where evaluation_id = ? and expert_id = ?`,
        [evaluationId, demoId('exp', 'liming-1'), evaluationId, demoId('exp', 'liming-2')],
      );
      await training.rows('alter table panel_vote enable trigger panel_vote_judged');

      expect((await close(training, session)).errors).toMatchObject([{ code: 'VOTES_DAMAGED' }]);
      expect(await stateOf()).toMatchObject({ state: 'PANEL' });
    });

    test('votes that arrive while it is being closed are counted, or refused: never lost', async () => {
      await cast(Array.from({ length: 9 }, () => 'FOR'));

      const [closed, ...late] = await Promise.all([
        close(training, session),
        ...[9, 10, 11].map((index) => vote(training, expert(index), place(), 'AGAINST')),
      ]);

      const taken = late.filter(({ value }) => value).length;
      expect(closed.value).toMatchObject({ state: 'CLOSED' });
      expect(late.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
        Array.from({ length: 3 - taken }, () => 'SESSION_OVER'),
      );
      expect(await stateOf()).toMatchObject({ state: 'PASSED', present: 9 + taken, agreed: 9 });
    });
  });

  test('is not opened where too many must stand aside for a quorum', async () => {
    const other = await screened(training, await givenCandidate(training, (next += 1), 'haina'));
    await training.rows(`update expert set enterprise_id = ? where id = any(?::text[])`, [
      enterpriseId('haina'),
      `{${[1, 2, 3, 4, 5].map((index) => demoId('exp', `liming-${index}`)).join(',')}}`,
    ]);

    const { errors } = await step(
      training,
      trainer,
      'openPanelSession',
      { panelId, evaluationIds: [other] },
      { value: 'opened { openingKey }', details: 'eligible quorum' },
    );

    await training.rows(`update expert set enterprise_id = null where enterprise_id = ?`, [enterpriseId('haina')]);
    expect(errors).toMatchObject([{ code: 'TOO_FEW_ELIGIBLE', eligible: 8, quorum: 9 }]);
  });

  test('stands in the demo data, one vote short of its quorum; its key is in the README', async () => {
    const demo = { sessionId: demoId('pse', 'liming'), evaluationId: demoId('tev', 'session-0') };

    const voted = await vote(training, persona('panel'), demo);
    const colleague = await vote(training, persona('panel-dingyi'), {
      ...demo,
      evaluationId: demoId('tev', 'session-1'),
    });
    await close(training, { sessionId: demo.sessionId, openingKey: demoOpeningKey });

    expect(voted.value).toMatchObject({ evaluationId: demo.evaluationId });
    expect(colleague.errors).toMatchObject([{ code: 'RECUSED' }]);
    expect(await stateOf(demo.evaluationId)).toEqual({ state: 'PASSED', present: 9, agreed: 8, decided: '2026-11-20' });
    expect(await stateOf(demoId('tev', 'session-1'))).toMatchObject({ state: 'SCREENED' });
  });
});
