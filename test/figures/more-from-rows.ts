import type { RunningGraph } from '../support/graph.ts';
import {
  type Asked,
  deskFromRows,
  distinct,
  during,
  housingFromRows,
  ids,
  mealsFromRows,
  median,
  next,
  num,
  people,
  type Row,
  rounded,
  rowsOf,
  share,
  sum,
  text,
  time,
  trainingFromRows,
  within,
} from './from-rows.ts';

/** Advice, what claims and refusals are made of, what can be walked to, and every figure month by month. */

export async function adviceFromRows(graph: RunningGraph, asked: Asked) {
  const of = (table: string) => rowsOf(graph, 'advisors', table);
  const questions = (await of('consultation')).filter(
    (row) =>
      row['community_id'] === asked.communityId &&
      row['confidentiality'] === 'NORMAL' &&
      during(asked, row['first_requested_at']),
  );
  const passedOn = new Set(
    (await of('assignment')).filter((row) => row['ended_at'] !== null).map((row) => row['consultation_id']),
  );
  const settled = new Set(
    (await of('follow_up')).filter(({ result }) => result === 'SETTLED').map((row) => row['consultation_id']),
  );
  const contacted = questions.filter((row) => row['first_contact_at'] !== null);
  const judged = questions.filter(
    (row) =>
      row['contact_by'] !== null &&
      (row['first_contact_at'] !== null || time(row['contact_by']) <= asked.now.getTime()),
  );
  const rated = questions.filter(({ rating }) => rating !== null);
  return {
    asked: questions.length,
    answered: questions.filter((row) => row['answered_at'] !== null).length,
    reassigned: questions.filter(({ id }) => passedOn.has(id)).length,
    settled: questions.filter(({ id }) => settled.has(id)).length,
    medianHoursToContact: rounded(
      median(contacted.map((row) => (time(row['first_contact_at']) - time(row['first_requested_at'])) / 3_600_000)),
      1,
    ),
    contactedOnTimeShare: share(
      judged.filter(
        (row) => row['first_contact_at'] !== null && time(row['first_contact_at']) <= time(row['contact_by']),
      ).length,
      judged.length,
    ),
    meanRating: rated.length < 5 ? null : share(sum(rated, 'rating'), rated.length),
    askers: people(distinct(questions, 'worker_id')),
  };
}

/** Matters by theme, with whom they are of. */
export async function themesFromRows(graph: RunningGraph, asked: Asked) {
  const cases = (await rowsOf(graph, 'desk', 'case')).filter(
    (row) => row['community_id'] === asked.communityId && during(asked, row['received_at']),
  );
  // Every theme, in the order of the list: one that nobody asked about stands there as one of few does.
  return themes.map((theme) => {
    const rows = cases.filter((row) => row['theme'] === theme);
    return { theme, filed: people(rows.length), people: people(distinct(rows, 'worker_id')) };
  });
}

const themes = [
  ...['HOUSING', 'COMMUTING', 'SCHOOLING', 'MEDICAL', 'CULTURE_SPORT', 'MEALS', 'EMPLOYMENT', 'SOCIAL_INSURANCE'],
  ...['RESIDENCE', 'TALENT', 'TRAINING', 'PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'OTHER'],
];

export async function claimsFromRows(graph: RunningGraph, asked: Asked) {
  const decided = (await rowsOf(graph, 'subsidies', 'claim')).filter((row) => during(asked, row['decided_at']));
  const refused = decided.filter(({ state }) => ['REFUSED', 'UNDER_APPEAL'].includes(text(state)));
  const failed = refused.flatMap((row) =>
    ((row['assessed'] as { trace?: { rule: string; outcome: string }[] } | null)?.trace ?? [])
      .filter(({ outcome }) => outcome === 'FAILED')
      .map(({ rule }) => ({ rule, worker_id: row['worker_id'] })),
  );
  const claimant = (row: Row) => ({ claimant: row['worker_id'] ?? row['enterprise_id'] }) as Row;
  return {
    claimsByState: grouped(decided, ({ state }) => text(state)).map(([state, rows]) => ({
      state,
      people: people(distinct(rows.map(claimant), 'claimant')),
    })),
    refusalsByRule: grouped(failed, ({ rule }) => text(rule)).map(([rule, rows]) => ({
      rule,
      people: people(distinct(rows, 'worker_id')),
    })),
  };
}

/** Fifteen minutes at 75 metres, streets a third longer than the line: each facility once, by each pair. */
export async function reachFromRows(graph: RunningGraph, asked: Asked, employed: { readonly value: number | null }) {
  const sites = (await rowsOf(graph, 'community', 'enterprise')).filter(
    (row) => row['community_id'] === asked.communityId && row['status'] !== 'LEFT' && row['site_latitude'] !== null,
  );
  const facilities = (await rowsOf(graph, 'community', 'facility')).filter(
    (row) =>
      row['state'] === 'OPEN' &&
      row['latitude'] !== null &&
      sites.some(
        (site) =>
          Math.ceil(
            (metres(
              num(row['latitude']),
              num(row['longitude']),
              num(site['site_latitude']),
              num(site['site_longitude']),
            ) *
              1.3) /
              75,
          ) <= 15,
      ),
  );
  return {
    facilities: facilities.length,
    workers: employed,
    perThousand: employed.value === null ? null : Math.round((facilities.length * 100_000) / employed.value) / 100,
  };
}

/** By the spherical law of cosines: another formula than the graph’s. */
function metres(latitude: number, longitude: number, otherLatitude: number, otherLongitude: number): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b, between] = [radians(latitude), radians(otherLatitude), radians(otherLongitude - longitude)];
  const cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(between);
  return 6_371_008.8 * Math.acos(Math.min(1, cosine));
}

/** Calendar months, the first and the last cut by the period. */
export function months({ from, to }: Asked): { from: string; to: string }[] {
  const all: { from: string; to: string }[] = [];
  for (let first = from; first <= to;) {
    const [year = 0, month = 0] = first.split('-').map(Number);
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    all.push({ from: first, to: last < to ? last : to });
    first = next(last);
  }
  return all;
}

/** What each group says of one part of the period. */
export const pointsFromRows = {
  desk: (graph: RunningGraph, part: Asked) => deskFromRows(graph, part),
  housing: (graph: RunningGraph, part: Asked) => housingFromRows(graph, part),
  meals: (graph: RunningGraph, part: Asked) => mealsFromRows(graph, part),
  training: (graph: RunningGraph, part: Asked) => trainingFromRows(graph, part),
  advice: (graph: RunningGraph, part: Asked) => adviceFromRows(graph, part),
  subsidies: subsidyPoint,
  registry: registryPoint,
} as const;

async function subsidyPoint(graph: RunningGraph, part: Asked) {
  const granted = (await rowsOf(graph, 'subsidies', 'claim')).filter(
    (row) => during(part, row['decided_at']) && !['REFUSED', 'UNDER_APPEAL', 'WITHDRAWN'].includes(text(row['state'])),
  );
  const settled = (await rowsOf(graph, 'subsidies', 'payment')).filter(
    (row) => row['state'] === 'SETTLED' && during(part, row['settled_at']),
  );
  const claimants = granted.map((row) => ({ claimant: row['worker_id'] ?? row['enterprise_id'] }));
  return { granted: people(distinct(claimants, 'claimant')), paid: { fen: sum(settled, 'amount_fen') } };
}

async function registryPoint(graph: RunningGraph, part: Asked) {
  const enterprises = (await rowsOf(graph, 'community', 'enterprise')).filter(
    (row) => row['community_id'] === part.communityId,
  );
  const jobs = (await rowsOf(graph, 'community', 'employment')).filter((row) =>
    ids(enterprises).has(row['enterprise_id']),
  );
  const lastDay = (row: Row) =>
    row['employed_until'] === null
      ? null
      : new Date(Date.parse(text(row['employed_until'])) - 86_400_000).toISOString().slice(0, 10);
  const employed = jobs.filter(
    (row) =>
      text(row['employed_from']) <= part.to &&
      (row['employed_until'] === null || text(row['employed_until']) > part.to),
  );
  return {
    employedWorkers: people(distinct(employed, 'worker_id')),
    started: people(
      distinct(
        jobs.filter((row) => within(part, row['employed_from'])),
        'worker_id',
      ),
    ),
    ended: people(
      distinct(
        jobs.filter((row) => within(part, lastDay(row))),
        'worker_id',
      ),
    ),
  };
}

/** In the order of what they are grouped by. */
function grouped<One extends Row>(rows: readonly One[], by: (row: One) => string): [string, One[]][] {
  const groups = Map.groupBy(rows, by);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}
