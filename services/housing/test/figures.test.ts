import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeasePayer } from '../src/lease/lease.entity.ts';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenLease, givenUnit } from './support/homes.ts';
import { givenCode } from './support/sales.ts';
import { afterwards, apply, givenListing, givenProperty, mutate, staff } from './support/listings.ts';

const Ask = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Figures { housing {
  bedDays heldBedDays occupancyPercent freeNights offersMade offersLapsed draws homesContracted rentDue { fen } rentPaid { fen }
  repairsRequested waiting { value withheld } lodgersHired { value withheld } medianDaysToBed
  homesByKind { kind units beds builtAreaM2 plannedAreaM2 } applicationsPerUnit
  purchaseCodes { issued { value } redeemed { value withheld } expired { value withheld } }
  series(by: MONTH) { from to heldBedDays rentDue { fen } } } } } }`;

const representation = (more: object = {}) => ({
  __typename: 'Figures',
  scopeId: 'all',
  from: '2026-11-01',
  to: '2026-12-31',
  communityIds: [communityId('xinzhuang'), communityId('jinyihu')],
  ...more,
});

describe('figures of housing', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00' });
    const four = await givenUnit(housing);
    await givenLease(housing, {
      unitId: four,
      tenant: bulk(1),
      bed: 1,
      state: LeaseState.SIGNED,
      from: '2026-11-21',
      until: '2026-12-11',
    });
    await givenLease(housing, {
      unitId: four,
      tenant: bulk(2),
      bed: 2,
      state: LeaseState.ENDED,
      from: '2026-10-01',
      until: '2026-11-03',
    });
    await givenLease(housing, { unitId: four, tenant: bulk(3), bed: 3, state: LeaseState.OFFERED });
    const room = await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING, beds: 1 });
    await givenLease(housing, {
      unitId: room,
      tenant: bulk(4),
      unitBeds: 1,
      payer: LeasePayer.FREE,
      state: LeaseState.SIGNED,
      from: '2026-12-30',
      until: '2027-03-30',
    });
    await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
    // Six issued in the period; five more expire in it.
    for (let nth = 20; nth < 26; nth += 1) await givenCode(housing, bulk(nth), {}, '2026-11-20T12:00:00+08:00');
    for (let nth = 30; nth < 35; nth += 1) {
      await givenCode(housing, bulk(nth), { validMonths: 1 }, '2026-10-05T12:00:00+08:00');
    }
    const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
    for (let nth = 10; nth < 18; nth += 1) await apply(housing, bulk(nth), listingId);
    await housing.subgraph.runDue(new Date(afterwards));
    await mutate(housing, staff, 'rankApplications', 'userErrors { code }', { listingId }, afterwards);
    await mutate(housing, staff, 'startAllocation', 'userErrors { code }', { listingId }, afterwards);
    await housing.subgraph.runDue(new Date('2026-12-05T00:00:00+08:00'));
  });
  afterAll(() => housing.stop());

  const ask = (who: Parameters<TestSubgraph['as']>[0] = persona('manager'), more: object = {}) =>
    housing
      .as(who)
      .ask<{ _entities: { housing: Record<string, unknown> | null }[] }>(Ask, { of: [representation(more)] });

  test('count bed-days, offers, people who wait and rent, over the period and by its months', async () => {
    const { data } = await ask();

    expect(data?._entities[0]?.housing).toEqual({
      // Six beds, of which one is lodging, for sixty-one days.
      bedDays: 366,
      // Twenty days, two days, and two nights free.
      heldBedDays: 24,
      occupancyPercent: 6.6,
      freeNights: 2,
      offersMade: 2,
      offersLapsed: 1,
      draws: 0,
      homesContracted: 0,
      // Twenty thirtieths of a month, and two.
      rentDue: { fen: 43_333 + 4_333 },
      rentPaid: { fen: 0 },
      repairsRequested: 0,
      waiting: { value: 5, withheld: null },
      lodgersHired: { value: null, withheld: 'SMALL_COUNT' },
      medianDaysToBed: null,
      homesByKind: [
        { kind: 'JOB_SEEKER_LODGING', units: 1, beds: 1, builtAreaM2: 40, plannedAreaM2: null },
        { kind: 'TALENT_APARTMENT', units: 1, beds: 1, builtAreaM2: 40, plannedAreaM2: null },
        { kind: 'UNIT_RENTAL', units: 1, beds: 4, builtAreaM2: 40, plannedAreaM2: null },
        { kind: 'YOUTH_APARTMENT', units: 1, beds: 4, builtAreaM2: 40, plannedAreaM2: null },
      ],
      // Eight people for one flat.
      applicationsPerUnit: 8,
      purchaseCodes: {
        // Six, to the nearest five.
        issued: { value: 5 },
        redeemed: { value: null, withheld: 'SMALL_COUNT' },
        expired: { value: 5, withheld: null },
      },
      series: [
        { from: '2026-11-01', to: '2026-11-30', heldBedDays: 12, rentDue: expect.anything() },
        { from: '2026-12-01', to: '2026-12-31', heldBedDays: 12, rentDue: expect.anything() },
      ],
    });
  });

  test('of another community count nothing of this one', async () => {
    const { data } = await ask(persona('manager'), { communityIds: [communityId('liming')] });

    expect(data?._entities[0]?.housing).toMatchObject({
      bedDays: 0,
      occupancyPercent: null,
      offersMade: 0,
      waiting: { value: null },
    });
  });

  test('cost five statements with their series, however long', async () => {
    const statements = [
      await housing.statementsOf(() => ask()),
      await housing.statementsOf(() => ask(persona('manager'), { from: '2026-01-01', to: '2028-12-31' })),
    ];

    expect(statements).toEqual([5, 5]);
  });

  test.each([
    ['a worker', persona('welder')],
    ['housing staff', staff],
    ['nobody', nobody],
  ])('are not for %s', async (_who, who) => {
    const { data, errors } = await ask(who);

    expect([data?._entities[0]?.housing, errors?.[0]?.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
  });

  test('are null where the scope is not told', async () => {
    const { data } = await ask(persona('manager'), { communityIds: null, scopeId: newId('com') });

    expect(data?._entities[0]?.housing).toBeNull();
  });
});
