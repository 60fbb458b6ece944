import { defineSubgraph, entityReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Agreement, AgreementClause, AgreementParty } from './agreement/agreement.entity.ts';
import {
  AgreementResolver,
  CommunityAgreementsResolver,
  EnterpriseAgreementsResolver,
} from './agreement/agreement.resolver.ts';
import { KeepAgreementResolver } from './agreement/keep-agreement.resolver.ts';
import { Alliance, AllianceMember } from './alliance/alliance.entity.ts';
import {
  AllianceResolver,
  ChainAlliancesResolver,
  CommunityAlliancesResolver,
  EnterpriseAlliancesResolver,
} from './alliance/alliance.resolver.ts';
import { KeepAllianceResolver } from './alliance/keep-alliance.resolver.ts';
import { CalendarException, CalendarRevision, WorkCalendar } from './calendar/calendar.entity.ts';
import { CommunityCalendarResolver, WorkCalendarResolver } from './calendar/calendar.resolver.ts';
import { PublishYearResolver } from './calendar/publish-year.resolver.ts';
import { ChainConvener, ChainHead, ChainMember, IndustryChain } from './chain/chain.entity.ts';
import { CommunityChainsResolver, EnterpriseChainsResolver, IndustryChainResolver } from './chain/chain.resolver.ts';
import { KeepChainResolver } from './chain/keep-chain.resolver.ts';
import { Dependant } from './dependant/dependant.entity.ts';
import { RecordDependantResolver } from './dependant/record-dependant.resolver.ts';
import { dependantReference } from './dependant/dependant.reference.ts';
import { WorkerDependantsResolver } from './dependant/dependant.resolver.ts';
import { Employment } from './employment/employment.entity.ts';
import { employmentPolicy } from './employment/employment.fields.ts';
import { employmentReference } from './employment/employment.reference.ts';
import {
  EmploymentResolver,
  EnterpriseEmploymentsResolver,
  WorkerEmploymentsResolver,
} from './employment/employment.resolver.ts';
import { RecordEmploymentResolver } from './employment/record-employment.resolver.ts';
import { sealSalaries } from './employment/salary.ts';
import { Enterprise } from './enterprise/enterprise.entity.ts';
import {
  CommunityEnterprisesResolver,
  EnterpriseResolver,
  GridEnterprisesResolver,
} from './enterprise/enterprise.resolver.ts';
import { EnterpriseStep } from './enterprise/enterprise-step.entity.ts';
import { KeepEnterpriseResolver } from './enterprise/keep-enterprise.resolver.ts';
import { FacilityNetwork, NetworkPlace, NetworkSlot } from './facility/facility-network.entity.ts';
import { Facility } from './facility/facility.entity.ts';
import {
  CommunityFacilitiesResolver,
  FacilityNetworkResolver,
  FacilityResolver,
} from './facility/facility.resolver.ts';
import { KeepFacilityResolver } from './facility/keep-facility.resolver.ts';
import { livingCircleReference, LivingCircleResolver } from './facility/living-circle.resolver.ts';
import { figuresReference } from './figures/figures.reference.ts';
import { FiguresResolver, RegistryFiguresResolver } from './figures/figures.resolver.ts';
import { GridAreasResolver } from './grid/areas.resolver.ts';
import { Grid, GridMember } from './grid/grid.entity.ts';
import { CommunityGridsResolver, GridResolver } from './grid/grid.resolver.ts';
import { GridTeamResolver } from './grid/team.resolver.ts';
import { ImportResolver } from './import/import.resolver.ts';
import { Indicator } from './indicator/indicator.entity.ts';
import { IndicatorCorrection } from './indicator/indicator-correction.entity.ts';
import { RecordIndicatorResolver } from './indicator/record-indicator.resolver.ts';
import {
  AllianceIndicatorsResolver,
  CommunityIndicatorsResolver,
  DistrictIndicatorsResolver,
  IndicatorResolver,
} from './indicator/indicator.resolver.ts';
import { cases, OpenCase } from './open-case/open-case.entity.ts';
import { MergeResolver } from './merge/merge.resolver.ts';
import { WorkerMerge } from './merge/worker-merge.entity.ts';
import { PartyOrganisation } from './party/party-organisation.entity.ts';
import {
  CommunityPartyResolver,
  DistrictPartyResolver,
  EnterprisePartyResolver,
  PartyOrganisationResolver,
} from './party/party-organisation.resolver.ts';
import { KeepPartyResolver } from './party/keep-party.resolver.ts';
import { Community, District } from './place/place.entity.ts';
import { CommunityResolver, DistrictResolver } from './place/place.resolver.ts';
import { AccessLog } from './privacy/access-log.entity.ts';
import { Consent } from './privacy/consent.entity.ts';
import { ConsentResolver } from './privacy/consent.resolver.ts';
import { personalDataRead, recordReadings } from './privacy/record-readings.ts';
import { KnownTenancy } from './tenancy/known-tenancy.entity.ts';
import { leaseEnded, leaseSigned } from './tenancy/tenancy.events.ts';
import { consentReference, WorkerPrivacyResolver } from './privacy/privacy.resolver.ts';
import { sealPhones } from './worker/phone.ts';
import { RecordSettlementResolver } from './worker/record-settlement.resolver.ts';
import { fillSearch } from './search/fill-search.ts';
import { ApplyForSettlementResolver } from './worker/apply-for-settlement.resolver.ts';
import { RegisterWorkerResolver } from './worker/register-worker.resolver.ts';
import { Worker } from './worker/worker.entity.ts';
import { workerPolicy } from './worker/worker.fields.ts';
import { workerReference } from './worker/worker.reference.ts';
import { WorkerFactsResolver } from './worker/worker.facts.ts';
import { CommunityWorkersResolver, WorkerResolver } from './worker/worker.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'community',
  resolvers: [
    ...[DistrictResolver, DistrictIndicatorsResolver, DistrictPartyResolver],
    ...[CommunityResolver, CommunityAgreementsResolver, CommunityAlliancesResolver, CommunityCalendarResolver],
    ...[CommunityChainsResolver, CommunityEnterprisesResolver, CommunityFacilitiesResolver, CommunityGridsResolver],
    ...[CommunityIndicatorsResolver, CommunityPartyResolver, CommunityWorkersResolver],
    ...[EnterpriseResolver, EnterpriseAgreementsResolver, EnterpriseAlliancesResolver, EnterpriseChainsResolver],
    ...[KeepChainResolver, KeepEnterpriseResolver, EnterpriseEmploymentsResolver, EnterprisePartyResolver],
    ...[WorkerResolver, WorkerDependantsResolver, WorkerEmploymentsResolver, WorkerPrivacyResolver],
    WorkerFactsResolver,
    ...[
      AgreementResolver,
      AllianceResolver,
      AllianceIndicatorsResolver,
      IndicatorResolver,
      IndustryChainResolver,
      ChainAlliancesResolver,
    ],
    ...[GridResolver, GridAreasResolver, GridEnterprisesResolver, GridTeamResolver, PartyOrganisationResolver],
    ...[FacilityResolver, FacilityNetworkResolver, LivingCircleResolver, PublishYearResolver, WorkCalendarResolver],
    ...[ImportResolver, FiguresResolver, RegistryFiguresResolver],
    ...[EmploymentResolver, RecordEmploymentResolver, RegisterWorkerResolver, RecordSettlementResolver],
    ...[ApplyForSettlementResolver, RecordDependantResolver, RecordIndicatorResolver, ConsentResolver, MergeResolver],
    ...[KeepAgreementResolver, KeepAllianceResolver, KeepFacilityResolver, KeepPartyResolver],
  ],
  types: [],
  references: {
    Agreement: entityReference(Agreement),
    Alliance: entityReference(Alliance),
    Community: entityReference(Community),
    Consent: consentReference,
    Dependant: dependantReference,
    District: entityReference(District),
    Employment: employmentReference,
    Enterprise: entityReference(Enterprise, 'uscc'),
    Facility: entityReference(Facility),
    FacilityNetwork: entityReference(FacilityNetwork),
    Figures: figuresReference,
    Grid: entityReference(Grid),
    GridMember: entityReference(GridMember),
    IndustryChain: entityReference(IndustryChain),
    LivingCircle: livingCircleReference,
    PartyOrganisation: entityReference(PartyOrganisation),
    WorkCalendar: entityReference(WorkCalendar),
    Worker: workerReference,
  },
  entities: [
    ...[Agreement, AgreementClause, AgreementParty, Alliance, AllianceMember],
    ...[CalendarException, CalendarRevision, WorkCalendar],
    ...[ChainConvener, ChainHead, ChainMember, IndustryChain],
    ...[Community, District, Grid, GridMember, PartyOrganisation],
    ...[Indicator, IndicatorCorrection],
    ...[Facility, FacilityNetwork, NetworkPlace, NetworkSlot],
    ...[
      AccessLog,
      Consent,
      Dependant,
      Employment,
      Enterprise,
      EnterpriseStep,
      KnownTenancy,
      OpenCase,
      Worker,
      WorkerMerge,
    ],
  ],
  migrations,
  consumes: {
    LeaseSigned: leaseSigned,
    LeaseEnded: leaseEnded,
    CaseOpened: cases.opened,
    CaseClosed: cases.closed,
    PersonalDataRead: personalDataRead,
  },
  due: { phones: sealPhones, salaries: sealSalaries, search: fillSearch },
  policies: [workerPolicy, employmentPolicy],
  recordReadings,
  seed,
});
