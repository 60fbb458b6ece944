import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import type { Caller } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');
const staff = persona('housing');
const hr = persona('hr');
const colleague = persona('edge-35');
const otherHr: PersonLike = { id: demoId('acc', 'other-hr'), roles: [{ role: 'HR', scope: enterpriseId('tuotu') }] };
const deciding: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' };
const counting: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'FIGURES' };

const callers = {
  welder,
  staff,
  hr,
  otherHr,
  colleague,
  registrar: persona('registrar'),
  program: persona('program'),
  manager: persona('manager'),
  auditor: persona('auditor'),
  partner: persona('partner'),
  deciding,
  counting,
  nobody,
};

type Who = keyof typeof callers;

const ids = {
  Worker: welder.id,
  Enterprise: enterpriseId('zhenzhi'),
  Lease: demoId('lea', 'welder-offer'),
  Application: demoId('app', 'youth-lingfeng-2021-welder'),
  MasterLease: demoId('mls', 'zhenzhi'),
  PurchaseCode: demoId('pcd', 'welder'),
  HomePurchase: demoId('hpu', 'welder'),
  Listing: demoId('lst', 'west-district'),
  Unit: demoId('unt', 'xinze-0'),
};

type Type = keyof typeof ids;

const answered = (value: unknown) => (value === null || value === undefined ? 'null' : 'answer');

/** Every reader of everything of the welder’s and of her employer’s, by every path. */
describe('who reads what', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00', seeded: true });
  });
  afterAll(() => housing.stop());

  const readersOf = async (read: (who: Who) => Promise<string>) => {
    const outcomes = await Promise.all(
      (Object.keys(callers) as Who[]).map(async (who) => [who, await read(who)] as const),
    );
    const others = new Set(outcomes.filter(([, outcome]) => outcome !== 'answer').map(([, outcome]) => outcome));
    return { answer: outcomes.filter(([, outcome]) => outcome === 'answer').map(([who]) => who), others: [...others] };
  };

  const reference = async (who: Who, type: Type, fields: string) =>
    housing
      .as(callers[who])
      .ask<{ _entities: (Record<string, unknown> | null)[] }>(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
        { of: [{ __typename: type, id: ids[type] }] },
      );

  test.each<[Type, Who[]]>([
    ['Lease', ['welder', 'staff']],
    ['Application', ['welder', 'staff']],
    ['MasterLease', ['staff', 'hr']],
    ['PurchaseCode', ['welder', 'staff']],
    ['HomePurchase', ['welder', 'staff']],
    ['Listing', ['staff']],
  ])('a %s by reference; for anybody else there is none', async (type, allowed) => {
    const readers = await readersOf(async (who) => answered((await reference(who, type, 'id')).data?._entities[0]));

    expect(readers).toEqual({ answer: allowed, others: ['null'] });
  });

  test.each<[Type, string, Who[]]>([
    ['Worker', 'leases { nodes { id } }', ['welder', 'staff']],
    ['Worker', 'lodgingEntitlement { standing }', ['welder', 'staff']],
    ['Worker', 'homePurchases { id }', ['welder', 'staff']],
    ['Worker', 'youthHome { id }', ['welder', 'staff']],
    ['Enterprise', 'masterLeases { id }', ['staff', 'hr']],
    ['Unit', 'leases { nodes { id } }', ['staff']],
  ])('%s { %s }; anybody else is forbidden', async (type, field, allowed) => {
    const readers = await readersOf(async (who) => {
      const { data, errors } = await reference(who, type, field);
      const [name = ''] = field.split(' ');
      return errors ? String(errors[0]?.extensions?.['code']) : answered(data?._entities[0]?.[name]);
    });

    expect(readers).toEqual({ answer: allowed, others: ['FORBIDDEN'] });
  });

  test.each<[string, string, Type, Who[]]>([
    ['lease', 'id', 'Lease', ['welder', 'staff']],
    ['listing', 'id', 'Listing', ['staff']],
  ])('the query %s; for anybody else there is none', async (query, fields, type, allowed) => {
    const readers = await readersOf(async (who) => {
      const document = `query ($id: ID!) { ${query}(id: $id) { ${fields} } }`;
      return answered((await housing.as(callers[who]).data(document, { id: ids[type] }))[query]);
    });

    expect(readers).toEqual({ answer: allowed, others: ['null'] });
  });

  test('drafts are in the list of listings for housing staff alone', async () => {
    const readers = await readersOf(async (who) => {
      const { listings } = await housing
        .as(callers[who])
        .data<{ listings: { nodes: { state: string }[] } }>('{ listings { nodes { state } } }');
      return listings.nodes.some(({ state }) => state === 'DRAFT') ? 'answer' : 'null';
    });

    expect(readers).toEqual({ answer: ['staff'], others: ['null'] });
  });

  test('facts of a purchase are for the worker and for a service that decides; all others learn nothing, not even that there is one', async () => {
    const fields =
      'homePurchaseFacts { status purchaseId areaM2 contractedOn deliveredOn rescindedOn from until source version }';
    const known = {
      status: 'KNOWN',
      purchaseId: ids.HomePurchase,
      areaM2: 130,
      contractedOn: '2021-05-24',
      deliveredOn: '2022-03-10',
      rescindedOn: null,
      from: '2021-05-24',
      until: null,
      source: 'housing:HomePurchase',
      version: `${ids.HomePurchase}@1`,
    };
    const withheld = {
      status: 'WITHHELD',
      purchaseId: null,
      areaM2: null,
      contractedOn: null,
      deliveredOn: null,
      rescindedOn: null,
      from: null,
      until: null,
      source: 'housing:HomePurchase',
      version: ids.Worker,
    };

    const facts = await Promise.all(
      (Object.keys(callers) as Who[]).map(async (who) => {
        const { data } = await reference(who, 'Worker', fields);
        return [who, data?._entities[0]?.['homePurchaseFacts']];
      }),
    );

    expect(facts).toEqual(
      (Object.keys(callers) as Who[]).map((who) => [who, [who === 'welder' || who === 'deciding' ? known : withheld]]),
    );
  });

  test('somebody without a purchase has no facts, and a rescinded one says until when it held', async () => {
    const ask = async (workerId: string) => {
      const { _entities } = await housing
        .as(deciding)
        .data<{ _entities: unknown[] }>(
          `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Worker { homePurchaseFacts { from until rescindedOn deliveredOn } } } }`,
          { of: [{ __typename: 'Worker', id: workerId }] },
        );
      return _entities[0];
    };

    expect(await ask(persona('newcomer').id)).toEqual({ homePurchaseFacts: [] });
    // The twenty-fifth code, issued on 25 September 2020.
    expect(await ask(demoId('wrk', 'bulk-24'))).toEqual({
      homePurchaseFacts: [{ from: '2020-11-08', until: '2021-02-06', rescindedOn: '2021-02-06', deliveredOn: null }],
    });
  });

  test('a tenant is not told what her employer pays, and her employer not where she lives', async () => {
    const tenant = await reference('welder', 'Lease', 'id masterLease { id }');
    const employer = await reference('hr', 'MasterLease', 'id leases { nodes { id } }');

    expect(tenant.data?._entities[0]).toEqual({ id: ids.Lease, masterLease: null });
    expect(tenant.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(employer.data?._entities[0]).toEqual({ id: ids.MasterLease, leases: null });
    expect(employer.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test('an applicant is not told whose application hers is compared with', async () => {
    const { data, errors } = await reference('welder', 'Application', 'id flaggedSet');

    expect(data?._entities[0]).toEqual({ id: ids.Application, flaggedSet: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  test.each(['myLeases', 'myApplications', 'myPurchaseCodes'])(
    '%s answers workers, each with their own',
    async (query) => {
      const outcome = async (who: Who) => {
        const { data, errors } = await housing
          .as(callers[who])
          .ask<Record<string, { nodes: { id: string }[] }>>(`{ ${query} { nodes { id } } }`);
        return errors?.[0]?.extensions?.['code'] ?? data?.[query]?.nodes.map(({ id }) => id);
      };

      const [hers, theirs] = [await outcome('welder'), await outcome('colleague')] as string[][];
      expect(hers?.length).toBeGreaterThan(0);
      expect(hers?.filter((id) => theirs?.includes(id))).toEqual([]);
      expect([await outcome('staff'), await outcome('nobody')]).toEqual(['FORBIDDEN', 'UNAUTHENTICATED']);
    },
  );
});
