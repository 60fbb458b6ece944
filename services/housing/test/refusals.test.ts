import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { type PersonLike, refusalsOf, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeasePayer } from '../src/lease/lease.entity.ts';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { givenLease, givenUnit } from './support/homes.ts';
import { apply, givenListing, givenProperty, idOf, staff } from './support/listings.ts';
import { givenCode } from './support/sales.ts';

const now = '2026-11-20T12:00:00+08:00';
const program = persona('program');
const somebody = (): PersonLike => {
  const id = newId('wrk');
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

describe('whatever housing refuses', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => housing.stop());

  test('it says so in Chinese and in English, each code of each mutation', async () => {
    const said = await refusalsOf('housing', new URL('../src', import.meta.url).pathname);

    expect(said.length).toBeGreaterThan(100);
    const wrong = said.filter(
      ({ zh = '', en = '' }) => !/\p{Script=Han}.*[。！]$/u.test(zh) || !/^[A-Z][ -~’“”]*\.$/.test(en),
    );
    expect(wrong).toEqual([]);
  });

  test('what rests on a figure can say since when: those mutations, and no others', async () => {
    const said = await refusalsOf('housing', new URL('../src', import.meta.url).pathname);

    expect([...new Set(said.filter(({ dated }) => dated).map(({ mutation }) => mutation))].toSorted()).toEqual([
      'AcceptHousingOffer',
      'DeclineHousingOffer',
      'GiveLeaseNotice',
      'RedeemPurchaseCode',
      'StartLodging',
    ]);
  });

  const refusal = async (who: PersonLike, mutation: string, input: object, at = now, language = 'zh', more = '') => {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const { data, errors } = await housing
      .as(who, at, { 'accept-language': language })
      .ask<Record<string, { userErrors: object[] }>>(
        `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { userErrors { code message path rule ${more} } } }`,
        { input: { idempotencyKey: newId('key'), ...input } },
      );
    if (errors) throw new Error(JSON.stringify(errors));
    return data?.[mutation]?.userErrors[0];
  };

  describe('by a figure, it names the rule and the day since which that figure has governed:', () => {
    const free = { payer: LeasePayer.FREE, from: '2026-12-01', until: '2027-02-28' };
    test.each<[string, () => Promise<unknown>, object]>([
      [
        'an offer that lapsed, accepted',
        async () => {
          const tenant = somebody();
          const leaseId = await givenLease(housing, { unitId: await givenUnit(housing), tenant });
          return refusal(tenant, 'acceptHousingOffer', { leaseId }, '2026-11-25T17:00:00+08:00', 'en', 'effectiveFrom');
        },
        { code: 'OFFER_LAPSED', rule: 'offer', effectiveFrom: '2019-01-01' },
      ],
      [
        'an offer that lapsed, declined',
        async () => {
          const tenant = somebody();
          const leaseId = await givenLease(housing, { unitId: await givenUnit(housing), tenant });
          const input = { leaseId, reason: '另有住处' };
          return refusal(tenant, 'declineHousingOffer', input, '2026-11-25T17:00:00+08:00', 'zh', 'effectiveFrom');
        },
        { code: 'OFFER_LAPSED', rule: 'offer', effectiveFrom: '2019-01-01' },
      ],
      [
        'free lodging a second time, accepted',
        async () => {
          const tenant = somebody();
          await givenLease(housing, { ...free, unitId: await givenUnit(housing), tenant, state: LeaseState.ENDED });
          const leaseId = await givenLease(housing, { ...free, unitId: await givenUnit(housing), tenant });
          return refusal(tenant, 'acceptHousingOffer', { leaseId }, now, 'zh', 'effectiveFrom');
        },
        { code: 'FREE_LODGING_USED', rule: 'H3', effectiveFrom: '2019-01-01' },
      ],
      [
        'free lodging a second time, checked in',
        async () => {
          const tenant = somebody();
          const unitId = await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING });
          const input = { workerId: tenant.id, unitId };
          await refusal(staff, 'startLodging', input);
          return refusal(staff, 'startLodging', input, now, 'zh', 'effectiveFrom');
        },
        { code: 'FREE_LODGING_USED', rule: 'H3', effectiveFrom: '2019-01-01' },
      ],
      [
        'notice that is too short',
        async () => {
          const tenant = somebody();
          const unitId = await givenUnit(housing);
          const leaseId = await givenLease(housing, { unitId, tenant, state: LeaseState.SIGNED });
          const input = { leaseId, until: '2026-12-19' };
          return refusal(tenant, 'giveLeaseNotice', input, now, 'zh', 'earliest effectiveFrom');
        },
        { code: 'NOTICE_TOO_SHORT', rule: 'notice', earliest: '2026-12-20', effectiveFrom: '2019-01-01' },
      ],
      [
        'the sixth wrong code',
        async () => {
          const [buyer, unitId] = [somebody(), await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT })];
          const guess = () =>
            refusal(buyer, 'redeemPurchaseCode', { code: 'AAAA-BBBB-CCCC-DDDD', unitId }, now, 'zh', 'effectiveFrom');
          for (let time = 0; time < 5; time += 1) await guess();
          return guess();
        },
        { code: 'TOO_MANY_ATTEMPTS', rule: 'H4', effectiveFrom: '2021-01-01' },
      ],
    ])('%s', async (_what, provoke, expected) => {
      expect(await provoke()).toMatchObject(expected);
    });
  });

  test.each<[string, () => Promise<[who: PersonLike, mutation: string, input: object]>, object]>([
    [
      'a flat for sale is not let',
      async () => {
        const unitId = await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
        const days = { from: '2027-01-01', until: '2027-02-01' };
        return [staff, 'offerLease', { workerId: newId('wrk'), unitId, ...days, rentFen: 1 }];
      },
      { code: 'NOT_TO_LET', path: ['unitId'], rule: 'propertyKind' },
    ],
    [
      'there is no such listing to apply for',
      async () => [somebody(), 'applyForHousing', { listingId: newId('lst') }],
      { code: 'LISTING_NOT_FOUND', path: ['listingId'], rule: 'listing' },
    ],
    [
      'there is no such listing to rank',
      async () => [staff, 'rankApplications', { listingId: newId('lst') }],
      { code: 'LISTING_NOT_FOUND', path: ['listingId'], rule: 'listing' },
    ],
    [
      'there is no such listing to allocate',
      async () => [staff, 'startAllocation', { listingId: newId('lst') }],
      { code: 'LISTING_NOT_FOUND', path: ['listingId'], rule: 'listing' },
    ],
    [
      'a draw waits for the public value that was announced',
      async () => {
        const place = await givenProperty(housing, { units: 1 });
        const draw = { reviewOrder: 'LOTTERY', entropySource: '开奖号码', closesAt: '2026-11-20T11:00:00+08:00' };
        return [staff, 'rankApplications', { listingId: await givenListing(housing, place, draw) }];
      },
      { code: 'ENTROPY_MISSING', path: ['entropy'], rule: 'H6' },
    ],
    [
      'somebody else’s application is not withdrawn',
      async () => {
        const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
        const application = await apply(housing, somebody(), listingId);
        return [somebody(), 'withdrawApplication', { applicationId: idOf(application) }];
      },
      { code: 'APPLICATION_NOT_FOUND', path: ['applicationId'], rule: 'application' },
    ],
    [
      'nobody’s application is given points',
      async () => {
        const input = { applicationId: newId('app'), points: 10, expectedVersion: 1, reason: '技能加分' };
        return [staff, 'awardApplicationPoints', input];
      },
      { code: 'APPLICATION_NOT_FOUND', path: ['applicationId'], rule: 'application' },
    ],
    [
      'points are for listings by points',
      async () => {
        const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
        const applicationId = idOf(await apply(housing, somebody(), listingId));
        return [staff, 'awardApplicationPoints', { applicationId, points: 10, expectedVersion: 1, reason: '技能加分' }];
      },
      { code: 'NOT_BY_POINTS', path: ['applicationId'], rule: 'reviewOrder' },
    ],
    [
      'nobody’s application is passed over',
      async () => [staff, 'skipApplication', { applicationId: newId('app'), reason: '不符合条件' }],
      { code: 'APPLICATION_NOT_FOUND', path: ['applicationId'], rule: 'application' },
    ],
    [
      'there is no such set to review',
      async () => {
        const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
        const input = { listingId, flaggedSet: newId('fls'), decision: 'ONE_HOUSEHOLD', reason: '同一家庭' };
        return [staff, 'reviewFlaggedSet', input];
      },
      { code: 'SET_NOT_FOUND', path: ['flaggedSet'], rule: 'H6' },
    ],
    [
      'there is no such code to revoke',
      async () => [program, 'revokePurchaseCode', { purchaseCodeId: newId('pcd') }],
      { code: 'CODE_NOT_FOUND', path: ['purchaseCodeId'], rule: 'H4' },
    ],
    [
      'a code that is revoked is not revoked again',
      async () => {
        const { id: purchaseCodeId } = await givenCode(housing, somebody());
        await refusal(program, 'revokePurchaseCode', { purchaseCodeId });
        return [program, 'revokePurchaseCode', { purchaseCodeId }];
      },
      { code: 'CODE_NOT_LIVE', path: ['purchaseCodeId'], rule: 'H4' },
    ],
    [
      'rent that was not charged is not paid',
      async () => {
        const input = { rentChargeId: newId('rch'), amountFen: 1, paidOn: '2026-11-20', reference: newId('ref') };
        return [staff, 'recordRentPayment', input];
      },
      { code: 'CHARGE_NOT_FOUND', path: ['rentChargeId'], rule: 'rent' },
    ],
    [
      'what is not owed is not given back',
      async () => {
        const input = { rentRefundId: newId('rrf'), paidOn: '2026-11-20', reference: newId('ref') };
        return [staff, 'recordRentRefund', input];
      },
      { code: 'REFUND_NOT_FOUND', path: ['rentRefundId'], rule: 'refund' },
    ],
  ])('%s: in both languages, and nothing changes', async (_what, given, expected) => {
    const [who, mutation, input] = await given();
    const before = await everything();

    const zh = await refusal(who, mutation, input, now, 'zh');
    const en = await refusal(who, mutation, input, now, 'en');

    expect(zh).toEqual({ ...expected, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(en).toEqual({ ...expected, message: expect.stringMatching(/^[A-Z][ -~’]*\.$/) });
    expect(await everything()).toEqual(before);
  });

  /** A digest of each table that a refusal might have touched. */
  async function everything(): Promise<unknown> {
    const tables = ['lease', 'lease_step', 'listing', 'application', 'application_step', 'purchase_code'];
    const more = ['home_purchase', 'rent_charge', 'rent_payment', 'rent_refund', 'kit_outbox'];
    const parts = [...tables, ...more].map(
      (table) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${table} t) as ${table}`,
    );
    return (await housing.rows(`select ${parts.join(', ')}`))[0];
  }
});
