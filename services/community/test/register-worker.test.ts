import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { creditCodeOf, RegisterWorker, type RegisterWorkerData, residentId, staffOf } from './support/people.ts';

const lingfeng = communityId('lingfeng');
const registrar = persona('registrar');
const morning = '2026-11-22T10:00:00+08:00';
const welderId = '999999199111020012';

describe('registering a worker', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: morning, seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  let keys = 0;
  const person = (overrides: Record<string, unknown> = {}) => ({
    idempotencyKey: `key-${(keys += 1)}`,
    name: { zh: '陆星野', en: 'Lu Xingye' },
    residentId: residentId('1996-04-18', 501),
    communityId: lingfeng,
    ...overrides,
  });
  const job = (overrides: Record<string, unknown> = {}) => ({
    uscc: creditCodeOf('zhenzhi'),
    post: { zh: '焊工', en: 'Welder' },
    from: '2026-11-20',
    ...overrides,
  });
  const register = (input: object, who: PersonLike | typeof nobody = registrar) =>
    community.as(who).ask<RegisterWorkerData>(RegisterWorker, { input });

  /** Whatever a registration could have left behind. */
  const traces = async () => {
    const [row] = await community.rows<Record<string, number>>(
      `select (select count(*)::int from worker) as workers, (select count(*)::int from employment) as employments,
              (select count(*)::int from kit_outbox) as events`,
    );
    return row;
  };

  test('enters the person and the job, and tells others of the job', async () => {
    const nativePlace = { zh: '江西赣州', en: 'Ganzhou, Jiangxi' };
    const input = person({ employment: job(), phone: '+8600000000000', nativePlace });

    const { data } = await register(input);

    const { worker, employment, userErrors } = data?.registerWorker ?? {};
    expect(userErrors).toEqual([]);
    const herself = { id: worker?.id ?? '', roles: [] };
    expect(await community.as(herself).data('{ me { nativePlace(lang: EN) } }')).toEqual({
      me: { nativePlace: 'Ganzhou, Jiangxi' },
    });
    expect(worker).toEqual({
      id: expect.stringMatching(/^wrk_[0-9A-HJKMNP-TV-Z]{26}$/),
      displayName: 'Lu Xingye',
      community: { id: lingfeng },
    });
    expect(employment).toEqual({
      id: expect.stringMatching(/^emp_[0-9A-HJKMNP-TV-Z]{26}$/),
      primary: true,
      from: '2026-11-20',
      until: null,
      post: 'Welder',
      enterprise: { name: 'Ningbo Zhenzhi Machinery Mould' },
    });
    expect((await community.published()).at(-1)).toEqual({
      type: 'EmploymentStarted',
      aggregate: worker?.id,
      payload: {
        employmentId: employment?.id,
        workerId: worker?.id,
        enterpriseId: enterpriseId('zhenzhi'),
        primary: true,
        from: '2026-11-20',
        until: null,
      },
    });
    const self = { id: worker?.id ?? '', roles: [{ role: 'WORKER' as const, scope: worker?.id ?? '' }] };
    const own = await community.as(self).data(`{ me { residentId birthDate phone household { state } } }`);
    expect(own).toEqual({
      me: {
        residentId: input.residentId,
        birthDate: '1996-04-18',
        phone: '+8600000000000',
        household: { state: 'ELSEWHERE' },
      },
    });
  });

  test('enters somebody without a job and without an English name, and has nothing to tell', async () => {
    const before = await traces();

    const { data } = await register(person({ name: { zh: '白露' }, residentId: residentId('2001-01-31', 502) }));

    expect(data?.registerWorker).toMatchObject({ worker: { displayName: '白露' }, employment: null, userErrors: [] });
    expect(await traces()).toEqual({ ...before, workers: (before?.['workers'] ?? 0) + 1 });
  });

  test.each([
    ['18 digits too few', '9999991991110200', 'SHAPE'],
    ['letters', '99999919911102001A', 'SHAPE'],
    ['a wrong check digit', '999999199111020013', 'CHECK_DIGIT'],
    ['30 February', residentId('1991-02-30', 7), 'DATE'],
    ['a thirteenth month', residentId('1991-13-01', 7), 'DATE'],
    ['29 February of a common year', residentId('2023-02-29', 7), 'DATE'],
    ['tomorrow', residentId('2026-11-23', 7), 'FUTURE'],
  ])('a resident ID with %s is bad input with path and rule, and no error repeats it', async (_what, text, rule) => {
    const before = await traces();

    const { data, errors } = await register(person({ residentId: text }));

    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'residentId'], rule });
    expect(JSON.stringify(errors)).not.toContain(text);
    expect(await traces()).toEqual(before);
  });

  test('a number where a text is expected is refused without being repeated', async () => {
    const { errors } = await register(person({ residentId: 99999919911102 }));

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', 'residentId'] });
    expect(JSON.stringify(errors)).not.toContain('99999919911102');
  });

  test.each([
    ['a blank name', { name: { zh: ' ' } }, ['input', 'name', 'zh'], 'matches'],
    ['a name of 101 characters', { name: { zh: '长'.repeat(101) } }, ['input', 'name', 'zh'], 'isLength'],
    ['a telephone number with letters', { phone: '1380000ABCD' }, ['input', 'phone'], 'matches'],
    ['an empty key', { idempotencyKey: '' }, ['input', 'idempotencyKey'], 'isLength'],
    ['no employer', { employment: job({ uscc: null }) }, ['input', 'employment'], 'oneOf'],
    ['two employers', { employment: job({ enterpriseId: enterpriseId('tuotu') }) }, ['input', 'employment'], 'oneOf'],
    [
      'a credit code with a wrong check character',
      { employment: job({ uscc: '91999999MA00000344' }) },
      ['input', 'employment', 'uscc'],
      'CHECK_CHARACTER',
    ],
    ['half a credit code', { employment: job({ uscc: '91999999' }) }, ['input', 'employment', 'uscc'], 'SHAPE'],
    [
      'a post without text',
      { employment: job({ post: { zh: '' } }) },
      ['input', 'employment', 'post', 'zh'],
      'matches',
    ],
  ])('%s is bad input with path and rule, and changes nothing', async (_what, overrides, path, rule) => {
    const before = await traces();

    const { errors } = await register(person({ residentId: residentId('1990-01-01', 503), ...overrides }));

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path, rule });
    expect(await traces()).toEqual(before);
  });

  test('30 February as the first day of a job is bad input', async () => {
    const { errors } = await register(person({ employment: job({ from: '2026-02-30' }) }));

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['input', 'employment', 'from'],
    });
  });

  const somebodyNew = residentId('2011-05-24', 504);

  test.each([
    ['a resident ID that is registered', { residentId: welderId }, 'ALREADY_REGISTERED', ['residentId'], 'C1'],
    [
      'a resident ID that is registered, whatever its spelling',
      { residentId: ` ${welderId} ` },
      'ALREADY_REGISTERED',
      ['residentId'],
      'C1',
    ],
    [
      'a resident ID that is registered, with a job besides',
      { residentId: welderId, employment: job() },
      'ALREADY_REGISTERED',
      ['residentId'],
      'C1',
    ],
    [
      'an enterprise that does not exist',
      { residentId: somebodyNew, employment: job({ uscc: null, enterpriseId: demoId('ent', 'none') }) },
      'ENTERPRISE_NOT_FOUND',
      ['employment', 'enterpriseId'],
      'C2',
    ],
    [
      'a credit code that nobody has',
      { residentId: somebodyNew, employment: job({ uscc: '91999999MA000020XQ' }) },
      'ENTERPRISE_NOT_FOUND',
      ['employment', 'uscc'],
      'C2',
    ],
    [
      'an enterprise that left',
      { residentId: somebodyNew, employment: job({ uscc: null, enterpriseId: demoId('ent', 'bulk-lingfeng-40') }) },
      'ENTERPRISE_LEFT',
      ['employment', 'enterpriseId'],
      'status',
    ],
    [
      'a job the day before the sixteenth birthday',
      { residentId: somebodyNew, employment: job({ from: '2027-05-23' }) },
      'UNDER_WORKING_AGE',
      ['employment', 'from'],
      'minimumWorkingAge',
    ],
  ])('%s is refused as data, and changes nothing', async (_what, overrides, code, path, rule) => {
    const before = await traces();

    const { data } = await register(person(overrides));

    expect(data?.registerWorker).toEqual({
      worker: null,
      employment: null,
      userErrors: [
        { code, path, rule, minimumAge: code === 'UNDER_WORKING_AGE' ? 16 : null, message: expect.any(String) },
      ],
    });
    expect(await traces()).toEqual(before);
  });

  test('a community that does not exist is refused as data to staff of every community', async () => {
    const everywhere: PersonLike = { id: 'acc_everywhere', roles: [{ role: 'COMMUNITY_STAFF' }] };

    const { data } = await register(person({ communityId: demoId('com', 'none') }), everywhere);

    expect(data?.registerWorker).toMatchObject({
      worker: null,
      userErrors: [{ code: 'COMMUNITY_NOT_FOUND', path: ['communityId'] }],
    });
  });

  test('a refusal says nothing of the person who has the number', async () => {
    const answer = JSON.stringify(await register(person({ residentId: welderId })));

    for (const detail of [persona('welder').id, '林', 'Lin', 'zhenzhi', '1991']) expect(answer).not.toContain(detail);
  });

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    ['the HR of the enterprise', persona('hr'), 'FORBIDDEN'],
    ['a clerk of the community', persona('clerk'), 'FORBIDDEN'],
    ['a manager', persona('manager'), 'FORBIDDEN'],
    ['the staff of another community', staffOf('liming'), 'FORBIDDEN'],
    ['a service', { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' } as const, 'FORBIDDEN'],
  ])('is not for %s', async (_who, caller, code) => {
    const before = await traces();

    const { data, errors } = await register(person(), caller);

    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({ code });
    expect(await traces()).toEqual(before);
  });

  describe('repeated', () => {
    test('with the same key and input gives the first answer and registers once, also when all repeats arrive at once', async () => {
      const input = person({ residentId: residentId('1988-08-08', 505), employment: job() });
      const before = await traces();

      const answers = await Promise.all(Array.from({ length: 20 }, () => register(input)));

      expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
      expect(answers[0]?.data?.registerWorker.userErrors).toEqual([]);
      expect(await traces()).toEqual({
        workers: (before?.['workers'] ?? 0) + 1,
        employments: (before?.['employments'] ?? 0) + 1,
        events: (before?.['events'] ?? 0) + 1,
      });
    });

    test.each([
      ['resident ID', { residentId: residentId('1988-08-08', 507) }],
      ['name', { name: { zh: '别人' } }],
      ['job', { employment: job({ from: '2026-11-21' }) }],
    ])('with the same key and another %s is a conflict', async (_what, change) => {
      const input = person({ residentId: residentId('1987-07-07', 506 + keys) });
      await register(input);

      const { data, errors } = await register({ ...input, ...change });

      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toEqual({
        code: 'IDEMPOTENCY_CONFLICT',
        path: ['input', 'idempotencyKey'],
        rule: 'idempotency',
      });
    });
  });

  describe('raced', () => {
    test.each([2, 30])('by %i counters for one resident ID leaves exactly one worker and one job', async (counters) => {
      const number = residentId('1993-03-03', 600 + counters);
      const before = await traces();

      const answers = await Promise.all(
        Array.from({ length: counters }, () => register(person({ residentId: number, employment: job() }))),
      );

      const codes = answers.map(({ data }) => data?.registerWorker.userErrors[0]?.code ?? 'REGISTERED').sort();
      expect(codes).toEqual([...Array.from({ length: counters - 1 }, () => 'ALREADY_REGISTERED'), 'REGISTERED']);
      expect(await traces()).toEqual({
        workers: (before?.['workers'] ?? 0) + 1,
        employments: (before?.['employments'] ?? 0) + 1,
        events: (before?.['events'] ?? 0) + 1,
      });
    });
  });
});
