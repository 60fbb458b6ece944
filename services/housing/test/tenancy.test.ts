import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeasePayer } from '../src/lease/lease.entity.ts';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenLease, givenUnit } from './support/homes.ts';
import { codeOf, givenProperty, mutate, type Payload, staff } from './support/listings.ts';

const now = '2025-11-30T12:00:00+08:00';
const hr = persona('hr');
const zhenzhi = enterpriseId('zhenzhi');

let person = 0;
const somebody = () => bulk(person++);

describe('tenancies', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => housing.stop());

  let events = 0;
  const told = (type: string, payload: object, at = now) =>
    housing.subgraph.receive({
      id: `evt_${events++}`,
      type,
      aggregate: 'wrk',
      occurredAt: new Date(at).toISOString(),
      payload: payload as never,
    });
  async function givenJob(
    worker: PersonLike,
    { enterprise = zhenzhi, from = '2024-01-01', at = now } = {},
  ): Promise<string> {
    const employmentId = newId('emp');
    await told(
      'EmploymentStarted',
      { employmentId, workerId: worker.id, enterpriseId: enterprise, primary: true, from, until: null },
      at,
    );
    return employmentId;
  }
  const endJob = (worker: PersonLike, employmentId: string, until: string, at = now, enterprise = zhenzhi) =>
    told('EmploymentEnded', { employmentId, workerId: worker.id, enterpriseId: enterprise, until }, at);
  const leasesOf = (worker: PersonLike) =>
    housing.rows<{ id: string; state: string; from: string; until: string; payer: string }>(
      `select id, state, let_from::text as from, let_until::text as until, payer from lease where tenant_id = ? order by let_from, id`,
      [worker.id],
    );
  const leaseOf = (payload: Payload) =>
    payload['lease'] as { id: string; state: string; from: string; until: string; bed: number | null };

  describe('what an enterprise rents (H2)', () => {
    let unitIds: string[];
    let masterLeaseId: string;
    const days = { from: '2026-01-01', until: '2027-01-01' };
    const sign = (input: object, caller: Parameters<TestSubgraph['as']>[0] = staff) =>
      mutate(housing, caller, 'signMasterLease', 'masterLease { id } userErrors { code unitIds }', {
        enterpriseId: zhenzhi,
        rentFen: 650_000,
        ...days,
        ...input,
      });
    beforeEach(async () => {
      ({ unitIds } = await givenProperty(housing, { kind: PropertyKind.UNIT_RENTAL, units: 2, beds: 5 }));
      masterLeaseId = ((await sign({ unitIds }))['masterLease'] as { id: string }).id;
    });

    const assign = (
      who: PersonLike,
      {
        caller = hr,
        at = now,
        ...more
      }: Record<string, unknown> & { caller?: Parameters<TestSubgraph['as']>[0]; at?: string } = {},
    ) =>
      mutate(
        housing,
        caller,
        'assignUnderMasterLease',
        'lease { id state bed from until payer } userErrors { code path rule from until existing }',
        {
          masterLeaseId,
          workerId: who.id,
          from: '2026-02-01',
          until: '2026-08-01',
          ...more,
        },
        at,
      );
    const employee = async () => {
      const who = somebody();
      return { who, job: await givenJob(who) };
    };
    const accept = (who: PersonLike, leaseId: string, at = now) =>
      mutate(housing, who, 'acceptHousingOffer', 'lease { state } userErrors { code }', { leaseId }, at);

    test('is rented once for a day: ten enterprises at once leave one, and the next may begin where it ends', async () => {
      const other = await givenProperty(housing, { kind: PropertyKind.UNIT_RENTAL, units: 1 });
      const payloads = await Promise.all(Array.from({ length: 10 }, () => sign({ unitIds: other.unitIds })));

      expect(payloads.map(codeOf).toSorted()).toEqual(['OK', ...Array.from({ length: 9 }, () => 'UNITS_TAKEN')]);
      expect(codeOf(await sign({ unitIds: other.unitIds, from: '2027-01-01', until: '2028-01-01' }))).toBe('OK');
    });

    test('is not rented where tenants live, nor where nothing is rented to enterprises', async () => {
      const lived = await givenUnit(housing);
      await givenLease(housing, {
        unitId: lived,
        tenant: somebody(),
        state: LeaseState.SIGNED,
        from: '2026-12-31',
        until: '2027-03-01',
      });

      expect((await sign({ unitIds: [lived] })).userErrors).toEqual([{ code: 'UNITS_TAKEN', unitIds: [lived] }]);
      expect(
        codeOf(
          await sign(
            (await givenProperty(housing)).unitIds.length ? { unitIds: (await givenProperty(housing)).unitIds } : {},
          ),
        ),
      ).toBe('UNITS_NOT_THERE');
    });

    test('houses ten in ten beds, and refuses the eleventh, also when all are assigned at once', async () => {
      const workers = await Promise.all(Array.from({ length: 14 }, employee));

      const payloads = await Promise.all(workers.map(({ who }) => assign(who)));

      expect(payloads.map(codeOf).toSorted()).toEqual([
        ...Array.from({ length: 4 }, () => 'NO_FREE_BED'),
        ...Array.from({ length: 10 }, () => 'OK'),
      ]);
      const offers = payloads.filter((payload) => payload['lease']).map((payload) => leaseOf(payload).id);
      const tenants = await housing.rows<{ id: string; tenant_id: string }>('select id, tenant_id from lease');
      const signed = await Promise.all(
        tenants
          .filter(({ id }) => offers.includes(id))
          .map(({ id, tenant_id: tenant }) => accept({ id: tenant, roles: [{ role: 'WORKER', scope: tenant }] }, id)),
      );
      expect(signed.map(codeOf)).toEqual(Array.from({ length: 10 }, () => 'OK'));
    });

    test('refuses each with its own reason', async () => {
      const { who } = await employee();
      const stranger = somebody();
      await givenJob(stranger, { enterprise: enterpriseId('tuotu') });
      const { who: housed } = await employee();
      const { id } = leaseOf(await assign(housed));

      expect((await assign(stranger)).userErrors).toMatchObject([
        { code: 'NOT_EMPLOYED', path: ['workerId'], rule: 'H2' },
      ]);
      expect((await assign(who, { until: '2027-01-02' })).userErrors).toMatchObject([
        { code: 'OUTSIDE_MASTER_LEASE', ...days },
      ]);
      expect((await assign(who, { from: '2025-12-31' })).userErrors).toMatchObject([{ code: 'OUTSIDE_MASTER_LEASE' }]);
      expect((await assign(who, { unitId: await givenUnit(housing) })).userErrors).toMatchObject([
        { code: 'UNIT_NOT_COVERED' },
      ]);
      expect((await assign(housed)).userErrors).toMatchObject([{ code: 'ALREADY_HOUSED', existing: id }]);
      expect((await assign(who, { unitId: unitIds[0], bed: 1 })).userErrors).toMatchObject([
        { code: 'BED_TAKEN', path: ['bed'] },
      ]);
    });

    test('is the enterprise’s alone: another’s HR finds none, a worker may not ask', async () => {
      const { who } = await employee();
      const otherHr: PersonLike = { id: newId('acc'), roles: [{ role: 'HR', scope: enterpriseId('tuotu') }] };

      expect(await assign(who, { caller: otherHr })).toEqual(
        await assign(who, { caller: otherHr, masterLeaseId: 'mls_none' }),
      );
      expect(codeOf(await assign(who, { caller: otherHr }))).toBe('MASTER_LEASE_NOT_FOUND');
      await expect(assign(who, { caller: who })).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    });

    test('keeps places within its days in the database too, whoever writes, also when it is cut short', async () => {
      const { who } = await employee();
      const { id } = leaseOf(await assign(who));

      await expect(housing.rows(`update lease set let_until = '2027-02-01' where id = ?`, [id])).rejects.toMatchObject({
        constraint: 'lease_h2_within_master_check',
      });
      await expect(
        housing.rows(`update master_lease set let_until = '2026-03-01' where id = ?`, [masterLeaseId]),
      ).rejects.toMatchObject({ constraint: 'lease_h2_within_master_check' });
    });

    test('goes with the job: thirty days’ notice after its last day, and what was merely offered is taken back', async () => {
      const { who, job } = await employee();
      const { id } = leaseOf(await assign(who));
      await accept(who, id);
      await housing.subgraph.runDue(new Date('2026-02-01T00:00:00+08:00'));
      const later = leaseOf(await assign(who, { from: '2026-08-01', until: '2026-12-01' }));

      await endJob(who, job, '2026-06-01', '2026-05-31T18:00:00+08:00');

      expect(await leasesOf(who)).toEqual([
        { id, state: 'NOTICE', from: '2026-02-01', until: '2026-07-01', payer: 'ENTERPRISE' },
        { id: later.id, state: 'LAPSED', from: '2026-08-01', until: '2026-12-01', payer: 'ENTERPRISE' },
      ]);
      expect(
        codeOf(await assign(who, { from: '2026-09-01', until: '2026-10-01', at: '2026-06-02T12:00:00+08:00' })),
      ).toBe('NOT_EMPLOYED');
    });

    test('stays, when the worker goes on in another job of the same enterprise', async () => {
      const { who, job } = await employee();
      const { id } = leaseOf(await assign(who));
      await accept(who, id);
      await givenJob(who, { from: '2026-06-01' });

      await endJob(who, job, '2026-06-01');

      expect(await leasesOf(who)).toMatchObject([{ id, state: 'SIGNED', until: '2026-08-01' }]);
    });

    test('a job that ends while its worker is housed leaves no place without notice, whichever comes first', async () => {
      for (let time = 0; time < 10; time += 1) {
        const { who, job } = await employee();
        await Promise.all([assign(who), endJob(who, job, '2025-12-01')]);

        expect((await leasesOf(who)).filter(({ state }) => state === 'OFFERED')).toEqual([]);
      }
    });
  });

  describe('notice and end', () => {
    let who: PersonLike;
    let unitId: string;
    let leaseId: string;
    beforeEach(async () => {
      who = somebody();
      unitId = await givenUnit(housing);
      leaseId = await givenLease(housing, {
        unitId,
        tenant: who,
        state: LeaseState.ACTIVE,
        from: '2025-06-01',
        until: '2026-06-01',
      });
    });
    const notice = (until: string, caller: PersonLike = who, id = leaseId) =>
      mutate(
        housing,
        caller,
        'giveLeaseNotice',
        'lease { state until version steps { action before after } } userErrors { code earliest }',
        { leaseId: id, until },
      );
    const end = (until: string, expectedVersion = 1) =>
      mutate(housing, staff, 'endLease', 'lease { state until version } userErrors { code currentVersion }', {
        leaseId,
        until,
        expectedVersion,
        reason: '协商解除',
      });

    test('notice is given thirty days ahead, by the tenant', async () => {
      expect((await notice('2025-12-29')).userErrors).toEqual([{ code: 'NOTICE_TOO_SHORT', earliest: '2025-12-30' }]);
      expect(await notice('2025-12-30')).toEqual({
        lease: {
          state: 'NOTICE',
          until: '2025-12-30',
          version: 2,
          steps: [{ action: 'GIVE_NOTICE', before: 'ACTIVE', after: 'NOTICE' }],
        },
        userErrors: [],
      });
      expect(codeOf(await notice('2026-06-02'))).toBe('AFTER_THE_END');
    });

    test('notice and end are told to the others, with the day', async () => {
      await notice('2025-12-30');
      await end('2025-12-15', 2);

      expect((await housing.published()).filter(({ aggregate }) => aggregate === leaseId)).toEqual([
        { type: 'LeaseEnded', aggregate: leaseId, payload: { leaseId, until: '2025-12-30' } },
        { type: 'LeaseEnded', aggregate: leaseId, payload: { leaseId, until: '2025-12-15' } },
      ]);
    });

    test('what ends a lease past the mutations is told by the sweep, once; of what was over before, nobody hears', async () => {
      await housing.subgraph.runDue(new Date(now));
      await housing.rows(`update lease set let_until = '2026-01-31', state = 'NOTICE' where id = ?`, [leaseId]);
      const over = await givenLease(housing, {
        unitId: await givenUnit(housing),
        tenant: somebody(),
        state: LeaseState.ENDED,
        from: '2024-01-01',
        until: '2025-01-01',
      });

      await Promise.all(Array.from({ length: 4 }, () => housing.subgraph.runDue(new Date(now))));

      const told = await housing.published();
      expect(told.filter(({ aggregate }) => aggregate === leaseId)).toMatchObject([
        { type: 'LeaseSigned', payload: { leaseId } },
        { type: 'LeaseEnded', payload: { leaseId, until: '2026-01-31' } },
      ]);
      expect(told.filter(({ aggregate }) => aggregate === over)).toEqual([]);
    });

    test('free lodging can be left tomorrow', async () => {
      const lodger = somebody();
      const room = await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING });
      const id = await givenLease(housing, {
        unitId: room,
        tenant: lodger,
        state: LeaseState.ACTIVE,
        payer: LeasePayer.FREE,
        from: '2025-11-01',
        until: '2026-02-01',
      });

      expect(codeOf(await notice('2025-12-01', lodger, id))).toBe('OK');
    });

    test('somebody else’s lease is not there', async () => {
      expect(await notice('2026-01-30', somebody())).toEqual(await notice('2026-01-30', who, 'lea_none'));
    });

    test('staff end a lease, and the bed is free from that day on', async () => {
      expect(await end('2025-11-30')).toMatchObject({ lease: { state: 'ENDED', until: '2025-11-30', version: 2 } });
      const next = somebody();
      await givenLease(housing, {
        unitId,
        tenant: next,
        state: LeaseState.SIGNED,
        from: '2025-11-30',
        until: '2026-03-01',
      });
      expect(codeOf(await end('2025-11-30', 2))).toBe('WRONG_STATE');
    });

    test.each([
      ['2025-06-01', 1, 'DAY_NOT_POSSIBLE'],
      ['2026-06-02', 1, 'DAY_NOT_POSSIBLE'],
      ['2026-01-01', 9, 'STALE_VERSION'],
    ])('an end on %s from version %i is refused as %s', async (until, version, code) => {
      expect(codeOf(await end(until, version))).toBe(code);
      expect(await leasesOf(who)).toMatchObject([{ state: 'ACTIVE', until: '2026-06-01' }]);
    });
  });

  test('staff offer a bed outside any listing, once: what is offered or held is refused', async () => {
    const unitId = await givenUnit(housing);
    const offer = (bed: number | null, worker = somebody()) =>
      mutate(housing, staff, 'offerLease', 'lease { state offerExpiresAt bed } userErrors { code }', {
        workerId: worker.id,
        unitId,
        bed,
        from: '2026-01-01',
        until: '2026-07-01',
        rentFen: 65_000,
      });

    const payloads = await Promise.all([offer(2), offer(2), offer(2)]);

    expect(payloads.map(codeOf).toSorted()).toEqual(['BED_TAKEN', 'BED_TAKEN', 'OK']);
    expect(codeOf(await offer(null))).toBe('BED_TAKEN');
    // Three working days after Sunday 30 November: the end of Wednesday.
    expect(leaseOf(await offer(3))).toEqual({ state: 'OFFERED', bed: 3, offerExpiresAt: '2025-12-03T16:00:00.000Z' });
  });
});
