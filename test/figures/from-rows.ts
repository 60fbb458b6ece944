import { onConnection } from '@millgate/kit';
import type { RunningGraph } from '../support/graph.ts';

/**
 * Figures computed from the rows of the databases, one row after the other, without anything of the services: neither
 * their statements nor their rules. What a figure means is read off its description in the schema.
 */
export interface Asked {
  readonly communityId: string;
  readonly from: string;
  readonly to: string;
  /** The instant of the question. */
  readonly now: Date;
}

type Cell = string | number | boolean | object | null;
export type Row = Readonly<Record<string, Cell | undefined>>;

/** Tables as they were when a comparison began: a series is computed of the same rows many times. */
const held = new Map<string, Promise<readonly Row[]>>();
export const readAnew = (): void => held.clear();

export function rowsOf(graph: RunningGraph, subgraph: string, table: string): Promise<readonly Row[]> {
  const key = `${graph.databaseUrl(subgraph)} ${table}`;
  const rows = held.get(key) ?? readTable(graph, subgraph, table);
  held.set(key, rows);
  return rows;
}

const readTable = async (graph: RunningGraph, subgraph: string, table: string): Promise<readonly Row[]> =>
  onConnection(graph.databaseUrl(subgraph), async (client) => {
    // As JSON: instants come as ISO text and days as days, whatever the driver makes of them.
    const { rows } = await client.query<{ row: Row }>(`select to_jsonb(t) as row from "${table}" t`);
    return rows.map(({ row }) => row);
  });

export const text = (of: unknown) => (typeof of === 'string' ? of : '');
export const time = (instant: unknown) => Date.parse(text(instant));
export const dayOf = (instant: unknown) =>
  Number.isNaN(time(instant)) ? '' : new Date(time(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
export const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const days = ({ from, to }: Asked) => {
  const all: string[] = [];
  for (let day = from; day <= to; day = next(day)) all.push(day);
  return all;
};
export const within = ({ from, to }: Asked, day: unknown) => typeof day === 'string' && from <= day && day <= to;
export const during = (asked: Asked, instant: unknown) => within(asked, dayOf(instant));
export const num = (of: unknown) => Number(of ?? 0);
export const sum = (rows: readonly Row[], column: string) => rows.reduce((total, row) => total + num(row[column]), 0);
export const ids = (rows: readonly Row[]) => new Set(rows.map(({ id }) => id));
export const distinct = (rows: readonly Row[], column: string) =>
  new Set(rows.map((row) => row[column]).filter((one) => one !== null)).size;
export const people = (count: number) => ({ value: count < 5 ? null : Math.round(count / 5) * 5 });
export const tenth = (part: number, whole: number) => (whole === 0 ? null : Math.round((part * 1_000) / whole) / 10);
export const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
export const rounded = (of: number | null, places: number) =>
  of === null ? null : Math.round(of * 10 ** places) / 10 ** places;

/** The middle one, or the middle between the two. */
export function median(values: readonly number[]): number | null {
  const ordered = values.toSorted((one, other) => one - other);
  const middle = (ordered.length - 1) / 2;
  const [low, high] = [ordered[Math.floor(middle)], ordered[Math.ceil(middle)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (middle - Math.floor(middle));
}

const dayMillis = 86_400_000;

export async function deskFromRows(graph: RunningGraph, asked: Asked) {
  const here = (rows: readonly Row[]) => rows.filter((row) => row['community_id'] === asked.communityId);
  const cases = here(await rowsOf(graph, 'desk', 'case'));
  const allCases = await rowsOf(graph, 'desk', 'case');
  const tickets = here(await rowsOf(graph, 'desk', 'queue_ticket')).filter((row) => during(asked, row['taken_at']));
  const pools = here(await rowsOf(graph, 'desk', 'demand_pool'));
  const received = cases.filter((row) => during(asked, row['received_at']));
  const decided = cases.filter((row) => during(asked, row['decided_at']));
  const voices = received.filter(({ kind }) => kind === 'SUGGESTION');
  const rated = decided.filter(({ rating }) => rating !== null);
  const ofTickets = allCases.filter((row) => ids(tickets).has(row['ticket_id']));
  const due = decided.filter((row) => row['due_at'] !== null);
  const steps = (await rowsOf(graph, 'desk', 'case_step')).filter(
    (row) => ids(cases).has(row['case_id']) && during(asked, row['done_at']),
  );
  const promised = cases.filter(
    (row) =>
      row['kind'] === 'COMMITMENT' &&
      during(asked, row['due_at']) &&
      (row['decided_at'] !== null || time(row['due_at']) <= asked.now.getTime()),
  );
  return {
    filed: received.length,
    voices: voices.length,
    industryVoices: voices.filter(({ theme }) =>
      ['PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'TRAINING'].includes(text(theme)),
    ).length,
    assisted: received.filter(({ assistance }) => assistance !== 'SELF').length,
    decided: decided.length,
    onTimeShare: share(due.filter((row) => time(row['decided_at']) < time(row['due_at'])).length, due.length),
    medianDaysToDecision: median(
      decided.map((row) => (time(row['decided_at']) - time(row['received_at'])) / dayMillis),
    ),
    // Of four ratings a share would tell how each was.
    badRatingShare:
      rated.length < 5 ? null : share(rated.filter(({ rating }) => num(rating) <= 2).length, rated.length),
    mattersPerTicket: share(ofTickets.length, tickets.length),
    poolsReached: pools.filter((row) => during(asked, row['reached_at'])).length,
    poolsFulfilled: pools.filter((row) => during(asked, row['fulfilled_at'])).length,
    reopened: steps.filter(({ action }) => action === 'REOPEN').length,
    commitmentsKeptShare: share(
      promised.filter((row) => row['decided_at'] !== null && time(row['decided_at']) < time(row['due_at'])).length,
      promised.length,
    ),
    medianMinutesToCall: median(
      tickets
        .filter((row) => row['called_at'] !== null)
        .map((row) => (time(row['called_at']) - time(row['taken_at'])) / 60_000),
    ),
    filedAtTerminals: received.filter(({ channel }) => channel === 'TERMINAL').length,
    terminalsOnline: here(await rowsOf(graph, 'desk', 'terminal')).filter(({ state }) => state === 'ONLINE').length,
    breachedNow: cases.filter((row) => row['state'] === 'IN_PROGRESS' && time(row['due_at']) <= asked.now.getTime())
      .length,
  };
}

export async function housingFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'housing', table);
  const properties = (await of('property')).filter((row) => row['community_id'] === asked.communityId);
  const units = (await of('unit')).filter((row) => ids(properties).has(row['property_id']));
  const forSale = ids(properties.filter(({ kind }) => kind === 'YOUTH_APARTMENT'));
  const toLet = units.filter((row) => !row['out_of_service'] && !forSale.has(row['property_id']));
  const leases = (await of('lease')).filter((row) => ids(units).has(row['unit_id']));
  const counted = leases.filter(
    (row) => ids(toLet).has(row['unit_id']) && ['SIGNED', 'ACTIVE', 'NOTICE', 'ENDED'].includes(text(row['state'])),
  );
  const bedDays = (rows: readonly Row[]) =>
    days(asked).reduce(
      (total, day) =>
        total +
        rows
          .filter((row) => text(row['let_from']) <= day && day < text(row['let_until']))
          .reduce((beds, row) => beds + (row['bed'] === null ? num(row['unit_beds']) : 1), 0),
      0,
    );
  const listings = (await of('listing')).filter((row) => ids(properties).has(row['property_id']));
  const applications = (await of('application')).filter((row) => ids(listings).has(row['listing_id']));
  const steps = (await of('application_step')).filter(
    (row) => ids(applications).has(row['application_id']) && during(asked, row['done_at']),
  );
  const submitted = new Map(applications.map((row) => [row['id'], time(row['submitted_at'])]));
  const accepted = steps.filter(({ action }) => action === 'ACCEPT');
  const daysToBed = accepted.map(
    (row) => (time(row['done_at']) - (submitted.get(row['application_id']) ?? 0)) / dayMillis,
  );
  const charges = (await of('rent_charge')).filter((row) => ids(leases).has(row['lease_id']));
  const payments = (await of('rent_payment')).filter((row) => ids(charges).has(row['charge_id']));
  const waiting = applications.filter(({ state }) => ['SUBMITTED', 'RANKED', 'OFFERED'].includes(text(state)));
  const hired = (await of('lodging_follow_up')).filter(
    (row) => ids(leases).has(row['lease_id']) && during(asked, row['noted_at']),
  );
  const [held, all] = [bedDays(counted), sum(toLet, 'beds') * days(asked).length];
  return {
    bedDays: all,
    heldBedDays: held,
    occupancyPercent: tenth(held, all),
    freeNights: bedDays(counted.filter(({ payer }) => payer === 'FREE')),
    offersMade: steps.filter(({ action }) => action === 'OFFER').length,
    offersLapsed: steps.filter(({ action }) => action === 'LAPSE').length,
    homesContracted: (await of('home_purchase')).filter(
      (row) => ids(units).has(row['unit_id']) && within(asked, row['contracted_on']),
    ).length,
    rentDue: {
      fen: sum(
        charges.filter((row) => within(asked, row['due_on'])),
        'amount_fen',
      ),
    },
    rentPaid: {
      fen: sum(
        payments.filter((row) => within(asked, row['paid_on'])),
        'amount_fen',
      ),
    },
    repairsRequested: (await of('maintenance_request')).filter(
      (row) => ids(units).has(row['unit_id']) && during(asked, row['reported_at']),
    ).length,
    waiting: people(distinct(waiting, 'applicant_id')),
    lodgersHired: people(distinct(hired, 'worker_id')),
    medianDaysToBed: daysToBed.length < 5 ? null : rounded(median(daysToBed), 1),
  };
}

export async function mealsFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'canteens', table);
  const canteens = (await of('canteen')).filter((row) => row['community_id'] === asked.communityId);
  const servings = (await of('meal_serving')).filter(
    (row) => ids(canteens).has(row['canteen_id']) && within(asked, row['served_on']),
  );
  const shown = ids(servings);
  const orders = (await of('meal_order')).filter((row) => shown.has(row['serving_id']) && row['state'] !== 'CANCELLED');
  const sales = (await of('counter_sale')).filter((row) => shown.has(row['serving_id']));
  const moves = (await of('stock_move')).filter((row) => shown.has(row['serving_id']));
  const early = servings.flatMap((row) => {
    const gone = moves
      .filter((move) => move['serving_id'] === row['id'] && num(move['balance']) <= 0)
      .map((move) => time(move['moved_at']))
      .filter((at) => at < time(row['cutoff_at']));
    return gone.length === 0 ? [] : [(time(row['cutoff_at']) - Math.min(...gone)) / 60_000];
  });
  const sold = sum(servings, 'sold') + sum(servings, 'oversold');
  const planned = sum(servings, 'planned');
  const paid = [...orders, ...sales].reduce((total, row) => total + num(row['quantity']) * num(row['price_fen']), 0);
  const seats = new Map(canteens.map((row) => [row['id'], num(row['seats'])]));
  const meals = new Map(
    servings.map((row) => [`${text(row['served_on'])} ${text(row['canteen_id'])} ${text(row['period'])}`, row]),
  );
  const seatMeals = [...meals.values()].reduce((total, row) => total + (seats.get(row['canteen_id']) ?? 0), 0);
  const quantity = (state: string) =>
    sum(
      orders.filter((row) => row['state'] === state),
      'quantity',
    );
  return {
    planned,
    sold,
    soldAtCounter: sum(sales, 'quantity'),
    pickedUp: quantity('PICKED_UP'),
    noShow: quantity('NO_SHOW'),
    wasted: sum(servings, 'wasted'),
    oversold: sum(servings, 'oversold'),
    averagePrice: sold === 0 ? null : { fen: Math.round(paid / sold) },
    sellThroughPercent: tenth(sold, planned),
    subsidisedPercent: tenth(
      sum(
        orders.filter(({ tier }) => tier === 'ENTERPRISE_SUBSIDISED'),
        'quantity',
      ),
      sold,
    ),
    mealsPerDay: rounded(share(sold, distinct(servings, 'served_on')), 1),
    seatTurns: rounded(share(sold, seatMeals), 2),
    soldOut: { servings: early.length, medianMinutesBeforeCutoff: rounded(median(early), 0) },
    diners: people(distinct(orders, 'worker_id')),
  };
}

export async function trainingFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'training', table);
  const instances = (await of('course_instance')).filter(
    (row) => row['community_id'] === asked.communityId && during(asked, row['starts_at']),
  );
  const isOff = (row: Row) =>
    row['cancelled_at'] !== null ||
    (row['confirmed_at'] === null &&
      time(row['cutoff_at']) <= asked.now.getTime() &&
      num(row['seated']) < num(row['minimum']));
  const held = instances.filter((row) => !isOff(row));
  const enrolments = (await of('enrolment')).filter((row) => ids(instances).has(row['instance_id']));
  const seated = enrolments.filter(({ state }) => ['SEATED', 'ATTENDED', 'COMPLETED', 'NO_SHOW'].includes(text(state)));
  const reached = new Map((await of('course_request')).map((row) => [row['id'], time(row['reached_at'])]));
  const waits = instances
    .filter((row) => row['cancelled_at'] === null && reached.has(row['pool_id']))
    .map((row) => (time(row['starts_at']) - (reached.get(row['pool_id']) ?? 0)) / dayMillis);
  return {
    sittings: held.length,
    cancelled: instances.length - held.length,
    seats: sum(held, 'capacity'),
    seatsTaken: sum(held, 'seated'),
    seatsTakenPercent: tenth(sum(held, 'seated'), sum(held, 'capacity')),
    learners: people(distinct(seated, 'worker_id')),
    waiting: people(
      distinct(
        enrolments.filter(({ state }) => state === 'WAITLISTED'),
        'worker_id',
      ),
    ),
    graduates: people(
      distinct(
        enrolments.filter(({ state }) => state === 'COMPLETED'),
        'worker_id',
      ),
    ),
    enterprises: distinct(seated, 'enterprise_id'),
    medianDaysFromDemand: rounded(median(waits), 1),
  };
}

export async function subsidiesFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'subsidies', table);
  const year = (day: string) => Number(day.slice(0, 4));
  const money = (await of('appropriation')).filter(
    (row) => num(row['fiscal_year']) >= year(asked.from) && num(row['fiscal_year']) <= year(asked.to),
  );
  const claims = await of('claim');
  const decided = claims.filter((row) => during(asked, row['decided_at']));
  const eligible = decided.filter((row) => (row['assessed'] as { outcome?: string } | null)?.outcome === 'ELIGIBLE');
  const paidOut = eligible.filter(({ state }) => ['PAID', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED'].includes(text(state)));
  const [budget, committed] = [sum(money, 'amount_fen'), sum(money, 'reserved_fen') + sum(money, 'committed_fen')];
  const paid = sum(money, 'paid_fen') - sum(money, 'recovered_fen');
  const entitled = distinct(eligible, 'worker_id');
  return {
    budget: { fen: budget },
    committed: { fen: committed },
    paid: { fen: paid },
    remaining: { fen: budget - committed - paid },
    medianMinutesToDecision: rounded(
      median(decided.map((row) => (time(row['decided_at']) - time(row['submitted_at'])) / 60_000)),
      1,
    ),
    immediatePercent: tenth(decided.filter((row) => row['decided_at'] === row['submitted_at']).length, decided.length),
    takeUpPercent: entitled < 5 ? null : tenth(distinct(paidOut, 'worker_id'), entitled),
    waitingForMoney: claims.filter(({ state }) => state === 'WAITING_BUDGET').length,
  };
}

export async function registryFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'community', table);
  const here = (rows: readonly Row[]) => rows.filter((row) => row['community_id'] === asked.communityId);
  const today = dayOf(asked.now.toISOString());
  const countedOn = asked.to < today ? asked.to : today;
  const holds = (from: unknown, until: unknown) =>
    text(from) <= countedOn && (until === null || text(until) > countedOn);
  const grids = here(await of('grid'));
  const members = (await of('grid_member')).filter((row) => holds(row['in_office_from'], row['in_office_until']));
  const complete = grids.filter(({ id }) =>
    ['FULL_TIME_OFFICER', 'COMMUNITY_CADRE', 'ENTERPRISE_REP'].every((role) =>
      members.some((row) => row['grid_id'] === id && row['role'] === role),
    ),
  );
  const enterprises = here(await of('enterprise'));
  const jobs = (await of('employment')).filter(
    (row) => ids(enterprises).has(row['enterprise_id']) && holds(row['employed_from'], row['employed_until']),
  );
  return {
    countedOn,
    enterprises: enterprises.filter(({ status }) => status !== 'LEFT').length,
    gridCompleteness: {
      grids: grids.length,
      complete: complete.length,
      percent: tenth(complete.length, grids.length),
    },
    registeredWorkers: people(here(await of('worker')).filter((row) => row['merged_into'] === null).length),
    employedWorkers: people(distinct(jobs, 'worker_id')),
  };
}
