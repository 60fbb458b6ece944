import { roles } from '@millgate/kit';

/** The name of the subgraph that the gateway itself is: what only the door knows of whoever stands before it. */
export const doorSubgraph = 'door';

/** Each in the field's own words, as `services/_kit/src/identity/caller.ts` lists them. */
const meaningOf: Readonly<Record<(typeof roles)[number], string>> = {
  WORKER: 'A worker; the scope is the worker.',
  HR: 'HR of an enterprise.',
  GRID_OFFICER: 'Officer of a grid.',
  COMMUNITY_STAFF: 'Staff of a community.',
  CLERK: 'Clerk at the counter of a community.',
  HANDLER: 'Handles cases of a department.',
  PROGRAM_OFFICER: 'Decides claims on subsidies.',
  CANTEEN_STAFF: 'Runs a canteen.',
  HOUSING_STAFF: 'Looks after homes.',
  TRAINER: 'Runs courses.',
  PANEL_MEMBER: 'Sits on a panel that evaluates titles.',
  ADVISOR: 'Advises enterprises.',
  CHAIN_HEAD: 'Heads an industry chain.',
  MANAGER: 'Manages the district.',
  AUDITOR: 'Reads, and is logged.',
  PARTNER: 'A partner agency; the scope is the agency.',
};

/** What callers are told of themselves; a subgraph, so that it is composed, restricted and weighed as all else. */
export const viewerSdl = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

type Query {
  "Who asks, and as what the graph sees them; anybody may ask."
  viewer: Viewer
  "Where the account of the caller stands in this minute; null where rates are not limited."
  rateLimit: RateLimit
}

"Whoever asks, as the gateway knows them from token and key."
type Viewer {
  "What kind of caller it is."
  kind: CallerKind!
  "Id of the person’s own record: a worker, or an account of the staff; null for whoever is not a person."
  id: ID
  "The worker who asks; null for whoever is none."
  worker: Worker
  "What the person may act as, and where; empty for others."
  roles: [ViewerRole!]!
  "Scopes that are held, in the order of the alphabet: those of roles, token and key."
  scopes: [String!]!
  "As what the schema is shown."
  contract: Contract!
  "The language of names and messages where the question does not say: the first of ours in Accept-Language, else Chinese."
  locale: Lang!
  "Where the account stands; null where rates are not limited."
  rateLimit: RateLimit
}

"A role, and where it holds."
type ViewerRole {
  "The role."
  role: Role!
  "Id of what it is bound to; null where it holds everywhere."
  scope: ID
}

"Points of an account in one minute: what its operations cost, and ten for each."
type RateLimit {
  "Points a minute."
  limit: Int!
  "What this operation cost, the ten for itself left out."
  cost: Int!
  "Points that are left; what other replicas have set aside for themselves is not counted."
  remaining: Int!
  "When the next minute begins."
  resetAt: DateTime!
}

"What kind of caller asks."
enum CallerKind {
  "Whoever is not signed in."
  ANONYMOUS
  "A person, by a token."
  PERSON
  "A part of the graph, for a purpose."
  SERVICE
}

"As what the schema is shown."
enum Contract {
  "To anybody."
  PUBLIC
  "To partner agencies."
  PARTNER
  "To the community’s own front ends."
  INTERNAL
}

"What somebody may act as."
enum Role {
${roles.map((role) => `  "${meaningOf[role]}"\n  ${role}`).join('\n')}
}

"A language in which names and messages exist."
enum Lang {
  "Simplified Chinese."
  ZH
  "English."
  EN
}

"""
An instant, RFC 3339 with offset, for example \`2026-11-20T17:30:00+08:00\`. Answers are in UTC with milliseconds.
"""
scalar DateTime

type Worker @key(fields: "id", resolvable: false) {
  id: ID!
}
`;
