import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { creditCodeOf, RegisterWorker, type RegisterWorkerData, residentId, staffOf } from './support/people.ts';

const StartEmployment = `mutation ($input: StartEmploymentInput!) {
  startEmployment(input: $input) { employment { id from until primary state } userErrors { code path rule minimumAge } }
}`;
const EndEmployment = `mutation ($input: EndEmploymentInput!) {
  endEmployment(input: $input) { employment { id until state } userErrors { code path rule from until } }
}`;

interface Payload {
  readonly employment: { readonly id: string; readonly until: string | null } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const hr = persona('hr');
const registrar = persona('registrar');

describe('a job', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  let workerId: string;
  let serial = 100;
  beforeEach(async () => {
    serial += 1;
    const { registerWorker } = await community.as(registrar).data<RegisterWorkerData>(RegisterWorker, {
      input: {
        idempotencyKey: `worker-${serial}`,
        name: { zh: '陆星野' },
        residentId: residentId('2008-05-24', serial),
        communityId: demoId('com', 'lingfeng'),
      },
    });
    workerId = registerWorker.worker?.id ?? '';
  });

  let keys = 0;
  const start = async (overrides: Record<string, unknown> = {}, who: PersonLike | typeof nobody = hr) => {
    const input = {
      idempotencyKey: `start-${(keys += 1)}`,
      workerId,
      uscc: creditCodeOf('zhenzhi'),
      post: { zh: '焊工' },
      from: '2026-11-01',
      ...overrides,
    };
    return community.as(who).ask<{ startEmployment: Payload }>(StartEmployment, { input });
  };
  const end = (input: Record<string, unknown>, who: PersonLike | typeof nobody = hr) =>
    community
      .as(who)
      .ask<{ endEmployment: Payload }>(EndEmployment, { input: { idempotencyKey: `end-${(keys += 1)}`, ...input } });

  const jobs = () =>
    community.rows<{ id: string; until: string | null }>(
      `select id, employed_until::text as until from employment where worker_id = ? order by employed_from`,
      [workerId],
    );
  const told = async () =>
    (await community.published()).filter(({ aggregate }) => aggregate === workerId).map(({ type }) => type);

  test('is recorded by the enterprise’s HR, and others are told', async () => {
    const { data } = await start();

    expect(data?.startEmployment).toEqual({
      employment: {
        id: expect.stringMatching(/^emp_/),
        from: '2026-11-01',
        until: null,
        primary: true,
        state: 'ACTIVE',
      },
      userErrors: [],
    });
    expect(await told()).toEqual(['EmploymentStarted']);
  });

  test('has its salary from the enterprise’s HR alone, kept sealed, and says how long the contract runs', async () => {
    const paid = { contractUntil: '2029-11-01', monthlySalaryFen: 912_345 };

    const { data } = await start({ ...paid, idempotencyKey: 'paid' });
    const again = await start({ ...paid, idempotencyKey: 'paid' });
    const other = await start({ ...paid, monthlySalaryFen: 912_346, idempotencyKey: 'paid' });
    const byStaff = await start({ ...paid, from: '2027-01-01' }, registrar);

    const employment = data?.startEmployment.employment;
    expect(again.data?.startEmployment.employment).toEqual(employment);
    expect(other.errors?.[0]?.extensions?.['code']).toBe('IDEMPOTENCY_CONFLICT');
    expect(byStaff.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await jobs()).toHaveLength(1);
    const own = { id: workerId, roles: [{ role: 'WORKER' as const, scope: workerId }] };
    expect(await community.as(own).data('{ me { employments { contractUntil monthlySalary { fen } } } }')).toEqual({
      me: { employments: [{ contractUntil: '2029-11-01', monthlySalary: { fen: 912_345 } }] },
    });
    expect(await community.rows(`select 1 from employment e where e::text ~ '91234[56]'`)).toEqual([]);
    expect(await community.rows(`select 1 from kit_idempotency i where i::text ~ '91234[56]'`)).toEqual([]);
  });

  test.each([
    ['a contract that ends before it begins', { contractUntil: '2026-11-01' }, 'half-open'],
    ['no pay at all', { monthlySalaryFen: 0 }, 'min'],
  ])('with %s is bad input', async (_what, overrides, rule) => {
    const { errors } = await start(overrides);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule });
    expect(await jobs()).toEqual([]);
  });

  test('of twenty that HR and staff record at once for one time, one main job is recorded', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => start({ from: `2026-11-${10 + index}` }, index % 2 ? hr : registrar)),
    );

    const codes = answers.map(({ data }) => data?.startEmployment.userErrors[0]?.code ?? 'STARTED').sort();
    expect(codes).toEqual([...Array.from({ length: 19 }, () => 'MAIN_JOB_OVERLAPS'), 'STARTED']);
    expect(await jobs()).toHaveLength(1);
    expect(await told()).toEqual(['EmploymentStarted']);
  });

  test('beside the main one is no overlap, and one may begin on the day another ends', async () => {
    await start({ from: '2026-01-01', until: '2026-06-01' });

    const second = await start({ from: '2026-06-01' });
    const beside = await start({ from: '2026-02-01', primary: false });

    expect([second, beside].map(({ data }) => data?.startEmployment.userErrors)).toEqual([[], []]);
    expect(await jobs()).toHaveLength(3);
  });

  test.each([
    ['an unknown worker', { workerId: demoId('wrk', 'none') }, 'WORKER_NOT_FOUND', ['workerId'], hr],
    ['a worker of another community, for its staff', {}, 'WORKER_NOT_FOUND', ['workerId'], staffOf('liming')],
    [
      'a job at another enterprise, for this one’s HR',
      { uscc: null, enterpriseId: enterpriseId('tuotu') },
      'WORKER_NOT_FOUND',
      ['workerId'],
      hr,
    ],
    [
      'an unknown enterprise',
      { uscc: null, enterpriseId: demoId('ent', 'none') },
      'ENTERPRISE_NOT_FOUND',
      ['enterpriseId'],
      hr,
    ],
    ['a first day before sixteen', { from: '2024-05-23' }, 'UNDER_WORKING_AGE', ['from'], hr],
  ])('for %s is refused as data, and changes nothing', async (_what, overrides, code, path, who) => {
    const { data } = await start(overrides, who);

    expect(data?.startEmployment).toMatchObject({ employment: null, userErrors: [{ code, path }] });
    expect([await jobs(), await told()]).toEqual([[], []]);
  });

  test('that ends before it begins is bad input', async () => {
    const { errors } = await start({ until: '2026-11-01' });

    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'until'],
      rule: 'half-open',
    });
  });

  test.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    ['a manager', persona('manager'), 'FORBIDDEN'],
  ])('is recorded and ended by HR and community staff, not by %s', async (_who, caller, code) => {
    const started = await start({}, caller);
    const ended = await end({ employmentId: demoId('emp', 'welder'), until: '2026-12-01' }, caller);

    expect([started, ended].map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual([code, code]);
    expect(await jobs()).toEqual([]);
  });

  describe('once started', () => {
    let employmentId: string;
    beforeEach(async () => {
      const { data } = await start();
      employmentId = data?.startEmployment.employment?.id ?? '';
    });

    test('ends once, whoever ends it at once, and others are told once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          end({ employmentId, until: '2026-11-22' }, index % 2 ? hr : registrar),
        ),
      );

      const codes = answers.map(({ data }) => data?.endEmployment.userErrors[0]?.code ?? 'ENDED').sort();
      expect(codes).toEqual([...Array.from({ length: 19 }, () => 'ALREADY_ENDED'), 'ENDED']);
      expect(await jobs()).toEqual([{ id: employmentId, until: '2026-11-22' }]);
      expect(await told()).toEqual(['EmploymentStarted', 'EmploymentEnded']);
    });

    test('an agreed end is brought forward and never put off', async () => {
      await end({ employmentId, until: '2027-01-01' });

      const earlier = await end({ employmentId, until: '2026-12-01' });
      const later = await end({ employmentId, until: '2027-06-01' });

      expect(earlier.data?.endEmployment).toMatchObject({ employment: { until: '2026-12-01', state: 'ACTIVE' } });
      expect(later.data?.endEmployment).toEqual({
        employment: null,
        userErrors: [{ code: 'ALREADY_ENDED', path: ['until'], rule: 'once', from: null, until: '2026-12-01' }],
      });
      expect(await jobs()).toEqual([{ id: employmentId, until: '2026-12-01' }]);
    });

    test('a repeated key gives the first answer; with another day it is a conflict', async () => {
      const input = { idempotencyKey: `same-${serial}`, employmentId, until: '2026-12-01' };

      const first = await end(input);
      const repeated = await end(input);
      const other = await end({ ...input, until: '2026-12-02' });

      expect(repeated).toEqual(first);
      expect(other.errors?.[0]?.extensions?.['code']).toBe('IDEMPOTENCY_CONFLICT');
      expect(await told()).toEqual(['EmploymentStarted', 'EmploymentEnded']);
    });

    test.each([
      ['on its first day', '2026-11-01', 'NOT_AFTER_START', hr],
      ['by the staff of another community', '2026-12-01', 'EMPLOYMENT_NOT_FOUND', staffOf('liming')],
    ])('is not ended %s', async (_what, until, code, who) => {
      const { data } = await end({ employmentId, until }, who);

      expect(data?.endEmployment).toMatchObject({ employment: null, userErrors: [{ code }] });
      expect(await jobs()).toEqual([{ id: employmentId, until: null }]);
      expect(await told()).toEqual(['EmploymentStarted']);
    });
  });
});
