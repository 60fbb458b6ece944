import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import type { Caller } from '@millgate/kit';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');
const staff = persona('housing');
const handler = persona('handler');
const colleague: PersonLike = { id: demoId('acc', 'handler-2'), roles: [{ role: 'HANDLER' }] };
const caseId = demoId('cas', 'hers');
const naming = (id: string) => `CASE; case=${id}`;
const leaseId = demoId('lea', 'welder-offer');

describe('where somebody lives', () => {
  let housing: TestSubgraph;
  let events = 0;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00', seeded: true });
  });
  afterAll(() => housing.stop());
  beforeEach(async () => {
    await tell('CaseClosed', { caseId, workerId: welder.id });
    await housing.rows('delete from kit_outbox');
  });

  const tell = (type: string, payload: Record<string, unknown>) => {
    const id = `evt_case_${(events += 1)}`;
    return housing.subgraph.receive({ id, type, aggregate: caseId, occurredAt: '2026-11-20T04:00:00.000Z', payload });
  };
  const opened = () =>
    tell('CaseOpened', {
      ...{ caseId, workerId: welder.id, communityId: communityId('lingfeng'), handlerId: handler.id },
      ...{ kind: 'APPLICATION', theme: 'HOUSING' },
    });
  const ask = (who: PersonLike | Caller, query: string, purpose?: string) =>
    housing
      .as(who, undefined, purpose === undefined ? {} : { 'millgate-purpose': purpose })
      .ask<Record<string, never>>(query);
  const worker = (fields: string) =>
    `{ _entities(representations: [{ __typename: "Worker", id: "${welder.id}" }]) { ... on Worker { ${fields} } } }`;
  const readings = async () =>
    (await housing.published())
      .filter(({ type }) => type === 'PersonalDataRead')
      .flatMap(({ payload }) => payload['readings'] as Record<string, unknown>[])
      .map(({ workerId, field, actorId, relation, purpose, caseId: about }) => [
        ...[workerId, field, actorId, relation, purpose, about],
      ]);

  test('is read by herself without a word', async () => {
    const { errors } = await ask(welder, worker('leases { nodes { id tenant { id } } } homePurchases { id }'));

    expect([errors, await readings()]).toEqual([undefined, []]);
  });

  test.each([
    ['her leases', worker('leases { nodes { id } }'), 'Worker.leases'],
    ['a lease of hers', `{ lease(id: "${leaseId}") { id } }`, 'Worker.leases'],
    [
      'a lease of hers by reference',
      `{ _entities(representations: [{ __typename: "Lease", id: "${leaseId}" }]) { ... on Lease { id } } }`,
      'Worker.leases',
    ],
    ['what is left of her free lodging', worker('lodgingEntitlement { nightsLeft }'), 'Worker.lodgingEntitlement'],
    ['what she bought', worker('homePurchases { id }'), 'Worker.homePurchases'],
    ['the home she bought', worker('youthHome { id }'), 'Worker.youthHome'],
  ])('is told of when staff read it: %s', async (_what, query, field) => {
    const { errors } = await ask(staff, query);

    expect(errors).toBeUndefined();
    expect(await readings()).toEqual([[welder.id, field, staff.id, 'HOUSING_STAFF', 'TENANCY', null]]);
  });

  test('is for the staff of the home she lives in, as far as she lives there', async () => {
    const staffOf = (property: string): PersonLike => ({
      id: demoId('acc', `staff-${property}`),
      roles: [{ role: 'HOUSING_STAFF', scope: demoId('prp', property) }],
    });
    const seen = async (who: PersonLike) => {
      const { data } = await ask(who, worker('leases { nodes { unit { property { id } } tenant { id } } }'));
      const [found] = (data?.['_entities'] ?? []) as unknown as { leases: { nodes: object[] } | null }[];
      const one = await ask(who, `{ lease(id: "${leaseId}") { id } }`);
      return [found?.leases?.nodes, one.data?.['lease']];
    };
    const there = { unit: { property: { id: demoId('prp', 'xinze') } }, tenant: { id: welder.id } };

    expect(await seen(staffOf('xinze'))).toEqual([[there, there], { id: leaseId }]);
    expect(await readings()).toEqual(
      Array(2).fill([welder.id, 'Worker.leases', staffOf('xinze').id, 'TENANCY_STAFF', 'TENANCY', null]),
    );
    await housing.rows('delete from kit_outbox');
    expect(await seen(staffOf('youth-home'))).toEqual([[], null]);
    expect(await readings()).toEqual([]);
  });

  test('is told of for each tenant whom staff find in a flat', async () => {
    const unit = demoId('unt', 'xinze-0');

    const { data } = await ask(
      staff,
      `{ _entities(representations: [{ __typename: "Unit", id: "${unit}" }]) { ... on Unit { leases { nodes { tenant { id } } } } } }`,
    );

    const [found] = data?.['_entities'] as unknown as { leases: { nodes: { tenant: { id: string } }[] } }[];
    const tenants = [...new Set(found?.leases.nodes.map(({ tenant }) => tenant.id))].sort();
    expect(tenants.length).toBeGreaterThan(0);
    expect((await readings()).map(([workerId]) => workerId).sort()).toEqual(tenants);
  });

  test('is told of when a service decides by it', async () => {
    await ask(
      { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' },
      worker('homePurchaseFacts { status }'),
    );

    expect(await readings()).toEqual([
      [welder.id, 'Worker.homePurchaseFacts', 'service:subsidies', 'RULE_SERVICE', 'SUBSIDY_DECISION', null],
    ]);
  });

  describe('is for the handler of an open case about her', () => {
    const leases = worker('leases { nodes { id } }');
    const seen = async (who: PersonLike, purpose?: string) => {
      const { data, errors } = await ask(who, leases, purpose);
      const [found] = (data?.['_entities'] ?? []) as unknown as { leases: { nodes: object[] } | null }[];
      return errors?.[0]?.extensions?.['code'] ?? found?.leases?.nodes.length;
    };

    test('who names it, and it is written down with the case', async () => {
      await opened();

      expect(await seen(handler, naming(caseId))).toBe(2);
      expect(await readings()).toEqual([[welder.id, 'Worker.leases', handler.id, 'CASE_HANDLER', 'CASE', caseId]]);
      expect((await ask(handler, `{ lease(id: "${leaseId}") { id } }`, naming(caseId))).data).toEqual({
        lease: { id: leaseId },
      });
    });

    test('and not without saying so, for another case, for somebody else, before or after', async () => {
      const before = await seen(handler, naming(caseId));
      await opened();
      const meanwhile = [
        await seen(handler),
        await seen(handler, 'TENANCY'),
        await seen(handler, naming(demoId('cas', 'another'))),
        await seen(colleague, naming(caseId)),
      ];
      await tell('CaseClosed', { caseId, workerId: welder.id });

      expect([before, ...meanwhile, await seen(handler, naming(caseId))]).toEqual(Array(6).fill('FORBIDDEN'));
      expect((await ask(handler, `{ lease(id: "${leaseId}") { id } }`, naming(caseId))).data).toEqual({ lease: null });
      expect(await readings()).toEqual([]);
    });

    test('and what she bought is not', async () => {
      await opened();

      const { errors } = await ask(handler, worker('homePurchases { id }'), naming(caseId));

      expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    });
  });
});
