import { createHash } from 'node:crypto';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import { addTo, dayOf, instantAt, LocalizedText, Money } from '@millgate/kit';
import { commitmentTo, digestOf, drawOrder } from '../src/listing/draw.ts';
import { ApplicationState, ListingState, ReviewOrder } from '../src/listing/listing.rules.ts';
import { type PlaceKey, propertyId, unitId } from './places.ts';

export const listingId = (key: string): string => demoId('lst', key);
export const applicationId = (listing: string, applicant: string): string => demoId('app', `${listing}-${applicant}`);

const seedOf = (key: string) => createHash('sha256').update(`demo draw ${key}`).digest('hex');

interface Offer {
  readonly key: string;
  readonly place: PlaceKey;
  readonly zh: string;
  readonly en: string;
  readonly reviewOrder: ReviewOrder;
  readonly state: ListingState;
  readonly from: string;
  readonly until: string;
  readonly units: readonly [first: number, last: number];
  /** Where units are let: rent of one place in yuan; ours, as no article states one. */
  readonly terms?: { readonly rent: number; readonly letMonths: number; readonly byBed: boolean };
}

const offers = (today: string): Offer[] => [
  {
    key: 'youth-lingfeng-2021',
    place: 'youth-lingfeng',
    zh: '灵峰青年公寓首批摇号',
    en: 'First draw of the Lingfeng youth apartments',
    reviewOrder: ReviewOrder.LOTTERY,
    state: ListingState.DONE,
    from: '2021-04-01',
    until: '2021-05-01',
    units: [0, 59],
  },
  {
    key: 'youth-lingfeng-next',
    place: 'youth-lingfeng',
    zh: '灵峰青年公寓新一批摇号',
    en: 'Next draw of the Lingfeng youth apartments',
    reviewOrder: ReviewOrder.LOTTERY,
    state: ListingState.OPEN,
    from: addTo(today, { days: -10 }),
    until: addTo(today, { days: 30 }),
    units: [160, 189],
  },
  {
    key: 'youth-home',
    place: 'youth-home',
    zh: '“青年之家”人才公寓先到先得',
    en: 'Youth Home flats, first come, first served',
    reviewOrder: ReviewOrder.FIRST_COME,
    state: ListingState.ALLOCATING,
    from: addTo(today, { days: -30 }),
    until: addTo(today, { days: -5 }),
    units: [0, 9],
    terms: { rent: 1_200, letMonths: 12, byBed: false },
  },
  {
    key: 'jialeng',
    place: 'jialeng',
    zh: '加冷松芝公寓轮候',
    en: 'Waiting list for Jialeng Songzhi Apartment',
    reviewOrder: ReviewOrder.WAITLIST,
    state: ListingState.OPEN,
    from: addTo(today, { days: -60 }),
    until: addTo(today, { days: 300 }),
    units: [20, 29],
    terms: { rent: 900, letMonths: 12, byBed: true },
  },
  {
    key: 'west-district',
    place: 'west-district',
    zh: '西区租赁房积分配租（草案）',
    en: 'West District by points (draft)',
    reviewOrder: ReviewOrder.POINTS,
    state: ListingState.DRAFT,
    from: addTo(today, { days: 20 }),
    until: addTo(today, { days: 50 }),
    units: [20, 29],
    terms: { rent: 2_100, letMonths: 12, byBed: false },
  },
];

export function listings(now: Date) {
  return offers(dayOf(now)).map(({ key, place, zh, en, reviewOrder, state, from, until, terms }) => {
    const drawn = reviewOrder === ReviewOrder.LOTTERY;
    return {
      id: listingId(key),
      propertyRef: propertyId(place),
      titles: LocalizedText.of(zh, en),
      reviewOrder,
      opensAt: instantAt(from, '09:00'),
      closesAt: instantAt(until, '17:00'),
      seedCommitment: drawn ? commitmentTo(seedOf(key)) : null,
      drawSeed: drawn ? seedOf(key) : null,
      recordedState: state,
      ...(state === ListingState.DONE
        ? { entriesDigest: digestOf(drawn2021().map(({ id }) => id)), entriesFrozenAt: instantAt(until, '17:00') }
        : {}),
      ...(terms ? { ...terms, rent: Money.yuan(terms.rent), deposit: Money.yuan(terms.rent), moveInOn: until } : {}),
    };
  });
}

export function* listingUnits(now: Date) {
  for (const { key, place, units } of offers(dayOf(now))) {
    for (let index = units[0]; index <= units[1]; index += 1) {
      yield { id: demoId('lsu', `${key}-${index}`), listingRef: listingId(key), unitRef: unitId(place, index) };
    }
  }
}

const applicants = (personas: readonly string[], bulkFrom: number, count: number) => [
  ...personas.map((key) => ({ key, workerId: persona(key).id })),
  ...Array.from({ length: count }, (_none, at) => {
    const { index, id } = bulkWorker(bulkFrom + at);
    return { key: `bulk-${index}`, workerId: id };
  }),
];

const drawn2021 = () =>
  applicants(['welder', 'edge-18', 'edge-35', 'edge-36', 'unknown-birth'], 0, 115).map((applicant) => ({
    ...applicant,
    id: applicationId('youth-lingfeng-2021', applicant.key),
  }));

/** The draw of 2021 can be recomputed: rank is the order of HMAC(seed, application id) (H6). */
export function* applications(now: Date) {
  const today = dayOf(now);
  const entrants = drawn2021();
  for (const [at, { id, reason }] of drawOrder(
    seedOf('youth-lingfeng-2021'),
    null,
    entrants.map((one) => one.id),
  ).entries()) {
    const { key = '', workerId = '' } = entrants.find((one) => one.id === id) ?? {};
    yield {
      id,
      listingRef: listingId('youth-lingfeng-2021'),
      applicantId: workerId,
      rank: at + 1,
      rankReason: reason,
      frozen: true,
      state: key.startsWith('bulk') && at >= 60 ? ApplicationState.NOT_PLACED : ApplicationState.PLACED,
      submittedAt: instantAt(addTo('2021-04-01', { days: at % 28 }), '10:00'),
    };
  }
  for (const { key, workerId } of applicants(['leap', 'packer'], 200, 60)) {
    yield {
      id: applicationId('youth-lingfeng-next', key),
      listingRef: listingId('youth-lingfeng-next'),
      applicantId: workerId,
      flaggedAs: key === 'bulk-201' || key === 'bulk-202' ? 'same-address-1' : null,
      submittedAt: instantAt(addTo(today, { days: -5 }), '11:00'),
    };
  }
  for (const [at, { key, workerId }] of applicants(['newcomer'], 300, 15).entries()) {
    yield {
      id: applicationId('youth-home', key),
      listingRef: listingId('youth-home'),
      applicantId: workerId,
      rank: at + 1,
      frozen: true,
      rankReason: instantAt(addTo(today, { days: -30 }), `09:${String(at).padStart(2, '0')}`).toISOString(),
      state: at === 0 ? ApplicationState.OFFERED : ApplicationState.RANKED,
      ...(at === 0
        ? { offeredUnitRef: unitId('youth-home', 0), offerExpiresAt: instantAt(addTo(today, { days: 30 }), '17:00') }
        : {}),
      submittedAt: instantAt(addTo(today, { days: -30 }), `09:${String(at).padStart(2, '0')}`),
    };
  }
}
