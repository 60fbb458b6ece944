import type { EntityManager } from '@mikro-orm/postgresql';
import { addTo, instantAt, sql } from '@millgate/kit';
import type { CredentialKind } from '../credential/credential.entity.ts';
import type { TitleRoute } from '../title/title-kinds.ts';
import type { SittingsOfDay } from './training-figures.ts';

interface Scope {
  readonly communityIds: readonly string[];
  readonly from: string;
  readonly to: string;
}

const inScope = `community_id in (select jsonb_array_elements_text(?::jsonb)) and starts_at >= ? and starts_at < ?`;

/** Days are the community's: both ends as instants of its zone. */
const parametersOf = ({ communityIds, from, to }: Scope) => [
  JSON.stringify(communityIds),
  instantAt(from, '00:00'),
  instantAt(addTo(to, { days: 1 }), '00:00'),
];

export async function sittingDays(em: EntityManager, scope: Scope, now: Date): Promise<SittingsOfDay[]> {
  return sql<SittingsOfDay>(
    em,
    `with sittings as (
       select (starts_at at time zone 'Asia/Shanghai')::date as day, capacity, seated,
              cancelled_at is not null or (confirmed_at is null and cutoff_at <= ? and seated < minimum) as off
         from course_instance where ${inScope})
     select day::text as "on", (count(*) filter (where not off))::int as sittings, (count(*) filter (where off))::int as cancelled,
            coalesce(sum(capacity) filter (where not off), 0)::int as seats,
            coalesce(sum(seated) filter (where not off), 0)::int as "seatsTaken"
       from sittings group by day order by day`,
    [now, ...parametersOf(scope)],
  );
}

interface Learners {
  readonly seated: number;
  readonly waiting: number;
  readonly completed: number;
  readonly enterprises: number;
}

export async function learnersOf(em: EntityManager, scope: Scope): Promise<Learners> {
  const [row] = await sql<Learners>(
    em,
    `select (count(distinct e.worker_id) filter (where training_holds_seat(e.state)))::int as seated,
            (count(distinct e.worker_id) filter (where e.state = 'WAITLISTED'))::int as waiting,
            (count(distinct e.worker_id) filter (where e.state = 'COMPLETED'))::int as completed,
            (count(distinct e.enterprise_id) filter (where training_holds_seat(e.state)))::int as enterprises
       from enrolment e join course_instance i on i.id = e.instance_id where ${inScope}`,
    parametersOf(scope),
  );
  return row ?? { seated: 0, waiting: 0, completed: 0, enterprises: 0 };
}

export const issuedTo = (
  em: EntityManager,
  { communityIds, from, to }: Scope,
): Promise<{ kind: CredentialKind; rank: number | null; holders: number }[]> =>
  sql(
    em,
    `select c.kind, c.rank, count(distinct c.worker_id)::int as holders
       from credential c join provider p on p.id = c.issuer_id
       left join enrolment e on e.id = c.enrolment_id left join course_instance i on i.id = e.instance_id
      where c.issued_on between ? and ?
        and coalesce(i.community_id, p.community_id) in (select jsonb_array_elements_text(?::jsonb))
      group by c.kind, c.rank order by c.kind, c.rank`,
    [from, to, JSON.stringify(communityIds)],
  );

export async function medianDaysToCourse(em: EntityManager, scope: Scope): Promise<number | null> {
  const [row] = await sql<{ days: number | null }>(
    em,
    `select round((percentile_cont(0.5) within group (order by extract(epoch from i.starts_at - r.reached_at)) / 86400)::numeric, 1)::float8 as days
       from (select * from course_instance where ${inScope} and cancelled_at is null) i join course_request r on r.id = i.pool_id`,
    parametersOf(scope),
  );
  return row?.days ?? null;
}

const inCommunities = `community_id in (select jsonb_array_elements_text(?::jsonb))`;

/** Titles by the day on which they were conferred, for the communities whose panels examined for them. */
export const titlesConferred = (
  em: EntityManager,
  { communityIds, from, to }: Scope,
): Promise<{ route: TitleRoute; holders: number }[]> =>
  sql(
    em,
    `select e.route, count(distinct e.worker_id)::int as holders
       from title_evaluation e join expert_panel p on p.id = e.panel_id join credential c on c.id = e.credential_id
      where e.state = 'CONFERRED' and c.issued_on between ? and ? and p.${inCommunities}
      group by e.route order by e.route`,
    [from, to, JSON.stringify(communityIds)],
  );

/** Experts who sat on panels of the communities during the period, and students trained to order in it. */
export async function expertsAndStudents(em: EntityManager, { communityIds, from, to }: Scope) {
  const communities = JSON.stringify(communityIds);
  const [row] = await sql<{ experts: number; students: number }>(
    em,
    `select (select count(distinct m.expert_id)::int from expert_panel p join panel_member m on m.panel_id = p.id
              where p.term_from <= ? and p.term_until > ? and p.${inCommunities}) as experts,
            (select coalesce(sum(students), 0)::int from cohort
              where state in ('AGREED', 'COMPLETED') and coalesce(trained_from <= ?, true) and coalesce(trained_until > ?, true) and ${inCommunities}) as students`,
    [to, from, communities, to, from, communities],
  );
  return row ?? { experts: 0, students: 0 };
}
