/** Who sees what of a person, as the privacy matrix has it: written here once more, and not read from the code. */

/** What a persona is to a worker, decided from the rows by `relationsOf` in `world.ts`. */
export type Tie =
  | 'SELF'
  | 'OWN_HR'
  | 'OWN_GRID_OFFICER'
  | 'VISITING_GRID_OFFICER'
  | 'REGISTRAR'
  | 'CASE_HANDLER'
  | 'NAMING_CASE_HANDLER'
  | 'TENANCY_STAFF'
  | 'HOUSING_STAFF'
  | 'CANTEEN_STAFF'
  | 'TRAINER'
  | 'PROGRAM_OFFICER'
  | 'ADVISER'
  | 'MANAGER'
  | 'AUDITOR'
  | 'GRANTED_PARTNER'
  | 'SIGNED_IN'
  // What somebody is to one record of hers, and not to her.
  | 'EMPLOYER_OF_RECORD'
  | 'ADVISER_OF_RECORD'
  | 'OWNER_OF_CASE'
  | 'CLERK_OF_CASE'
  | 'STAFF_OF_CASE'
  | 'FILER_OF_CASE';

export type Seen = 'PLAIN' | 'MASKED' | 'BANDED' | 'WITHHELD';

/** A field by the ties that see something of it; whoever has none of them sees nothing. */
export type Row = Partial<Record<Tie, Seen>>;

const own: Row = { SELF: 'PLAIN' };

export const workerMatrix = {
  displayName: {
    ...{ SELF: 'PLAIN', OWN_HR: 'PLAIN', OWN_GRID_OFFICER: 'PLAIN', REGISTRAR: 'PLAIN' },
    ...{ CASE_HANDLER: 'PLAIN', HOUSING_STAFF: 'PLAIN', CANTEEN_STAFF: 'PLAIN' },
    ...{ ADVISER: 'MASKED', MANAGER: 'MASKED', SIGNED_IN: 'MASKED', GRANTED_PARTNER: 'PLAIN' },
  },
  // The case of the walk is an application about schooling.
  residentId: { SELF: 'PLAIN', OWN_HR: 'MASKED', NAMING_CASE_HANDLER: 'PLAIN', GRANTED_PARTNER: 'PLAIN' },
  phone: {
    ...{ SELF: 'PLAIN', OWN_HR: 'MASKED', VISITING_GRID_OFFICER: 'PLAIN', TENANCY_STAFF: 'PLAIN' },
    ...{ NAMING_CASE_HANDLER: 'PLAIN', GRANTED_PARTNER: 'PLAIN' },
  },
  birthDate: own,
  age: { SELF: 'PLAIN', OWN_HR: 'PLAIN' },
  ageBand: { SELF: 'BANDED', OWN_HR: 'BANDED', OWN_GRID_OFFICER: 'BANDED', MANAGER: 'BANDED' },
  nativePlace: own,
  household: own,
  employments: own,
  dependants: { SELF: 'PLAIN', NAMING_CASE_HANDLER: 'PLAIN' },
  consents: own,
  accessLog: own,
  leases: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN', NAMING_CASE_HANDLER: 'PLAIN' },
  lodgingEntitlement: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN', NAMING_CASE_HANDLER: 'PLAIN' },
  homePurchases: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN' },
  mealOrders: { SELF: 'PLAIN', NAMING_CASE_HANDLER: 'PLAIN' },
  claims: { SELF: 'PLAIN', PROGRAM_OFFICER: 'PLAIN' },
  enrolments: { SELF: 'PLAIN', TRAINER: 'PLAIN' },
  consultations: own,
  cases: own,
  youthHome: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN' },
  credentials: { SELF: 'PLAIN', TRAINER: 'PLAIN' },
  titleEvaluations: { SELF: 'PLAIN', TRAINER: 'PLAIN' },
  skillLeaderAppointments: { SELF: 'PLAIN', TRAINER: 'PLAIN' },
  // Facts are withheld by their status.
  birthDateFact: own,
  settledOnFact: own,
  mainJobFacts: own,
  childBirthFacts: own,
  skillRankFacts: own,
  homePurchaseFacts: own,
} as const satisfies Record<string, Row>;

export type WorkerField = keyof typeof workerMatrix;

/** How each field is asked for. */
export const workerSelection: Record<WorkerField, string> = {
  displayName: 'displayName(lang: ZH)',
  residentId: 'residentId',
  phone: 'phone',
  birthDate: 'birthDate',
  age: 'age',
  ageBand: 'ageBand { from }',
  nativePlace: 'nativePlace(lang: ZH)',
  household: 'household { state }',
  employments: 'employments { id }',
  dependants: 'dependants { id }',
  consents: 'consents { id }',
  accessLog: 'accessLog(first: 1) { nodes { id } }',
  leases: 'leases(first: 1) { nodes { id } }',
  lodgingEntitlement: 'lodgingEntitlement { standing }',
  homePurchases: 'homePurchases { id }',
  mealOrders: 'mealOrders(first: 1) { nodes { id } }',
  claims: 'claims(first: 1) { nodes { id } }',
  enrolments: 'enrolments(first: 1) { nodes { id } }',
  consultations: 'consultations(first: 1) { nodes { id } }',
  cases: 'cases(first: 1) { nodes { id } }',
  youthHome: 'youthHome { id }',
  credentials: 'credentials(first: 1) { nodes { id } }',
  titleEvaluations: 'titleEvaluations(first: 1) { nodes { id } }',
  skillLeaderAppointments: 'skillLeaderAppointments { id }',
  birthDateFact: 'birthDateFact { status }',
  settledOnFact: 'settledOnFact { status }',
  mainJobFacts: 'mainJobFacts { status }',
  childBirthFacts: 'childBirthFacts { status }',
  skillRankFacts: 'skillRankFacts { status }',
  homePurchaseFacts: 'homePurchaseFacts { status }',
};

export const employmentMatrix = {
  monthlySalary: { SELF: 'PLAIN', OWN_HR: 'PLAIN' },
  salaryBand: { SELF: 'BANDED', OWN_HR: 'BANDED', MANAGER: 'BANDED' },
} as const satisfies Record<string, Row>;

/** Records of one person, and the ties by which their existence is known at all. */
export const recordMatrix: Record<string, readonly Tie[]> = {
  Employment: ['SELF', 'OWN_HR', 'MANAGER'],
  Dependant: ['SELF', 'NAMING_CASE_HANDLER'],
  Consent: ['SELF'],
  AccessLog: ['SELF'],
  Lease: ['SELF', 'HOUSING_STAFF', 'NAMING_CASE_HANDLER'],
  HomePurchase: ['SELF', 'HOUSING_STAFF'],
  MealOrder: ['SELF', 'CANTEEN_STAFF', 'NAMING_CASE_HANDLER'],
  Application: ['SELF', 'HOUSING_STAFF'],
  MaintenanceRequest: ['SELF', 'HOUSING_STAFF'],
  PurchaseCode: ['SELF', 'HOUSING_STAFF'],
  Claim: ['SELF', 'PROGRAM_OFFICER'],
  EligibilityAssessment: ['SELF', 'PROGRAM_OFFICER'],
  Enrolment: ['SELF', 'TRAINER'],
  Credential: ['SELF', 'TRAINER'],
  TitleEvaluation: ['SELF', 'TRAINER'],
  SkillLeaderAppointment: ['SELF', 'TRAINER', 'EMPLOYER_OF_RECORD'],
  Consultation: ['SELF', 'ADVISER_OF_RECORD'],
  Case: ['SELF', 'OWNER_OF_CASE', 'CLERK_OF_CASE', 'STAFF_OF_CASE', 'FILER_OF_CASE', 'MANAGER'],
};

const worth: readonly Seen[] = ['PLAIN', 'MASKED', 'BANDED', 'WITHHELD'];

/** The most that any of the ties sees. */
export const expectedView = (row: Row, ties: ReadonlySet<Tie>): Seen =>
  worth.find((view) => [...ties].some((tie) => row[tie] === view)) ?? 'WITHHELD';
