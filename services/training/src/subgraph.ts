import { defineSubgraph, entityReference, keepCalendar, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { TrainingCalendarResolver } from './calendar/training-calendar.resolver.ts';
import { CohortOrder } from './cohort/cohort-order.entity.ts';
import { Cohort } from './cohort/cohort.entity.ts';
import { CohortResolver } from './cohort/cohort.resolver.ts';
import { Course } from './course/course.entity.ts';
import { CourseResolver } from './course/course.resolver.ts';
import { Credential } from './credential/credential.entity.ts';
import { OpenBadgeResolver } from './credential/open-badge.resolver.ts';
import { CredentialResolver } from './credential/credential.resolver.ts';
import { DegreeResolver } from './degree/degree.ts';
import { employmentEnded, employmentStarted } from './enrolment/employment.events.ts';
import { Enrolment } from './enrolment/enrolment.entity.ts';
import { EnrolmentResolver } from './enrolment/enrolment.resolver.ts';
import { KnownEmployment } from './enrolment/known-employment.entity.ts';
import { workersMerged } from './enrolment/merge.events.ts';
import { TrainingNotice } from './enrolment/notice.entity.ts';
import { endFirstCalls, lapseOffers, settleCutoffs } from './enrolment/promotion.service.ts';
import { TeachingResolver } from './teaching/teaching.resolver.ts';
import { Figures } from './figures/training-figures.ts';
import { FiguresTrainingResolver, TrainingFiguresResolver } from './figures/training-figures.resolver.ts';
import { CourseInstance } from './instance/course-instance.entity.ts';
import { CourseInstanceResolver } from './instance/course-instance.resolver.ts';
import { SkillLeaderResolver } from './leader/appoint-skill-leader.ts';
import { SkillLeaderAppointment } from './leader/skill-leader.entity.ts';
import { closedReference, mayReadAppointment, mayReadTraining, trainingPolicy } from './links/access.ts';
import { Community, DemandPool, Enterprise, IndustryChain, Worker } from './links/links.stub.ts';
import {
  CommunityTrainingResolver,
  EnterpriseTrainingResolver,
  IndustryChainTrainingResolver,
} from './links/place.links.ts';
import { WorkerTrainingResolver } from './links/worker.links.ts';
import { CourseRequest } from './pool/course-request.entity.ts';
import { CourseRequestResolver, DemandPoolTrainingResolver } from './pool/course-request.resolver.ts';
import { poolReached } from './pool/pool.events.ts';
import { Provider } from './provider/provider.entity.ts';
import { ProviderResolver } from './provider/provider.resolver.ts';
import { Expert, ExpertPanel, PanelMember } from './title/expert-panel.entity.ts';
import { PanelResolver } from './title/panel.resolver.ts';
import { PanelRecusal, PanelSession, PanelVote } from './title/panel-session.entity.ts';
import { TitleEvaluation } from './title/title-evaluation.entity.ts';
import { TitleEvaluationResolver } from './title/title-evaluation.resolver.ts';
import { TitleObjection } from './title/title-objection.entity.ts';
import { TitleRule, TitleScheme } from './title/title-scheme.entity.ts';

export const subgraph = defineSubgraph({
  name: 'training',
  resolvers: [
    ProviderResolver,
    CourseResolver,
    CourseInstanceResolver,
    DegreeResolver,
    EnrolmentResolver,
    TeachingResolver,
    SkillLeaderResolver,
    FiguresTrainingResolver,
    TrainingFiguresResolver,
    CourseRequestResolver,
    DemandPoolTrainingResolver,
    TrainingCalendarResolver,
    CredentialResolver,
    OpenBadgeResolver,
    TitleEvaluationResolver,
    PanelResolver,
    CohortResolver,
    CommunityTrainingResolver,
    EnterpriseTrainingResolver,
    IndustryChainTrainingResolver,
    WorkerTrainingResolver,
  ],
  types: [Figures, Community, DemandPool, Enterprise, IndustryChain, Worker, ExpertPanel],
  references: {
    Provider: entityReference(Provider),
    Course: entityReference(Course),
    CourseInstance: entityReference(CourseInstance),
    Cohort: entityReference(Cohort),
    ExpertPanel: entityReference(ExpertPanel),
    Enrolment: closedReference(Enrolment, mayReadTraining, 'enrolments'),
    Credential: closedReference(Credential, mayReadTraining, 'credentials'),
    TitleEvaluation: closedReference(TitleEvaluation, mayReadTraining, 'titleEvaluations'),
    SkillLeaderAppointment: closedReference(SkillLeaderAppointment, mayReadAppointment, 'skillLeaderAppointments'),
    Community: stubReference,
    Enterprise: stubReference,
    IndustryChain: stubReference,
    Worker: stubReference,
    DemandPool: stubReference,
    Figures: stubReference,
  },
  entities: [
    Cohort,
    CohortOrder,
    Course,
    CourseInstance,
    Credential,
    Enrolment,
    ExpertPanel,
    KnownEmployment,
    PanelMember,
    Provider,
    SkillLeaderAppointment,
    TitleEvaluation,
    TitleObjection,
    TitleRule,
    TitleScheme,
    TrainingNotice,
    Expert,
    PanelRecusal,
    PanelSession,
    PanelVote,
    CourseRequest,
  ],
  migrations,
  consumes: {
    EmploymentStarted: employmentStarted,
    EmploymentEnded: employmentEnded,
    WorkersMerged: workersMerged,
    PoolReached: poolReached,
    CalendarRevised: keepCalendar,
  },
  due: { endFirstCalls, lapseOffers, settleCutoffs },
  policies: [trainingPolicy],
  seed,
});
