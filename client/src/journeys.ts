// Generated from `schema/contracts/internal.graphql` and documents by `npm run emit`; never edited.
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a programme’s rules say. */
export type AssessmentOutcome =
  /** Every rule is met. */
  | 'ELIGIBLE'
  /** No rule is broken, but not all can be decided: a fact is not known, or withheld. */
  | 'NEED_MORE_FACTS'
  /** At least one rule is not met, whatever else is not known. */
  | 'NOT_ELIGIBLE';

/** Why an order was not cancelled. */
export type CancelMealOrderErrorCode =
  /** It no longer waits; `state` says what became of it. */
  | 'ALREADY_ENDED'
  /** The caller has no order with this id. */
  | 'ORDER_NOT_FOUND'
  /** The cut-off has passed: the meal is being cooked. */
  | 'PAST_CUTOFF';

/** Which order to cancel. */
export type CancelMealOrderInput = {
  /** Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days at least. */
  idempotencyKey: string;
  /** The order. */
  orderId: string;
};

/** Who filed a case for whom (帮办代办). */
export type CaseAssistance =
  /** Somebody for the person, with a recorded mandate. */
  | 'AGENT'
  /** The person, with a clerk beside them. */
  | 'GUIDED'
  /** The person themselves. */
  | 'SELF';

/** The door by which a case came in. All lead to the same desk. */
export type CaseChannel =
  /** A counter; one number can carry many matters. */
  | 'COUNTER'
  /** A grid officer’s round. */
  | 'GRID'
  /** A tea meeting, forum or decision meeting. */
  | 'MEETING'
  /** A front end of the graph. */
  | 'ONLINE'
  /** A call, written down by a clerk. */
  | 'PHONE'
  /** A survey visit to an enterprise. */
  | 'SURVEY'
  /** A self-service terminal, day and night. */
  | 'TERMINAL'
  /** A message to the community’s account. */
  | 'WECHAT';

/** What is asked of the desk. */
export type CaseKind =
  /** For a service item; a clerk accepts it first. */
  | 'APPLICATION'
  /** What was promised at a meeting, to be kept by a day. */
  | 'COMMITMENT'
  /** About somebody or something. */
  | 'COMPLAINT'
  /** A question. */
  | 'CONSULTATION'
  /** Something is needed that no item covers. */
  | 'HELP_REQUEST'
  /** An opinion or a proposal, from a survey visit or of someone’s own accord. */
  | 'SUGGESTION';

/** What came of a case. */
export type CaseOutcome =
  /** The question is answered. */
  | 'ANSWERED'
  /** What was asked for or promised is done. */
  | 'DONE'
  /** What was applied for is granted. */
  | 'GRANTED'
  /** It is refused, and the reason is stated. */
  | 'REFUSED';

/** Where a case stands. */
export type CaseState =
  /** Rated, or fifteen working days after delivery. */
  | 'CLOSED'
  /** Something is missing; the one request says all that is. No clock runs. */
  | 'CORRECTION'
  /** The outcome stands; it is on its way to the person who asked. */
  | 'DECIDED'
  /** The outcome has reached the person who asked. */
  | 'DELIVERED'
  /** Accepted: it has one owner and a due date. */
  | 'IN_PROGRESS'
  /** Not a matter of this desk, and the reason is stated. */
  | 'NOT_ACCEPTED'
  /** Settled where it was raised. */
  | 'RESOLVED_ON_SPOT'
  /** Received; a clerk has five working days, and silence accepts it. */
  | 'SUBMITTED'
  /** The clock stands still, for a lawful reason. */
  | 'SUSPENDED'
  /** Taken back by the person who asked. */
  | 'WITHDRAWN';

/** How far a claim has come. */
export type ClaimState =
  /** Granted; the money is reserved. */
  | 'APPROVED'
  /** An officer decides it. */
  | 'ASSESSING'
  /** What it was paid for fell away; the money is to be paid back. */
  | 'CLAWBACK_DUE'
  /** The money has arrived, or the thing was given. */
  | 'PAID'
  /** The payment is under way. */
  | 'PAYING'
  /** A fact that its rules need is not known, or its source did not answer. */
  | 'PENDING_FACTS'
  /** The money came back. */
  | 'RECOVERED'
  /** Not granted; the assessment says why. */
  | 'REFUSED'
  /** Received. */
  | 'SUBMITTED'
  /** Refused, and the claimant has appealed. */
  | 'UNDER_APPEAL'
  /** Everything is in order but the money; its place in the queue is kept. */
  | 'WAITING_BUDGET'
  /** The money need not be paid back. */
  | 'WAIVED'
  /** Taken back by the claimant. */
  | 'WITHDRAWN';

/** Why a subsidy was not claimed. */
export type ClaimSubsidyErrorCode =
  /** The caller has claimed it before; `claim` is that claim. */
  | 'ALREADY_CLAIMED'
  /** A rule is not met; `assessment` holds every rule with its parameter and date. */
  | 'NOT_ELIGIBLE'
  /** The programme takes no claims; `state` says why. */
  | 'NOT_OPEN'
  /** No programme for workers has this code. */
  | 'PROGRAM_NOT_FOUND';

/** Which programme to claim, for the caller. */
export type ClaimSubsidyInput = {
  /** The case of the caller’s at the desk that led to it: it is not closed before the claim is decided. One that is not hers, or is over, is left as it is. */
  caseId?: string | null | undefined;
  /** Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever. */
  idempotencyKey: string;
  /** The day by which to judge, such as the day of the contract; not after today. Without it, today. */
  on?: string | null | undefined;
  /** Whether to put a claim that a rule refuses on record, so that it can be appealed; unless this says so, nothing is kept of it. */
  onRecord?: boolean | null | undefined;
  /** Code of the programme, such as `YOUTH_HOME_PURCHASE`. */
  programCode: string;
  /** Which of several things it is about, such as one of the caller’s children; programmes that ask for it say so in their rules. */
  subjectId?: string | null | undefined;
};

/** Where a sitting takes place. */
export type CourseMode =
  /** Partly in a room, partly online. */
  | 'BLENDED'
  /** Online. */
  | 'ONLINE'
  /** In a room. */
  | 'ONSITE';

/** What a course is about. */
export type CourseTheme =
  /** An engineering discipline. */
  | 'ENGINEERING'
  /** Budgets and money. */
  | 'FINANCE'
  /** Running an enterprise or a project. */
  | 'MANAGEMENT'
  /** How things are made: lean, smart, industry by industry. */
  | 'MANUFACTURING'
  /** Public policy and how to use it. */
  | 'POLICY'
  /** Quality management and audit. */
  | 'QUALITY'
  /** Developing people. */
  | 'TALENT'
  /** The skill of a trade, such as welding. */
  | 'TRADE_SKILL';

/** What a credential attests. */
export type CredentialKind =
  /** That a course was completed. */
  | 'CERTIFICATE'
  /** A degree or college diploma. */
  | 'DIPLOMA'
  /** A vocational skill level in an occupation; has a `level` and a `rank`. */
  | 'SKILL_LEVEL'
  /** A professional title; has a `grade` and a `rank`. */
  | 'TITLE';

/** Why somebody was not enrolled. A sitting without a free seat is no reason: one waits. */
export type EnrolErrorCode =
  /** The caller is seated or waits already; `existing` is that enrolment. */
  | 'ALREADY_ENROLLED'
  /** The sitting was called off. */
  | 'CANCELLED'
  /** The cut-off has passed; `cutoffAt` says when it was. */
  | 'CLOSED'
  /** No sitting has this id. */
  | 'COURSE_INSTANCE_NOT_FOUND'
  /** The term builds on one that the caller has neither completed nor is taught before; see `requiredTerm`. */
  | 'EARLIER_TERM_REQUIRED'
  /** Enrolment has not begun; `enrolFrom` says when it does. */
  | 'NOT_YET_OPEN'
  /** The course asks for a skill level, or title of its rank, that the caller does not hold; see `requiredLevel`. */
  | 'SKILL_LEVEL_REQUIRED'
  /** The caller completed this term of the degree before. */
  | 'TERM_COMPLETED';

/** Which sitting the caller enrols in. */
export type EnrolInput = {
  /** The sitting. */
  courseInstanceId: string;
  /** Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days at least. */
  idempotencyKey: string;
};

/** What became of an enrolment. */
export type EnrolmentState =
  /** Came. */
  | 'ATTENDED'
  /** Completed the course. */
  | 'COMPLETED'
  /** Had a seat and did not come. */
  | 'NO_SHOW'
  /** Has a seat. */
  | 'SEATED'
  /** Waits for a seat; `position` says where. */
  | 'WAITLISTED'
  /** Gave up the seat, or the place on the waiting list. */
  | 'WITHDRAWN';

/** Why a matter was not filed. */
export type FileCaseErrorCode =
  /** Neither a person nor an enterprise asks. */
  | 'APPLICANT_MISSING'
  /** What is said at a counter or on a round is entered by staff. */
  | 'CHANNEL_IS_STAFFS'
  /** `channels` says at which doors it is. */
  | 'CHANNEL_NOT_OFFERED'
  /** An application names its item. */
  | 'ITEM_MISSING'
  /** No item has this code. */
  | 'ITEM_NOT_FOUND'
  /** The item is paused or retired; `ServiceItem.status` says which. */
  | 'ITEM_NOT_OFFERED'
  /** An agent’s mandate is recorded. */
  | 'MANDATE_MISSING'
  /** No meeting of the community has this id. */
  | 'MEETING_NOT_FOUND'
  /** A meeting that is written up takes no more matters (D8). */
  | 'MEETING_WRITTEN_UP'
  /** The caller files for somebody else, and not as their agent. */
  | 'NOT_FOR_OTHERS'
  /** No survey round of the community has this id. */
  | 'SURVEY_NOT_FOUND'
  /** Without an item, a theme says what it is about. */
  | 'THEME_MISSING'
  /** A matter belongs to an open number of the same community (D6). */
  | 'TICKET_NOT_FOUND';

/** A matter for the desk. */
export type FileCaseInput = {
  /** The enterprise it complains of or is about. It never learns of the case, by any path. */
  aboutEnterpriseId?: string | null | undefined;
  /** Who files it for whom; without it, SELF. */
  assistance?: CaseAssistance | null | undefined;
  /** The door it comes in by; without it, ONLINE. */
  channel?: CaseChannel | null | undefined;
  /** The community whose desk it goes to. */
  communityId: string;
  /** The matter at length, at most 5,000 characters. */
  details?: string | null | undefined;
  /** The enterprise that asks, where an enterprise does. */
  enterpriseId?: string | null | undefined;
  /** Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days at least. */
  idempotencyKey: string;
  /** Code of the service item applied for. */
  itemCode?: string | null | undefined;
  /** What is asked. An APPLICATION names its item. */
  kind: CaseKind;
  /** With AGENT: the mandate, as recorded; 1 to 500 characters. */
  mandate?: string | null | undefined;
  /** The meeting it is raised at. */
  meetingId?: string | null | undefined;
  /** The matter in a line, 1 to 200 characters. */
  subject: string;
  /** The survey round it was collected in. */
  surveyRoundId?: string | null | undefined;
  /** What it is about; an item has a theme of its own. */
  theme?: Theme | null | undefined;
  /** The ticket it is filed under, at a counter. */
  ticketId?: string | null | undefined;
  /** The person it is filed for, where somebody else files it. */
  workerId?: string | null | undefined;
};

/** How far a lease has come at the instant of the request. */
export type LeaseState =
  /** The tenant lives there. */
  | 'ACTIVE'
  /** Its last day has passed. */
  | 'ENDED'
  /** Was not accepted in time, was declined, or was taken back. */
  | 'LAPSED'
  /** The tenant lives there, and notice was given. */
  | 'NOTICE'
  /** Can be accepted until the offer expires; keeps the bed from nobody. */
  | 'OFFERED'
  /** Accepted; its first day is still to come. */
  | 'SIGNED';

/** What became of an order. */
export type MealOrderState =
  /** Given back before the cut-off; the portions can be ordered again. */
  | 'CANCELLED'
  /** The portions are hers; they wait to be picked up. */
  | 'CONFIRMED'
  /** Nobody came until the counter closed. */
  | 'NO_SHOW'
  /** Handed over at the counter. */
  | 'PICKED_UP';

/** A meal of the day. */
export type MealPeriod =
  /** Breakfast. */
  | 'BREAKFAST'
  /** Dinner. */
  | 'DINNER'
  /** Lunch. */
  | 'LUNCH'
  /** The meal of the night shift. */
  | 'NIGHT';

/** Why a meal was not ordered. */
export type OrderMealErrorCode =
  /** More than one person may order of this meal; `limit` says how many. */
  | 'DAILY_LIMIT'
  /** Ordering has not begun. */
  | 'NOT_YET_OPEN'
  /** The serving is not sold in any tier that the caller belongs to. */
  | 'NO_PRICE'
  /** The cut-off has passed. */
  | 'PAST_CUTOFF'
  /** No serving has this id. */
  | 'SERVING_NOT_FOUND'
  /** Fewer portions are left than were asked for; `remaining` says how many. */
  | 'SOLD_OUT';

/** Which serving to order, and how many portions. */
export type OrderMealInput = {
  /** Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days at least. */
  idempotencyKey: string;
  /** Portions, 1 to 20; all of them or none. */
  quantity: number;
  /** The serving. */
  servingId: string;
};

/** Who pays which price for a meal. */
export type PriceTier =
  /** An elderly resident. */
  | 'ELDER'
  /** An employee whose enterprise pays part, under a meal plan. */
  | 'ENTERPRISE_SUBSIDISED'
  /** Everybody else. */
  | 'PUBLIC'
  /** Somebody employed in the community. */
  | 'WORKER';

/** What became of one rule. */
export type RuleOutcome =
  /** Not met. */
  | 'FAILED'
  /** Met. */
  | 'PASSED'
  /** Cannot be decided without a fact that is missing. */
  | 'UNKNOWN'
  /** Not asked on the day: its parameter was not in force. */
  | 'WAIVED';

/** What can be done with a serving at the instant of the request. */
export type ServingState =
  /** The cut-off has passed. */
  | 'CLOSED'
  /** Can be ordered. */
  | 'OPEN'
  /** Ordering has not begun. */
  | 'PLANNED'
  /** Ordering is open, and nothing is left; a cancellation makes it OPEN again. */
  | 'SOLD_OUT';

/** A vocational skill level. The numbers run backwards: level 1 is above level 5. Compare by `rank`, never by number. */
export type SkillLevel =
  /** Apprentice (学徒工), rank 0. */
  | 'APPRENTICE'
  /** Chief technician (首席技师), rank 7. */
  | 'CHIEF_TECHNICIAN'
  /** Level 1, senior technician (一级/高级技师), rank 5. */
  | 'LEVEL_1'
  /** Level 2, technician (二级/技师), rank 4. */
  | 'LEVEL_2'
  /** Level 3, senior worker (三级/高级工), rank 3. */
  | 'LEVEL_3'
  /** Level 4, intermediate worker (四级/中级工), rank 2. */
  | 'LEVEL_4'
  /** Level 5, junior worker (五级/初级工), rank 1. */
  | 'LEVEL_5'
  /** Special-grade technician (特级技师), rank 6. */
  | 'SPECIAL_TECHNICIAN';

/** What a matter is about: by it, needs are counted, and matters find their department. */
export type Theme =
  /** The way to work, parking, roads (通勤交通). */
  | 'COMMUTING'
  /** Culture, sport, leisure (文体共享). */
  | 'CULTURE_SPORT'
  /** Jobs and labour contracts. */
  | 'EMPLOYMENT'
  /** Tax, credit, funds. */
  | 'FINANCE'
  /** A home (住房保障). */
  | 'HOUSING'
  /** Legal questions, intellectual property. */
  | 'LAW'
  /** Licences, standards, exhibitions. */
  | 'MARKET'
  /** Canteens and meals. */
  | 'MEALS'
  /** Doctors and medical insurance (医疗保障). */
  | 'MEDICAL'
  /** Anything else. */
  | 'OTHER'
  /** Filing, assessment and acceptance of projects; land and plant. */
  | 'PROJECTS'
  /** Household registration, residence permits, family papers. */
  | 'RESIDENCE'
  /** Children’s schools and nurseries (子女入学). */
  | 'SCHOOLING'
  /** Social insurance and pensions. */
  | 'SOCIAL_INSURANCE'
  /** Recognition and subsidies of talents. */
  | 'TALENT'
  /** Courses, skills and titles. */
  | 'TRAINING';

export type OpenCoursesQueryVariables = Exact<{
  theme?: CourseTheme | null | undefined;
  communityId?: string | null | undefined;
  first?: number;
  after?: string | null | undefined;
}>;


export type OpenCoursesQuery = { courseInstances: { nodes: Array<{ id: string, startsAt: string, endsAt: string, mode: CourseMode, remaining: number, waiting: number, cutoffAt: string, price: { fen: number }, course: { name: string, theme: CourseTheme, prerequisiteLevel: SkillLevel | null, awards: CredentialKind | null }, provider: { name: string }, myEnrolment: { id: string, state: EnrolmentState } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type EnrolMutationVariables = Exact<{
  input: EnrolInput;
}>;


export type EnrolMutation = { enrol: { enrolment: { id: string, state: EnrolmentState, position: number | null, confirmUntil: string | null, courseInstance: { id: string, startsAt: string, endsAt: string, mode: CourseMode, course: { name: string }, provider: { name: string } } } | null, userErrors: Array<{ code: EnrolErrorCode, message: string, path: Array<string>, rule: string, enrolFrom: string | null, cutoffAt: string | null, requiredLevel: SkillLevel | null }> } };

export type DayQueryVariables = Exact<{
  on: string;
  first?: number;
}>;


export type DayQuery = { me: { id: string, displayName: string | null, community: { id: string, name: string, canteens: { nodes: Array<{ id: string, name: string, place: string | null, servings: { nodes: Array<{ id: string, on: string, state: ServingState, planned: number, remaining: number, orderFrom: string, cutoffAt: string, myPrice: { tier: PriceTier, price: { fen: number } } | null, item: { name: string, allergens: Array<string>, halal: boolean }, price: Array<{ tier: PriceTier, price: { fen: number } }> }> } }> } | null }, mealOrders: { nodes: Array<{ id: string, state: MealOrderState, quantity: number, pickupCode: string, total: { fen: number }, serving: { id: string, on: string, period: MealPeriod, pickupUntil: string, item: { name: string }, canteen: { name: string } } }> } | null, leases: { nodes: Array<{ id: string, state: LeaseState, from: string, until: string, bed: number | null, rent: { fen: number }, unit: { no: string, areaM2: number, property: { name: string, address: string | null } } }> } | null, enrolments: { nodes: Array<{ id: string, state: EnrolmentState, position: number | null, confirmUntil: string | null, courseInstance: { id: string, startsAt: string, endsAt: string, mode: CourseMode, course: { name: string }, provider: { name: string } } }> } | null, eligibilities: Array<{ on: string, outcome: AssessmentOutcome, amount: { fen: number } | null, program: { code: string, name: string, basis: string }, trace: Array<{ rule: string, outcome: RuleOutcome, requirement: string, effectiveFrom: string | null, reference: string | null }>, missingFacts: Array<{ name: string, owner: string }>, claim: { id: string, state: ClaimState } | null }> | null, cases: { nodes: Array<{ id: string, no: string, subject: string, state: CaseState, receivedAt: string, dueAt: string | null, outcome: CaseOutcome | null, answer: string | null, missing: Array<string>, department: { name: string } | null }> } | null } | null };

export type DinnerServingFragment = { id: string, on: string, state: ServingState, planned: number, remaining: number, orderFrom: string, cutoffAt: string, item: { name: string, allergens: Array<string>, halal: boolean }, price: Array<{ tier: PriceTier, price: { fen: number } }> };

export type DayOrderFragment = { id: string, state: MealOrderState, quantity: number, pickupCode: string, total: { fen: number }, serving: { id: string, on: string, period: MealPeriod, pickupUntil: string, item: { name: string }, canteen: { name: string } } };

export type DayLeaseFragment = { id: string, state: LeaseState, from: string, until: string, bed: number | null, rent: { fen: number }, unit: { no: string, areaM2: number, property: { name: string, address: string | null } } };

export type DayEnrolmentFragment = { id: string, state: EnrolmentState, position: number | null, confirmUntil: string | null, courseInstance: { id: string, startsAt: string, endsAt: string, mode: CourseMode, course: { name: string }, provider: { name: string } } };

export type DayEntitlementFragment = { on: string, outcome: AssessmentOutcome, amount: { fen: number } | null, program: { code: string, name: string, basis: string }, trace: Array<{ rule: string, outcome: RuleOutcome, requirement: string, effectiveFrom: string | null, reference: string | null }>, missingFacts: Array<{ name: string, owner: string }>, claim: { id: string, state: ClaimState } | null };

export type DayMatterFragment = { id: string, no: string, subject: string, state: CaseState, receivedAt: string, dueAt: string | null, outcome: CaseOutcome | null, answer: string | null, missing: Array<string>, department: { name: string } | null };

export type EntitlementsQueryVariables = Exact<{
  on?: string | null | undefined;
}>;


export type EntitlementsQuery = { me: { id: string, eligibilities: Array<{ on: string, outcome: AssessmentOutcome, amount: { fen: number } | null, program: { code: string, name: string, basis: string }, trace: Array<{ rule: string, outcome: RuleOutcome, requirement: string, effectiveFrom: string | null, reference: string | null }>, missingFacts: Array<{ name: string, owner: string }>, claim: { id: string, state: ClaimState } | null }> | null } | null };

export type ClaimSubsidyMutationVariables = Exact<{
  input: ClaimSubsidyInput;
}>;


export type ClaimSubsidyMutation = { claimSubsidy: { claim: { id: string, state: ClaimState, asOf: string, decidedAt: string | null, amount: { fen: number } | null, assessment: { on: string, outcome: AssessmentOutcome, amount: { fen: number } | null, program: { code: string, name: string, basis: string }, trace: Array<{ rule: string, outcome: RuleOutcome, requirement: string, effectiveFrom: string | null, reference: string | null }>, missingFacts: Array<{ name: string, owner: string }>, claim: { id: string, state: ClaimState } | null } | null } | null, userErrors: Array<{ code: ClaimSubsidyErrorCode, message: string, path: Array<string>, rule: string }> } };

export type MyMattersQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type MyMattersQuery = { myCases: { nodes: Array<{ id: string, no: string, subject: string, state: CaseState, receivedAt: string, dueAt: string | null, outcome: CaseOutcome | null, answer: string | null, missing: Array<string>, department: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type FindServiceQueryVariables = Exact<{
  text: string;
  first?: number;
}>;


export type FindServiceQuery = { searchServiceItems: Array<{ code: string, name: string, theme: Theme, promisedDays: number, channels: Array<CaseChannel>, materials: Array<{ zh: string, en: string }>, department: { name: string } | null }> | null };

export type FileMatterMutationVariables = Exact<{
  input: FileCaseInput;
}>;


export type FileMatterMutation = { fileCase: { case: { id: string, no: string, subject: string, state: CaseState, receivedAt: string, dueAt: string | null, outcome: CaseOutcome | null, answer: string | null, missing: Array<string>, department: { name: string } | null } | null, userErrors: Array<{ code: FileCaseErrorCode, message: string, path: Array<string>, rule: string }> } | null };

export type DinnersQueryVariables = Exact<{
  on: string;
  period?: MealPeriod;
  first?: number;
  after?: string | null | undefined;
}>;


export type DinnersQuery = { servings: { nodes: Array<{ id: string, on: string, state: ServingState, planned: number, remaining: number, orderFrom: string, cutoffAt: string, canteen: { id: string, name: string, community: { name: string } | null }, item: { name: string, allergens: Array<string>, halal: boolean }, price: Array<{ tier: PriceTier, price: { fen: number } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type OrderMealMutationVariables = Exact<{
  input: OrderMealInput;
}>;


export type OrderMealMutation = { orderMeal: { order: { id: string, state: MealOrderState, quantity: number, pickupCode: string, total: { fen: number }, serving: { id: string, on: string, period: MealPeriod, pickupUntil: string, item: { name: string }, canteen: { name: string } } } | null, userErrors: Array<{ code: OrderMealErrorCode, message: string, path: Array<string>, rule: string, remaining: number | null, limit: number | null }> } };

export type CancelMealOrderMutationVariables = Exact<{
  input: CancelMealOrderInput;
}>;


export type CancelMealOrderMutation = { cancelMealOrder: { order: { id: string, state: MealOrderState, quantity: number, pickupCode: string, total: { fen: number }, serving: { id: string, on: string, period: MealPeriod, pickupUntil: string, item: { name: string }, canteen: { name: string } } } | null, userErrors: Array<{ code: CancelMealOrderErrorCode, message: string, path: Array<string>, rule: string }> } };

export type MealsLeftSubscriptionVariables = Exact<{
  canteenId: string;
  on?: string | null | undefined;
}>;


export type MealsLeftSubscription = { mealsLeft: Array<{ id: string, state: ServingState, remaining: number }> | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const DinnerServingFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DinnerServing on MealServing {
  id
  on
  state
  planned
  remaining
  orderFrom
  cutoffAt
  item {
    name
    allergens
    halal
  }
  price {
    tier
    price {
      fen
    }
  }
}
    `, {"fragmentName":"DinnerServing"}) as unknown as TypedDocumentString<DinnerServingFragment, unknown>;
export const DayOrderFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DayOrder on MealOrder {
  id
  state
  quantity
  pickupCode
  total {
    fen
  }
  serving {
    id
    on
    period
    pickupUntil
    item {
      name
    }
    canteen {
      name
    }
  }
}
    `, {"fragmentName":"DayOrder"}) as unknown as TypedDocumentString<DayOrderFragment, unknown>;
export const DayLeaseFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DayLease on Lease {
  id
  state
  from
  until
  bed
  rent {
    fen
  }
  unit {
    no
    areaM2
    property {
      name
      address
    }
  }
}
    `, {"fragmentName":"DayLease"}) as unknown as TypedDocumentString<DayLeaseFragment, unknown>;
export const DayEnrolmentFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DayEnrolment on Enrolment {
  id
  state
  position
  confirmUntil
  courseInstance {
    id
    startsAt
    endsAt
    mode
    course {
      name
    }
    provider {
      name
    }
  }
}
    `, {"fragmentName":"DayEnrolment"}) as unknown as TypedDocumentString<DayEnrolmentFragment, unknown>;
export const DayEntitlementFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DayEntitlement on EligibilityAssessment {
  on
  outcome
  amount {
    fen
  }
  program {
    code
    name
    basis
  }
  trace {
    rule
    outcome
    requirement
    effectiveFrom
    reference
  }
  missingFacts {
    name
    owner
  }
  claim {
    id
    state
  }
}
    `, {"fragmentName":"DayEntitlement"}) as unknown as TypedDocumentString<DayEntitlementFragment, unknown>;
export const DayMatterFragmentDoc = /* @__PURE__ */ new TypedDocumentString(`
    fragment DayMatter on Case {
  id
  no
  subject
  state
  receivedAt
  dueAt
  outcome
  answer
  missing
  department {
    name
  }
}
    `, {"fragmentName":"DayMatter"}) as unknown as TypedDocumentString<DayMatterFragment, unknown>;
export const OpenCoursesDocument = /* @__PURE__ */ new TypedDocumentString(`
    query OpenCourses($theme: CourseTheme, $communityId: ID, $first: Int! = 20, $after: String) {
  courseInstances(
    open: true
    theme: $theme
    communityId: $communityId
    first: $first
    after: $after
  ) {
    nodes {
      id
      startsAt
      endsAt
      mode
      remaining
      waiting
      cutoffAt
      price {
        fen
      }
      course {
        name
        theme
        prerequisiteLevel
        awards
      }
      provider {
        name
      }
      myEnrolment {
        id
        state
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<OpenCoursesQuery, OpenCoursesQueryVariables>;
export const EnrolDocument = /* @__PURE__ */ new TypedDocumentString(`
    mutation Enrol($input: EnrolInput!) {
  enrol(input: $input) {
    enrolment {
      ...DayEnrolment
    }
    userErrors {
      code
      message
      path
      rule
      enrolFrom
      cutoffAt
      requiredLevel
    }
  }
}
    fragment DayEnrolment on Enrolment {
  id
  state
  position
  confirmUntil
  courseInstance {
    id
    startsAt
    endsAt
    mode
    course {
      name
    }
    provider {
      name
    }
  }
}`) as unknown as TypedDocumentString<EnrolMutation, EnrolMutationVariables>;
export const DayDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Day($on: Date!, $first: Int! = 5) {
  me {
    id
    displayName
    community {
      id
      name
      canteens(first: $first) {
        nodes {
          id
          name
          place
          servings(first: $first, on: $on, period: DINNER) {
            nodes {
              ...DinnerServing
              myPrice {
                tier
                price {
                  fen
                }
              }
            }
          }
        }
      }
    }
    mealOrders(first: $first) {
      nodes {
        ...DayOrder
      }
    }
    leases(first: $first) {
      nodes {
        ...DayLease
      }
    }
    enrolments(first: $first) {
      nodes {
        ...DayEnrolment
      }
    }
    eligibilities {
      ...DayEntitlement
    }
    cases(first: $first) {
      nodes {
        ...DayMatter
      }
    }
  }
}
    fragment DinnerServing on MealServing {
  id
  on
  state
  planned
  remaining
  orderFrom
  cutoffAt
  item {
    name
    allergens
    halal
  }
  price {
    tier
    price {
      fen
    }
  }
}
fragment DayOrder on MealOrder {
  id
  state
  quantity
  pickupCode
  total {
    fen
  }
  serving {
    id
    on
    period
    pickupUntil
    item {
      name
    }
    canteen {
      name
    }
  }
}
fragment DayLease on Lease {
  id
  state
  from
  until
  bed
  rent {
    fen
  }
  unit {
    no
    areaM2
    property {
      name
      address
    }
  }
}
fragment DayEnrolment on Enrolment {
  id
  state
  position
  confirmUntil
  courseInstance {
    id
    startsAt
    endsAt
    mode
    course {
      name
    }
    provider {
      name
    }
  }
}
fragment DayEntitlement on EligibilityAssessment {
  on
  outcome
  amount {
    fen
  }
  program {
    code
    name
    basis
  }
  trace {
    rule
    outcome
    requirement
    effectiveFrom
    reference
  }
  missingFacts {
    name
    owner
  }
  claim {
    id
    state
  }
}
fragment DayMatter on Case {
  id
  no
  subject
  state
  receivedAt
  dueAt
  outcome
  answer
  missing
  department {
    name
  }
}`) as unknown as TypedDocumentString<DayQuery, DayQueryVariables>;
export const EntitlementsDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Entitlements($on: Date) {
  me {
    id
    eligibilities(on: $on) {
      ...DayEntitlement
    }
  }
}
    fragment DayEntitlement on EligibilityAssessment {
  on
  outcome
  amount {
    fen
  }
  program {
    code
    name
    basis
  }
  trace {
    rule
    outcome
    requirement
    effectiveFrom
    reference
  }
  missingFacts {
    name
    owner
  }
  claim {
    id
    state
  }
}`) as unknown as TypedDocumentString<EntitlementsQuery, EntitlementsQueryVariables>;
export const ClaimSubsidyDocument = /* @__PURE__ */ new TypedDocumentString(`
    mutation ClaimSubsidy($input: ClaimSubsidyInput!) {
  claimSubsidy(input: $input) {
    claim {
      id
      state
      asOf
      amount {
        fen
      }
      decidedAt
      assessment {
        ...DayEntitlement
      }
    }
    userErrors {
      code
      message
      path
      rule
    }
  }
}
    fragment DayEntitlement on EligibilityAssessment {
  on
  outcome
  amount {
    fen
  }
  program {
    code
    name
    basis
  }
  trace {
    rule
    outcome
    requirement
    effectiveFrom
    reference
  }
  missingFacts {
    name
    owner
  }
  claim {
    id
    state
  }
}`) as unknown as TypedDocumentString<ClaimSubsidyMutation, ClaimSubsidyMutationVariables>;
export const MyMattersDocument = /* @__PURE__ */ new TypedDocumentString(`
    query MyMatters($first: Int! = 20, $after: String) {
  myCases(first: $first, after: $after) {
    nodes {
      ...DayMatter
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DayMatter on Case {
  id
  no
  subject
  state
  receivedAt
  dueAt
  outcome
  answer
  missing
  department {
    name
  }
}`) as unknown as TypedDocumentString<MyMattersQuery, MyMattersQueryVariables>;
export const FindServiceDocument = /* @__PURE__ */ new TypedDocumentString(`
    query FindService($text: String!, $first: Int! = 10) {
  searchServiceItems(text: $text, first: $first) {
    code
    name
    theme
    promisedDays
    channels
    materials {
      zh
      en
    }
    department {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FindServiceQuery, FindServiceQueryVariables>;
export const FileMatterDocument = /* @__PURE__ */ new TypedDocumentString(`
    mutation FileMatter($input: FileCaseInput!) {
  fileCase(input: $input) {
    case {
      ...DayMatter
    }
    userErrors {
      code
      message
      path
      rule
    }
  }
}
    fragment DayMatter on Case {
  id
  no
  subject
  state
  receivedAt
  dueAt
  outcome
  answer
  missing
  department {
    name
  }
}`) as unknown as TypedDocumentString<FileMatterMutation, FileMatterMutationVariables>;
export const DinnersDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Dinners($on: Date!, $period: MealPeriod! = DINNER, $first: Int! = 20, $after: String) {
  servings(on: $on, period: $period, first: $first, after: $after) {
    nodes {
      ...DinnerServing
      canteen {
        id
        name
        community {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DinnerServing on MealServing {
  id
  on
  state
  planned
  remaining
  orderFrom
  cutoffAt
  item {
    name
    allergens
    halal
  }
  price {
    tier
    price {
      fen
    }
  }
}`) as unknown as TypedDocumentString<DinnersQuery, DinnersQueryVariables>;
export const OrderMealDocument = /* @__PURE__ */ new TypedDocumentString(`
    mutation OrderMeal($input: OrderMealInput!) {
  orderMeal(input: $input) {
    order {
      ...DayOrder
    }
    userErrors {
      code
      message
      path
      rule
      remaining
      limit
    }
  }
}
    fragment DayOrder on MealOrder {
  id
  state
  quantity
  pickupCode
  total {
    fen
  }
  serving {
    id
    on
    period
    pickupUntil
    item {
      name
    }
    canteen {
      name
    }
  }
}`) as unknown as TypedDocumentString<OrderMealMutation, OrderMealMutationVariables>;
export const CancelMealOrderDocument = /* @__PURE__ */ new TypedDocumentString(`
    mutation CancelMealOrder($input: CancelMealOrderInput!) {
  cancelMealOrder(input: $input) {
    order {
      ...DayOrder
    }
    userErrors {
      code
      message
      path
      rule
    }
  }
}
    fragment DayOrder on MealOrder {
  id
  state
  quantity
  pickupCode
  total {
    fen
  }
  serving {
    id
    on
    period
    pickupUntil
    item {
      name
    }
    canteen {
      name
    }
  }
}`) as unknown as TypedDocumentString<CancelMealOrderMutation, CancelMealOrderMutationVariables>;
export const MealsLeftDocument = /* @__PURE__ */ new TypedDocumentString(`
    subscription MealsLeft($canteenId: ID!, $on: Date) {
  mealsLeft(canteenId: $canteenId, on: $on) {
    id
    state
    remaining
  }
}
    `) as unknown as TypedDocumentString<MealsLeftSubscription, MealsLeftSubscriptionVariables>;