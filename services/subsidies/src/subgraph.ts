import { defineSubgraph, entityReference, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Appeal } from './appeal/appeal.entity.ts';
import { AppealResolver } from './appeal/appeal.resolver.ts';
import { EligibilityAssessmentResolver, EligibilityResolver } from './assessment/eligibility.resolver.ts';
import { Appropriation } from './budget/appropriation.entity.ts';
import { LedgerEntry } from './budget/ledger-entry.entity.ts';
import { AppropriationResolver, BudgetResolver } from './budget/budget.resolver.ts';
import { OpenAppropriationResolver } from './budget/open-appropriation.resolver.ts';
import { Claim, ClaimStep } from './claim/claim.entity.ts';
import { claimReference, forOfficersReference, ofClaimReference } from './claim/claim.reference.ts';
import { claimsPolicy } from './claim/claims.fields.ts';
import { ClaimResolver } from './claim/claim.resolver.ts';
import { ClaimDecisionResolver } from './claim/claim-decision.resolver.ts';
import { ClaimReview } from './claim/claim-review.entity.ts';
import { escalateOverdueClaims } from './claim/overdue-claims.due.ts';
import { tellCases } from './claim/tell-case.ts';
import { decidePendingClaims } from './claim/pending-claims.due.ts';
import { approveWaitingClaims } from './claim/waiting-claims.due.ts';
import { ClawbackResolver } from './clawback/clawback.resolver.ts';
import { tellWhatFellAway } from './clawback/fallen-away.due.ts';
import { AllocatePlacesResolver } from './entitlement/allocate-places.resolver.ts';
import { Entitlement } from './entitlement/entitlement.entity.ts';
import { calendarRevised } from './events/calendar.events.ts';
import { homeDelivered, homePurchased, purchaseRescinded } from './events/home-purchase.events.ts';
import { workerSettled, workersMerged } from './events/worker.events.ts';
import { RecordedFact } from './facts/recorded-fact.entity.ts';
import { Figures } from './figures/subsidy-figures.ts';
import { FiguresSubsidiesResolver, SubsidyFiguresResolver } from './figures/subsidy-figures.resolver.ts';
import { DeclareInterestResolver } from './interest/declare-interest.resolver.ts';
import {
  CredentialClaimsResolver,
  EnterpriseClaimsResolver,
  HomePurchaseClaimsResolver,
  WorkerClaimsResolver,
} from './links/links.resolver.ts';
import { Credential, Enterprise, HomePurchase, Worker } from './links/links.stub.ts';
import { readBankReports } from './payment/bank-reports.due.ts';
import { orderPayments } from './payment/order-payments.due.ts';
import { Payment, PaymentMessage } from './payment/payment.entity.ts';
import { PaymentResolver } from './payment/payment.resolver.ts';
import { composeMessages, sendMessages } from './payment/send-payments.due.ts';
import { Parameter, ParameterValue, SubsidyProgram } from './program/program.entity.ts';
import { programReference } from './program/program.reference.ts';
import { SubsidyProgramResolver } from './program/program.resolver.ts';
import { SetParameterResolver } from './program/set-parameter.resolver.ts';
import { followMerges } from './worker/merged-workers.due.ts';

export const subgraph = defineSubgraph({
  name: 'subsidies',
  resolvers: [
    SubsidyProgramResolver,
    EligibilityResolver,
    EligibilityAssessmentResolver,
    ClaimResolver,
    ClaimDecisionResolver,
    AppealResolver,
    ClawbackResolver,
    PaymentResolver,
    AllocatePlacesResolver,
    DeclareInterestResolver,
    OpenAppropriationResolver,
    SetParameterResolver,
    FiguresSubsidiesResolver,
    SubsidyFiguresResolver,
    BudgetResolver,
    AppropriationResolver,
    WorkerClaimsResolver,
    EnterpriseClaimsResolver,
    HomePurchaseClaimsResolver,
    CredentialClaimsResolver,
  ],
  types: [Figures, Worker, Enterprise, HomePurchase, Credential],
  references: {
    SubsidyProgram: programReference,
    Parameter: entityReference(Parameter),
    Claim: claimReference,
    Appropriation: entityReference(Appropriation),
    LedgerEntry: forOfficersReference(LedgerEntry),
    Payment: ofClaimReference(Payment),
    Appeal: ofClaimReference(Appeal),
    Entitlement: ofClaimReference(Entitlement),
    Figures: stubReference,
    Worker: stubReference,
    Enterprise: stubReference,
    HomePurchase: stubReference,
    Credential: stubReference,
  },
  entities: [
    Appeal,
    Appropriation,
    Claim,
    ClaimReview,
    ClaimStep,
    Entitlement,
    LedgerEntry,
    Parameter,
    ParameterValue,
    Payment,
    PaymentMessage,
    RecordedFact,
    SubsidyProgram,
  ],
  migrations,
  consumes: {
    CalendarRevised: calendarRevised,
    HomePurchased: homePurchased,
    HomeDelivered: homeDelivered,
    PurchaseRescinded: purchaseRescinded,
    WorkerSettled: workerSettled,
    WorkersMerged: workersMerged,
  },
  // In the order in which a claim goes through them: in one run as far as nobody else is waited for.
  due: {
    decidePendingClaims,
    escalateOverdueClaims,
    tellWhatFellAway,
    followMerges,
    approveWaitingClaims,
    orderPayments,
    composeMessages,
    sendMessages,
    readBankReports,
    tellCases,
  },
  policies: [claimsPolicy],
  seed,
});
