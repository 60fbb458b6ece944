import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import {
  addTo,
  createAll,
  dayOf,
  instantAt,
  keepYear,
  LocalizedText,
  type SeedContext,
  stateCouncil,
} from '@millgate/kit';
import { Cohort } from '../src/cohort/cohort.entity.ts';
import { CohortStage } from '../src/cohort/cohort.rules.ts';
import { Course, CourseKind } from '../src/course/course.entity.ts';
import { Credential, CredentialKind } from '../src/credential/credential.entity.ts';
import { rankOf, SkillLevel } from '../src/credential/rank.rules.ts';
import { Enrolment } from '../src/enrolment/enrolment.entity.ts';
import { KnownEmployment } from '../src/enrolment/known-employment.entity.ts';
import { EnrolmentState, WaitReason } from '../src/enrolment/seating.rules.ts';
import { CourseInstance } from '../src/instance/course-instance.entity.ts';
import { SkillLeaderAppointment } from '../src/leader/skill-leader.entity.ts';
import { Provider } from '../src/provider/provider.entity.ts';
import { TitleEvaluation } from '../src/title/title-evaluation.entity.ts';
import {
  autoQuality,
  creditsOfTerm,
  degrees,
  leanAtLingfeng,
  offers,
  providers,
  weldingQuality,
  weldingTechnician,
  type Offer,
} from './catalogue.ts';
import { seedTitles } from './titles.ts';
import { appointments, bulk, credentials, employments, evaluations, holderOf } from './people.ts';

/** What the articles teach, in sittings around the day of seeding, and the people who learn. */
export async function seed(tx: EntityManager, context: SeedContext): Promise<void> {
  const today = dayOf(context.now);
  for (const year of [2025, 2026]) {
    const week = [true, true, true, true, true, false, false];
    await keepYear(tx, { year, no: 1, week, exceptions: stateCouncil.exceptionsOf(year) ?? [] });
  }
  await createAll(tx, Provider, providers);
  await createAll(
    tx,
    Course,
    [...offers, ...degrees].map(({ course }) => course),
  );
  await createAll(tx, KnownEmployment, employments());
  const sittings = [...offers, ...degrees].flatMap((offer) => sittingsOf(offer, today));
  await createAll(
    tx,
    CourseInstance,
    sittings.map(({ row }) => row),
  );
  const learners = sittings.flatMap((sitting, index) => [...enrolmentsIn(sitting, index, today)]);
  await createAll(tx, Enrolment, [...learners, ...welderIn(sittings, today)]);
  await createAll(tx, Credential, [...credentials, welderCertificate(sittings)]);
  await seedTitles(tx, context);
  await createAll(tx, TitleEvaluation, evaluations);
  await createAll(tx, SkillLeaderAppointment, appointments);
  await createAll(tx, Cohort, [cohort]);
}

/** The article gives one number for three fields together, and names neither the school nor who took them on; socks are what the knitting chain makes. */
const cohort = {
  id: demoId('coh', 'socks'),
  fields: LocalizedText.of('袜艺设计、营销和智能制造', 'Sock design, marketing and smart manufacturing'),
  students: 304,
  stage: CohortStage.COMPLETED,
  communityId: communityId('liming'),
  chainId: demoId('chn', 'knitting'),
};

const wholeCourses = [-120, -45, 12, 26, 60] as const;

/** Two terms of one intake, and the first of the next. */
const degreeTerms = new Map([
  [-400, 1],
  [-40, 2],
  [45, 1],
]);

type Sitting = ReturnType<typeof sittingsOf>[number];

function sittingsOf({ key, course, sitting }: Offer, today: string) {
  const isDegree = course.kind === CourseKind.DEGREE;
  return (isDegree ? [...degreeTerms.keys()] : wholeCourses).map((offset) => {
    const first = addTo(today, { days: offset });
    const last = addTo(first, { days: isDegree ? 150 : course.kind === CourseKind.SESSION ? 0 : 2 });
    const row = {
      id: demoId('cin', `${key}${offset}`),
      courseRef: course.id,
      ...sitting,
      ...(isDegree ? { term: degreeTerms.get(offset) ?? null, credits: creditsOfTerm } : {}),
      enrolFrom: instantAt(addTo(first, { days: -40 }), '08:00'),
      cutoffAt: instantAt(addTo(first, { days: -3 }), '18:00'),
      startsAt: instantAt(first, '09:00'),
      endsAt: instantAt(last, '17:00'),
    };
    return { key, offset, row };
  });
}

/** The sitting that scenarios enrol in stays empty; the next technician class is full, with two who wait. */
const toBeFilled = { key: autoQuality.key, offset: 12 };
const full = { key: weldingTechnician.key, offset: 26 };
const is = (sitting: Sitting, of: { key: string; offset: number }) =>
  sitting.key === of.key && sitting.offset === of.offset;

function* enrolmentsIn(place: Sitting, number: number, today: string) {
  if (is(place, toBeFilled) || place.offset > 40) return;
  const isFull = is(place, full);
  const sitting = place.row;
  // Whoever is in the second term of a degree was in the first.
  const intake = number - (Number(sitting.term ?? 1) - 1);
  const wanted = isFull ? sitting.capacity + 2 : Math.min(12 + (intake % 9), sitting.capacity);
  const perEnterprise = new Map<string, number>();
  let taken = 0;
  for (let at = 0; taken < wanted && at < bulk.length; at += 1) {
    const worker = bulk[(intake * 61 + at * 7) % bulk.length];
    if (!worker || (isFull && !isTechnicianReady(worker.index))) continue;
    const colleagues = perEnterprise.get(worker.employer) ?? 0;
    if (colleagues >= (sitting.quotaPerEnterprise ?? sitting.capacity)) continue;
    perEnterprise.set(worker.employer, colleagues + 1);
    const enrolledAt = new Date(sitting.enrolFrom.getTime() + (taken + 1) * 600_000);
    const waits = taken - sitting.capacity + 1;
    yield {
      id: demoId('enr', `${sitting.id}-${worker.index}`),
      workerId: worker.id,
      instanceRef: sitting.id,
      enterpriseId: worker.employedFrom <= dayOf(enrolledAt) ? enterpriseId(worker.employer) : null,
      enrolledAt,
      ...(waits > 0
        ? { state: EnrolmentState.WAITLISTED, waitNumber: waits, waitReason: WaitReason.FULL }
        : { state: stateOf(sitting, taken, today) }),
    };
    taken += 1;
  }
}

/** Those of the many whose seeded level is 3 or above. */
const isTechnicianReady = (index: number) => index % 3 === 0 && (index / 3) % 5 >= rankOf(SkillLevel.LEVEL_3) - 1;

function stateOf(sitting: Sitting['row'], at: number, today: string): EnrolmentState {
  if (dayOf(sitting.endsAt) >= today) return EnrolmentState.SEATED;
  return at % 11 === 10 && !sitting.term ? EnrolmentState.NO_SHOW : EnrolmentState.COMPLETED;
}

const sittingOf = (sittings: readonly Sitting[], { key }: Offer, offset: number): Sitting['row'] => {
  const found = sittings.find((sitting) => is(sitting, { key, offset }));
  if (!found) throw new Error(`no sitting of ${key} at ${offset}`);
  return found.row;
};

const welder = persona('welder').id;

/** The welder completed one course, has a seat in another, and waits third for the technician class. */
function* welderIn(sittings: readonly Sitting[], today: string) {
  const past = sittingOf(sittings, weldingQuality, -120);
  const next = sittingOf(sittings, leanAtLingfeng, 12);
  const waiting = sittingOf(sittings, weldingTechnician, 26);
  const common = { workerId: welder, enterpriseId: enterpriseId('zhenzhi') };
  const shortlyBefore = (sitting: Sitting['row']) =>
    new Date(Math.min(sitting.cutoffAt.getTime() - 3_600_000, instantAt(today, '00:00').getTime()));
  yield {
    id: demoId('enr', 'welder-past'),
    ...common,
    instanceRef: past.id,
    state: EnrolmentState.COMPLETED,
    enrolledAt: shortlyBefore(past),
  };
  yield {
    id: demoId('enr', 'welder-next'),
    ...common,
    instanceRef: next.id,
    state: EnrolmentState.SEATED,
    enrolledAt: shortlyBefore(next),
  };
  yield {
    id: demoId('enr', 'welder-waiting'),
    ...common,
    instanceRef: waiting.id,
    state: EnrolmentState.WAITLISTED,
    waitNumber: 3,
    waitReason: WaitReason.FULL,
    enrolledAt: shortlyBefore(waiting),
  };
}

const welderCertificate = (sittings: readonly Sitting[]) => ({
  id: demoId('crd', 'welder-quality'),
  ...holderOf('welder'),
  kind: CredentialKind.CERTIFICATE,
  subjects: weldingQuality.course.names,
  issuerRef: weldingQuality.sitting.providerRef,
  enrolmentId: demoId('enr', 'welder-past'),
  issuedOn: dayOf(sittingOf(sittings, weldingQuality, -120).endsAt),
});
