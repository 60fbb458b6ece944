import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import {
  nobody,
  openEveryConnection,
  startTestSubgraph,
  type PersonLike,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');
const packer = persona('packer');
const police = persona('public-security');

interface Payload {
  readonly dependant?: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

describe('what a person’s record says', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  let keys = 0;
  const mutate = async (
    mutation: string,
    fields: string,
    input: object,
    who: PersonLike | typeof nobody,
    at?: string,
  ) => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await community
      .as(who, at)
      .ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`, {
        input: { idempotencyKey: `key-${(keys += 1)}`, ...input },
      });
    return { payload: data?.[mutation], errors };
  };
  const code = (
    errors:
      { extensions?: Record<string, unknown> }[] | readonly { extensions?: Record<string, unknown> }[] | undefined,
  ) => errors?.[0]?.extensions?.['code'];

  describe('of where the household is registered', () => {
    const record = (input: object, who: PersonLike | typeof nobody = police) =>
      mutate('recordSettlement', 'worker { id } userErrors { code path rule settledOn }', input, who);

    test('is recorded by the public security authority, by resident ID or by id, and others are told', async () => {
      const { payload } = await record({ residentId: '999999200305240027', settledOn: '2026-11-01' });

      const id = persona('edge-18').id;
      expect(payload).toEqual({ worker: { id }, userErrors: [] });
      const own = await community.as(persona('edge-18')).data('{ me { household { state settledOn } } }');
      expect(own).toEqual({ me: { household: { state: 'SETTLED', settledOn: '2026-11-01' } } });
      expect((await community.published()).at(-1)).toEqual({
        type: 'WorkerSettled',
        aggregate: id,
        payload: { workerId: id, settledOn: '2026-11-01' },
      });
    });

    test('is recorded once, whoever records it at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => record({ workerId: packer.id, settledOn: `2026-11-1${index}` })),
      );

      const codes = answers.map(({ payload }) => payload?.userErrors[0]?.code ?? 'RECORDED').sort();
      expect(codes).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_SETTLED'), 'RECORDED']);
    });

    test.each([
      ['an unknown number', { residentId: '999999199703140018', settledOn: '2026-11-01' }, 'WORKER_NOT_FOUND'],
      ['an unknown id', { workerId: demoId('wrk', 'none'), settledOn: '2026-11-01' }, 'WORKER_NOT_FOUND'],
      ['tomorrow', { workerId: persona('leap').id, settledOn: '2026-11-23' }, 'IN_THE_FUTURE'],
      ['a day before birth', { workerId: persona('leap').id, settledOn: '2004-02-28' }, 'BEFORE_BIRTH'],
    ])('is not recorded for %s', async (_what, input, expected) => {
      const before = (await community.published()).length;

      const { payload } = await record(input);

      expect(payload).toMatchObject({ worker: null, userErrors: [{ code: expected }] });
      expect((await community.published()).length).toBe(before);
    });

    test.each([
      ['both', { workerId: packer.id, residentId: '999999200305240027' }, 'oneOf'],
      ['neither', {}, 'oneOf'],
      ['a malformed number', { residentId: '999999200305240028' }, 'CHECK_DIGIT'],
    ])('is not recorded of a worker named by %s', async (_how, named, rule) => {
      const { errors } = await record({ ...named, settledOn: '2026-11-01' });

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule });
      expect(JSON.stringify(errors)).not.toContain('999999200305240028');
    });

    test.each([
      ['nobody', nobody, 'UNAUTHENTICATED'],
      ['the worker', persona('leap'), 'FORBIDDEN'],
      ['the registrar', persona('registrar'), 'FORBIDDEN'],
      ['another partner', persona('partner'), 'FORBIDDEN'],
      ['a manager', persona('manager'), 'FORBIDDEN'],
    ])('is not recorded by %s', async (_who, caller, expected) => {
      const { errors } = await record({ workerId: persona('leap').id, settledOn: '2026-11-01' }, caller);

      expect(code(errors)).toBe(expected);
    });
  });

  describe('of an application to be registered here', () => {
    const apply = (who: PersonLike | typeof nobody) =>
      mutate(
        'applyForSettlement',
        'worker { household { state appliedOn settledOn } } userErrors { code appliedOn settledOn }',
        {},
        who,
      );
    const withdraw = (who: PersonLike | typeof nobody) =>
      mutate('withdrawSettlementApplication', 'worker { household { state appliedOn } } userErrors { code }', {}, who);
    const applicant = persona('edge-35');

    test('is for the worker to make and to take back, once, whoever sends it at once', async () => {
      await openEveryConnection(community);

      const answers = await Promise.all(Array.from({ length: 8 }, () => apply(applicant)));

      const refused = answers.flatMap(({ payload }) => payload?.userErrors ?? []);
      expect(refused).toEqual(
        Array.from({ length: 7 }, () => ({ code: 'ALREADY_APPLIED', appliedOn: '2026-11-22', settledOn: null })),
      );
      expect(answers.find(({ payload }) => payload?.userErrors.length === 0)?.payload).toMatchObject({
        worker: { household: { state: 'APPLYING', appliedOn: '2026-11-22', settledOn: null } },
      });

      expect((await withdraw(applicant)).payload).toEqual({
        worker: { household: { state: 'ELSEWHERE', appliedOn: null } },
        userErrors: [],
      });
      expect((await withdraw(applicant)).payload).toMatchObject({
        worker: null,
        userErrors: [{ code: 'NOT_APPLIED' }],
      });
    });

    test('settles nothing: that, the authority alone records; then nothing is applied for any more', async () => {
      await apply(applicant);
      const before = (await community.published()).length;

      const { payload } = await mutate(
        'recordSettlement',
        'userErrors { code }',
        { workerId: applicant.id, settledOn: '2026-11-20' },
        police,
      );

      expect(payload).toEqual({ userErrors: [] });
      expect((await community.published()).length).toBe(before + 1);
      expect(await community.as(applicant).data('{ me { household { state settledOn appliedOn } } }')).toEqual({
        me: { household: { state: 'SETTLED', settledOn: '2026-11-20', appliedOn: '2026-11-22' } },
      });
      expect((await apply(applicant)).payload).toMatchObject({
        worker: null,
        userErrors: [{ code: 'ALREADY_SETTLED', settledOn: '2026-11-20' }],
      });
      expect((await withdraw(applicant)).payload?.userErrors[0]?.code).toBe('NOT_APPLIED');
    });

    test.each([
      ['nobody', nobody, 'UNAUTHENTICATED'],
      ['the registrar', persona('registrar'), 'FORBIDDEN'],
      ['the authority', police, 'FORBIDDEN'],
    ])('is not made by %s', async (_who, caller, expected) => {
      expect(code((await apply(caller)).errors)).toBe(expected);
      expect(code((await withdraw(caller)).errors)).toBe(expected);
    });
  });

  describe('of children', () => {
    const add = (input: object, who: PersonLike | typeof nobody = packer) =>
      mutate(
        'addDependant',
        'dependant { id name birthDate until } userErrors { code path rule underAge limit }',
        input,
        who,
      );
    const end = (dependantId: string, who: PersonLike | typeof nobody = packer) =>
      mutate('endDependant', 'dependant { id until } userErrors { code path rule until }', { dependantId }, who);
    const children = async (who = packer) =>
      (
        await community.as(who).data<{ me: { dependants: { name: string }[] } }>('{ me { dependants { name } } }')
      ).me.dependants.map(({ name }) => name);

    test('is for the guardian to add and to end; what ended is kept and not listed', async () => {
      const { payload } = await add({ name: { zh: '吴小禾' }, birthDate: '2019-05-01' });
      expect(payload).toEqual({
        dependant: { id: expect.stringMatching(/^dep_/), name: '吴小禾', birthDate: '2019-05-01', until: null },
        userErrors: [],
      });
      expect(await children()).toEqual(['吴小禾']);

      const id = payload?.dependant?.id ?? '';
      const ended = await end(id);
      const again = await end(id);

      expect(ended.payload).toEqual({ dependant: { id, until: '2026-11-22' }, userErrors: [] });
      expect(again.payload?.userErrors).toEqual([
        { code: 'ALREADY_ENDED', path: ['dependantId'], rule: 'once', until: '2026-11-22' },
      ]);
      expect(await children()).toEqual([]);
      expect(await community.rows('select id from dependant where id = ?', [id])).toEqual([{ id }]);
    });

    test('names each child once, whoever adds it at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => add({ name: { zh: '吴小米' }, birthDate: '2021-05-01' })),
      );

      const codes = answers.map(({ payload }) => payload?.userErrors[0]?.code ?? 'ADDED').sort();
      expect(codes).toEqual(['ADDED', ...Array.from({ length: 9 }, () => 'ALREADY_RECORDED')]);
    });

    test('names no more than a dozen, whoever adds them at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          add({ name: { zh: `何${index}` }, birthDate: '2020-01-01' }, persona('edge-35')),
        ),
      );

      const codes = answers.map(({ payload }) => payload?.userErrors[0]?.code ?? 'ADDED').sort();
      expect(codes).toEqual([
        ...Array.from({ length: 12 }, () => 'ADDED'),
        ...Array.from({ length: 4 }, () => 'TOO_MANY'),
      ]);
    });

    test('names nobody who is of age, or not born', async () => {
      const { payload } = await add({ name: { zh: '吴大禾' }, birthDate: '2008-11-22' });
      const { errors } = await add({ name: { zh: '吴未来' }, birthDate: '2026-11-23' });

      expect(payload?.userErrors).toEqual([
        { code: 'NOT_A_MINOR', path: ['birthDate'], rule: 'ageOfMajority', underAge: 18, limit: null },
      ]);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'birthDate'] });
    });

    test('is not ended by anybody else, for whom the child does not exist', async () => {
      const { payload } = await end(demoId('dep', 'welder-1'));

      expect(payload).toMatchObject({ dependant: null, userErrors: [{ code: 'DEPENDANT_NOT_FOUND' }] });
      expect(await children(welder)).toHaveLength(2);
      expect(code((await add({ name: { zh: '某' }, birthDate: '2020-01-01' }, persona('registrar'))).errors)).toBe(
        'FORBIDDEN',
      );
      expect(code((await end(demoId('dep', 'welder-1'), nobody)).errors)).toBe('UNAUTHENTICATED');
    });
  });

  describe('of what others may use data for', () => {
    const purpose = 'JOB_RECOMMENDATION';
    const give = (who: PersonLike | typeof nobody = packer, at?: string) =>
      mutate(
        'giveConsent',
        'consent { purpose inForce until } userErrors { code path rule since }',
        { purpose },
        who,
        at,
      );
    const withdraw = (who: PersonLike | typeof nobody = packer, at?: string) =>
      mutate(
        'withdrawConsent',
        'consent { purpose inForce until } userErrors { code path rule }',
        { purpose },
        who,
        at,
      );

    test('is given, holds, is withdrawn, and may be given again', async () => {
      expect((await give()).payload).toEqual({ consent: { purpose, inForce: true, until: null }, userErrors: [] });
      expect((await give()).payload).toEqual({
        consent: null,
        userErrors: [{ code: 'ALREADY_GIVEN', path: ['purpose'], rule: 'once', since: '2026-11-22T02:00:00.000Z' }],
      });
      expect((await withdraw(packer, '2026-11-22T11:00:00+08:00')).payload).toEqual({
        consent: { purpose, inForce: false, until: '2026-11-22T03:00:00.000Z' },
        userErrors: [],
      });
      expect((await withdraw()).payload).toEqual({
        consent: null,
        userErrors: [{ code: 'NOT_GIVEN', path: ['purpose'], rule: 'consent' }],
      });
      expect((await give(packer, '2026-11-22T12:00:00+08:00')).payload?.userErrors).toEqual([]);
    });

    test('is one consent when it is given many times at once, and is withdrawn once', async () => {
      const who = persona('leap');
      const given = await Promise.all(Array.from({ length: 10 }, () => give(who)));
      const withdrawn = await Promise.all(Array.from({ length: 10 }, () => withdraw(who)));

      const codes = (answers: typeof given) =>
        answers.map(({ payload }) => payload?.userErrors[0]?.code ?? 'DONE').sort();
      expect(codes(given)).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_GIVEN'), 'DONE']);
      expect(codes(withdrawn)).toEqual(['DONE', ...Array.from({ length: 9 }, () => 'NOT_GIVEN')]);
    });

    test('is for a worker to say', async () => {
      for (const who of [persona('hr'), persona('registrar')]) expect(code((await give(who)).errors)).toBe('FORBIDDEN');
      expect(code((await withdraw(nobody)).errors)).toBe('UNAUTHENTICATED');
    });
  });

  test('of a telephone number that was stored before numbers were sealed is sealed when its time comes, and stays readable', async () => {
    await community.rows(
      `update worker set phone_number = '+8600000000777', phone_sealed = null, phone_hash = null where id = ?`,
      [packer.id],
    );
    expect(await community.as(packer).data('{ me { phone } }')).toEqual({ me: { phone: '+8600000000777' } });

    const moved = await community.subgraph.runDue(new Date('2026-11-22T10:00:00+08:00'));

    expect(moved).toMatchObject({ phones: 1 });
    expect(await community.as(packer).data('{ me { phone } }')).toEqual({ me: { phone: '+8600000000777' } });
    const [row] = await community.rows<{ row: string }>('select w::text as row from worker w where id = ?', [
      packer.id,
    ]);
    expect(row?.row).not.toContain('00000000777');
  });
});
