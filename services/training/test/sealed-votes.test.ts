import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { openEveryConnection, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
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

describe('a vote on a title', () => {
  let training: TestSubgraph;
  let next = 4_000;
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
  const cast = async (ballots: readonly string[], from = 0) => {
    for (const [index, ballot] of ballots.entries()) {
      const { errors, topLevel } = await vote(training, expert(from + index), place(), ballot);
      if (errors.length > 0 || topLevel) throw new Error(JSON.stringify([errors, topLevel]));
    }
  };

  /** Everything that the application’s own role can read of the database, as a dump would hold it. */
  const dump = async (): Promise<string> => {
    const tables = await training.rows<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
          where table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(JSON.stringify(await training.rows(`select to_jsonb(t) as row from ${name} t`)));
    return texts.join('\n');
  };

  test('is sealed, so that a dump of all tables tells of two sessions with opposite votes nothing but ids and times', async () => {
    await cast(Array.from({ length: 9 }, () => 'FOR'));
    const other = await screened(training, await givenCandidate(training, (next += 1), 'dingyi'));
    const against = await opened(training, [other]);
    for (let index = 0; index < 9; index += 1)
      await vote(training, expert(index), { ...against, evaluationId: other }, 'AGAINST');

    const text = await dump();
    const [votesFor, votesAgainst] = [await votesOf(), await votesOf(other)];

    expect(text).toContain(session.sessionId);
    for (const secret of [session.openingKey, against.openingKey]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/"(FOR|AGAINST|ABSTAIN)"/);
    // Neither does a length tell them apart, nor is one ballot sealed to the same text twice.
    expect(new Set([...votesFor, ...votesAgainst].map(({ sealed }) => sealed.length)).size).toBe(1);
    expect(new Set([...votesFor, ...votesAgainst].map(({ sealed }) => sealed)).size).toBe(18);
  });

  test('is left out of what is remembered: the stored hash of a request is the same whatever the ballot: nobody tries the three', async () => {
    const idempotencyKey = 'the-same-key';
    await step(
      training,
      expert(1),
      'castVote',
      { idempotencyKey, ...place(), ballot: 'FOR' },
      { value: 'receipt { at }' },
    );

    const [row] = await training.rows<{ input_hash: string }>(
      `select input_hash from kit_idempotency where mutation = 'castVote' and key = ? and caller = ?`,
      [idempotencyKey, expert(1).id],
    );
    const hashes = ['FOR', 'AGAINST', 'ABSTAIN'].map((ballot) =>
      createHash('sha256')
        .update(JSON.stringify(Object.fromEntries(Object.entries({ idempotencyKey, ...place(), ballot }).sort())))
        .digest('base64url'),
    );

    expect(row?.input_hash).toMatch(/^[\w-]{43}$/);
    expect(hashes).not.toContain(row?.input_hash);
  });

  test('opens by a key that is told once', async () => {
    const again = await screened(training, await givenCandidate(training, (next += 1)));
    const input = { idempotencyKey: newId('key'), panelId, evaluationIds: [again] };
    const value = { value: 'opened { openingKey session { id } }' };

    const first = await step(training, trainer, 'openPanelSession', input, value);
    const repeated = await step(training, trainer, 'openPanelSession', input, value);

    expect(first.value).toMatchObject({ openingKey: expect.stringMatching(/^[\w-]{43}$/) });
    expect(repeated.value).toEqual({ ...first.value, openingKey: null });
  });

  test('stays closed, while members and trainers see how many voted, and after the closing how many agreed', async () => {
    await cast(['FOR', 'AGAINST']);
    const Seen =
      'query($s: ID!, $e: ID!) { panelSession(id: $s) { candidates { present } } titleEvaluation(id: $e) { tally { present agreed } } }';
    const seen = () => training.as(trainer).data(Seen, { s: session.sessionId, e: evaluationId });

    expect(await seen()).toEqual({
      panelSession: { candidates: [{ present: 2 }] },
      titleEvaluation: { tally: null },
    });
    await cast(
      Array.from({ length: 7 }, () => 'FOR'),
      2,
    );
    await close(training, session);
    expect(await seen()).toMatchObject({ titleEvaluation: { tally: { present: 9, agreed: 8 } } });
  });
});
