import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { RegisterWorker, type RegisterWorkerData, residentId, staffOf } from './support/people.ts';

const Propose = `mutation ($input: ProposeWorkerMergeInput!) {
  proposeWorkerMerge(input: $input) {
    merge { id state alias kept { id } merged { id } effects { movedJobs } }
    userErrors { code path rule into mergeId }
  }
}`;
const Merge = `mutation ($input: MergeWorkersInput!) {
  mergeWorkers(input: $input) {
    merge { id state alias kept { id } merged { id } effects { movedJobs secondaryJobs endedConsents endedDependants } }
    userErrors { code path rule into }
  }
}`;

interface MergePayload {
  readonly merge: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const registrar = persona('registrar');
const colleague = persona('second-registrar');
const now = '2026-11-22T10:00:00+08:00';

const asWorker = (id: string): PersonLike => ({ id, roles: [{ role: 'WORKER', scope: id }] });

describe('two records of one person', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now, seeded: true });
    community.subgraph.begin(false);
  }, 60_000);
  afterAll(() => community.stop());

  let serial = 0;
  /** A record as somebody without papers gets it, or with papers, where they are given. */
  const given = async ({ papers = false, where = 'lingfeng', bornOn = '1996-04-18' } = {}): Promise<string> => {
    serial += 1;
    const { registerWorker } = await community.as(staffOf(where)).data<RegisterWorkerData>(RegisterWorker, {
      input: {
        idempotencyKey: `given-${serial}`,
        name: { zh: '陆星野' },
        residentId: residentId(bornOn, serial),
        phone: `+86000000${serial}`,
        communityId: communityId(where),
      },
    });
    const id = registerWorker.worker?.id ?? '';
    if (!papers) {
      await community.rows(
        'update worker set resident_id_hash = null, resident_id_sealed = null, born_on = null where id = ?',
        [id],
      );
    }
    return id;
  };

  let keys = 0;
  const propose = async (keptId: string, mergedId: string, who: PersonLike | typeof nobody = registrar) =>
    community.as(who).ask<{ proposeWorkerMerge: MergePayload }>(Propose, {
      input: { idempotencyKey: `propose-${(keys += 1)}`, keptId, mergedId, reason: 'Same face, same hand.' },
    });
  const proposed = async (keptId: string, mergedId: string) =>
    (await propose(keptId, mergedId)).data?.proposeWorkerMerge.merge?.id ?? '';
  const confirm = (mergeId: string, who: PersonLike | typeof nobody = colleague, key = `merge-${(keys += 1)}`) =>
    community.as(who).ask<{ mergeWorkers: MergePayload }>(Merge, { input: { idempotencyKey: key, mergeId } });
  const merged = async (keptId: string, mergedId: string) => {
    const { data, errors } = await confirm(await proposed(keptId, mergedId));
    expect(errors).toBeUndefined();
    return data?.mergeWorkers;
  };
  const aliases = async () =>
    Object.fromEntries(
      (
        await community.rows<{ id: string; into: string }>(
          'select id, merged_into as into from worker where merged_into is not null',
        )
      ).map(({ id, into }) => [id, into]),
    );
  const job = (workerId: string, from: string, until: string | null, primary = true) => {
    serial += 1;
    return community.rows(
      `insert into employment (id, worker_id, enterprise_id, post_zh, post_en, "primary", employed_from, employed_until)
       values (?, ?, ?, '焊工', 'Welder', ?, ?, ?)`,
      [demoId('emp', `merging-${serial}`), workerId, enterpriseId('zhenzhi'), primary, from, until],
    );
  };

  let kept: string;
  let other: string;
  beforeEach(async () => {
    kept = await given({ papers: true });
    other = await given();
  });

  test('are merged when a colleague confirms; by the id that was given up, every path finds the one that is kept', async () => {
    const proposal = await propose(kept, other);
    expect(proposal.data?.proposeWorkerMerge).toEqual({
      merge: {
        id: expect.stringMatching(/^wmg_/),
        state: 'PROPOSED',
        alias: other,
        kept: { id: kept },
        merged: { id: other },
        effects: null,
      },
      userErrors: [],
    });
    expect(await aliases()).not.toHaveProperty(other);

    const { data } = await confirm(proposal.data?.proposeWorkerMerge.merge?.id ?? '');

    expect(data?.mergeWorkers).toEqual({
      merge: {
        id: expect.stringMatching(/^wmg_/),
        state: 'MERGED',
        alias: other,
        kept: { id: kept },
        merged: { id: kept },
        effects: { movedJobs: 0, secondaryJobs: 0, endedConsents: 0, endedDependants: 0 },
      },
      userErrors: [],
    });
    const paths = await community
      .as(registrar)
      .data(
        `query ($id: ID!, $keys: [_Any!]!) { worker(id: $id) { id } _entities(representations: $keys) { ... on Worker { id } } }`,
        { id: other, keys: [{ __typename: 'Worker', id: other }] },
      );
    expect(paths).toEqual({ worker: { id: kept }, _entities: [{ id: kept }] });
    expect((await community.published()).at(-1)).toEqual({
      type: 'WorkersMerged',
      aggregate: kept,
      payload: { mergeId: data?.mergeWorkers.merge?.id, workerId: kept, mergedIds: [other] },
    });
    const list = await community
      .as(registrar)
      .data<{ workers: { nodes: { id: string }[] } }>(`{ workers(first: 100) { nodes { id } } }`);
    expect(list.workers.nodes.map(({ id }) => id)).not.toContain(other);
  });

  test('belong to whoever signs in by either id, within five seconds', async () => {
    await merged(kept, other);

    const asked = async () =>
      (await community.as(asWorker(other)).ask<{ me: { id: string; phone: string } }>('{ me { id phone } }')).data;
    let answer = await asked();
    for (let waited = 0; waited < 5_000 && !answer?.me.phone; waited += 100) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await asked();
    }

    expect(answer).toEqual({ me: { id: kept, phone: expect.stringMatching(/^\+86/) } });
  });

  test('leave their jobs, children, consents and papers to the one that is kept, and C3 holds', async () => {
    const [plain, withPapers] = [await given(), await given({ papers: true })];
    await job(plain, '2024-01-01', '2025-01-01');
    await job(withPapers, '2024-06-01', null);
    await job(withPapers, '2020-01-01', '2021-01-01');
    for (const id of [plain, withPapers]) {
      const self = community.as(asWorker(id));
      await self.data(
        `mutation { giveConsent(input: { idempotencyKey: "c-${id}", purpose: SCHOOL_ENROLMENT }) { userErrors { code } }
          addDependant(input: { idempotencyKey: "d-${id}", name: { zh: "陆小野" }, birthDate: "2020-01-01" }) { userErrors { code } } }`,
      );
    }
    await community
      .as(asWorker(withPapers))
      .data(
        `mutation { giveConsent(input: { idempotencyKey: "e", purpose: EVENT_INVITATIONS }) { userErrors { code } } }`,
      );

    const payload = await merged(plain, withPapers);

    expect(payload).toMatchObject({
      merge: { effects: { movedJobs: 2, secondaryJobs: 1, endedConsents: 1, endedDependants: 1 } },
    });
    const { me } = await community
      .as(asWorker(plain))
      .data<{ me: Record<string, unknown> }>(
        `{ me { residentId birthDate employments { from primary } dependants { name } consents { purpose inForce } } }`,
      );
    expect(me).toEqual({
      residentId: expect.stringMatching(/^999999/),
      birthDate: '1996-04-18',
      employments: [
        { from: '2024-06-01', primary: false },
        { from: '2024-01-01', primary: true },
        { from: '2020-01-01', primary: true },
      ],
      dependants: [{ name: '陆小野' }],
      consents: expect.arrayContaining([
        { purpose: 'SCHOOL_ENROLMENT', inForce: true },
        { purpose: 'SCHOOL_ENROLMENT', inForce: false },
        { purpose: 'EVENT_INVITATIONS', inForce: true },
      ]),
    });
    expect(me['consents']).toHaveLength(3);
  });

  test('that were aliases of the one that is given up are aliases of the one that is kept', async () => {
    const third = await given();
    await merged(other, third);

    await merged(kept, other);

    expect(await aliases()).toMatchObject({ [third]: kept, [other]: kept });
    expect((await community.published()).at(-1)?.payload).toMatchObject({ workerId: kept, mergedIds: [other, third] });
  });

  test('are merged one way when both ways are confirmed at once', async () => {
    const pairs = await Promise.all(Array.from({ length: 10 }, async () => [await given(), await given()] as const));
    const outcomes = await Promise.all(
      pairs.map(async ([a, b]) => {
        const one = await proposed(a, b);
        // Two proposals of one pair cannot both be open; a third record makes a circle instead.
        const c = await given();
        const [two, three] = [await proposed(b, c), await proposed(c, a)];
        const answers = await Promise.all([confirm(one), confirm(two), confirm(three)]);
        return { ids: [a, b, c], codes: answers.map(({ data }) => data?.mergeWorkers.userErrors[0]?.code ?? 'MERGED') };
      }),
    );

    const into = await aliases();
    for (const { ids, codes } of outcomes) {
      expect(codes.filter((code) => code === 'MERGED')).toHaveLength(2);
      expect(codes.filter((code) => code === 'ALREADY_MERGED')).toHaveLength(1);
      const standing = ids.filter((id) => !into[id]);
      expect(standing).toHaveLength(1);
      expect(ids.filter((id) => into[id] === standing[0])).toHaveLength(2);
    }
  });

  test('are merged once by colleagues who confirm at once', async () => {
    const mergeId = await proposed(kept, other);

    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(mergeId)));

    const codes = answers.map(({ data }) => data?.mergeWorkers.userErrors[0]?.code ?? 'MERGED').sort();
    expect(codes).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_DONE'), 'MERGED']);
  });

  test('lose no job that is recorded while they are merged', async () => {
    const start = (workerId: string, index: number) =>
      community
        .as(persona('hr'))
        .ask<{ startEmployment: MergePayload }>(
          `mutation ($input: StartEmploymentInput!) { startEmployment(input: $input) { employment { id } userErrors { code } } }`,
          {
            input: {
              idempotencyKey: `racing-${(keys += 1)}`,
              workerId,
              enterpriseId: enterpriseId('zhenzhi'),
              post: { zh: '焊工' },
              primary: false,
              from: `2026-11-${10 + index}`,
            },
          },
        );
    const mergeId = await proposed(kept, other);

    const [, ...started] = await Promise.all([
      confirm(mergeId),
      ...Array.from({ length: 8 }, (_, index) => start(other, index)),
    ]);

    expect(started.map(({ errors, data }) => [errors, data])).toEqual(
      started.map(() => [undefined, { startEmployment: { employment: { id: expect.any(String) }, userErrors: [] } }]),
    );
    const jobs = await community.rows('select worker_id from employment where worker_id in (?, ?)', [kept, other]);
    expect(jobs).toEqual(Array.from({ length: 8 }, () => ({ worker_id: kept })));
  });

  test('are not confirmed by whoever proposed it', async () => {
    const { data } = await confirm(await proposed(kept, other), registrar);

    expect(data?.mergeWorkers).toEqual({
      merge: null,
      userErrors: [{ code: 'FOUR_EYES', path: ['mergeId'], rule: 'fourEyes', into: null }],
    });
    expect(await aliases()).not.toHaveProperty(other);
  });

  test.each([
    ['with papers of their own', () => given({ papers: true, bornOn: '1996-04-18' }), 'DIFFERENT_RESIDENT_IDS'],
    ['that is of another community', () => given({ where: 'liming' }), 'WORKER_NOT_FOUND'],
    ['that does not exist', async () => demoId('wrk', 'none'), 'WORKER_NOT_FOUND'],
    ['that is the same', async () => kept, 'SAME_WORKER'],
  ])('are not two: a record %s', async (_what, second, code) => {
    const { data } = await propose(kept, await second());

    expect(data?.proposeWorkerMerge).toMatchObject({ merge: null, userErrors: [{ code }] });
  });

  test('are proposed once, and found by the colleague who is to confirm', async () => {
    const mergeId = await proposed(kept, other);

    expect((await propose(other, kept)).data?.proposeWorkerMerge.userErrors).toEqual([
      { code: 'ALREADY_PROPOSED', path: [], rule: 'once', into: null, mergeId },
    ]);
    const open = `{ openWorkerMerges(communityId: "${communityId('lingfeng')}", first: 100) { nodes { id alias reason } } }`;
    const { openWorkerMerges } = await community.as(colleague).data<{ openWorkerMerges: { nodes: object[] } }>(open);
    expect(openWorkerMerges.nodes).toContainEqual({ id: mergeId, alias: other, reason: 'Same face, same hand.' });
    for (const who of [persona('hr'), staffOf('liming'), persona('manager')]) {
      expect((await community.as(who).ask(open)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    }
  });

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    ['HR', persona('hr'), 'FORBIDDEN'],
    ['a manager', persona('manager'), 'FORBIDDEN'],
  ])('are neither proposed nor merged by %s', async (_who, caller, code) => {
    const mergeId = await proposed(kept, other);

    const answers = [await propose(kept, other, caller), await confirm(mergeId, caller)];

    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual([code, code]);
    expect(await aliases()).not.toHaveProperty(other);
  });

  test('do not exist as a proposal for the staff of another community', async () => {
    const { data } = await confirm(await proposed(kept, other), staffOf('liming'));

    expect(data?.mergeWorkers).toMatchObject({ merge: null, userErrors: [{ code: 'MERGE_NOT_FOUND' }] });
  });

  test('are merged in one step of history: the same key again gives the same answer', async () => {
    const mergeId = await proposed(kept, other);

    const first = await confirm(mergeId, colleague, 'one-key');
    const again = await confirm(mergeId, colleague, 'one-key');

    expect(again).toEqual(first);
  });
});
