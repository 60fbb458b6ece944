import { defineSubgraph, entityReference, loadById, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { acceptBySilence, closeWhatIsDelivered, escalate, resumeWhatWaited } from './case/case.due.ts';
import { Case } from './case/case.entity.ts';
import { tellOfCases } from './case/case.events.ts';
import { claimClosed, claimOpened } from './case/claim.events.ts';
import { LinkedClaim } from './case/linked-claim.entity.ts';
import { workersMerged } from './case/merge.events.ts';
import { caseReference } from './case/case.reference.ts';
import { CaseResolver } from './case/case.resolver.ts';
import { CaseStep, Escalation } from './case/case-step.entity.ts';
import { ChangeCaseResolver } from './case/change-case.resolver.ts';
import { CalendarYear } from './clock/calendar-year.entity.ts';
import { calendarRevised } from './clock/calendar.events.ts';
import { casesPolicy } from './case/cases.fields.ts';
import { Figures } from './figures/figures.ts';
import { DeskFiguresOfResolver, DeskFiguresResolver } from './figures/figures.resolver.ts';
import { LateMattersResolver } from './figures/late-matters.resolver.ts';
import { ServiceItem, ServiceList, ServiceListEntry } from './item/service-item.entity.ts';
import { ServiceItemResolver } from './item/service-item.resolver.ts';
import { CommunityDeskResolver, EnterpriseCasesResolver, WorkerCasesResolver } from './links/links.resolver.ts';
import { Claim, Community, Enterprise, Worker } from './links/links.stub.ts';
import { Meeting, SurveyRound } from './meeting/meeting.entity.ts';
import { MeetingResolver, SurveyRoundResolver } from './meeting/meeting.resolver.ts';
import { deliverNotices } from './notice/deliver-notices.due.ts';
import { Notice } from './notice/notice.entity.ts';
import { NoticePreference } from './notice/notice-preference.entity.ts';
import { NoticeResolver } from './notice/notice.resolver.ts';
import { Department, Officer, RoutingRule } from './office/department.entity.ts';
import { DemandPool, PoolMember } from './pool/demand-pool.entity.ts';
import { expirePools, poolAnswered } from './pool/pool.events.ts';
import { DemandPoolResolver } from './pool/pool.resolver.ts';
import { PoolsNearResolver } from './pool/pools-near.resolver.ts';
import { Counter, QueueTicket, Terminal } from './ticket/ticket.entity.ts';
import { QueueTicketResolver, readableTicket } from './ticket/ticket.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'desk',
  resolvers: [
    ...[CaseResolver, ChangeCaseResolver, ServiceItemResolver, QueueTicketResolver, DemandPoolResolver],
    ...[PoolsNearResolver, MeetingResolver, SurveyRoundResolver, NoticeResolver],
    ...[DeskFiguresOfResolver, DeskFiguresResolver, LateMattersResolver],
    ...[CommunityDeskResolver, EnterpriseCasesResolver, WorkerCasesResolver],
  ],
  types: [Claim, Community, Enterprise, Figures, Worker],
  references: {
    Case: caseReference,
    ServiceItem: entityReference(ServiceItem, 'code'),
    ServiceList: entityReference(ServiceList),
    Department: entityReference(Department),
    QueueTicket: async ({ id }, context) =>
      typeof id === 'string' ? readableTicket(context.caller, await loadById(context, QueueTicket, id)) : null,
    DemandPool: entityReference(DemandPool),
    Meeting: entityReference(Meeting),
    SurveyRound: entityReference(SurveyRound),
    Claim: stubReference,
    Community: stubReference,
    Enterprise: stubReference,
    Figures: stubReference,
    Worker: stubReference,
  },
  entities: [
    ...[
      CalendarYear,
      Case,
      CaseStep,
      Counter,
      DemandPool,
      Department,
      Escalation,
      LinkedClaim,
      Meeting,
      Notice,
      NoticePreference,
      Officer,
      PoolMember,
    ],
    ...[QueueTicket, RoutingRule, ServiceItem, ServiceList, ServiceListEntry, SurveyRound, Terminal],
  ],
  migrations,
  consumes: {
    CalendarRevised: calendarRevised,
    ClaimClosed: claimClosed,
    ClaimOpened: claimOpened,
    PoolAnswered: poolAnswered,
    WorkersMerged: workersMerged,
  },
  due: { acceptBySilence, resumeWhatWaited, escalate, closeWhatIsDelivered, expirePools, tellOfCases, deliverNotices },
  policies: [casesPolicy],
  seed,
});
