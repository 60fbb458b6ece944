import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import type { Caller } from '@millgate/kit';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const welder = persona('welder');
const deciding: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' };
const browsing: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'CURIOSITY' };

/** Somebody, and what they say they read for. */
type Reader = (Caller | PersonLike) & { readonly reading?: string };

const otherHr: PersonLike = {
  id: demoId('acc', 'hr-2'),
  roles: [{ role: 'HR', scope: enterpriseId('tuotu') }],
};

const callers: Record<string, Reader> = {
  self: welder,
  'a colleague': persona('edge-35'),
  'own HR': persona('hr'),
  'another HR': otherHr,
  'own registrar': persona('registrar'),
  'another registrar': staffOf('liming'),
  'the grid officer': persona('own-grid-officer'),
  'the grid officer on a visit': { ...persona('own-grid-officer'), reading: 'GRID_VISIT' },
  'the officer of another grid': { ...persona('grid-officer'), reading: 'GRID_VISIT' },
  'a clerk': persona('clerk'),
  'a handler': persona('handler'),
  'housing staff': persona('housing'),
  'canteen staff': persona('canteen'),
  'an adviser': persona('adviser'),
  'a manager': persona('manager'),
  'an auditor': persona('auditor'),
  'a partner': persona('partner'),
  'a deciding service': deciding,
  'a browsing service': browsing,
  nobody,
};

/** What each field answers to the worker herself. */
const own: Record<string, unknown> = {
  'displayName(lang: EN)': 'Lin Xiaolan',
  residentId: '999999199111020012',
  phone: '00000000000',
  birthDate: '1991-11-02',
  age: 35,
  'ageBand { from until }': { from: 35, until: 45 },
  'nativePlace(lang: EN)': 'Ganzhou, Jiangxi',
  'household { state settledOn }': { state: 'SETTLED', settledOn: '2022-03-18' },
  'employments { from monthlySalary { fen } salaryBand { from { fen } until { fen } } }': [
    {
      from: '2019-03-01',
      monthlySalary: { fen: 980_000 },
      salaryBand: { from: { fen: 800_000 }, until: { fen: 1_000_000 } },
    },
  ],
  'dependants { name(lang: EN) birthDate guardian { id } }': [
    { name: 'Lin Zhiyuan', birthDate: '2015-06-01', guardian: { id: welder.id } },
    { name: 'Lin Zhixia', birthDate: '2018-09-10', guardian: { id: welder.id } },
  ],
  'consents { purpose inForce until }': [
    { purpose: 'LABOUR_SHARING', inForce: false, until: '2024-01-15T00:00:00.000Z' },
    { purpose: 'SCHOOL_ENROLMENT', inForce: true, until: null },
  ],
};

/** Who else sees some of it, and how much; whoever is not named here sees nothing of the field. */
const others: Record<string, Record<string, unknown>> = {
  'displayName(lang: EN)': {
    ...Object.fromEntries(
      [
        'own HR',
        'own registrar',
        'the grid officer',
        'the grid officer on a visit',
        'housing staff',
        'canteen staff',
      ].map((name) => [name, 'Lin Xiaolan']),
    ),
    ...Object.fromEntries(
      [
        ...['a colleague', 'another HR', 'another registrar', 'the officer of another grid', 'a clerk', 'a handler'],
        ...['an adviser', 'a manager', 'an auditor', 'a deciding service', 'a browsing service'],
      ].map((name) => [name, 'Lin*']),
    ),
  },
  residentId: { 'own HR': '9****************2' },
  phone: { 'own HR': '*******0000', 'the grid officer on a visit': '00000000000' },
  age: { 'own HR': 35 },
  'ageBand { from until }': Object.fromEntries(
    ['own HR', 'the grid officer', 'the grid officer on a visit', 'a manager'].map((name) => [
      name,
      { from: 35, until: 45 },
    ]),
  ),
};

describe('who reads what of a worker', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const as = (who: Reader) =>
    community.as(who, undefined, who.reading === undefined ? {} : { 'millgate-purpose': who.reading });
  const entity = (type: string, id: string, fields: string, who: Reader) =>
    as(who).ask<{ _entities: (Record<string, unknown> | null)[] }>(
      `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${fields} } } }`,
      { keys: [{ __typename: type, id }] },
    );

  const outcome = (answer: Awaited<ReturnType<typeof entity>>) => {
    const [value] = Object.values(answer.data?._entities[0] ?? {});
    return answer.errors ? answer.errors[0]?.extensions?.['code'] : value;
  };

  test('my access log is the caller’s own, page by page', async () => {
    const query = `query ($after: String) { myAccessLog(first: 1, after: $after) { nodes { field } pageInfo { endCursor hasNextPage } } }`;
    type Log = { myAccessLog: { nodes: { field: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };

    const first = await community.as(welder).data<Log>(query);
    const second = await community.as(welder).data<Log>(query, { after: first.myAccessLog.pageInfo.endCursor });

    const fields = [first, second].flatMap(({ myAccessLog }) => myAccessLog.nodes.map(({ field }) => field));
    expect(fields).toEqual(['Worker.phone', 'Worker.residentId']);
    expect(second.myAccessLog.pageInfo.hasNextPage).toBe(false);
    const { errors } = await community.as(persona('clerk')).ask(query);
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  /** Nobody is there for whoever is not signed in; all others meet the row, and are refused the field. */
  const refusal = (name: string) => (name === 'nobody' ? undefined : 'FORBIDDEN');

  describe.each(Object.entries(own))('%s', (field, value) => {
    test('answers as the matrix has it, by every path', async () => {
      const expected = Object.fromEntries(
        Object.keys(callers).map((name) => [name, name === 'self' ? value : (others[field]?.[name] ?? refusal(name))]),
      );

      const byReference = await Promise.all(
        Object.entries(callers).map(async ([name, who]) => [
          name,
          outcome(await entity('Worker', welder.id, field, who)),
        ]),
      );
      const byId = await Promise.all(
        Object.entries(callers).map(async ([name, who]) => {
          const { data, errors } = await as(who).ask(`{ worker(id: "${welder.id}") { it: ${field} } }`);
          const seen = (data?.['worker'] as { it: unknown } | null)?.it;
          return [name, errors ? errors[0]?.extensions?.['code'] : seen];
        }),
      );

      expect(Object.fromEntries(byReference)).toEqual(expected);
      expect(Object.fromEntries(byId)).toEqual(expected);
    });
  });

  test('who is not signed in cannot tell a worker from none', async () => {
    const query = (id: string) => `{ worker(id: "${id}") { id } }`;

    expect(await community.as(nobody).ask(query(welder.id))).toEqual(
      await community.as(nobody).ask(query(demoId('wrk', 'none'))),
    );
  });

  test('facts for rules are for the worker and for a service that decides about her, else withheld', async () => {
    const fields = 'birthDateFact { status value } settledOnFact { status value }';
    const facts = await Promise.all(
      Object.entries(callers).map(async ([name, who]) => {
        const { data } = await entity('Worker', welder.id, fields, who);
        return [name, data?._entities[0]];
      }),
    );

    const known = {
      birthDateFact: { status: 'KNOWN', value: '1991-11-02' },
      settledOnFact: { status: 'KNOWN', value: '2022-03-18' },
    };
    const withheld = { status: 'WITHHELD', value: null };
    expect(Object.fromEntries(facts)).toEqual(
      Object.fromEntries(
        Object.keys(callers).map((name) => [
          name,
          name === 'nobody'
            ? null
            : name === 'self' || name === 'a deciding service'
              ? known
              : { birthDateFact: withheld, settledOnFact: withheld },
        ]),
      ),
    );
  });

  test('an unknown date of birth is said to be unknown, not to be none', async () => {
    const answer = await entity('Worker', persona('unknown-birth').id, 'birthDateFact { status value }', deciding);

    expect(outcome(answer)).toEqual({ status: 'UNKNOWN', value: null });
  });

  describe('the jobs of an enterprise', () => {
    const fields =
      'employments(first: 2) { nodes { from worker { displayName } monthlySalary { fen } salaryBand { from { fen } } } }';
    interface Job {
      readonly monthlySalary: { fen: number } | null;
      readonly salaryBand: { from: { fen: number } };
      readonly worker: { displayName: string };
    }
    const jobs = async (who: Reader) => {
      const { data, errors } = await entity('Enterprise', enterpriseId('zhenzhi'), fields, who);
      const [enterprise] = (data?._entities ?? []) as { employments: { nodes: Job[] } }[];
      return { nodes: enterprise?.employments.nodes ?? [], errors };
    };

    test('are for its own HR, with names and salaries', async () => {
      const { nodes, errors } = await jobs(persona('hr'));

      expect(errors).toBeUndefined();
      expect(nodes).toHaveLength(2);
      for (const { worker, monthlySalary } of nodes) {
        expect(worker.displayName).not.toMatch(/\*/);
        expect(monthlySalary?.fen).toBeGreaterThan(0);
      }
    });

    test('are for managers with names masked, and salaries in bands', async () => {
      const { nodes, errors } = await jobs(persona('manager'));

      for (const { worker, monthlySalary, salaryBand } of nodes) {
        expect(worker.displayName).toMatch(/^.\*$/);
        expect(monthlySalary).toBeNull();
        expect(salaryBand.from.fen % 200_000).toBe(0);
      }
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    });

    test.each(Object.keys(callers).filter((name) => name !== 'own HR' && name !== 'a manager'))(
      'are not for %s',
      async (name) => {
        const answer = await entity('Enterprise', enterpriseId('zhenzhi'), fields, callers[name] ?? nobody);

        expect(outcome(answer)).toBe('FORBIDDEN');
      },
    );

    test('of another enterprise are not for that HR', async () => {
      expect(outcome(await entity('Enterprise', enterpriseId('tuotu'), fields, persona('hr')))).toBe('FORBIDDEN');
    });
  });

  test.each([
    ['Employment', demoId('emp', 'welder'), ['self', 'own HR', 'a manager']],
    ['Dependant', demoId('dep', 'welder-1'), ['self']],
    ['Consent', demoId('cns', 'welder-school'), ['self']],
  ])('%s exists, as an entity, only for those it is for', async (type, id, readers) => {
    const seen = await Promise.all(
      Object.entries(callers).map(async ([name, who]) => [
        name,
        (await entity(type, id, 'id', who)).data?._entities[0],
      ]),
    );

    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(Object.keys(callers).map((name) => [name, readers.includes(name) ? { id } : null])),
    );
  });

  test('a list of workers is for the staff of their community, for managers and for auditors', async () => {
    const list = async (who: Caller | PersonLike) => {
      const { data, errors } = await community
        .as(who)
        .ask<{ workers: { nodes: { community: { id: string } }[] } }>(
          `{ workers(first: 100) { nodes { community { id } } } }`,
        );
      return errors
        ? errors[0]?.extensions?.['code']
        : new Set(data?.workers.nodes.map((one) => one.community.id)).size;
    };

    expect(await list(persona('registrar'))).toBe(1);
    expect(await list(persona('manager'))).toBeGreaterThan(3);
    expect(await list(persona('auditor'))).toBeGreaterThan(3);
    expect(await list(welder)).toBe('FORBIDDEN');
    expect(await list(persona('hr'))).toBe('FORBIDDEN');
    expect(await list(nobody)).toBe('UNAUTHENTICATED');
  });

  test('who in a grid’s team is a Party member is for the member, the grid’s officer and the community’s staff', async () => {
    const rows = await community.rows<{ id: string; worker: string }>(
      `select id, worker_id as worker from grid_member where grid_id = ? and role = 'MOBILE_PARTY_MEMBER' limit 1`,
      [demoId('grd', 'lingfeng-1')],
    );
    const [member] = rows;
    const ask = async (who: Caller | PersonLike) =>
      outcome(await entity('GridMember', member?.id ?? '', 'worker { id }', who));
    const self: PersonLike = { id: member?.worker ?? '', roles: [{ role: 'WORKER', scope: member?.worker ?? '' }] };

    for (const who of [self, persona('grid-officer'), persona('registrar')]) {
      expect(await ask(who)).toEqual({ id: member?.worker });
    }
    for (const who of [welder, persona('hr'), persona('clerk'), persona('manager'), staffOf('liming'), nobody]) {
      expect(await ask(who)).toBe('FORBIDDEN');
    }
  });

  test('how an enterprise pays is for its HR, its community’s staff and managers', async () => {
    const ask = async (who: Caller | PersonLike) =>
      outcome(await entity('Enterprise', enterpriseId('zhenzhi'), 'payPractices', who));

    for (const who of [persona('hr'), persona('registrar'), persona('manager')]) {
      expect(await ask(who)).toEqual(['ANNUAL_SALARY', 'EQUITY', 'POST_VALUE']);
    }
    for (const who of [welder, persona('partner'), staffOf('liming'), nobody]) expect(await ask(who)).toBe('FORBIDDEN');
  });
});
