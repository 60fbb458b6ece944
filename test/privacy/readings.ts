import { demoId, enterpriseId, persona } from '@millgate/demo';
import type { SignedIn } from '../support/graph.ts';
import { handledCase } from './world.ts';

/** Who reads a sensitive field of somebody else plainly, how, and what of it stands in that person’s access log. */
export interface Read {
  /** A persona, somebody with roles, or a service by its purpose. */
  readonly as: string | SignedIn | { readonly service: string; readonly purpose: string };
  readonly query: string;
  /** What the reader says in the header. */
  readonly purpose?: string;
  /** The line: which field, who by their office, and what for. */
  readonly line: readonly [field: string, actor: string, purpose: string];
}

/** Nobody but the person reads it plainly: these ask in vain, or see a band. */
export interface Own {
  readonly ownBy: readonly string[];
}

export const isOwn = (how: Read | Own): how is Own => 'ownBy' in how;

const welder = persona('welder').id;
const ofWelder = (fields: string) => `{ worker(id: "${welder}") { id ${fields} } }`;
const forCase = `CASE; case=${handledCase}`;
const career: SignedIn = {
  id: demoId('adv', 'career-1'),
  roles: [{ role: 'ADVISOR', scope: demoId('adv', 'career-1') }],
};

const hr = ['HR of the employer', 'Personnel matters of the employer'] as const;
const homes = ['Housing staff', 'Matters of the tenancy'] as const;
const trainers = ['Trainers', 'Training and titles'] as const;
const officers = ['Programme officers', 'Deciding a subsidy'] as const;
const decides = ['The service that decides subsidies', 'Deciding a subsidy'] as const;
const deciding = { service: 'subsidies', purpose: 'SUBSIDY_DECISION' } as const;
const staff = ['hr', 'registrar', 'clerk', 'handler', 'housing', 'canteen', 'program', 'trainer', 'manager', 'auditor'];

const fact = (field: string): Read => ({
  as: deciding,
  query: ofWelder(`${field} { status }`),
  line: [`Worker.${field}`, ...decides],
});
const trained = (field: string): Read => ({
  as: 'trainer',
  query: ofWelder(`${field}${field === 'skillLeaderAppointments' ? '' : '(first: 1)'} { __typename }`),
  line: [`Worker.${field}`, ...trainers],
});

/** Every coordinate that the supergraph marks as sensitive. */
export const readings: Readonly<Record<string, Read | Own>> = {
  'Worker.residentId': {
    as: 'handler',
    query: ofWelder('residentId'),
    purpose: forCase,
    line: ['Worker.residentId', 'Handler of an application', 'Handling a case'],
  },
  'Worker.phone': {
    as: 'own-grid-officer',
    query: ofWelder('phone'),
    purpose: 'GRID_VISIT',
    line: ['Worker.phone', 'Officer of the grid', 'Visit or call by the grid officer'],
  },
  'Worker.birthDate': { ownBy: staff },
  'Worker.age': { as: 'hr', query: ofWelder('age'), line: ['Worker.age', ...hr] },
  'Worker.ageBand': { ownBy: ['hr', 'manager', 'own-grid-officer'] },
  'Worker.nativePlace': { ownBy: staff },
  'Worker.household': { ownBy: staff },
  'Worker.birthDateFact': fact('birthDateFact'),
  'Worker.settledOnFact': fact('settledOnFact'),
  'Worker.mainJobFacts': fact('mainJobFacts'),
  'Worker.childBirthFacts': fact('childBirthFacts'),
  'Worker.skillRankFacts': fact('skillRankFacts'),
  'Worker.homePurchaseFacts': fact('homePurchaseFacts'),
  'Worker.dependants': {
    as: 'handler',
    query: ofWelder('dependants { id }'),
    purpose: forCase,
    line: ['Worker.dependants', 'Handler of a schooling case', 'Handling a case'],
  },
  'Dependant.name': {
    as: 'handler',
    query: ofWelder('dependants { name }'),
    purpose: forCase,
    line: ['Worker.dependants', 'Handler of a schooling case', 'Handling a case'],
  },
  'Dependant.birthDate': {
    as: 'handler',
    query: ofWelder('dependants { birthDate }'),
    purpose: forCase,
    line: ['Worker.dependants', 'Handler of a schooling case', 'Handling a case'],
  },
  'Employment.monthlySalary': {
    as: 'hr',
    query: `{ enterprise(id: "${enterpriseId('zhenzhi')}") { employments(first: 2) { nodes { monthlySalary { fen } worker { id } } } } }`,
    line: ['Employment.monthlySalary', ...hr],
  },
  'Employment.salaryBand': { ownBy: ['hr', 'manager'] },
  'Worker.leases': { as: 'housing', query: ofWelder('leases { nodes { id } }'), line: ['Worker.leases', ...homes] },
  'Worker.lodgingEntitlement': {
    as: 'housing',
    query: ofWelder('lodgingEntitlement { standing }'),
    line: ['Worker.lodgingEntitlement', ...homes],
  },
  'Lease.tenant': {
    as: 'housing',
    query: `{ properties(first: 5) { nodes { units(first: 2) { nodes { leases(first: 2) { nodes { tenant { id } } } } } } } }`,
    line: ['Worker.leases', ...homes],
  },
  'MaintenanceRequest.tenant': {
    as: 'housing',
    query: '{ maintenanceRequests(first: 2) { nodes { tenant { id } } } }',
    line: ['Worker.leases', ...homes],
  },
  'Application.applicant': {
    as: 'housing',
    query: '{ listings(first: 20) { nodes { applications(first: 1) { nodes { applicant { id } } } } } }',
    line: ['Application.applicant', ...homes],
  },
  'Worker.homePurchases': {
    as: 'housing',
    query: ofWelder('homePurchases { id }'),
    line: ['Worker.homePurchases', ...homes],
  },
  'Worker.youthHome': { as: 'housing', query: ofWelder('youthHome { id }'), line: ['Worker.youthHome', ...homes] },
  'HomePurchase.buyer': {
    as: 'housing',
    query: '{ homePurchases(first: 2) { nodes { buyer { id } } } }',
    line: ['Worker.homePurchases', ...homes],
  },
  'PurchaseCode.holder': {
    as: 'housing',
    query: '{ homePurchases(first: 2) { nodes { code { holder { id } } } } }',
    line: ['PurchaseCode.holder', ...homes],
  },
  'Worker.mealOrders': {
    as: 'handler',
    query: ofWelder('mealOrders(first: 1) { nodes { id } }'),
    purpose: forCase,
    line: ['Worker.mealOrders', 'Handler of a case', 'Handling a case'],
  },
  // Of the serving at which the welder ate.
  'MealOrder.worker': {
    as: 'canteen',
    query: '{ serving(id: "SERVING") { orders(first: 1) { nodes { worker { id } } } } }',
    line: ['Worker.mealOrders', 'Canteen staff', 'Handing out meals'],
  },
  'Worker.claims': {
    as: 'program',
    query: ofWelder('claims(first: 1) { nodes { id } }'),
    line: ['Worker.claims', ...officers],
  },
  'Claim.worker': {
    as: 'program',
    query: '{ claims(first: 3) { nodes { worker { id } } } }',
    line: ['Worker.claims', ...officers],
  },
  // Officers look at what somebody may claim; the facts behind it stay with the service that decides.
  'Worker.eligibility': {
    as: 'program',
    query: ofWelder('eligibility(program: "YOUTH_SETTLEMENT") { outcome }'),
    line: ['Worker.eligibility', ...officers],
  },
  'Worker.eligibilities': {
    as: 'program',
    query: ofWelder('eligibilities { outcome }'),
    line: ['Worker.eligibilities', ...officers],
  },
  'EligibilityAssessment.worker': {
    as: 'program',
    query: '{ claims(first: 20) { nodes { assessment { worker { id } } } } }',
    line: ['Worker.eligibility', ...officers],
  },
  'Worker.enrolments': trained('enrolments'),
  'Worker.credentials': trained('credentials'),
  'Worker.titleEvaluations': trained('titleEvaluations'),
  'Worker.skillLeaderAppointments': trained('skillLeaderAppointments'),
  'Enrolment.worker': {
    as: 'trainer',
    query: '{ courseInstances(first: 5) { nodes { enrolments(first: 2) { nodes { worker { id } } } } } }',
    line: ['Worker.enrolments', ...trainers],
  },
  'TitleEvaluation.worker': {
    as: 'trainer',
    query: '{ titleEvaluations(first: 3) { nodes { worker { id } } } }',
    line: ['Worker.titleEvaluations', ...trainers],
  },
  'Credential.worker': {
    as: 'trainer',
    query: '{ titleEvaluations(first: 20) { nodes { credential { worker { id } } } } }',
    line: ['Worker.credentials', ...trainers],
  },
  'SkillLeaderAppointment.worker': {
    as: 'trainer',
    query: `{ enterprise(id: "${enterpriseId('zhenzhi')}") { skillLeaderAppointments(first: 2) { nodes { worker { id } } } } }`,
    line: ['Worker.skillLeaderAppointments', ...trainers],
  },
  'Worker.consultations': { ownBy: [...staff, 'adviser'] },
  'Consultation.worker': {
    as: career,
    query: '{ myConsultations(first: 5) { nodes { worker { id } } } }',
    line: ['Worker.consultations', 'Adviser', 'Advice that was asked for'],
  },
  'Worker.cases': { ownBy: staff },
  'Case.applicant': {
    as: 'handler',
    query: '{ inbox(first: 5) { nodes { applicant { id } } } }',
    line: ['Worker.cases', 'Handler of a case', 'Handling a case'],
  },
};

/** Leads to a person, and tells nothing that is protected: her name alone, or what her own community does with it. */
export const harmlessWays: readonly string[] = [
  'Dependant.guardian',
  'Employment.worker',
  'GridMember.worker',
  'Viewer.worker',
  'WorkerConnection.nodes',
  'WorkerEdge.node',
  'WorkerMerge.kept',
  'WorkerMerge.merged',
];
