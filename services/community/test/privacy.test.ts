import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import type { Caller } from '@millgate/kit';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const welder = persona('welder');
const deciding: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' };
const browsing: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'CURIOSITY' };

const callers: Record<string, Caller | PersonLike> = {
  self: welder,
  'a colleague': persona('edge-35'),
  'own HR': persona('hr'),
  'own registrar': persona('registrar'),
  'another registrar': staffOf('liming'),
  'the grid officer': persona('grid-officer'),
  'a clerk': persona('clerk'),
  'housing staff': persona('housing'),
  'an adviser': persona('adviser'),
  'a manager': persona('manager'),
  'an auditor': persona('auditor'),
  'a partner': persona('partner'),
  'a deciding service': deciding,
  'a browsing service': browsing,
  nobody,
};

/** What each field of the privacy matrix answers to its own subject; to everybody else it is FORBIDDEN. */
const own: Record<string, unknown> = {
  residentId: '999999199111020012',
  phone: '00000000000',
  birthDate: '1991-11-02',
  'nativePlace(lang: EN)': 'Ganzhou, Jiangxi',
  'household { state settledOn }': { state: 'SETTLED', settledOn: '2022-03-18' },
  'employments { from monthlySalary { fen } }': [{ from: '2019-03-01', monthlySalary: { fen: 980_000 } }],
  'dependants { name(lang: EN) birthDate guardian { id } }': [
    { name: 'Lin Zhiyuan', birthDate: '2015-06-01', guardian: { id: welder.id } },
    { name: 'Lin Zhixia', birthDate: '2018-09-10', guardian: { id: welder.id } },
  ],
  'consents { purpose inForce until }': [
    { purpose: 'LABOUR_SHARING', inForce: false, until: '2024-01-15T00:00:00.000Z' },
    { purpose: 'SCHOOL_ENROLMENT', inForce: true, until: null },
  ],
  'accessLog { nodes { at field actor(lang: EN) } }': {
    nodes: [
      { at: '2022-04-06T06:20:00.000Z', field: 'Worker.phone', actor: 'Counter of Lingfeng' },
      { at: '2022-03-18T02:05:00.000Z', field: 'Worker.residentId', actor: 'Counter of Lingfeng' },
    ],
  },
};

describe('who reads what of a worker', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const entity = (type: string, id: string, fields: string, who: Caller | PersonLike) =>
    community
      .as(who)
      .ask<{ _entities: (Record<string, unknown> | null)[] }>(
        `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { ${fields} } } }`,
        { keys: [{ __typename: type, id }] },
      );

  const outcome = (answer: Awaited<ReturnType<typeof entity>>) => {
    const [value] = Object.values(answer.data?._entities[0] ?? {});
    return answer.errors ? answer.errors[0]?.extensions?.['code'] : value;
  };

  describe.each(Object.entries(own))('%s', (field, value) => {
    test('is for the worker alone, by every path', async () => {
      const answers = await Promise.all(
        Object.entries(callers).map(async ([name, who]) => [
          name,
          outcome(await entity('Worker', welder.id, field, who)),
        ]),
      );

      const expected = Object.keys(callers).map((name) => [name, name === 'self' ? value : 'FORBIDDEN']);
      expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(expected));
      const { data } = await community.as(nobody).ask(`{ worker(id: "${welder.id}") { ${field} } }`);
      expect(Object.values(data?.['worker'] ?? {})).toEqual([null]);
    });
  });

  test('the name is whole, masked or withheld', async () => {
    const answers = await Promise.all(
      Object.entries(callers).map(async ([name, who]) => [
        name,
        outcome(await entity('Worker', welder.id, 'displayName', who)),
      ]),
    );

    expect(Object.fromEntries(answers)).toEqual({
      self: '林晓岚',
      'a colleague': '林*',
      'own HR': '林*',
      'own registrar': '林晓岚',
      'another registrar': '林*',
      'the grid officer': '林*',
      'a clerk': '林*',
      'housing staff': '林*',
      'an adviser': '林*',
      'a manager': '林*',
      'an auditor': '林*',
      'a partner': 'FORBIDDEN',
      'a deciding service': '林*',
      'a browsing service': '林*',
      nobody: 'FORBIDDEN',
    });
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
          name === 'self' || name === 'a deciding service'
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
      'employments(first: 2) { nodes { from post(lang: EN) worker { displayName } monthlySalary { fen } } }';

    test('are for its own HR, with names masked and salaries withheld', async () => {
      const { data, errors } = await entity('Enterprise', enterpriseId('zhenzhi'), fields, persona('hr'));

      const [enterprise] = (data?._entities ?? []) as {
        employments: { nodes: { monthlySalary: null; worker: { displayName: string } }[] };
      }[];
      expect(enterprise?.employments.nodes.map(({ monthlySalary }) => monthlySalary)).toEqual([null, null]);
      for (const { worker } of enterprise?.employments.nodes ?? []) expect(worker.displayName).toMatch(/^.\*$/);
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    });

    test.each(Object.keys(callers).filter((name) => name !== 'own HR'))('are not for %s', async (name) => {
      const answer = await entity('Enterprise', enterpriseId('zhenzhi'), fields, callers[name] ?? nobody);

      expect(outcome(answer)).toBe('FORBIDDEN');
    });

    test('of another enterprise are not for that HR', async () => {
      expect(outcome(await entity('Enterprise', enterpriseId('tuotu'), fields, persona('hr')))).toBe('FORBIDDEN');
    });
  });

  test.each([
    ['Employment', demoId('emp', 'welder'), ['self', 'own HR']],
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

  test('my access log is the caller’s own, page by page', async () => {
    const query = `query ($after: String) { myAccessLog(first: 1, after: $after) { nodes { field } pageInfo { endCursor hasNextPage } } }`;
    type Log = { myAccessLog: { nodes: { field: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };

    const first = await community.as(welder).data<Log>(query);
    const second = await community.as(welder).data<Log>(query, { after: first.myAccessLog.pageInfo.endCursor });

    expect([first, second].map(({ myAccessLog }) => myAccessLog.nodes.map(({ field }) => field))).toEqual([
      ['Worker.phone'],
      ['Worker.residentId'],
    ]);
    expect(second.myAccessLog.pageInfo.hasNextPage).toBe(false);
    const { errors } = await community.as(persona('clerk')).ask(query);
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
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
