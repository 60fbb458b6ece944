import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { openEveryConnection, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk } from './support/homes.ts';
import {
  afterwards,
  apply,
  codeOf,
  givenListing,
  givenProperty,
  idOf,
  mutate,
  reviewing,
  staff,
} from './support/listings.ts';
import { givenCode, outcomeOf, redeem } from './support/sales.ts';

const now = '2026-11-20T12:00:00+08:00';
let person = 500;
const somebody = () => bulk(person++);
const people = (count: number) => Array.from({ length: count }, somebody);

describe('a listing that is ranked', () => {
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

  const { runDue, states, stepsOf, rank, start, offersOf, accept } = reviewing(() => housing);

  describe('is allocated', () => {
    test('in order; an offer that lapses goes to the next, once, however many sweeps run at once (H7)', async () => {
      const listingId = await givenListing(housing, place);
      const applicants = people(6);
      for (const [at, who] of applicants.entries())
        await apply(housing, who, listingId, `2026-11-21T10:0${at}:00+08:00`);
      await runDue(afterwards);
      await rank(listingId);

      await start(listingId);

      expect(await states(listingId)).toEqual(['OFFERED', 'OFFERED', 'OFFERED', 'RANKED', 'RANKED', 'RANKED']);
      const [first] = applicants as [PersonLike];
      const [offer] = await offersOf(first);
      // Three working days after Tuesday 1 December: the end of Friday the 4th.
      expect(offer).toMatchObject({
        state: 'OFFERED',
        from: '2026-12-15',
        until: '2027-12-15',
        offerExpiresAt: '2026-12-04T16:00:00.000Z',
      });
      expect(codeOf(await accept(first, offer?.id ?? '', '2026-12-04T23:59:59+08:00'))).toBe('OK');
      await Promise.all(Array.from({ length: 8 }, () => runDue('2026-12-05T00:00:00+08:00')));

      expect(await states(listingId)).toEqual(['PLACED', 'NOT_PLACED', 'NOT_PLACED', 'OFFERED', 'OFFERED', 'RANKED']);
      const offered = await housing.rows(
        `select a.rank, count(*)::int as offers from application_step s join application a on a.id = s.application_id
          where a.listing_id = ? and s.action = 'OFFER' group by a.rank order by a.rank`,
        [listingId],
      );
      expect(offered).toEqual([1, 2, 3, 4, 5].map((one) => ({ rank: one, offers: 1 })));
    });

    // Several times: only some of them meet.
    test.each([1, 2, 3, 4, 5])(
      'at the deadline, accepting and the sweep leave the place to exactly one (%i)',
      async () => {
        const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
        const [first, second] = people(2) as [PersonLike, PersonLike];
        await apply(housing, first, listingId, '2026-11-21T10:00:00+08:00');
        await apply(housing, second, listingId, '2026-11-21T10:01:00+08:00');
        await runDue(afterwards);
        await rank(listingId);
        await start(listingId);
        const [offer] = await offersOf(first);

        const [accepted] = await Promise.all([
          accept(first, offer?.id ?? '', '2026-12-04T23:59:59.999+08:00'),
          ...Array.from({ length: 4 }, () => runDue('2026-12-05T00:00:00+08:00')),
        ]);
        await runDue('2026-12-05T00:00:01+08:00');

        expect(codeOf(accepted) === 'OK' ? ['PLACED', 'NOT_PLACED'] : ['NOT_PLACED', 'OFFERED']).toEqual(
          await states(listingId),
        );
      },
    );

    test('what is declined or withdrawn goes to the next at once; who is passed over has the reason', async () => {
      const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
      const applicants = people(4) as [PersonLike, PersonLike, PersonLike, PersonLike];
      const ids: string[] = [];
      for (const [at, who] of applicants.entries())
        ids.push(idOf(await apply(housing, who, listingId, `2026-11-21T10:0${at}:00+08:00`)));
      await runDue(afterwards);
      await rank(listingId);
      await start(listingId);

      const [offer] = await offersOf(applicants[0]);
      const declined = await mutate(
        housing,
        applicants[0],
        'declineHousingOffer',
        'lease { state steps { action reason } } userErrors { code }',
        { leaseId: offer?.id, reason: '离单位太远' },
        afterwards,
      );
      expect(declined).toMatchObject({
        lease: { state: 'LAPSED', steps: [{ action: 'OFFER' }, { action: 'DECLINE', reason: '离单位太远' }] },
      });
      expect(await states(listingId)).toEqual(['NOT_PLACED', 'OFFERED', 'RANKED', 'RANKED']);

      const skip = await mutate(
        housing,
        staff,
        'skipApplication',
        'application { state } userErrors { code }',
        { applicationId: ids[2], reason: '已购房' },
        afterwards,
      );
      expect(skip).toMatchObject({ application: { state: 'NOT_PLACED' } });
      await mutate(
        housing,
        applicants[1],
        'withdrawApplication',
        'application { state } userErrors { code }',
        { applicationId: ids[1] },
        afterwards,
      );

      expect(await states(listingId)).toEqual(['NOT_PLACED', 'WITHDRAWN', 'NOT_PLACED', 'OFFERED']);
      expect((await stepsOf(ids[2] ?? '')).at(-1)).toEqual({ action: 'SKIP', reason: '已购房' });
      expect(await offersOf(applicants[1])).toMatchObject([{ state: 'LAPSED' }]);
    });

    test('until everything is taken: then the listing is done, and the others know', async () => {
      const listingId = await givenListing(housing, await givenProperty(housing, { units: 1 }));
      const [first, second] = people(2) as [PersonLike, PersonLike];
      await apply(housing, first, listingId, '2026-11-21T10:00:00+08:00');
      await apply(housing, second, listingId, '2026-11-21T10:01:00+08:00');
      await runDue(afterwards);
      await rank(listingId);
      await start(listingId);
      const [offer] = await offersOf(first);
      await accept(first, offer?.id ?? '');

      await runDue(afterwards);

      expect(await states(listingId)).toEqual(['PLACED', 'NOT_PLACED']);
      expect(await housing.rows('select state from listing where id = ?', [listingId])).toEqual([{ state: 'DONE' }]);
    });

    test('a standing list offers beds as they become free, in the order of arrival', async () => {
      const twoBeds = await givenProperty(housing, { units: 1, beds: 2, kind: PropertyKind.UNIT_RENTAL });
      const listingId = await givenListing(housing, twoBeds, {
        reviewOrder: 'WAITLIST',
        byBed: true,
        closesAt: '2027-12-01T00:00:00+08:00',
      });
      const applicants = people(5);
      const ranks = await Promise.all(applicants.map((who) => apply(housing, who, listingId)));

      await runDue('2026-11-23T10:00:00+08:00');

      expect(ranks.map((payload) => (payload['application'] as { rank: number }).rank).toSorted()).toEqual([
        1, 2, 3, 4, 5,
      ]);
      expect(await states(listingId)).toEqual(['OFFERED', 'OFFERED', 'RANKED', 'RANKED', 'RANKED']);
      await runDue('2026-11-27T00:00:00+08:00');
      expect(await states(listingId)).toEqual(['NOT_PLACED', 'NOT_PLACED', 'OFFERED', 'OFFERED', 'RANKED']);
    });

    test('a flat for sale is kept for whom it is offered: nobody else buys it, she does, and is placed', async () => {
      const forSale = await givenProperty(housing, { units: 1, kind: PropertyKind.YOUTH_APARTMENT });
      const listingId = await givenListing(housing, forSale, { reviewOrder: 'LOTTERY', entropySource: '开奖号码' });
      const [winner, stranger] = people(2) as [PersonLike, PersonLike];
      await apply(housing, winner, listingId);
      await runDue(afterwards);
      await rank(listingId, { entropy: '04 07 12 19 25 31 + 08' });
      await start(listingId);
      const unitId = forSale.unitIds[0] ?? '';
      const [hers, his] = [await givenCode(housing, winner), await givenCode(housing, stranger)];

      expect(outcomeOf(await redeem(housing, stranger, { code: his.value, unitId }, afterwards))).toBe('UNIT_RESERVED');
      expect(outcomeOf(await redeem(housing, winner, { code: hers.value, unitId }, afterwards))).toBe('CONTRACTED');
      expect(await states(listingId)).toEqual(['PLACED']);
    });
  });

  test('the database offers one place to one applicant at a time, whoever writes (H7)', async () => {
    const listingId = await givenListing(housing, place);
    const offered = (who: PersonLike) =>
      housing.rows(
        `insert into application (id, listing_id, applicant_id, state, submitted_at, offered_unit_id) values (?, ?, ?, 'OFFERED', now(), ?)`,
        [newId('app'), listingId, who.id, place.unitIds[0]],
      );
    await offered(somebody());

    await expect(offered(somebody())).rejects.toMatchObject({ constraint: 'application_h7_one_offer' });
  });
});
