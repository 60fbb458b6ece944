// Generated from `schema/contracts/internal.graphql` and documents by `npm run emit`; never edited.
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What an adviser is asked about. */
export type AdvisorKind =
  /** Looking for work, changing it, starting a business. */
  | 'CAREER'
  /** Care of the elderly, and what the community offers for it. */
  | 'ELDERLY_CARE'
  /** Credit, pledges and insurance. */
  | 'FINANCE'
  /** An industry chain: markets, equipment, policies of the trade. */
  | 'INDUSTRY'
  /** Conduct of officials and managers. Whatever these advisers are asked is sealed. */
  | 'INTEGRITY'
  /** Intellectual property, equity, contracts and other legal documents. */
  | 'LEGAL';

/** For whom a canteen mainly cooks. */
export type CanteenKind =
  /** For the tenants of an apartment building. */
  | 'APARTMENT'
  /** Breakfast to take away, on the way to work. */
  | 'BREAKFAST_STATION'
  /** For elderly residents. */
  | 'ELDERS'
  /** For everybody who works in the community. */
  | 'SHARED';

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

/** Where a sitting stands at the instant of the request. */
export type CourseInstanceState =
  /** Was called off, or had too few seated at the cut-off. */
  | 'CANCELLED'
  /** Was held. */
  | 'COMPLETED'
  /** The cut-off has passed and enough are seated: it will be held. */
  | 'CONFIRMED'
  /** Can be enrolled in; without a free seat one waits. */
  | 'OPEN'
  /** Enrolment has not begun. */
  | 'PLANNED'
  /** Is being held. */
  | 'RUNNING';

/** Where an enterprise stands in its life. */
export type EnterpriseStage =
  /** Growing. */
  | 'GROWTH'
  /** Being founded. */
  | 'INCUBATION'
  /** Established. */
  | 'MATURE';

/** Whether an enterprise is in business in its community. */
export type EnterpriseStatus =
  /** In business. */
  | 'ACTIVE'
  /** Gone; nobody can be employed there any more. */
  | 'LEFT'
  /** Business is suspended; employments go on. */
  | 'SUSPENDED';

/** How long the periods of a series are. The first and the last may be cut by the period asked for. */
export type FigureInterval =
  /** A calendar day of the community’s zone. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** Monday to Sunday (ISO 8601). */
  | 'WEEK';

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

/** Whether a programme can be claimed. */
export type ProgramState =
  /** Has ended; decided claims stand. */
  | 'CLOSED'
  /** Being written; only programme officers see it. */
  | 'DRAFT'
  /** Takes no claims because its money is spent. */
  | 'EXHAUSTED'
  /** Can be claimed. */
  | 'OPEN'
  /** Takes no claims for the time being. */
  | 'PAUSED';

/** On what terms people live in a property. */
export type PropertyKind =
  /** Free beds for people who look for work, three months at most, once a person. */
  | 'JOB_SEEKER_LODGING'
  /** Let to the tenants themselves, with services. */
  | 'TALENT_APARTMENT'
  /** Let to enterprises, which house their own workers there. */
  | 'UNIT_RENTAL'
  /** Sold to young workers against a purchase code; never let. */
  | 'YOUTH_APARTMENT';

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

export type DashboardQueryVariables = Exact<{
  scopeId: string;
  from: string;
  to: string;
  by: FigureInterval;
}>;


export type DashboardQuery = { figures: { communityIds: Array<string>, desk: { filed: number, voices: number, industryVoices: number, assisted: number, decided: number, onTimeShare: number | null, medianDaysToDecision: number | null, badRatingShare: number | null, mattersPerTicket: number | null, poolsReached: number, poolsFulfilled: number, reopened: number, commitmentsKeptShare: number | null, medianMinutesToCall: number | null, filedAtTerminals: number, terminalsOnline: number, breachedNow: number, byTheme: Array<{ theme: Theme, filed: { value: number | null }, people: { value: number | null } }>, series: Array<{ from: string, to: string, filed: number, decided: number, onTimeShare: number | null, voices: number, assisted: number }> | null } | null, subsidies: { medianMinutesToDecision: number | null, immediatePercent: number | null, takeUpPercent: number | null, waitingForMoney: number, budget: { fen: number }, committed: { fen: number }, paid: { fen: number }, remaining: { fen: number }, claimsByState: Array<{ state: ClaimState, people: { value: number | null } }>, refusalsByRule: Array<{ rule: string, people: { value: number | null } }>, series: Array<{ from: string, to: string, granted: { value: number | null }, paid: { fen: number } }> } | null, housing: { bedDays: number, heldBedDays: number, occupancyPercent: number | null, freeNights: number, offersMade: number, offersLapsed: number, homesContracted: number, repairsRequested: number, medianDaysToBed: number | null, rentDue: { fen: number }, rentPaid: { fen: number }, waiting: { value: number | null }, lodgersHired: { value: number | null }, series: Array<{ from: string, to: string, occupancyPercent: number | null, bedDays: number, heldBedDays: number, freeNights: number, rentDue: { fen: number }, rentPaid: { fen: number } }> } | null, meals: { planned: number, sold: number, soldAtCounter: number, pickedUp: number, noShow: number, wasted: number, oversold: number, sellThroughPercent: number | null, subsidisedPercent: number | null, mealsPerDay: number | null, seatTurns: number | null, averagePrice: { fen: number } | null, soldOut: { servings: number, medianMinutesBeforeCutoff: number | null }, diners: { value: number | null }, series: Array<{ from: string, to: string, planned: number, sold: number, pickedUp: number, noShow: number, wasted: number }> } | null, training: { sittings: number, cancelled: number, seats: number, seatsTaken: number, seatsTakenPercent: number | null, enterprises: number, medianDaysFromDemand: number | null, learners: { value: number | null }, waiting: { value: number | null }, graduates: { value: number | null }, series: Array<{ from: string, to: string, sittings: number, seats: number, seatsTaken: number }> } | null, advice: { asked: number, answered: number, reassigned: number, settled: number, medianHoursToContact: number | null, contactedOnTimeShare: number | null, meanRating: number | null, askers: { value: number | null }, series: Array<{ from: string, to: string, asked: number, answered: number, settled: number, medianHoursToContact: number | null }> | null } | null, registry: { countedOn: string, enterprises: number, gridCompleteness: { grids: number, complete: number, percent: number | null }, registeredWorkers: { value: number | null }, employedWorkers: { value: number | null }, facilityReach: { facilities: number, perThousand: number | null, workers: { value: number | null } }, series: Array<{ from: string, to: string, employedWorkers: { value: number | null }, started: { value: number | null }, ended: { value: number | null } }> } | null } | null };

export type CanteensOfQueryVariables = Exact<{
  communityId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CanteensOfQuery = { canteens: { nodes: Array<{ id: string, name: string, kind: CanteenKind, seats: number, dailyLimit: number, community: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ServingsOnQueryVariables = Exact<{
  on: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ServingsOnQuery = { servings: { nodes: Array<{ id: string, on: string, period: MealPeriod, planned: number, sold: number, remaining: number, wasted: number, state: ServingState, item: { name: string }, canteen: { name: string, community: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SittingsOfQueryVariables = Exact<{
  communityId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SittingsOfQuery = { courseInstances: { nodes: Array<{ id: string, startsAt: string, capacity: number, seated: number, waiting: number, state: CourseInstanceState, course: { name: string }, provider: { name: string }, community: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ProgrammesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ProgrammesQuery = { programs: { nodes: Array<{ code: string, name: string, state: ProgramState, appropriations: Array<{ fiscalYear: number, amount: { fen: number }, reserved: { fen: number }, committed: { fen: number }, paid: { fen: number }, recovered: { fen: number }, available: { fen: number } }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type EnterprisesOfQueryVariables = Exact<{
  communityId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EnterprisesOfQuery = { enterprises: { nodes: Array<{ uscc: string, name: string, stage: EnterpriseStage, status: EnterpriseStatus, keyEnterprise: boolean, community: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type PropertiesOfQueryVariables = Exact<{
  communityId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PropertiesOfQuery = { properties: { nodes: Array<{ id: string, name: string, kind: PropertyKind, address: string | null, community: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type LateMattersQueryVariables = Exact<{
  scopeId: string;
  from: string;
  to: string;
  first: number;
  after?: string | null | undefined;
}>;


export type LateMattersQuery = { figures: { desk: { breached: { nodes: Array<{ no: string, kind: CaseKind, theme: Theme, subject: string, dueAt: string | null, department: { name: string } | null, community: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null } | null };

export type AdviceDetailsQueryVariables = Exact<{
  scopeId: string;
  from: string;
  to: string;
}>;


export type AdviceDetailsQuery = { figures: { advice: { byKind: Array<{ kind: AdvisorKind, asked: number }>, byChain: Array<{ asked: number, chain: { name: string } | null }>, cited: Array<{ code: string, times: number }>, load: Array<{ open: number, advisor: { name: string, organisation: string, kind: AdvisorKind, community: { name: string } | null } }> } | null } | null };

export type MealsLeftTodaySubscriptionVariables = Exact<{
  canteenId: string;
  on: string;
}>;


export type MealsLeftTodaySubscription = { mealsLeft: Array<{ id: string, period: MealPeriod, planned: number, remaining: number, state: ServingState, item: { name: string } }> | null };

export type LateNowSubscriptionVariables = Exact<{
  communityIds: Array<string> | string;
}>;


export type LateNowSubscription = { lateMatters: { breachedNow: number, breachingSoon: number } | null };

export type PlacesQueryVariables = Exact<{ [key: string]: never; }>;


export type PlacesQuery = { districts: { nodes: Array<{ id: string, name: string }> } | null, communities: { nodes: Array<{ id: string, name: string, district: { id: string } }> } | null };

export type WhoseQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoseQuery = { viewer: { roles: Array<{ scope: string | null }> } | null };

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

export const DashboardDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Dashboard($scopeId: ID!, $from: Date!, $to: Date!, $by: FigureInterval!) {
  figures(scopeId: $scopeId, from: $from, to: $to) {
    communityIds
    desk {
      filed
      voices
      industryVoices
      assisted
      decided
      onTimeShare
      medianDaysToDecision
      badRatingShare
      mattersPerTicket
      poolsReached
      poolsFulfilled
      reopened
      commitmentsKeptShare
      medianMinutesToCall
      filedAtTerminals
      terminalsOnline
      breachedNow
      byTheme {
        theme
        filed {
          value
        }
        people {
          value
        }
      }
      series(by: $by) {
        from
        to
        filed
        decided
        onTimeShare
        voices
        assisted
      }
    }
    subsidies {
      budget {
        fen
      }
      committed {
        fen
      }
      paid {
        fen
      }
      remaining {
        fen
      }
      medianMinutesToDecision
      immediatePercent
      takeUpPercent
      waitingForMoney
      claimsByState {
        state
        people {
          value
        }
      }
      refusalsByRule {
        rule
        people {
          value
        }
      }
      series(by: $by) {
        from
        to
        granted {
          value
        }
        paid {
          fen
        }
      }
    }
    housing {
      bedDays
      heldBedDays
      occupancyPercent
      freeNights
      offersMade
      offersLapsed
      homesContracted
      rentDue {
        fen
      }
      rentPaid {
        fen
      }
      repairsRequested
      waiting {
        value
      }
      lodgersHired {
        value
      }
      medianDaysToBed
      series(by: $by) {
        from
        to
        occupancyPercent
        bedDays
        heldBedDays
        freeNights
        rentDue {
          fen
        }
        rentPaid {
          fen
        }
      }
    }
    meals {
      planned
      sold
      soldAtCounter
      pickedUp
      noShow
      wasted
      oversold
      averagePrice {
        fen
      }
      sellThroughPercent
      subsidisedPercent
      mealsPerDay
      seatTurns
      soldOut {
        servings
        medianMinutesBeforeCutoff
      }
      diners {
        value
      }
      series(by: $by) {
        from
        to
        planned
        sold
        pickedUp
        noShow
        wasted
      }
    }
    training {
      sittings
      cancelled
      seats
      seatsTaken
      seatsTakenPercent
      learners {
        value
      }
      waiting {
        value
      }
      graduates {
        value
      }
      enterprises
      medianDaysFromDemand
      series(by: $by) {
        from
        to
        sittings
        seats
        seatsTaken
      }
    }
    advice {
      asked
      answered
      reassigned
      settled
      medianHoursToContact
      contactedOnTimeShare
      meanRating
      askers {
        value
      }
      series(by: $by) {
        from
        to
        asked
        answered
        settled
        medianHoursToContact
      }
    }
    registry {
      countedOn
      enterprises
      gridCompleteness {
        grids
        complete
        percent
      }
      registeredWorkers {
        value
      }
      employedWorkers {
        value
      }
      facilityReach {
        facilities
        workers {
          value
        }
        perThousand
      }
      series(by: $by) {
        from
        to
        employedWorkers {
          value
        }
        started {
          value
        }
        ended {
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardQuery, DashboardQueryVariables>;
export const CanteensOfDocument = /* @__PURE__ */ new TypedDocumentString(`
    query CanteensOf($communityId: ID, $first: Int!, $after: String) {
  canteens(communityId: $communityId, first: $first, after: $after) {
    nodes {
      id
      name
      kind
      seats
      dailyLimit
      community {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CanteensOfQuery, CanteensOfQueryVariables>;
export const ServingsOnDocument = /* @__PURE__ */ new TypedDocumentString(`
    query ServingsOn($on: Date!, $first: Int!, $after: String) {
  servings(on: $on, first: $first, after: $after) {
    nodes {
      id
      on
      period
      planned
      sold
      remaining
      wasted
      state
      item {
        name
      }
      canteen {
        name
        community {
          id
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ServingsOnQuery, ServingsOnQueryVariables>;
export const SittingsOfDocument = /* @__PURE__ */ new TypedDocumentString(`
    query SittingsOf($communityId: ID, $first: Int!, $after: String) {
  courseInstances(communityId: $communityId, first: $first, after: $after) {
    nodes {
      id
      startsAt
      capacity
      seated
      waiting
      state
      course {
        name
      }
      provider {
        name
      }
      community {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<SittingsOfQuery, SittingsOfQueryVariables>;
export const ProgrammesDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Programmes($first: Int!, $after: String) {
  programs(first: $first, after: $after) {
    nodes {
      code
      name
      state
      appropriations {
        fiscalYear
        amount {
          fen
        }
        reserved {
          fen
        }
        committed {
          fen
        }
        paid {
          fen
        }
        recovered {
          fen
        }
        available {
          fen
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesQuery, ProgrammesQueryVariables>;
export const EnterprisesOfDocument = /* @__PURE__ */ new TypedDocumentString(`
    query EnterprisesOf($communityId: ID, $first: Int!, $after: String) {
  enterprises(communityId: $communityId, first: $first, after: $after) {
    nodes {
      uscc
      name
      stage
      status
      keyEnterprise
      community {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<EnterprisesOfQuery, EnterprisesOfQueryVariables>;
export const PropertiesOfDocument = /* @__PURE__ */ new TypedDocumentString(`
    query PropertiesOf($communityId: ID, $first: Int!, $after: String) {
  properties(communityId: $communityId, first: $first, after: $after) {
    nodes {
      id
      name
      kind
      address
      community {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PropertiesOfQuery, PropertiesOfQueryVariables>;
export const LateMattersDocument = /* @__PURE__ */ new TypedDocumentString(`
    query LateMatters($scopeId: ID!, $from: Date!, $to: Date!, $first: Int!, $after: String) {
  figures(scopeId: $scopeId, from: $from, to: $to) {
    desk {
      breached(first: $first, after: $after) {
        nodes {
          no
          kind
          theme
          subject
          dueAt
          department {
            name
          }
          community {
            name
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LateMattersQuery, LateMattersQueryVariables>;
export const AdviceDetailsDocument = /* @__PURE__ */ new TypedDocumentString(`
    query AdviceDetails($scopeId: ID!, $from: Date!, $to: Date!) {
  figures(scopeId: $scopeId, from: $from, to: $to) {
    advice {
      byKind {
        kind
        asked
      }
      byChain {
        asked
        chain {
          name
        }
      }
      cited {
        code
        times
      }
      load {
        open
        advisor {
          name
          organisation
          kind
          community {
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AdviceDetailsQuery, AdviceDetailsQueryVariables>;
export const MealsLeftTodayDocument = /* @__PURE__ */ new TypedDocumentString(`
    subscription MealsLeftToday($canteenId: ID!, $on: Date!) {
  mealsLeft(canteenId: $canteenId, on: $on) {
    id
    period
    planned
    remaining
    state
    item {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<MealsLeftTodaySubscription, MealsLeftTodaySubscriptionVariables>;
export const LateNowDocument = /* @__PURE__ */ new TypedDocumentString(`
    subscription LateNow($communityIds: [ID!]!) {
  lateMatters(communityIds: $communityIds) {
    breachedNow
    breachingSoon
  }
}
    `) as unknown as TypedDocumentString<LateNowSubscription, LateNowSubscriptionVariables>;
export const PlacesDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Places {
  districts(first: 50) {
    nodes {
      id
      name
    }
  }
  communities(first: 100) {
    nodes {
      id
      name
      district {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PlacesQuery, PlacesQueryVariables>;
export const WhoseDocument = /* @__PURE__ */ new TypedDocumentString(`
    query Whose {
  viewer {
    roles {
      scope
    }
  }
}
    `) as unknown as TypedDocumentString<WhoseQuery, WhoseQueryVariables>;