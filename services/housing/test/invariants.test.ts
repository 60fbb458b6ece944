import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { openEveryConnection, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeasePayer } from '../src/lease/lease.entity.ts';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { ApplicationState } from '../src/listing/listing.rules.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenLease, givenMasterLease, givenUnit } from './support/homes.ts';

const welder = persona('welder');
const now = '2026-11-20T12:00:00+08:00';
const { SIGNED, ACTIVE, NOTICE, ENDED, LAPSED, OFFERED } = LeaseState;

/** What the database refuses, whoever writes: the last word when the code above it is wrong. */
describe('the database itself', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => housing.stop());

  let unitId: string;
  beforeEach(async () => {
    unitId = await givenUnit(housing);
  });

  const broken = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      (cause: { constraint?: string }) => cause.constraint ?? 'something else',
    );

  describe('lets no bed twice (H1)', () => {
    test.each([SIGNED, ACTIVE, NOTICE])('while a lease of it is %s', async (state) => {
      await givenLease(housing, { unitId, tenant: bulk(1), state });

      const another = givenLease(housing, {
        unitId,
        tenant: bulk(2),
        state: SIGNED,
        from: '2027-02-28',
        until: '2027-03-10',
      });

      expect(await broken(another)).toBe('lease_h1_no_overlap');
    });

    test('nor a bed of a unit that is let whole', async () => {
      await givenLease(housing, { unitId, tenant: bulk(1), bed: null, state: ACTIVE });

      expect(await broken(givenLease(housing, { unitId, tenant: bulk(2), bed: 4, state: SIGNED }))).toBe(
        'lease_h1_no_overlap',
      );
    });

    test.each([OFFERED, LAPSED, ENDED])('but a lease that is %s holds nothing', async (state) => {
      await givenLease(housing, { unitId, tenant: bulk(1), state: SIGNED });

      expect(await broken(givenLease(housing, { unitId, tenant: bulk(2), state }))).toBe('nothing');
    });
  });

  describe('keeps places in order (H2)', () => {
    test.each([0, 5])('there is no bed %i in a unit of four', async (bed) => {
      expect(await broken(givenLease(housing, { unitId, tenant: welder, bed }))).toBe('lease_h2_bed_check');
    });

    test('a lease cannot claim more beds for its unit than it has', async () => {
      expect(await broken(givenLease(housing, { unitId, tenant: welder, bed: 5, unitBeds: 5 }))).toBe(
        'lease_unit_beds_foreign',
      );
    });

    test('a unit keeps the bed in which somebody lives, and may lose one nobody lives in', async () => {
      await givenLease(housing, { unitId, tenant: bulk(1), bed: 3, state: ACTIVE });
      await givenLease(housing, { unitId, tenant: bulk(2), bed: 4, state: ENDED });
      const reduceTo = (beds: number) => housing.rows('update unit set beds = ? where id = ?', [beds, unitId]);

      expect(await broken(reduceTo(2))).toBe('lease_h2_bed_check');
      expect(await broken(reduceTo(3))).toBe('nothing');
    });

    const days = { from: '2026-01-01', until: '2027-01-01' };

    test('a unit is under one master lease at a time, and under the next from the day the first ends', async () => {
      const rent = (from: string, until: string) =>
        broken(givenMasterLease(housing, { enterpriseId: enterpriseId('zhenzhi'), unitIds: [unitId], from, until }));
      await rent(days.from, days.until);

      expect(await rent('2026-12-31', '2027-12-31')).toBe('master_lease_unit_no_overlap');
      expect(await rent('2027-01-01', '2027-12-31')).toBe('nothing');
    });

    test('a place under a master lease is in one of its units', async () => {
      const masterLeaseId = await givenMasterLease(housing, {
        enterpriseId: enterpriseId('zhenzhi'),
        unitIds: [unitId],
        ...days,
      });
      const elsewhere = await givenUnit(housing);

      const inside = { from: '2026-02-01', until: '2026-03-01' };
      expect(await broken(givenLease(housing, { unitId: elsewhere, tenant: welder, masterLeaseId, ...inside }))).toBe(
        'lease_h2_unit_foreign',
      );
    });

    test('the days of a master lease are its units’ days, also when it is cut short', async () => {
      const masterLeaseId = await givenMasterLease(housing, {
        enterpriseId: enterpriseId('zhenzhi'),
        unitIds: [unitId],
        ...days,
      });

      await housing.rows(`update master_lease set let_until = '2026-06-01' where id = ?`, [masterLeaseId]);

      expect(
        await housing.rows('select let_until::text as until from master_lease_unit where unit_id = ?', [unitId]),
      ).toEqual([{ until: '2026-06-01' }]);
    });
  });

  describe('gives free lodging (H3)', () => {
    const free = { payer: LeasePayer.FREE, state: SIGNED };

    test.each([
      ['2025-11-30', '2026-02-28', 'nothing'],
      ['2025-11-30', '2026-03-01', 'lease_h3_free_check'],
      ['2027-11-30', '2028-02-29', 'nothing'],
      ['2026-01-15', '2026-04-15', 'nothing'],
      ['2026-01-15', '2026-04-16', 'lease_h3_free_check'],
    ])('for three calendar months: from %s until %s breaks %s', async (from, until, constraint) => {
      const tenant = { id: newId('wrk'), roles: [] };

      expect(await broken(givenLease(housing, { unitId, tenant, ...free, from, until }))).toBe(constraint);
    });

    test('once a person, in any property', async () => {
      const tenant = { id: newId('wrk'), roles: [] };
      await givenLease(housing, { unitId, tenant, ...free, state: ENDED, from: '2026-01-01', until: '2026-02-01' });

      const again = givenLease(housing, { unitId: await givenUnit(housing), tenant, ...free });

      expect(await broken(again)).toBe('lease_h3_free_once');
    });
  });

  describe('sells', () => {
    const code = async () => {
      const id = newId('pcd');
      await housing.rows(
        `insert into purchase_code (id, value_hash, holder_id, programme, issued_at, expires_at)
         values (?, ?, ?, 'YOUTH_HOME_PURCHASE', now(), now())`,
        [id, id, newId('wrk')],
      );
      return id;
    };
    const buy = async (unit: string, codeId: string, rescindedOn: string | null = null) =>
      broken(
        housing.rows(
          `insert into home_purchase (id, code_id, buyer_id, unit_id, area_m2, contracted_on, rescinded_on, state)
           values (?, ?, ?, ?, 90, '2026-01-01', ?, ?)`,
          [newId('hpu'), codeId, welder.id, unit, rescindedOn, rescindedOn ? 'RESCINDED' : 'CONTRACTED'],
        ),
      );

    test('against a code once; a rescinded purchase does not give it back (H4)', async () => {
      const flat = await givenUnit(housing, { kind: PropertyKind.YOUTH_APARTMENT });
      const used = await code();
      await buy(flat, used, '2026-02-01');

      expect(await buy(unitId, used)).toBe('home_purchase_h4_code_once');
    });

    test('a unit once; a rescinded purchase frees it (H5)', async () => {
      await buy(unitId, await code(), '2026-02-01');

      expect(await buy(unitId, await code())).toBe('nothing');
      expect(await buy(unitId, await code())).toBe('home_purchase_h5_unit_once');
    });
  });

  describe('takes applications (H6)', () => {
    const listing = async (commitment: string | null) => {
      const id = newId('lst');
      await housing.rows(
        `insert into listing (id, property_id, title_zh, title_en, review_order, opens_at, closes_at, seed_commitment, state)
         select ?, property_id, '摇号', 'Draw', 'LOTTERY', '2026-01-01', '2026-02-01', ?, 'OPEN' from unit where id = ?`,
        [id, commitment, unitId],
      );
      return id;
    };
    const apply = (listingId: string, state: ApplicationState) =>
      broken(
        housing.rows(
          'insert into application (id, listing_id, applicant_id, state, submitted_at) values (?, ?, ?, ?, now())',
          [newId('app'), listingId, welder.id, state],
        ),
      );

    test('one live one a person and listing; withdrawn ones do not count', async () => {
      const listingId = await listing('00');
      await apply(listingId, ApplicationState.WITHDRAWN);

      expect(await apply(listingId, ApplicationState.SUBMITTED)).toBe('nothing');
      expect(await apply(listingId, ApplicationState.SUBMITTED)).toBe('application_h6_once');
    });

    test('of a draw only after the hash of its seed was published', async () => {
      expect(await broken(listing(null))).toBe('listing_h6_commitment_check');
    });
  });

  describe('written by twenty at once, past everything that looks before it writes,', () => {
    const code = async () => {
      const id = newId('pcd');
      await housing.rows(
        `insert into purchase_code (id, value_hash, holder_id, programme, issued_at, expires_at)
         values (?, ?, ?, 'YOUTH_HOME_PURCHASE', now(), now())`,
        [id, id, newId('wrk')],
      );
      return id;
    };
    const buy = (unit: string, codeId: string) =>
      housing.rows(
        `insert into home_purchase (id, code_id, buyer_id, unit_id, area_m2, contracted_on, state)
         values (?, ?, ?, ?, 90, '2026-01-01', 'CONTRACTED')`,
        [newId('hpu'), codeId, newId('wrk'), unit],
      );
    const apply = (listingId: string, applicantId: string, more: { state?: string; unit?: string } = {}) =>
      housing.rows(
        `insert into application (id, listing_id, applicant_id, state, submitted_at, offered_unit_id) values (?, ?, ?, ?, now(), ?)`,
        [newId('app'), listingId, applicantId, more.state ?? 'SUBMITTED', more.unit ?? null],
      );
    const aListing = async () => {
      const id = newId('lst');
      await housing.rows(
        `insert into listing (id, property_id, title_zh, title_en, review_order, opens_at, closes_at, state)
         select ?, property_id, '先到先得', 'First come', 'FIRST_COME', '2026-01-01', '2026-02-01', 'OPEN' from unit where id = ?`,
        [id, unitId],
      );
      return id;
    };
    const tenant = () => ({ id: newId('wrk'), roles: [] });

    test.each<[string, string, () => Promise<() => Promise<unknown>>]>([
      [
        'a bed is let once (H1)',
        'lease_h1_no_overlap',
        async () => () => givenLease(housing, { unitId, tenant: tenant(), state: SIGNED }),
      ],
      [
        'a unit is under one master lease (H2)',
        'master_lease_unit_no_overlap',
        async () => () =>
          givenMasterLease(housing, {
            enterpriseId: newId('ent'),
            unitIds: [unitId],
            from: '2027-01-01',
            until: '2028-01-01',
          }),
      ],
      [
        'a person lodges free once (H3)',
        'lease_h3_free_once',
        async () => {
          const lodger = tenant();
          const units = await Promise.all(Array.from({ length: 20 }, () => givenUnit(housing)));
          return () =>
            givenLease(housing, {
              unitId: units.pop() ?? '',
              tenant: lodger,
              state: SIGNED,
              payer: LeasePayer.FREE,
              until: '2027-02-01',
            });
        },
      ],
      [
        'a code buys once (H4)',
        'home_purchase_h4_code_once',
        async () => {
          const codeId = await code();
          const units = await Promise.all(Array.from({ length: 20 }, () => givenUnit(housing)));
          return () => buy(units.pop() ?? '', codeId);
        },
      ],
      [
        'a unit is sold once (H5)',
        'home_purchase_h5_unit_once',
        async () => {
          const codes = await Promise.all(Array.from({ length: 20 }, code));
          return () => buy(unitId, codes.pop() ?? '');
        },
      ],
      [
        'a person applies once (H6)',
        'application_h6_once',
        async () => {
          const [listingId, applicantId] = [await aListing(), newId('wrk')];
          return () => apply(listingId, applicantId);
        },
      ],
      [
        'a place is offered to one (H7)',
        'application_h7_one_offer',
        async () => {
          const listingId = await aListing();
          return () => apply(listingId, newId('wrk'), { state: 'OFFERED', unit: unitId });
        },
      ],
    ])('%s', async (_what, constraint, prepare) => {
      const write = await prepare();
      await openEveryConnection(housing);

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => broken(write())));

      expect(outcomes.toSorted()).toEqual([...Array<string>(19).fill(constraint), 'nothing'].toSorted());
    });
  });

  test('passes nobody over without a reason (H7)', async () => {
    const step = (action: string, reason: string | null) =>
      broken(
        housing.rows(
          `insert into application_step (id, application_id, action, done_at, reason, state_after)
           select ?, id, ?, now(), ?, state from application limit 1`,
          [newId('aps'), action, reason],
        ),
      );

    expect([await step('SKIP', null), await step('REVIEW', null), await step('SKIP', '不符合条件')]).toEqual([
      'application_step_h7_reason_check',
      'application_step_h7_reason_check',
      'nothing',
    ]);
  });

  test('the sweep writes down what time changed, with a step each, and twice changes nothing twice', async () => {
    const stay = { unitId, from: '2026-12-01', until: '2027-03-01' };
    const ids = [
      await givenLease(housing, { ...stay, tenant: bulk(1), bed: 1 }),
      await givenLease(housing, { ...stay, tenant: bulk(2), bed: 2, state: SIGNED }),
      await givenLease(housing, {
        ...stay,
        tenant: bulk(3),
        bed: 3,
        state: NOTICE,
        from: '2026-10-01',
        until: '2026-12-01',
      }),
      await givenLease(housing, { ...stay, tenant: bulk(4), bed: 4, state: ACTIVE }),
    ];
    const states = async () => {
      const rows = await housing.rows<{ id: string; state: string; version: number; steps: string[] }>(
        `select id, state, version, array(select action || ' ' || state_before || ' ' || state_after from lease_step where lease_id = l.id) as steps
           from lease l where unit_id = ?`,
        [unitId],
      );
      return ids.map((id) => rows.find((row) => row.id === id)).map((row) => [row?.state, row?.version, row?.steps]);
    };
    const swept = [
      ['LAPSED', 2, ['LAPSE OFFERED LAPSED']],
      ['ACTIVE', 2, ['BEGIN SIGNED ACTIVE']],
      ['ENDED', 2, ['END NOTICE ENDED']],
      ['ACTIVE', 1, []],
    ];

    const moved = await housing.subgraph.runDue(new Date('2026-12-01T00:00:00+08:00'));
    expect(moved['leases']).toBeGreaterThanOrEqual(3);
    expect(await states()).toEqual(swept);

    expect(await housing.subgraph.runDue(new Date('2026-12-01T00:00:00+08:00'))).toMatchObject({ leases: 0 });
    expect(await states()).toEqual(swept);
  });
});
