import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { closeListings } from '../src/listing/listing.due.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk } from './support/homes.ts';
import {
  afterwards,
  apply,
  closing,
  codeOf,
  givenListing,
  givenProperty,
  idOf,
  mutate,
  opening,
  reviewing,
  staff,
} from './support/listings.ts';

const now = '2026-11-20T12:00:00+08:00';
let person = 0;
const somebody = () => bulk(person++);
const people = (count: number) => Array.from({ length: count }, somebody);

describe('a listing', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(housing);
  });
  afterAll(() => housing.stop());

  let place: { propertyId: string; unitIds: string[] };
  beforeEach(async () => {
    place = await givenProperty(housing);
  });

  const { runDue, states, stepsOf, rank, start } = reviewing(() => housing);

  describe('is opened', () => {
    const ask = (input: object, who: Parameters<TestSubgraph['as']>[0] = staff) =>
      mutate(
        housing,
        who,
        'openListing',
        'listing { state reviewOrder rent { fen } seedCommitment seed } userErrors { code path rule unitIds }',
        {
          ...place,
          titleZh: '招租',
          titleEn: 'To let',
          reviewOrder: 'FIRST_COME',
          opensAt: opening,
          closesAt: closing,
          rentFen: 120_000,
          letMonths: 12,
          moveInOn: '2026-12-15',
          ...input,
        },
      );

    test('with a promise of its seed, and never the seed, where it is drawn', async () => {
      const payload = await ask({ reviewOrder: 'LOTTERY', entropySource: '双色球 2026140 期开奖号码' });

      expect(payload).toEqual({
        listing: {
          state: 'OPEN',
          reviewOrder: 'LOTTERY',
          rent: { fen: 120_000 },
          seedCommitment: expect.stringMatching(/^[0-9a-f]{64}$/),
          seed: null,
        },
        userErrors: [],
      });
    });

    test.each([
      [{ reviewOrder: 'LOTTERY' }, 'ENTROPY_SOURCE_MISSING', 'H6'],
      [{ letMonths: null }, 'TERMS_MISSING', 'terms'],
      [{ propertyId: 'prp_none' }, 'PROPERTY_NOT_FOUND', 'property'],
      [{ unitIds: ['unt_none'] }, 'UNITS_NOT_THERE', 'units'],
    ])('is refused for %j', async (input, code, rule) => {
      expect((await ask(input)).userErrors).toMatchObject([{ code, rule }]);
    });

    test('is refused for lodging that is given at check-in', async () => {
      expect(codeOf(await ask(await givenProperty(housing, { kind: PropertyKind.JOB_SEEKER_LODGING })))).toBe(
        'NOT_BY_LISTING',
      );
    });

    test('once, when ten list the same flats at the same moment', async () => {
      const payloads = await Promise.all(Array.from({ length: 10 }, () => ask({})));

      expect(payloads.map(codeOf).toSorted()).toEqual(
        ['OK', ...Array.from({ length: 9 }, () => 'UNITS_LISTED')].toSorted(),
      );
    });

    test.each([
      ['UNAUTHENTICATED', nobody],
      ['FORBIDDEN', persona('welder')],
      ['FORBIDDEN', persona('hr')],
    ])('is %s to whoever is not housing staff', async (code, who) => {
      await expect(ask({}, who)).rejects.toMatchObject({ extensions: { code } });
    });

    test('must close after it opens', async () => {
      await expect(ask({ closesAt: opening })).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', path: ['input', 'closesAt'], rule: 'afterOpensAt' },
      });
    });
  });

  describe('takes applications', () => {
    let listingId: string;
    beforeEach(async () => {
      listingId = await givenListing(housing, place);
    });

    test.each([
      ['a millisecond before it opens', '2026-11-20T08:59:59.999+08:00', 'NOT_YET_OPEN'],
      ['at the instant at which it opens', opening, 'OK'],
      ['a millisecond before it closes', '2026-11-30T16:59:59.999+08:00', 'OK'],
      ['at the instant at which it closes', closing, 'CLOSED'],
    ])('%s: %s is %s', async (_when, at, outcome) => {
      expect(codeOf(await apply(housing, somebody(), listingId, at))).toBe(outcome);
    });

    test('once a person: a second names the first, and 20 at once leave one (H6)', async () => {
      const who = somebody();
      const payloads = await Promise.all(Array.from({ length: 20 }, () => apply(housing, who, listingId)));

      expect(payloads.map(codeOf).toSorted()).toEqual([...Array.from({ length: 19 }, () => 'ALREADY_APPLIED'), 'OK']);
      const taken = payloads.find((payload) => codeOf(payload) === 'OK');
      const refused = payloads.find((payload) => codeOf(payload) !== 'OK');
      expect(refused?.userErrors[0]).toMatchObject({ existing: taken && idOf(taken) });
    });

    test('while it closes: whoever is taken is among the entries that were frozen, and whoever comes later is told (H6)', async () => {
      const early = await Promise.all(people(3).map((who) => apply(housing, who, listingId)));
      let late: ReturnType<typeof apply>[] = [];
      // They arrive between the freezing of the entries and its end, and wait for it.
      await housing.given(async (tx) => {
        await closeListings(tx, new Date(closing));
        late = people(5).map((who) => apply(housing, who, listingId, '2026-11-30T16:59:59.999+08:00'));
        const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        await expect.poll(() => housing.rows(waiting), { timeout: 30_000 }).not.toHaveLength(0);
      });

      expect((await Promise.all(late)).map(codeOf)).toEqual(Array(5).fill('CLOSED'));
      const inIt = await housing.rows<{ id: string }>(
        'select id from application where listing_id = ? and frozen order by id',
        [listingId],
      );
      expect(inIt.map(({ id }) => id)).toEqual(early.map((taken) => idOf(taken)).toSorted());
    });

    test('again after the first was withdrawn', async () => {
      const who = somebody();
      const first = await apply(housing, who, listingId);
      const { application } = await mutate(
        housing,
        who,
        'withdrawApplication',
        'application { state steps { action } } userErrors { code }',
        { applicationId: idOf(first) },
        '2026-11-22T10:00:00+08:00',
      );

      expect(application).toEqual({ state: 'WITHDRAWN', steps: [{ action: 'APPLY' }, { action: 'WITHDRAW' }] });
      expect(codeOf(await apply(housing, who, listingId))).toBe('OK');
    });

    test('of somebody else’s application, nobody can tell whether it is there', async () => {
      const application = idOf(await apply(housing, somebody(), listingId));
      const withdraw = (applicationId: string) =>
        mutate(housing, somebody(), 'withdrawApplication', 'application { id } userErrors { code message path rule }', {
          applicationId,
        });

      expect(await withdraw(application)).toEqual(await withdraw('app_none'));
    });

    test('of one household are flagged, also when they arrive at once, and hold the allocation until staff looked', async () => {
      const [wife, husband, other] = people(3) as [PersonLike, PersonLike, PersonLike];
      const [first, second, third] = await Promise.all([
        apply(housing, wife, listingId, '2026-11-21T10:00:00+08:00', { householdIds: [husband.id] }),
        apply(housing, husband, listingId, '2026-11-21T11:00:00+08:00'),
        apply(housing, other, listingId, '2026-11-21T12:00:00+08:00'),
      ]);
      await runDue(afterwards);
      expect(codeOf(await rank(listingId))).toBe('OK');
      const held = await start(listingId);
      const flaggedSet = (held.userErrors[0]?.['flaggedSets'] as string[])[0] ?? '';

      const input = { listingId, flaggedSet, decision: 'ONE_HOUSEHOLD', reason: '夫妻' };
      const reviewed = await mutate(
        housing,
        staff,
        'reviewFlaggedSet',
        'listing { id } userErrors { code }',
        input,
        afterwards,
      );
      const started = await start(listingId);

      expect([codeOf(held), codeOf(reviewed), codeOf(started)]).toEqual(['FLAGS_OPEN', 'OK', 'OK']);
      expect(await states(listingId)).toEqual(['OFFERED', 'NOT_PLACED', 'OFFERED']);
      expect((await stepsOf(idOf(second))).slice(-2)).toEqual([
        { action: 'REVIEW', reason: '夫妻' },
        { action: 'SKIP', reason: '夫妻' },
      ]);
      expect([idOf(first), idOf(third)]).not.toContain('');
    });
  });

  describe('is ranked', () => {
    test('not before it closes, and once: a second time changes nothing', async () => {
      const listingId = await givenListing(housing, place);
      await apply(housing, somebody(), listingId);

      expect(codeOf(await rank(listingId, {}, '2026-11-30T16:59:59+08:00'))).toBe('NOT_CLOSED');
      expect(codeOf(await rank(listingId))).toBe('OK');
      const before = await housing.rows('select * from listing where id = ?', [listingId]);
      expect(codeOf(await rank(listingId))).toBe('ALREADY_RANKED');
      expect(await housing.rows('select * from listing where id = ?', [listingId])).toEqual(before);
    });

    test('by points, most first, and not while some have none', async () => {
      const listingId = await givenListing(housing, place, { reviewOrder: 'POINTS' });
      const ids: string[] = [];
      for (const who of people(3)) ids.push(idOf(await apply(housing, who, listingId)));
      const award = (applicationId: string, points: number, expectedVersion = 1) =>
        mutate(
          housing,
          staff,
          'awardApplicationPoints',
          'application { points version } userErrors { code currentVersion }',
          { applicationId, points, expectedVersion, reason: '学历+技能' },
        );

      expect((await rank(listingId)).userErrors).toMatchObject([
        { code: 'POINTS_MISSING', applicationIds: [...ids].toSorted() },
      ]);
      for (const [at, id] of ids.entries()) expect(codeOf(await award(id, [60, 90, 60][at] ?? 0))).toBe('OK');
      expect((await award(ids[0] ?? '', 99)).userErrors).toMatchObject([{ code: 'STALE_VERSION', currentVersion: 2 }]);
      expect(codeOf(await rank(listingId))).toBe('OK');

      const rows = await housing.rows<{ id: string }>('select id from application where listing_id = ? order by rank', [
        listingId,
      ]);
      expect(rows.map(({ id }) => id)).toEqual([ids[1], ids[0], ids[2]]);
    });
  });
});
