import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenLease, givenUnit } from './support/homes.ts';
import { codeOf, mutate, type Payload, staff } from './support/listings.ts';

const now = '2026-11-20T12:00:00+08:00';
let person = 0;

describe('rent and repairs', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => housing.stop());

  let tenant: PersonLike;
  let leaseId: string;
  beforeEach(async () => {
    tenant = bulk(person++);
    const unitId = await givenUnit(housing);
    const days = { from: '2026-10-31', until: '2027-10-31' };
    leaseId = await givenLease(housing, { unitId, tenant, state: LeaseState.ACTIVE, ...days });
  });
  const runDue = (at: string) => housing.subgraph.runDue(new Date(at));

  describe('rent', () => {
    interface Charge {
      readonly id: string;
      readonly from: string;
      readonly until: string;
      readonly state: string;
      readonly amount: { readonly fen: number };
      readonly paid: { readonly fen: number };
    }
    const chargesOf = async (who: PersonLike = tenant, at = now) => {
      const query =
        'query ($id: ID!) { lease(id: $id) { rentCharges { id from until dueOn state amount { fen } paid { fen } payments { reference } } } }';
      const { lease } = await housing
        .as(who, at)
        .data<{ lease: { rentCharges: Charge[] } | null }>(query, { id: leaseId });
      return lease?.rentCharges ?? null;
    };
    const pay = (rentChargeId: string, amountFen: number, reference: string, more: object = {}) =>
      mutate(
        housing,
        staff,
        'recordRentPayment',
        'rentPayment { amount { fen } charge { state paid { fen } } } userErrors { code outstanding { fen } }',
        {
          rentChargeId,
          amountFen,
          reference,
          paidOn: '2026-11-20',
          ...more,
        },
      );

    test('is charged once a lease and month, however many sweeps run at once', async () => {
      await Promise.all(Array.from({ length: 6 }, () => runDue(now)));
      await runDue('2026-12-01T00:00:00+08:00');

      expect(await chargesOf()).toMatchObject([
        { from: '2026-10-31', until: '2026-11-30', state: 'OVERDUE', amount: { fen: 65_000 }, paid: { fen: 0 } },
        { from: '2026-11-30', until: '2026-12-31', state: 'DUE', amount: { fen: 65_000 } },
      ]);
    });

    test('is paid in parts, never beyond what is due, and once a reference', async () => {
      await runDue(now);
      const [charge] = (await chargesOf()) ?? [];
      const id = charge?.id ?? '';

      const first = await pay(id, 40_000, `${id}-1`);
      expect(first['rentPayment']).toEqual({
        amount: { fen: 40_000 },
        charge: { state: 'OVERDUE', paid: { fen: 40_000 } },
      });
      expect((await pay(id, 25_001, `${id}-2`)).userErrors).toEqual([
        { code: 'PAID_TOO_MUCH', outstanding: { fen: 25_000 } },
      ]);
      expect(codeOf(await pay(id, 1_000, `${id}-1`))).toBe('ALREADY_RECORDED');
      expect(codeOf(await pay(id, 1_000, `${id}-3`, { paidOn: '2026-11-21' }))).toBe('DAY_NOT_POSSIBLE');
      expect((await pay(id, 25_000, `${id}-4`))['rentPayment']).toMatchObject({ charge: { state: 'PAID' } });
    });

    test('30 payments of a tenth arrive at once: ten are recorded, and the books agree', async () => {
      await runDue(now);
      const [charge] = (await chargesOf()) ?? [];
      const id = charge?.id ?? '';

      const payloads = await Promise.all(Array.from({ length: 30 }, (_none, at) => pay(id, 6_500, `${id}-${at}`)));

      expect(payloads.map(codeOf).toSorted()).toEqual([
        ...Array.from({ length: 10 }, () => 'OK'),
        ...Array.from({ length: 20 }, () => 'PAID_TOO_MUCH'),
      ]);
      expect(
        await housing.rows(
          `select c.paid_fen::int as paid, (select sum(amount_fen)::int from rent_payment where charge_id = c.id) as sum from rent_charge c where id = ?`,
          [id],
        ),
      ).toEqual([{ paid: 65_000, sum: 65_000 }]);
    });

    test('of a lease that is cut short is owed for the days that are left', async () => {
      await runDue(now);
      await housing.rows(`update lease set let_until = '2026-11-15' where id = ?`, [leaseId]);

      await runDue(now);

      expect(await chargesOf()).toMatchObject([{ from: '2026-10-31', until: '2026-11-15', amount: { fen: 32_500 } }]);
    });

    test('paid for days that a lease then loses is given back, once, and the books agree', async () => {
      await runDue('2026-12-01T00:00:00+08:00');
      const [october, december] = (await chargesOf()) ?? [];
      await pay(october?.id ?? '', 65_000, `${leaseId}-10`);
      await pay(december?.id ?? '', 65_000, `${leaseId}-12`);
      await housing.rows(`update lease set let_until = '2026-11-15' where id = ?`, [leaseId]);

      await Promise.all(Array.from({ length: 4 }, () => runDue(now)));

      const read =
        'query ($id: ID!) { lease(id: $id) { rentCharges { amount { fen } paid { fen } refunded { fen } state refunds { id paidOn amount { fen } } } } }';
      const { lease } = await housing
        .as(tenant)
        .data<{ lease: { rentCharges: { refunds: { id: string }[] }[] } }>(read, { id: leaseId });
      expect(lease.rentCharges).toMatchObject([
        {
          amount: { fen: 32_500 },
          paid: { fen: 65_000 },
          refunded: { fen: 32_500 },
          state: 'PAID',
          refunds: [{ paidOn: null, amount: { fen: 32_500 } }],
        },
        {
          amount: { fen: 0 },
          paid: { fen: 65_000 },
          refunded: { fen: 65_000 },
          state: 'PAID',
          refunds: [{ paidOn: null, amount: { fen: 65_000 } }],
        },
      ]);
      const refundId = lease.rentCharges[0]?.refunds[0]?.id ?? '';
      const giveBack = (reference: string, paidOn = '2026-11-20', who: PersonLike = staff) =>
        mutate(housing, who, 'recordRentRefund', 'rentRefund { paidOn reference } userErrors { code }', {
          rentRefundId: refundId,
          paidOn,
          reference,
        });
      const due = '{ rentRefundsDue(first: 100) { nodes { id } } }';
      const dueIds = async () =>
        (await housing.as(staff).data<{ rentRefundsDue: { nodes: { id: string }[] } }>(due)).rentRefundsDue.nodes.map(
          ({ id }) => id,
        );

      expect(await dueIds()).toContain(refundId);
      expect(codeOf(await giveBack(`${refundId}-a`, '2026-11-21'))).toBe('DAY_NOT_POSSIBLE');
      const given = await Promise.all(Array.from({ length: 10 }, (_none, at) => giveBack(`${refundId}-${at}`)));
      expect(given.map(codeOf).toSorted()).toEqual([...Array<string>(9).fill('ALREADY_GIVEN_BACK'), 'OK']);
      expect(await dueIds()).not.toContain(refundId);
      expect((await housing.as(tenant).ask(due)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    });

    test('is given back as the refunds say, whoever writes: so says the database', async () => {
      await runDue(now);
      const [charge] = (await chargesOf()) ?? [];
      await pay(charge?.id ?? '', 65_000, `${leaseId}-paid`);
      const broken = (work: Promise<unknown>) =>
        work.then(
          () => 'nothing',
          (cause: { constraint?: string }) => cause.constraint ?? 'something else',
        );

      expect(
        await Promise.all([
          broken(housing.rows('update rent_charge set refund_fen = 1 where id = ?', [charge?.id])),
          broken(housing.rows('update rent_charge set refund_fen = 65001 where id = ?', [charge?.id])),
          broken(housing.rows('update rent_charge set amount_fen = 64999 where id = ?', [charge?.id])),
        ]),
      ).toEqual(['rent_refund_sum', 'rent_charge_paid_check', 'rent_charge_paid_check']);
    });

    test('is for the tenant and housing staff; what is overdue, for staff', async () => {
      await runDue(now);

      expect(await chargesOf(staff)).toHaveLength(1);
      expect(await chargesOf(bulk(900))).toBeNull();
      const overdue = '{ overdueRent(first: 100) { nodes { lease { id } state } } }';
      const { overdueRent } = await housing.as(staff).data<{ overdueRent: { nodes: object[] } }>(overdue);
      expect(overdueRent.nodes).toContainEqual({ lease: { id: leaseId }, state: 'OVERDUE' });
      expect((await housing.as(tenant).ask(overdue)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    });
  });

  describe('repairs', () => {
    const fields = 'maintenanceRequest { id state answerBy doneBy version steps { action note } } userErrors { code }';
    const request = (who: Parameters<TestSubgraph['as']>[0] = tenant, id = leaseId) =>
      mutate(housing, who, 'requestMaintenance', fields, { leaseId: id, kind: 'PLUMBING', description: '水龙头漏水' });
    const act = (who: PersonLike, mutation: string, given: Payload, version: number, more: object = {}, at = now) =>
      mutate(
        housing,
        who,
        mutation,
        fields,
        { requestId: (given['maintenanceRequest'] as { id: string }).id, expectedVersion: version, ...more },
        at,
      );

    test('are reported, promised, done, found wanting, done again and confirmed', async () => {
      const reported = await request();

      expect(reported['maintenanceRequest']).toMatchObject({ state: 'REPORTED', answerBy: '2026-11-23T16:00:00.000Z' });
      await act(staff, 'acceptMaintenance', reported, 1, { doneBy: '2026-11-24' });
      await act(staff, 'completeMaintenance', reported, 2, { note: '已更换' });
      const reopened = await act(tenant, 'confirmMaintenance', reported, 3, { mended: false, note: '还在漏' });
      expect(reopened['maintenanceRequest']).toMatchObject({ state: 'REPORTED', doneBy: null });
      await act(staff, 'acceptMaintenance', reported, 4, { doneBy: '2026-11-25' });
      await act(staff, 'completeMaintenance', reported, 5);
      const closed = await act(tenant, 'confirmMaintenance', reported, 6, { mended: true });

      expect(closed['maintenanceRequest']).toMatchObject({
        state: 'CLOSED',
        version: 7,
        steps: [
          { action: 'REPORT' },
          { action: 'ACCEPT' },
          { action: 'COMPLETE', note: '已更换' },
          { action: 'REOPEN', note: '还在漏' },
          { action: 'ACCEPT' },
          { action: 'COMPLETE' },
          { action: 'CONFIRM' },
        ],
      });
    });

    test('that are done are closed after a week of silence', async () => {
      const reported = await request();
      await act(staff, 'acceptMaintenance', reported, 1, { doneBy: '2026-11-24' });
      await act(staff, 'completeMaintenance', reported, 2);
      const state = async () =>
        (await housing.rows('select state from maintenance_request where lease_id = ?', [leaseId]))[0];

      await runDue('2026-11-27T23:59:59+08:00');
      expect(await state()).toEqual({ state: 'DONE' });
      await runDue('2026-11-28T00:00:00+08:00');
      expect(await state()).toEqual({ state: 'CLOSED' });
    });

    test('are promised once, when ten accept at once', async () => {
      const reported = await request();

      const payloads = await Promise.all(
        Array.from({ length: 10 }, () => act(staff, 'acceptMaintenance', reported, 1, { doneBy: '2026-11-24' })),
      );

      expect(payloads.map(codeOf).toSorted()).toEqual(['OK', ...Array.from({ length: 9 }, () => 'STALE_VERSION')]);
    });

    test('are refused out of order, to strangers, and where nobody lives any more', async () => {
      const reported = await request();

      expect(codeOf(await act(staff, 'completeMaintenance', reported, 1))).toBe('WRONG_STATE');
      expect(codeOf(await act(bulk(901), 'confirmMaintenance', reported, 1, { mended: true }))).toBe(
        'REQUEST_NOT_FOUND',
      );
      expect(codeOf(await request(bulk(901)))).toBe('LEASE_NOT_FOUND');
      await housing.rows(`update lease set state = 'ENDED' where id = ?`, [leaseId]);
      expect(codeOf(await request())).toBe('NOT_LIVING_THERE');
      await expect(act(tenant, 'declineMaintenance', reported, 1, { reason: 'x' })).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
      await expect(request(nobody)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
      await expect(act(staff, 'acceptMaintenance', reported, 1, { doneBy: '2026-11-19' })).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', path: ['input', 'doneBy'], rule: 'notPast' },
      });
    });
  });
});
