import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { Term, TermTaken } from './degree.rules.ts';

interface Row extends Term {
  readonly courseId: string;
  readonly completed: boolean;
  readonly endsAt: Date;
}

const seats = (em: EntityManager, workerId: string, courseId: string | null): Promise<Row[]> =>
  sql<Row>(
    em,
    `select i.course_id as "courseId", i.term, i.credits, e.state = 'COMPLETED' as completed, i.ends_at as "endsAt"
       from enrolment e join course_instance i on i.id = e.instance_id
      where e.worker_id = ? and i.term is not null and (?::text is null or i.course_id = ?)
        and e.state in ('SEATED', 'ATTENDED', 'COMPLETED') and i.cancelled_at is null
      order by i.course_id, i.term`,
    [workerId, courseId, courseId],
  );

/** The terms that a worker completed, by course; a course that she has only begun has none. */
export async function termsCompletedOf(em: EntityManager, workerId: string): Promise<Map<string, Term[]>> {
  const byCourse = new Map<string, Term[]>();
  for (const { courseId, term, credits, completed } of await seats(em, workerId, null)) {
    const terms = byCourse.get(courseId) ?? [];
    if (completed) terms.push({ term, credits });
    byCourse.set(courseId, terms);
  }
  return byCourse;
}

/** The terms of one degree that a worker is seated in or has completed. */
export const termsTakenOf = async (em: EntityManager, workerId: string, courseId: string): Promise<TermTaken[]> =>
  (await seats(em, workerId, courseId)).map(({ term, completed, endsAt }) => ({
    term,
    completed,
    endsAt: new Date(endsAt),
  }));
