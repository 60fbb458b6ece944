import { type Context, requireWorker } from '@millgate/kit';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Course } from '../course/course.entity.ts';
import { Enrolment } from '../enrolment/enrolment.entity.ts';
import { EnrolmentState } from '../enrolment/seating.rules.ts';
import { CourseInstanceState, instanceState } from '../instance/course-instance.rules.ts';
import { type CalendarEntry, icalendar } from './icalendar.rules.ts';

/** The latest ones: a calendar is about what comes. */
const mostEntries = 200;

@Resolver()
export class TrainingCalendarResolver {
  @Query(() => String, {
    nullable: true,
    description:
      'The caller’s sittings as an iCalendar object (RFC 5545, `text/calendar`): seats are CONFIRMED, places on a waiting list and seats to be confirmed TENTATIVE, what was given up or called off CANCELLED. At most the latest 200.',
  })
  async myTrainingCalendar(@Ctx() context: Context): Promise<string> {
    const workerId = requireWorker(context);
    const enrolments = await context.em.find(
      Enrolment,
      { workerId },
      { populate: ['instanceRef'], orderBy: { enrolledAt: 'desc', id: 'desc' }, limit: mostEntries },
    );
    const courseIds = enrolments.map(({ instanceRef }) => instanceRef.getEntity().courseRef.id);
    const courses = new Map((await context.em.find(Course, { id: { $in: courseIds } })).map((one) => [one.id, one]));
    const entries = enrolments.map((enrolment): CalendarEntry => {
      const sitting = enrolment.instanceRef.getEntity();
      const course = courses.get(sitting.courseRef.id);
      return {
        uid: `${enrolment.id}@millgate`,
        // A sitting that is called off is another version of each of its entries.
        revision: enrolment.revision + (sitting.cancelledAt ? 1 : 0),
        startsAt: sitting.startsAt,
        endsAt: sitting.endsAt,
        summary: course ? context.text(course.names, undefined) : sitting.id,
        location: null,
        status: statusOf(enrolment, instanceState(sitting, context.now) === CourseInstanceState.CANCELLED),
      };
    });
    return icalendar(entries, context.now);
  }
}

function statusOf({ state, confirmUntil }: Enrolment, calledOff: boolean): CalendarEntry['status'] {
  if (calledOff || state === EnrolmentState.WITHDRAWN) return 'CANCELLED';
  return state === EnrolmentState.WAITLISTED || confirmUntil ? 'TENTATIVE' : 'CONFIRMED';
}
