import { bulkWorker, communityId, demoId, enterpriseId } from '@millgate/demo';
import { LocalizedText, Money, newId } from '@millgate/kit';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { Course, CourseKind, CourseTheme } from '../../src/course/course.entity.ts';
import type { SkillLevel } from '../../src/credential/rank.rules.ts';
import { CourseInstance, CourseMode } from '../../src/instance/course-instance.entity.ts';
import { Provider, ProviderKind } from '../../src/provider/provider.entity.ts';

/** Within the time of enrolling of every sitting that `givenSitting` makes. */
export const now = '2026-11-20T10:00:00+08:00';

export const Enrol = /* GraphQL */ `
  mutation Enrol($input: EnrolInput!) {
    enrol(input: $input) {
      enrolment {
        id
        state
        position
        waitReason
        enterprise {
          id
        }
        courseInstance {
          remaining
          seated
          waiting
        }
      }
      userErrors {
        code
        message
        path
        rule
        enrolFrom
        cutoffAt
        requiredLevel
        existing {
          id
          state
          position
        }
      }
    }
  }
`;

export interface EnrolData {
  readonly enrol: {
    readonly enrolment: {
      readonly id: string;
      readonly state: string;
      readonly position: number | null;
      readonly waitReason: string | null;
    } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

/** Presses the button for one sitting. */
export const enrolIn =
  (training: TestSubgraph, courseInstanceId: string) =>
  async (who: PersonLike, key = 'key', at?: string): Promise<EnrolData['enrol'] | undefined> => {
    const input = { idempotencyKey: `${courseInstanceId}-${key}`, courseInstanceId };
    return (await training.as(who, at).ask<EnrolData>(Enrol, { input })).data?.enrol;
  };

/** What a sitting's counters say, beside what the enrolments themselves say. */
export async function seatsOf(training: TestSubgraph, courseInstanceId: string): Promise<unknown> {
  const [row] = await training.rows(
    `select seated, waiting,
            (select count(*)::int from enrolment e where e.instance_id = i.id and e.state = 'SEATED') as seats,
            (select count(*)::int from enrolment e where e.instance_id = i.id and e.state = 'WAITLISTED') as waits
       from course_instance i where id = ?`,
    [courseInstanceId],
  );
  return row;
}

export const nothingTaken = { seated: 0, waiting: 0, seats: 0, waits: 0 };

export const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

export type SittingLike = Partial<
  Pick<CourseInstance, 'capacity' | 'minimum' | 'quotaPerEnterprise' | 'cancelledAt' | 'startsAt' | 'endsAt'>
> & {
  readonly prerequisiteLevel?: SkillLevel;
  readonly theme?: CourseTheme;
  readonly community?: string;
  readonly courseId?: string;
  readonly providerId?: string;
};

/** A sitting of a course of its own, so that no test meets another's enrolments. */
export async function givenSitting(training: TestSubgraph, like: SittingLike = {}): Promise<string> {
  const id = newId('cin');
  const { prerequisiteLevel = null, theme = CourseTheme.QUALITY, community, courseId, providerId, ...more } = like;
  await training.given((tx) => {
    const provider =
      providerId ??
      tx.create(Provider, {
        id: newId('prv'),
        names: LocalizedText.of('培训机构', 'Provider'),
        kind: ProviderKind.TALENT_PLATFORM,
      });
    const course =
      courseId ??
      tx.create(Course, {
        id: newId('crs'),
        names: LocalizedText.of('汽车质量内审', 'Quality audit'),
        kind: CourseKind.COMMISSIONED,
        theme,
        prerequisiteLevel,
      });
    tx.create(CourseInstance, {
      id,
      courseRef: course,
      providerRef: provider,
      communityId: community ?? communityId('jinshan'),
      mode: CourseMode.ONSITE,
      capacity: 30,
      minimum: 1,
      quotaPerEnterprise: null,
      price: Money.yuan(0),
      requestedByIds: [],
      enrolFrom: new Date('2026-11-01T08:00:00+08:00'),
      cutoffAt: new Date('2026-12-01T18:00:00+08:00'),
      startsAt: new Date('2026-12-04T09:00:00+08:00'),
      endsAt: new Date('2026-12-06T17:00:00+08:00'),
      ...more,
    });
  });
  return id;
}

/** Tells the subgraph who works where, as the registry does. */
export const givenEmployment = (
  training: TestSubgraph,
  worker: PersonLike,
  employer: string,
  {
    from = '2020-01-01',
    primary = true,
    until = null,
  }: { from?: string; primary?: boolean; until?: string | null } = {},
) =>
  training.subgraph.receive({
    id: newId('evt'),
    type: 'EmploymentStarted',
    aggregate: worker.id,
    occurredAt: '2026-11-01T00:00:00.000Z',
    payload: {
      employmentId: demoId('emp', `${worker.id}-${employer}`),
      workerId: worker.id,
      enterpriseId: enterpriseId(employer),
      primary,
      from,
      until,
    },
  });
