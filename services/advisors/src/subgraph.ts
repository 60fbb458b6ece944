import { defineSubgraph, entityReference, keepCalendar, loadBy, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Advisor, Appointment, DeclaredInterest } from './advisor/advisor.entity.ts';
import { AdvisorResolver } from './advisor/advisor.resolver.ts';
import { ChangeConsultationResolver } from './consultation/change-consultation.resolver.ts';
import { assignWhatWaits, escalateOverdue, followSilence } from './consultation/consultation.due.ts';
import { Consultation } from './consultation/consultation.entity.ts';
import { ConsultationPartsResolver } from './consultation/consultation.links.ts';
import { consultationReference } from './consultation/consultation.reference.ts';
import { ConsultationResolver } from './consultation/consultation.resolver.ts';
import { ConsultationStep } from './consultation/consultation-step.entity.ts';
import { FollowUp } from './consultation/follow-up.entity.ts';
import { workersMerged } from './consultation/merge.events.ts';
import { Visit } from './consultation/visit.entity.ts';
import { consultationsPolicy } from './consultation/consultations.fields.ts';
import { Figures } from './figures/advice-figures.ts';
import { AdviceFiguresResolver, FiguresAdviceResolver } from './figures/advice-figures.resolver.ts';
import {
  ChainAdvisorsResolver,
  CommunityAdvisorsResolver,
  EnterpriseConsultationsResolver,
  WorkerConsultationsResolver,
} from './links/links.resolver.ts';
import { Community, Enterprise, IndustryChain, Worker } from './links/links.stub.ts';
import { Assignment } from './matching/assignment.entity.ts';
import { AdvisorNotice } from './notice/advisor-notice.entity.ts';
import { AdvisorNoticeResolver } from './notice/advisor-notice.resolver.ts';
import { OfficeResolver } from './office/office.resolver.ts';
import { releaseLeavers } from './office/release.service.ts';
import { Slot } from './slot/slot.entity.ts';
import { AdvisorSlotsResolver, SlotResolver } from './slot/slot.resolver.ts';
import { AdviceSource } from './source/advice-source.entity.ts';
import { AdviceSourceResolver } from './source/advice-source.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'advisors',
  resolvers: [
    AdvisorResolver,
    AdvisorSlotsResolver,
    SlotResolver,
    ...[ConsultationResolver, ConsultationPartsResolver, ChangeConsultationResolver],
    ...[OfficeResolver, AdviceSourceResolver, AdvisorNoticeResolver],
    ...[FiguresAdviceResolver, AdviceFiguresResolver],
    ChainAdvisorsResolver,
    CommunityAdvisorsResolver,
    EnterpriseConsultationsResolver,
    WorkerConsultationsResolver,
  ],
  types: [Community, Enterprise, Figures, IndustryChain, Worker],
  references: {
    Advisor: entityReference(Advisor),
    Appointment: entityReference(Appointment),
    Slot: entityReference(Slot),
    Consultation: consultationReference,
    AdviceSource: ({ code }, context) =>
      typeof code === 'string' ? loadBy(context, AdviceSource, 'code', code) : null,
    Community: stubReference,
    Enterprise: stubReference,
    Figures: stubReference,
    IndustryChain: stubReference,
    Worker: stubReference,
  },
  entities: [
    ...[Advisor, Appointment, DeclaredInterest, Slot],
    ...[Consultation, Assignment, ConsultationStep, Visit, FollowUp, AdvisorNotice, AdviceSource],
  ],
  migrations,
  consumes: { CalendarRevised: keepCalendar, WorkersMerged: workersMerged },
  due: { releaseLeavers, followSilence, assignWhatWaits, escalateOverdue },
  policies: [consultationsPolicy],
  seed,
});
