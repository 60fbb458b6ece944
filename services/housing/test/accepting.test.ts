import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { LeasePayer } from '../src/lease/lease.entity.ts';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import {
  AcceptHousingOffer,
  type AcceptHousingOfferData,
  bulk,
  givenLease,
  givenMasterLease,
  givenUnit,
} from './support/homes.ts';

const welder = persona('welder');
const now = '2026-11-20T12:00:00+08:00';

describe('accepting an offer of housing', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(housing);
  });
  afterAll(() => housing.stop());

  let unitId: string;
  let leaseId: string;
  beforeEach(async () => {
    unitId = await givenUnit(housing);
    leaseId = await givenLease(housing, { unitId, tenant: welder });
  });

  const accept = (id: string, who: PersonLike = welder, { key = 'a', at }: { key?: string; at?: string } = {}) =>
    housing
      .as(who, at)
      .ask<AcceptHousingOfferData>(AcceptHousingOffer, { input: { idempotencyKey: `${id}-${key}`, leaseId: id } });

  const refusalOf = async (answer: ReturnType<typeof accept>) => {
    const { data, errors } = await answer;
    expect(errors).toBeUndefined();
    expect(data?.acceptHousingOffer.lease).toBeNull();
    return data?.acceptHousingOffer.userErrors;
  };

  /** All that accepting writes. */
  const written = async () => {
    const [row] = await housing.rows(
      `select state, version, signed_at as "signedAt",
              (select count(*)::int from lease_step where lease_id = l.id) as steps,
              (select count(*)::int from kit_outbox where aggregate = l.id) as events
         from lease l where id = ?`,
      [leaseId],
    );
    return row;
  };
  const untouched = { state: 'OFFERED', version: 1, signedAt: null, steps: 0, events: 0 };

  test('signs it, writes the step, and tells the others', async () => {
    const { data } = await accept(leaseId);

    expect(data?.acceptHousingOffer).toEqual({
      lease: {
        id: leaseId,
        state: 'SIGNED',
        bed: 1,
        from: '2026-12-01',
        until: '2027-03-01',
        signedAt: '2026-11-20T04:00:00.000Z',
        version: 2,
        steps: [{ action: 'ACCEPT', at: '2026-11-20T04:00:00.000Z', before: 'OFFERED', after: 'SIGNED' }],
      },
      userErrors: [],
    });
    const [event] = (await housing.published()).filter(({ aggregate }) => aggregate === leaseId);
    expect(event).toMatchObject({
      type: 'LeaseSigned',
      payload: {
        leaseId,
        workerId: welder.id,
        unitId,
        bed: 1,
        payer: 'WORKER',
        from: '2026-12-01',
        until: '2027-03-01',
      },
    });
    const schema = new URL('../../../schema/events/LeaseSigned.json', import.meta.url);
    const { required } = JSON.parse(readFileSync(schema, 'utf8')) as { required: string[] };
    expect(Object.keys(event?.payload ?? {}).toSorted()).toEqual(required.toSorted());
  });

  describe('is refused', () => {
    test('for a lease that does not exist and for somebody else’s with the same answer', async () => {
      const unknown = await refusalOf(accept(newId('lea'), bulk(1)));

      const foreign = await refusalOf(accept(leaseId, bulk(1)));

      expect(foreign).toEqual([
        {
          code: 'OFFER_NOT_FOUND',
          message: '没有向您提供过这份租约。',
          path: ['leaseId'],
          rule: 'offer',
          lapsedAt: null,
          clashes: null,
        },
      ]);
      expect(foreign).toEqual(unknown);
      expect(await written()).toEqual(untouched);
    });

    test('at the very instant of the deadline, naming it', async () => {
      const refusals = await refusalOf(accept(leaseId, welder, { at: '2026-11-25T17:00:00+08:00' }));

      expect(refusals).toMatchObject([{ code: 'OFFER_LAPSED', rule: 'offer', lapsedAt: '2026-11-25T09:00:00.000Z' }]);
      expect(await written()).toEqual(untouched);
    });

    test('when it was accepted before', async () => {
      await accept(leaseId);
      const before = await written();

      const refusals = await refusalOf(accept(leaseId, welder, { key: 'b' }));

      expect(refusals).toMatchObject([{ code: 'ALREADY_ACCEPTED', rule: 'offer' }]);
      expect(await written()).toEqual(before);
    });

    test('when somebody signed for the bed on some of the days, and says which', async () => {
      await givenLease(housing, {
        unitId,
        tenant: bulk(1),
        state: LeaseState.SIGNED,
        from: '2026-10-01',
        until: '2026-12-15',
      });
      await givenLease(housing, {
        unitId,
        tenant: bulk(2),
        state: LeaseState.ACTIVE,
        from: '2027-02-14',
        until: '2028-01-01',
      });

      const refusals = await refusalOf(accept(leaseId));

      expect(refusals).toMatchObject([
        {
          code: 'BED_TAKEN',
          path: ['leaseId'],
          rule: 'H1',
          clashes: [
            { from: '2026-12-01', until: '2026-12-15' },
            { from: '2027-02-14', until: '2027-03-01' },
          ],
        },
      ]);
      expect(await written()).toEqual(untouched);
    });

    test('when somebody signed for the whole unit', async () => {
      await givenLease(housing, { unitId, tenant: bulk(1), bed: null, state: LeaseState.NOTICE });

      expect(await refusalOf(accept(leaseId))).toMatchObject([
        { code: 'BED_TAKEN', clashes: [{ from: '2026-12-01', until: '2027-03-01' }] },
      ]);
    });

    test('of the whole unit, when somebody signed for one of its beds', async () => {
      await givenLease(housing, { unitId, tenant: bulk(1), bed: 4, state: LeaseState.SIGNED, until: '2026-12-02' });
      const whole = await givenLease(housing, { unitId, tenant: welder, bed: null });

      expect(await refusalOf(accept(whole))).toMatchObject([
        { code: 'BED_TAKEN', clashes: [{ from: '2026-12-01', until: '2026-12-02' }] },
      ]);
    });

    test('when another enterprise than its own rents the unit by then', async () => {
      const days = { from: '2027-02-01', until: '2028-02-01' };
      await givenMasterLease(housing, { enterpriseId: enterpriseId('zhenzhi'), unitIds: [unitId], ...days });

      expect(await refusalOf(accept(leaseId))).toMatchObject([
        { code: 'BED_TAKEN', clashes: [{ from: '2027-02-01', until: '2027-03-01' }] },
      ]);
      expect(await written()).toEqual(untouched);
    });

    test('when the unit was closed meanwhile', async () => {
      await housing.rows('update unit set out_of_service = true where id = ?', [unitId]);

      expect(await refusalOf(accept(leaseId))).toMatchObject([{ code: 'OUT_OF_SERVICE', rule: 'H2' }]);
      expect(await written()).toEqual(untouched);
    });

    test('for free lodging a second time, even years later and elsewhere', async () => {
      const elsewhere = await givenUnit(housing);
      const tenant = bulk(77);
      const past = { from: '2020-01-01', until: '2020-02-01', state: LeaseState.ENDED };
      await givenLease(housing, { unitId: elsewhere, tenant, payer: LeasePayer.FREE, ...past });
      leaseId = await givenLease(housing, { unitId, tenant, payer: LeasePayer.FREE });

      expect(await refusalOf(accept(leaseId, tenant))).toMatchObject([{ code: 'FREE_LODGING_USED', rule: 'H3' }]);
      expect(await written()).toEqual(untouched);
    });

    test.each([
      ['UNAUTHENTICATED', 'nobody', nobody],
      ['FORBIDDEN', 'housing staff, who are no workers', persona('housing')],
    ])('as %s to %s', async (code, _who, caller) => {
      const input = { idempotencyKey: 'x', leaseId };

      const { errors } = await housing.as(caller).ask(AcceptHousingOffer, { input });

      expect(errors?.[0]?.extensions?.['code']).toBe(code);
      expect(await written()).toEqual(untouched);
    });

    test.each(['', 'x'.repeat(101)])('as bad input without a key of 1 to 100 characters', async (idempotencyKey) => {
      const { errors } = await housing.as(welder).ask(AcceptHousingOffer, { input: { idempotencyKey, leaseId } });

      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        path: ['input', 'idempotencyKey'],
        rule: 'isLength',
      });
      expect(await written()).toEqual(untouched);
    });
  });

  describe('is not refused', () => {
    test.each([
      ['on the day on which another moves out', { until: '2026-12-01', from: '2026-11-01' }],
      ['until the day on which another moves in', { from: '2027-03-01', until: '2027-04-01' }],
      ['when another lives in another bed', { bed: 2 }],
      ['when another lease of the bed has ended before its time', { state: LeaseState.ENDED }],
      ['when the bed is merely offered to another', { state: LeaseState.OFFERED }],
    ])('%s', async (_when, other) => {
      await givenLease(housing, { unitId, tenant: bulk(1), state: LeaseState.ACTIVE, ...other });

      const { data } = await accept(leaseId);

      expect(data?.acceptHousingOffer).toMatchObject({ lease: { state: 'SIGNED' }, userErrors: [] });
    });

    test('under the master lease that the offer is part of', async () => {
      const days = { from: '2026-01-01', until: '2028-01-01' };
      const rented = { enterpriseId: enterpriseId('zhenzhi'), unitIds: [unitId], ...days };
      const masterLeaseId = await givenMasterLease(housing, rented);
      const payer = LeasePayer.ENTERPRISE;
      const offer = await givenLease(housing, { unitId, tenant: welder, bed: 2, payer, masterLeaseId });

      const { data } = await accept(offer);

      expect(data?.acceptHousingOffer.lease).toMatchObject({ state: 'SIGNED' });
    });

    test('a millisecond before the deadline', async () => {
      const { data } = await accept(leaseId, welder, { at: '2026-11-25T16:59:59.999+08:00' });

      expect(data?.acceptHousingOffer.lease).toMatchObject({ state: 'SIGNED' });
    });
  });

  describe('repeated', () => {
    test('with the same key and input signs once and gives the first answer, also when all repeats arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => accept(leaseId)));

      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]?.data?.acceptHousingOffer.lease).toMatchObject({ id: leaseId, state: 'SIGNED', version: 2 });
      expect(await written()).toMatchObject({ state: 'SIGNED', version: 2, steps: 1, events: 1 });
    });

    test('gives a refusal again with its details, although the bed is free by now', async () => {
      const other = await givenLease(housing, { unitId, tenant: bulk(1), state: LeaseState.ACTIVE });
      const taken = await accept(leaseId);
      await housing.rows(`update lease set state = 'ENDED' where id = ?`, [other]);

      const repeated = await accept(leaseId);

      expect(repeated.data?.acceptHousingOffer.userErrors[0]?.clashes).toHaveLength(1);
      expect(repeated).toEqual(taken);
      expect(await written()).toEqual(untouched);
    });

    test('gives a lapse again with its instant', async () => {
      const late = await accept(leaseId, welder, { at: '2026-11-26T00:00:00+08:00' });

      expect(await accept(leaseId)).toEqual(late);
    });

    test('with another input is a conflict', async () => {
      const other = await givenLease(housing, { unitId, tenant: welder, bed: 2 });
      const ask = (id: string) =>
        housing.as(welder).ask(AcceptHousingOffer, { input: { idempotencyKey: `same-${unitId}`, leaseId: id } });
      await ask(other);

      const { errors } = await ask(leaseId);

      expect(errors?.[0]?.extensions?.['code']).toBe('IDEMPOTENCY_CONFLICT');
      expect(await written()).toEqual(untouched);
    });
  });

  describe('by many at once (H1)', () => {
    const signedInUnit = async () => {
      const [row] = await housing.rows<{ signed: number }>(
        `select count(*)::int as signed from lease where unit_id = ? and state = 'SIGNED'`,
        [unitId],
      );
      return row?.signed;
    };

    test('30 accept overlapping offers of one bed: one signs, 29 are told which dates clash', async () => {
      // Each begins a day later than the one before; all hold the last days of February.
      const offers = await Promise.all(
        Array.from({ length: 30 }, async (_none, at) => {
          const tenant = bulk(at);
          const days = { from: `2026-12-${String(at + 1).padStart(2, '0')}`, until: '2027-03-01' };
          return { ...days, tenant, id: await givenLease(housing, { unitId, tenant, ...days }) };
        }),
      );

      const answers = await Promise.all(offers.map(({ id, tenant }) => accept(id, tenant)));

      const won = answers.findIndex(({ data }) => data?.acceptHousingOffer.lease);
      const first = offers[won];
      expect(answers.filter(({ errors }) => errors)).toEqual([]);
      expect(answers.filter(({ data }) => data?.acceptHousingOffer.lease)).toHaveLength(1);
      for (const [at, { data }] of answers.entries()) {
        if (at === won) continue;
        const from = [first?.from ?? '', offers[at]?.from ?? ''].toSorted().at(-1);
        expect(data?.acceptHousingOffer.userErrors).toMatchObject([
          { code: 'BED_TAKEN', rule: 'H1', clashes: [{ from, until: '2027-03-01' }] },
        ]);
      }
      expect(await signedInUnit()).toBe(1);
    });

    test('30 accept stays of one bed that follow each other: all sign', async () => {
      const day = (at: number) => new Date(Date.UTC(2026, 11, 1 + at * 7)).toISOString().slice(0, 10);
      const offers = await Promise.all(
        Array.from({ length: 30 }, async (_none, at) => {
          const tenant = bulk(at);
          return { tenant, id: await givenLease(housing, { unitId, tenant, from: day(at), until: day(at + 1) }) };
        }),
      );

      const answers = await Promise.all(offers.map(({ id, tenant }) => accept(id, tenant)));

      expect(answers.filter(({ data }) => data?.acceptHousingOffer.lease)).toHaveLength(30);
      expect(await signedInUnit()).toBe(30);
    });

    test('the whole unit and each of its beds are accepted at once: either the one signs, or the others do', async () => {
      const whole = { tenant: bulk(100), id: await givenLease(housing, { unitId, tenant: bulk(100), bed: null }) };
      const beds = await Promise.all(
        [1, 2, 3, 4].map(async (bed) => {
          const tenant = bulk(bed);
          return { tenant, id: await givenLease(housing, { unitId, tenant, bed }) };
        }),
      );

      const answers = await Promise.all([whole, ...beds].map(({ id, tenant }) => accept(id, tenant)));

      const signed = answers.map(({ data }) => data?.acceptHousingOffer.lease?.state === 'SIGNED');
      expect(answers.filter(({ errors }) => errors)).toEqual([]);
      expect([
        [true, false, false, false, false],
        [false, true, true, true, true],
      ]).toContainEqual(signed);
    });

    test('one job-seeker accepts free lodging in five places at once: she gets one', async () => {
      const tenant = bulk(200);
      const offers = await Promise.all(
        Array.from({ length: 5 }, async () =>
          givenLease(housing, { unitId: await givenUnit(housing), tenant, payer: LeasePayer.FREE }),
        ),
      );

      const answers = await Promise.all(offers.map((id) => accept(id, tenant)));

      const codes = answers.map(({ data }) => data?.acceptHousingOffer.userErrors[0]?.code ?? 'SIGNED');
      expect(codes.toSorted()).toEqual([...Array.from({ length: 4 }, () => 'FREE_LODGING_USED'), 'SIGNED']);
    });
  });
});
