import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { givenLease, givenUnit } from './support/homes.ts';

const welder = persona('welder');
const newcomer = persona('newcomer');
const staff = persona('housing');
const now = '2026-11-20T12:00:00+08:00';

const property = (key: string) => demoId('prp', key);
const reference = (__typename: string, id: string) => ({ __typename, id });

describe('reading housing', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => housing.stop());

  const entities = (type: string, fields: string, ids: readonly string[], who = staff) =>
    housing
      .as(who)
      .data<{ _entities: Record<string, never>[] }>(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
        { of: ids.map((id) => reference(type, id)) },
      );

  test('the properties of the articles, in both languages, with what they offer', async () => {
    const { properties } = await housing
      .as(nobody)
      .data<{ properties: { nodes: { zh: string }[] } }>(
        `{ properties { nodes { zh: name(lang: ZH) en: name(lang: EN) kind services plannedAreaM2 address latitude longitude photos } } }`,
      );

    expect(properties.nodes).toHaveLength(6);
    expect(properties.nodes).toContainEqual({
      zh: '鑫泽阳光公寓',
      en: 'Xinze Sunshine Apartment',
      kind: 'UNIT_RENTAL',
      services: ['CANTEEN', 'GYM', 'COURT'],
      plannedAreaM2: null,
      address: null,
      latitude: 31.083,
      longitude: 121.402,
      photos: ['/photos/housing/xinze/1.jpg'],
    });
    expect(properties.nodes).toContainEqual(
      expect.objectContaining({ en: 'Youth Beilun Apartments, Lingfeng', plannedAreaM2: 500_000 }),
    );
  });

  test('properties of one community and one kind', async () => {
    const { properties } = await housing
      .as(nobody)
      .data(
        `query ($in: ID!) { properties(communityId: $in, kind: TALENT_APARTMENT) { nodes { id community { id } } } }`,
        { in: communityId('jinyihu') },
      );

    expect(properties).toEqual({
      nodes: [{ id: property('youth-home'), community: { id: communityId('jinyihu') } }],
    });
  });

  test('pages go on where the last one ended, and meet every unit once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: {
        property: { units: { nodes: { no: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      } = await housing
        .as(nobody)
        .data(
          `query ($id: ID!, $after: String) { property(id: $id) { units(first: 25, after: $after) { nodes { no } pageInfo { hasNextPage endCursor } } } }`,
          { id: property('xinze'), after },
        );
      const { nodes, pageInfo } = page.property.units;
      seen.push(...nodes.map(({ no }) => no));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);

    expect(seen).toHaveLength(60);
    expect(seen).toEqual(seen.toSorted());
    expect([seen[0], seen[59]]).toEqual(['0101', '0610']);
  });

  test('pages of the units that a listing offers go on by the unit itself: a cursor holds nothing else', async () => {
    const [listing] = await housing.rows<{ id: string; units: string[] }>(
      `select listing_id as id, array_agg(unit_id order by unit_id) as units from listing_unit
        group by listing_id having count(*) between 3 and 50 order by listing_id limit 1`,
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { listing: { units: { edges: { cursor: string; node: { id: string } }[] } } } = await housing
        .as(staff)
        .data(
          'query ($id: ID!, $after: String) { listing(id: $id) { units(first: 2, after: $after) { edges { cursor node { id } } } } }',
          { id: listing?.id, after },
        );
      const { edges } = page.listing.units;
      for (const { cursor, node } of edges)
        expect(JSON.parse(Buffer.from(cursor, 'base64url').subarray(12).toString())).toEqual([node.id]);
      seen.push(...edges.map(({ node }) => node.id));
      after = edges.at(-1)?.cursor ?? null;
    } while (after);

    expect(seen).toEqual(listing?.units);
  });

  test('the welder’s home: what she rented, what she is offered, what she bought', async () => {
    const { _entities } = await entities(
      'Worker',
      `leases { nodes { state payer from until bed unit { no property { id } } steps { action } } }
       youthHome { areaM2 contractedOn deliveredOn state price { fen } unit { state } code { state } }
       homePurchases { state }`,
      [welder.id],
      welder,
    );

    expect(_entities[0]).toEqual({
      leases: {
        nodes: [
          {
            state: 'OFFERED',
            payer: 'ENTERPRISE',
            from: '2026-12-25',
            until: '2027-02-25',
            bed: 1,
            unit: { no: '0102', property: { id: property('xinze') } },
            steps: [{ action: 'OFFER' }],
          },
          {
            state: 'ENDED',
            payer: 'ENTERPRISE',
            from: '2019-03-01',
            until: '2022-03-10',
            bed: 1,
            unit: { no: '0101', property: { id: property('xinze') } },
            steps: [{ action: 'OFFER' }, { action: 'ACCEPT' }, { action: 'BEGIN' }, { action: 'END' }],
          },
        ],
      },
      youthHome: {
        areaM2: 130,
        contractedOn: '2021-05-24',
        deliveredOn: '2022-03-10',
        state: 'DELIVERED',
        price: null,
        unit: { state: 'SOLD' },
        code: { state: 'REDEEMED' },
      },
      homePurchases: [{ state: 'DELIVERED' }],
    });
  });

  test('the newcomer lodges free for three months, and is offered a flat from that day on', async () => {
    const { myLeases, myApplications } = await housing
      .as(newcomer)
      .data(
        `{ myLeases { nodes { state payer from until rent { fen } application { rank } } } myApplications { nodes { state listing { reviewOrder } } } }`,
      );

    expect(myLeases).toEqual({
      nodes: [
        {
          state: 'OFFERED',
          payer: 'WORKER',
          from: '2027-01-11',
          until: '2028-01-11',
          rent: { fen: 120_000 },
          application: { rank: 1 },
        },
        {
          state: 'ACTIVE',
          payer: 'FREE',
          from: '2026-10-11',
          until: '2027-01-11',
          rent: { fen: 0 },
          application: null,
        },
      ],
    });
    expect(myApplications).toEqual({ nodes: [{ state: 'OFFERED', listing: { reviewOrder: 'FIRST_COME' } }] });
  });

  test('an enterprise’s ten beds at Xinze', async () => {
    const { _entities } = await entities(
      'Enterprise',
      'masterLeases { from rent { fen } units { nodes { no beds } } }',
      [enterpriseId('zhenzhi')],
      persona('hr'),
    );

    const [lease] = (_entities[0] as unknown as { masterLeases: { units: { nodes: { beds: number }[] } }[] })
      .masterLeases;
    expect(lease).toMatchObject({ from: '2019-01-01', rent: { fen: 520_000 } });
    expect(lease?.units.nodes.map(({ beds }) => beds)).toEqual([5, 5]);
  });

  test('the draw of 2021 can be recomputed by anybody: the seed is what was committed to, the ranks follow from it', async () => {
    const { listing } = await housing.as(staff).data<{
      listing: { seed: string; seedCommitment: string; applications: { nodes: { id: string; rank: number }[] } };
    }>(`query ($id: ID!) { listing(id: $id) { seed seedCommitment applications(first: 100) { nodes { id rank } } } }`, {
      id: demoId('lst', 'youth-lingfeng-2021'),
    });

    const lot = (id: string) => createHmac('sha256', listing.seed).update(id).digest('hex');
    const byLot = listing.applications.nodes.toSorted((a, b) => (lot(a.id) < lot(b.id) ? -1 : 1));
    expect(createHash('sha256').update(listing.seed).digest('hex')).toBe(listing.seedCommitment);
    expect(byLot).toHaveLength(100);
    expect(byLot.map(({ rank }) => rank)).toEqual(byLot.map(({ rank }) => rank).toSorted((a, b) => a - b));
  });

  test('the seed of an open draw is nobody’s to see, not even the staff’s', async () => {
    const open = `query ($id: ID!) { listing(id: $id) { state seed seedCommitment } }`;

    const { listing } = await housing.as(staff).data(open, { id: demoId('lst', 'youth-lingfeng-next') });

    expect(listing).toEqual({
      state: 'OPEN',
      seed: null,
      seedCommitment: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
  });

  test('nearly two thousand purchase codes are stored as hashes, and no field answers a code or its hash', async () => {
    const [row] = await housing.rows(
      'select count(*)::int as codes, count(distinct value_hash)::int as hashes from purchase_code',
    );

    expect(row).toEqual({ codes: 1_960, hashes: 1_960 });
    const [, type] = /type PurchaseCode[^{]*\{([^}]*)\}/.exec(housing.subgraph.sdl) ?? [];
    const fields = type?.match(/^ {2}\w+(?=[(:])/gm)?.map((field) => field.trim());
    const shown = ['areaFromM2', 'areaToM2', 'expiresAt', 'holder', 'id', 'issuedAt', 'programme', 'state'];
    expect(fields?.toSorted()).toEqual(shown);
  });

  describe('units free between two dates', () => {
    const free = async (from: string, until: string, unitId: string) => {
      const { unit } = await housing
        .as(nobody)
        .data<{ unit: { freeBeds: number[]; state: string; property: { id: string } } }>(
          `query ($id: ID!, $from: Date!, $until: Date!) { unit(id: $id) { state freeBeds(from: $from, until: $until) property { id } } }`,
          { id: unitId, from, until },
        );
      const { freeUnits } = await housing
        .as(nobody)
        .data<{ freeUnits: { nodes: { id: string }[] } }>(
          `query ($of: ID!, $from: Date!, $until: Date!) { freeUnits(propertyId: $of, from: $from, until: $until) { nodes { id } } }`,
          { of: unit.property.id, from, until },
        );
      return { beds: unit.freeBeds, listed: freeUnits.nodes.some(({ id }) => id === unitId), state: unit.state };
    };

    test('are those with a bed that nobody holds on any of the days; offers hold nothing', async () => {
      const unitId = await givenUnit(housing, { beds: 3 });
      const given = { unitId, tenant: welder, unitBeds: 3, from: '2026-11-01', until: '2026-12-01' };
      await givenLease(housing, { ...given, bed: 1, state: LeaseState.ACTIVE });
      await givenLease(housing, { ...given, bed: 2, state: LeaseState.NOTICE, until: '2026-12-11' });
      await givenLease(housing, { ...given, bed: 3 });

      expect(await free('2026-12-01', '2026-12-31', unitId)).toMatchObject({ beds: [1, 3], listed: true });
      expect(await free('2026-11-30', '2026-12-01', unitId)).toMatchObject({ beds: [3], listed: true });
      expect(await free('2026-12-11', '2026-12-12', unitId)).toEqual({ beds: [1, 2, 3], listed: true, state: 'HELD' });
    });

    test('are none of a unit that one tenant has whole', async () => {
      const unitId = await givenUnit(housing);
      await givenLease(housing, { unitId, tenant: welder, bed: null, state: LeaseState.SIGNED });

      expect(await free('2027-02-28', '2027-03-31', unitId)).toEqual({ beds: [], listed: false, state: 'AVAILABLE' });
      expect(await free('2027-03-01', '2027-03-31', unitId)).toMatchObject({ beds: [1, 2, 3, 4], listed: true });
    });

    test.each([
      ['an enterprise rents', 'xinze', '0101'],
      ['is closed', 'xinze', '0610'],
      ['is sold', 'youth-lingfeng', '0101'],
    ])('are none of a unit that %s', async (_why, key, no) => {
      const [unit] = await housing.rows<{ id: string }>('select id from unit where property_id = ? and number = ?', [
        property(key),
        no,
      ]);

      expect(await free('2026-12-01', '2026-12-02', unit?.id ?? '')).toMatchObject({ beds: [], listed: false });
    });

    test('are never flats for sale', async () => {
      const { freeUnits } = await housing
        .as(nobody)
        .data(`{ freeUnits(from: "2026-12-01", until: "2026-12-02", kind: YOUTH_APARTMENT) { nodes { id } } }`);

      expect(freeUnits).toEqual({ nodes: [] });
    });

    test.each([
      ['that end as they begin', { from: '2026-12-01', until: '2026-12-01' }, ['until'], 'afterFrom'],
      ['that do not exist', { from: '2027-02-30', until: '2027-03-01' }, ['from'], 'Date'],
    ])('are not asked for on days %s', async (_what, days, path, rule) => {
      const { errors } = await housing
        .as(nobody)
        .ask(`query ($from: Date!, $until: Date!) { freeUnits(from: $from, until: $until) { nodes { id } } }`, days);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path, rule });
    });

    test('a cursor for some days is none for others', async () => {
      const ask = (until: string, after: string | null) =>
        housing
          .as(nobody)
          .ask<{ freeUnits: { pageInfo: { endCursor: string } } }>(
            `query ($until: Date!, $after: String) { freeUnits(from: "2026-12-01", until: $until, first: 2, after: $after) { pageInfo { endCursor } } }`,
            { until, after },
          );
      const { data } = await ask('2026-12-02', null);
      const cursor = data?.freeUnits.pageInfo.endCursor ?? '';

      const [same, other] = [await ask('2026-12-02', cursor), await ask('2026-12-03', cursor)];

      expect(same.errors).toBeUndefined();
      expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['after'], rule: 'cursor' });
    });
  });

  describe('costs a statement or two a relation, whatever the number of parents:', () => {
    const twenty = async (table: string, column = 'id') => {
      const found = await housing.rows<{ id: string }>(
        `select distinct ${column} as id from ${table} order by ${column} limit 20`,
      );
      return found.map(({ id }) => id);
    };
    const unitFields = `no state freeBeds(from: "2027-01-01", until: "2027-02-01") property { id } leases(first: 3) { nodes { state unit { no } steps { action } } }`;

    test.each([
      ['units of properties', 9, 'Property', 'property', 'id', `units(first: 5) { nodes { ${unitFields} } }`],
      [
        'listings of properties',
        8,
        'Property',
        'property',
        'id',
        'listings { nodes { units(first: 3) { nodes { no } } applications(first: 3) { nodes { points } } } }',
      ],
      ['properties of communities', 2, 'Community', 'property', 'community_id', 'properties { nodes { name } }'],
      [
        // One of them writes down that it was read.
        'leases of workers',
        7,
        'Worker',
        'lease',
        'tenant_id',
        'leases { nodes { unit { no property { name } } application { rank } masterLease { id } steps { action } } }',
      ],
      // What they were told of jobs, the free stays, and that it was read.
      ['free lodging of workers', 3, 'Worker', 'lease', 'tenant_id', 'lodgingEntitlement { nightsLeft stay { id } }'],
      [
        'master leases of enterprises',
        6,
        'Enterprise',
        'master_lease',
        'enterprise_id',
        'masterLeases { units { nodes { no } } leases(first: 3) { nodes { state } } }',
      ],
      ['leases by reference', 3, 'Lease', 'lease', 'id', 'state unit { no }'],
      ['units by reference', 7, 'Unit', 'unit', 'id', unitFields],
    ])('%s: %i statements', async (_list, statements, type, table, column, fields) => {
      const ids = await twenty(table, column);

      const sent = await housing.statementsOf(() => entities(type, fields, ids));

      expect({ parents: ids.length > 2, sent }).toEqual({ parents: true, sent: statements });
    });

    test('facts of workers for a service', async () => {
      const ids = await twenty('home_purchase', 'buyer_id');
      const service = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' } as const;
      const ask = (of: readonly string[]) =>
        housing
          .as(service)
          .data(
            `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Worker { homePurchaseFacts { purchaseId } } } }`,
            { of: of.map((id) => reference('Worker', id)) },
          );

      // The facts, and that they were read.
      expect(await housing.statementsOf(() => ask(ids))).toBe(2);
    });
  });
});
