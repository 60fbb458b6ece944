import { defineSubgraph, entityReference, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Appeal } from './appeal/appeal.entity.ts';
import { EligibilityAssessmentResolver, EligibilityResolver } from './assessment/eligibility.resolver.ts';
import { Appropriation, LedgerEntry } from './budget/appropriation.entity.ts';
import { AppropriationResolver, BudgetResolver } from './budget/budget.resolver.ts';
import { Claim, ClaimStep } from './claim/claim.entity.ts';
import { claimReference, forOfficersReference, ofClaimReference } from './claim/claim.reference.ts';
import { ClaimResolver } from './claim/claim.resolver.ts';
import { decidePendingClaims } from './claim/pending-claims.due.ts';
import { approveWaitingClaims } from './claim/waiting-claims.due.ts';
import { Entitlement } from './entitlement/entitlement.entity.ts';
import {
  CredentialClaimsResolver,
  EnterpriseClaimsResolver,
  HomePurchaseClaimsResolver,
  WorkerClaimsResolver,
} from './links/links.resolver.ts';
import { Credential, Enterprise, HomePurchase, Worker } from './links/links.stub.ts';
import { Payment } from './payment/payment.entity.ts';
import { Parameter, ParameterValue, SubsidyProgram } from './program/program.entity.ts';
import { programReference } from './program/program.reference.ts';
import { SubsidyProgramResolver } from './program/program.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'subsidies',
  resolvers: [
    SubsidyProgramResolver,
    EligibilityResolver,
    EligibilityAssessmentResolver,
    ClaimResolver,
    BudgetResolver,
    AppropriationResolver,
    WorkerClaimsResolver,
    EnterpriseClaimsResolver,
    HomePurchaseClaimsResolver,
    CredentialClaimsResolver,
  ],
  types: [Worker, Enterprise, HomePurchase, Credential],
  references: {
    SubsidyProgram: programReference,
    Parameter: entityReference(Parameter),
    Claim: claimReference,
    Appropriation: entityReference(Appropriation),
    LedgerEntry: forOfficersReference(LedgerEntry),
    Payment: ofClaimReference(Payment),
    Appeal: ofClaimReference(Appeal),
    Entitlement: ofClaimReference(Entitlement),
    Worker: stubReference,
    Enterprise: stubReference,
    HomePurchase: stubReference,
    Credential: stubReference,
  },
  entities: [
    Appeal,
    Appropriation,
    Claim,
    ClaimStep,
    Entitlement,
    LedgerEntry,
    Parameter,
    ParameterValue,
    Payment,
    SubsidyProgram,
  ],
  migrations,
  due: { decidePendingClaims, approveWaitingClaims },
  seed,
});
