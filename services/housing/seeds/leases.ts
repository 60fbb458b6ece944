import { bulkWorker, bulkWorkerCount, bulkWorkers, demoId, enterpriseId, enterprises, persona } from '@millgate/demo';
import { addTo, type CalendarDay, dayOf, instantAt, Money } from '@millgate/kit';
import { LeaseAction, LeasePayer } from '../src/lease/lease.entity.ts';
import { leaseState, LeaseState, type Span } from '../src/lease/lease.rules.ts';
import { rentPeriods } from '../src/rent/rent.rules.ts';
import { applicationId } from './listings.ts';
import { bedsIn, type PlaceKey, unitId } from './places.ts';

interface Letting extends Span {
  readonly key: string;
  readonly place: PlaceKey;
  readonly unit: number;
  readonly bed: number | null;
  readonly tenantId: string;
  readonly payer: LeasePayer;
  readonly masterLease?: string;
  readonly applicationRef?: string;
  /** Still to be accepted. */
  readonly offered?: true;
}

const masterLeaseId = (key: string) => demoId('mls', key);

/** Units of Xinze each enterprise rents: Zhenzhi two of five beds, ten in all; the others five of four. */
const rented = enterprises.slice(0, 8).map(({ key }, at) => ({
  key,
  units: key === 'zhenzhi' ? [0, 1] : Array.from({ length: 5 }, (_none, nth) => 5 + at * 5 + nth),
}));

const rentedDays = (key: string, today: CalendarDay): Span => ({
  from: key === 'zhenzhi' ? '2019-01-01' : addTo(today, { years: -2 }),
  until: addTo(today, { years: 1 }),
});

export const masterLeases = (now: Date) =>
  rented.map(({ key, units }) => ({
    id: masterLeaseId(key),
    enterpriseId: enterpriseId(key),
    ...rentedDays(key, dayOf(now)),
    rent: Money.yuan(units.length * 2_600),
  }));

export const masterLeaseUnits = (now: Date) =>
  rented.flatMap(({ key, units }) =>
    units.map((index) => ({
      id: demoId('mlu', `${key}-${index}`),
      masterLeaseRef: masterLeaseId(key),
      unitRef: unitId('xinze', index),
      ...rentedDays(key, dayOf(now)),
    })),
  );

/**
 * Offers of the demo stay open for thirty days instead of three working days, so that whoever starts it finds some to
 * accept. The welder and two colleagues are offered the same bed: only the first two overlap.
 */
function* ofPersonas(today: CalendarDay): Generator<Letting> {
  const zhenzhi = { place: 'xinze', payer: LeasePayer.ENTERPRISE, masterLease: 'zhenzhi' } as const;
  const posting = (from: number, months: number) => {
    const first = addTo(today, { days: from });
    return { from: first, until: addTo(first, { months }) };
  };
  const tenantId = (key: string) => persona(key).id;
  const welder = posting(35, 2);
  yield {
    ...zhenzhi,
    key: 'welder-2019',
    unit: 0,
    bed: 1,
    tenantId: tenantId('welder'),
    from: '2019-03-01',
    until: '2022-03-10',
  };
  yield { ...zhenzhi, key: 'welder-offer', unit: 1, bed: 1, tenantId: tenantId('welder'), ...welder, offered: true };
  yield {
    ...zhenzhi,
    key: 'edge-35-offer',
    unit: 1,
    bed: 1,
    tenantId: tenantId('edge-35'),
    ...posting(65, 1),
    offered: true,
  };
  yield {
    ...zhenzhi,
    key: 'edge-36-offer',
    unit: 1,
    bed: 1,
    tenantId: tenantId('edge-36'),
    from: welder.until,
    until: addTo(welder.until, { months: 2 }),
    offered: true,
  };
  const lodging = addTo(today, { days: -40 });
  const moveOut = addTo(lodging, { months: 3 });
  yield {
    key: 'newcomer-free',
    place: 'jinyihu-lodging',
    unit: 0,
    bed: 1,
    tenantId: tenantId('newcomer'),
    payer: LeasePayer.FREE,
    from: lodging,
    until: moveOut,
  };
  yield {
    key: 'newcomer-offer',
    place: 'youth-home',
    unit: 0,
    bed: null,
    tenantId: tenantId('newcomer'),
    payer: LeasePayer.WORKER,
    applicationRef: applicationId('youth-home', 'newcomer'),
    from: moveOut,
    until: addTo(moveOut, { years: 1 }),
    offered: true,
  };
}

/** Workers housed by their enterprises: most beds taken, some by a second tenant after the first. */
function* underMasterLeases(today: CalendarDay): Generator<Letting> {
  for (const { key, units } of rented) {
    if (key === 'zhenzhi') continue;
    const employees = bulkWorkers().filter(({ employer }) => employer === key);
    for (const unit of units) {
      for (let bed = 1; bed <= bedsIn('xinze', unit); bed += 1) {
        const change = addTo(today, { days: -200 + ((unit * 7 + bed * 31) % 150) });
        for (const [from, until] of [
          [addTo(change, { days: -300 }), change],
          [change, addTo(change, { years: 1 })],
        ] as const) {
          const { value: employee } = employees.next();
          if (!employee) return;
          const { index, id } = employee;
          const common = { place: 'xinze', payer: LeasePayer.ENTERPRISE, masterLease: key, unit, bed } as const;
          if (index % 5 !== 0) yield { ...common, key: `bulk-${index}`, tenantId: id, from, until };
        }
      }
    }
  }
}

/** Tenants who pay for themselves: whole flats of Youth Home and the West district, beds of Jialeng. */
function* bySelves(today: CalendarDay): Generator<Letting> {
  let nth = 1_000;
  for (const [place, from, to, whole] of [
    ['youth-home', 10, 49, true],
    ['west-district', 0, 19, true],
    ['jialeng', 0, 19, false],
  ] as const) {
    for (let unit = from; unit <= to; unit += 1) {
      const beds = whole ? [null] : Array.from({ length: bedsIn(place, unit) }, (_none, at) => at + 1);
      for (const bed of beds) {
        const { index, id } = bulkWorker(nth++);
        const first = addTo(today, { days: -((index * 13) % 330) - 1 });
        const until = addTo(first, { years: 1 });
        yield { key: `bulk-${index}`, place, unit, bed, tenantId: id, payer: LeasePayer.WORKER, from: first, until };
      }
    }
  }
}

/** Those who lodged free while they looked for work: from two months before their first day at work to 15 days after. */
function* ofJobSeekers(): Generator<Letting> {
  const latest = [...bulkWorkers()]
    .slice(bulkWorkerCount / 2)
    .sort((a, b) => (a.employedFrom > b.employedFrom ? -1 : 1));
  for (const [at, { index, id, employedFrom }] of latest.slice(0, 100).entries()) {
    yield {
      key: `bulk-${index}`,
      place: 'jinyihu-lodging',
      unit: 1 + Math.floor(at / 4),
      bed: 1 + (at % 4),
      tenantId: id,
      payer: LeasePayer.FREE,
      from: addTo(employedFrom, { days: -60 }),
      until: addTo(employedFrom, { days: 15 }),
    };
  }
}

const rents = { xinze: 650, jialeng: 900, 'west-district': 2_100, 'youth-home': 1_200 } as const;

const lettings = (now: Date) => {
  const today = dayOf(now);
  return [...ofPersonas(today), ...underMasterLeases(today), ...bySelves(today), ...ofJobSeekers()];
};

function leasesOf(now: Date) {
  return lettings(now).map((letting) => {
    const { key, place, unit, bed, tenantId, payer, masterLease, applicationRef, from, until, offered } = letting;
    const rent = payer === LeasePayer.FREE ? 0 : (rents[place as keyof typeof rents] ?? 0);
    const offeredAt = offered ? now : instantAt(addTo(from, { days: -10 }), '09:00');
    const term = {
      recordedState: offered ? LeaseState.OFFERED : LeaseState.SIGNED,
      from,
      until,
      offerExpiresAt: offered
        ? instantAt(addTo(dayOf(now), { days: 30 }), '17:00')
        : instantAt(addTo(from, { days: -5 }), '17:00'),
    };
    return {
      ...term,
      recordedState: leaseState(term, now),
      id: demoId('lea', key),
      unitRef: unitId(place, unit),
      bed,
      unitBeds: bedsIn(place, unit),
      tenantId,
      payer,
      masterLeaseRef: masterLease ? masterLeaseId(masterLease) : null,
      masterFrom: masterLease ? rentedDays(masterLease, dayOf(now)).from : null,
      masterUntil: masterLease ? rentedDays(masterLease, dayOf(now)).until : null,
      applicationRef: applicationRef ?? null,
      rent: Money.yuan(rent),
      deposit: Money.yuan(payer === LeasePayer.WORKER ? rent : 0),
      offeredAt,
      rentChargedUntil: payer === LeasePayer.WORKER && !offered ? chargedUntil(from, until, dayOf(now)) : null,
      signedAt: offered ? null : instantAt(addTo(from, { days: -8 }), '10:00'),
    };
  });
}

/** Rent up to the month that runs was collected before the demo began. */
const chargedUntil = (from: CalendarDay, until: CalendarDay, today: CalendarDay) =>
  rentPeriods({ from, until, rentFen: 0 }, today).at(-1)?.from ?? null;

export function leasesAndSteps(now: Date) {
  const leases = leasesOf(now);
  return { leases, steps: leases.flatMap((lease) => [...stepsOf(lease)]) };
}

function* stepsOf(lease: ReturnType<typeof leasesOf>[number]) {
  const { OFFERED, SIGNED, ACTIVE, ENDED } = LeaseState;
  const past = [
    { action: LeaseAction.OFFER, at: lease.offeredAt, before: null, after: OFFERED },
    { action: LeaseAction.ACCEPT, at: lease.signedAt, before: OFFERED, after: SIGNED, actor: lease.tenantId },
    { action: LeaseAction.BEGIN, at: instantAt(lease.from, '00:00'), before: SIGNED, after: ACTIVE },
    { action: LeaseAction.END, at: instantAt(lease.until, '00:00'), before: ACTIVE, after: ENDED },
  ];
  for (const { at, ...step } of past) {
    if (at === null) return;
    yield { id: demoId('lsp', `${lease.id}-${step.action}`), leaseRef: lease.id, at, ...step };
    if (step.after === lease.recordedState) return;
  }
}
