import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, enterpriseId, persona } from '@millgate/demo';
import type { Caller } from '@millgate/kit';
import { startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');

describe('what others may read of a worker, and that she learns of it', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  describe('a plain reading by somebody else', () => {
    const readings = async (workerId: string) =>
      community.rows<{ field: string; actor_id: string; actor_en: string; purpose_en: string; case_id: string | null }>(
        `select field, actor_id, actor_en, purpose_en, case_id from access_log
          where worker_id = ? and read_at > '2026-01-01' order by id`,
        [workerId],
      );

    test('is in the log that the worker reads: who, what, what for, and for which case', async () => {
      const colleague = persona('edge-18');
      const visiting = { 'millgate-purpose': `EMERGENCY; case=cas_01J00000000000000000000000` };

      await community
        .as(persona('own-grid-officer'), undefined, visiting)
        .data(`{ worker(id: "${colleague.id}") { phone again: phone displayName ageBand { from } } }`);
      await community.as(persona('hr')).data(`{ worker(id: "${colleague.id}") { phone residentId age } }`);

      const { myAccessLog } = await community
        .as(colleague)
        .data<{ myAccessLog: { nodes: object[] } }>(
          '{ myAccessLog(first: 10) { nodes { field actor(lang: EN) purpose(lang: EN) caseId } } }',
        );
      expect(myAccessLog.nodes).toHaveLength(2);
      expect(myAccessLog.nodes).toEqual(
        expect.arrayContaining([
          {
            field: 'Worker.phone',
            actor: 'Officer of the grid',
            purpose: 'Emergency, danger to life or limb',
            caseId: 'cas_01J00000000000000000000000',
          },
          {
            field: 'Worker.age',
            actor: 'HR of the employer',
            purpose: 'Personnel matters of the employer',
            caseId: null,
          },
        ]),
      );
    });

    test('of a list is written in one statement, whatever the number of people', async () => {
      const salaries = (first: number) =>
        `{ _entities(representations: [{ __typename: "Enterprise", id: "${enterpriseId('zhenzhi')}" }]) {
            ... on Enterprise { employments(first: ${first}) { nodes { monthlySalary { fen } worker { age } } } } } }`;

      const two = await community.statementsOf(() => community.as(persona('hr')).data(salaries(2)));
      const sixty = await community.statementsOf(() => community.as(persona('hr')).data(salaries(60)));

      expect(sixty).toBe(two);
      const written = await community.rows(
        `select distinct worker_id from access_log where actor_id = ? and field = 'Employment.monthlySalary'`,
        [persona('hr').id],
      );
      expect(written).toHaveLength(60);
    });

    test('that cannot be written does not leave', async () => {
      const before = await readings(persona('edge-35').id);
      await community.rows('alter table access_log rename to access_log_away');
      const { data, errors } = await community
        .as(persona('hr'))
        .ask(`{ worker(id: "${persona('edge-35').id}") { age } }`);
      await community.rows('alter table access_log_away rename to access_log');

      expect(data).toBeNull();
      expect(errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
      expect(await readings(persona('edge-35').id)).toEqual(before);
    });

    test('that needs a purpose is refused without one, with a word about the header', async () => {
      for (const headers of [{}, { 'millgate-purpose': 'PERSONNEL' }]) {
        const { data, errors } = await community
          .as(persona('own-grid-officer'), undefined, headers)
          .ask(`{ worker(id: "${persona('leap').id}") { phone } }`);

        expect(data).toEqual({ worker: { phone: null } });
        expect(errors?.[0]).toMatchObject({
          message: 'Say in the header millgate-purpose what you read this for.',
          extensions: { code: 'FORBIDDEN', rule: 'purpose' },
        });
      }
      expect(await readings(persona('leap').id)).toEqual([]);
    });

    test('by a service that decides is logged too', async () => {
      await community
        .as({ kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' })
        .data(`{ worker(id: "${persona('leap').id}") { birthDateFact { value } } }`);

      expect(await readings(persona('leap').id)).toEqual([
        {
          field: 'Worker.birthDateFact',
          actor_id: 'service:subsidies',
          actor_en: 'The service that decides subsidies',
          purpose_en: 'Deciding a subsidy',
          case_id: null,
        },
      ]);
    });
  });

  test('a consent shows the number to the employer’s HR, and its withdrawal hides it on the next read', async () => {
    const worker = persona('edge-36');
    const consent = (mutation: string) =>
      community
        .as(worker)
        .data(
          `mutation { ${mutation}(input: { idempotencyKey: "${mutation}", purpose: PHONE_TO_EMPLOYER }) { userErrors { code } } }`,
        );
    const phone = async () =>
      (
        await community
          .as(persona('hr'))
          .data<{ worker: { phone: string } }>(`{ worker(id: "${worker.id}") { phone } }`)
      ).worker.phone;

    expect(await phone()).toBe('*******0000');
    await consent('giveConsent');
    expect(await phone()).toBe('00000000000');
    await consent('withdrawConsent');
    expect(await phone()).toBe('*******0000');
  });

  test('a consent and its withdrawal hold for every process at once', async () => {
    const worker = persona('edge-35');
    const replica = await community.replica();
    const phone = async (at: Pick<TestSubgraph, 'as'>) =>
      (await at.as(persona('hr')).data<{ worker: { phone: string } }>(`{ worker(id: "${worker.id}") { phone } }`))
        .worker.phone;
    const consent = (mutation: string) =>
      community
        .as(worker)
        .data(
          `mutation { ${mutation}(input: { idempotencyKey: "replicas-${mutation}", purpose: PHONE_TO_EMPLOYER }) { userErrors { code } } }`,
        );

    try {
      const before = [await phone(community), await phone(replica)];
      await consent('giveConsent');
      const given = [await phone(community), await phone(replica)];
      await consent('withdrawConsent');
      const withdrawn = [await phone(community), await phone(replica)];

      expect(given.every((number) => !number.includes('*'))).toBe(true);
      expect([before, withdrawn].flat().every((number) => number.includes('*'))).toBe(true);
    } finally {
      await replica.stop();
    }
  });

  describe('a partner agency sees what it was granted, and no more', () => {
    const partner = (...granted: string[]): Caller => ({
      ...{ kind: 'PERSON', id: demoId('acc', 'tax-office'), granted },
      roles: [{ role: 'PARTNER', scope: 'tax-office' }],
    });
    const seen = async (who: Caller) => {
      const { data } = await community.as(who).ask<{
        worker: Record<string, unknown>;
      }>(`{ worker(id: "${welder.id}") { displayName(lang: EN) residentId phone birthDate ageBand { from } nativePlace } }`);
      return Object.fromEntries(Object.entries(data?.worker ?? {}).filter(([, value]) => value !== null));
    };
    const whole = {
      displayName: 'Lin Xiaolan',
      residentId: expect.stringMatching(/^999999/),
      phone: expect.any(String),
    };

    test.each([
      [[], {}],
      [['worker:name'], { displayName: whole.displayName }],
      [['worker:identity'], { residentId: whole.residentId }],
      [['worker:contact'], { phone: whole.phone }],
      [['worker:name', 'worker:identity', 'worker:contact', 'worker:pay', 'worker:facts'], whole],
    ])('%j', async (granted, expected) => {
      expect(await seen(partner(...granted))).toEqual(expected);
    });

    test('and she reads in her log that it did', async () => {
      await seen(partner('worker:contact'));

      const { myAccessLog } = await community
        .as(welder)
        .data<{ myAccessLog: { nodes: object[] } }>(
          '{ myAccessLog(first: 1) { nodes { field actor(lang: EN) purpose(lang: EN) } } }',
        );
      expect(myAccessLog.nodes).toEqual([
        { field: 'Worker.phone', actor: 'A partner agency', purpose: 'Service of a partner agency' },
      ]);
    });

    test('a claim of a person’s own is no grant', async () => {
      const worker: Caller = { ...persona('packer'), kind: 'PERSON', granted: ['worker:identity', 'worker:contact'] };

      expect(await seen(worker)).toEqual({ displayName: 'Lin*' });
    });
  });

  test('the staff of a home see the number of whoever lives there, today', async () => {
    const [home, otherHome] = [demoId('prp', 'home'), demoId('prp', 'other')];
    const tenancy = { leaseId: demoId('lea', 'tenancy'), workerId: welder.id, propertyId: home };
    const event = (id: string, type: string, payload: object) =>
      community.subgraph.receive({
        id,
        type,
        aggregate: tenancy.leaseId,
        occurredAt: '2026-11-22T02:00:00.000Z',
        payload: payload as Record<string, unknown>,
      });
    const staffOfHome = (propertyId: string): PersonLike => ({
      id: demoId('acc', `staff-${propertyId}`),
      roles: [{ role: 'HOUSING_STAFF', scope: propertyId }],
    });
    const seen = async (who: PersonLike) => {
      const { data, errors } = await community
        .as(who)
        .ask<{ worker: { phone: string } }>(`{ worker(id: "${welder.id}") { phone } }`);
      return errors ? errors[0]?.extensions?.['code'] : data?.worker.phone;
    };
    expect(await seen(staffOfHome(home))).toBe('FORBIDDEN');

    await event('evt_signed', 'LeaseSigned', { ...tenancy, from: '2026-11-01', until: '2027-11-01' });
    expect(await seen(staffOfHome(home))).toBe('00000000000');
    expect(await seen(persona('housing'))).toBe('00000000000');
    expect(await seen(staffOfHome(otherHome))).toBe('FORBIDDEN');

    await event('evt_ended', 'LeaseEnded', { leaseId: tenancy.leaseId, until: '2026-11-22' });
    expect(await seen(staffOfHome(home))).toBe('FORBIDDEN');
  });
});
