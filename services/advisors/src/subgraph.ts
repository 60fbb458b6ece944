import { defineSubgraph, entityReference, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Advisor, Appointment, DeclaredInterest } from './advisor/advisor.entity.ts';
import { AdvisorResolver } from './advisor/advisor.resolver.ts';
import { Consultation } from './consultation/consultation.entity.ts';
import { consultationReference } from './consultation/consultation.reference.ts';
import { ConsultationResolver } from './consultation/consultation.resolver.ts';
import {
  ChainAdvisorsResolver,
  CommunityAdvisorsResolver,
  EnterpriseConsultationsResolver,
  WorkerConsultationsResolver,
} from './links/links.resolver.ts';
import { Community, Enterprise, IndustryChain, Worker } from './links/links.stub.ts';
import { Slot } from './slot/slot.entity.ts';
import { AdvisorSlotsResolver, SlotResolver } from './slot/slot.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'advisors',
  resolvers: [
    AdvisorResolver,
    AdvisorSlotsResolver,
    SlotResolver,
    ConsultationResolver,
    ChainAdvisorsResolver,
    CommunityAdvisorsResolver,
    EnterpriseConsultationsResolver,
    WorkerConsultationsResolver,
  ],
  types: [Community, Enterprise, IndustryChain, Worker],
  references: {
    Advisor: entityReference(Advisor),
    Appointment: entityReference(Appointment),
    Slot: entityReference(Slot),
    Consultation: consultationReference,
    Community: stubReference,
    Enterprise: stubReference,
    IndustryChain: stubReference,
    Worker: stubReference,
  },
  entities: [Advisor, Appointment, DeclaredInterest, Slot, Consultation],
  migrations,
  seed,
});
