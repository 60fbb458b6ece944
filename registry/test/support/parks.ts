import { judge, type Judgement } from '../../src/check/judge.ts';
import type { Grants } from '../../src/check/elements.ts';
import type { KnownDocument, Usage } from '../../src/check/contracts.ts';

export const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"@${name}"`).join(', ')}])\n`;

/** What the official registry of companies has; the graph that hijackers come to. */
export const official = `${link('key', 'shareable', 'tag')}
type Query {
  "One company."
  company("Its id." id: ID!): Company
  "Those that a filter picks."
  companies("Which." filter: Filter): [Company!]
  "By status."
  node("Its id." id: ID!): Node
}
"Anything with an id."
interface Node @key(fields: "id") { "Its id." id: ID! }
"A company."
type Company implements Node @key(fields: "id") {
  "Its id."
  id: ID!
  "Its name."
  name: String!
  "Its number at the tax office."
  taxId: String!
  "Whom to write to."
  contactEmail: String
  "Where it stands."
  status: Status!
  "Where it is."
  address: Address
  "What everybody may say of it."
  motto: String @shareable
}
"Where a company stands."
enum Status { "It works." ACTIVE "It is gone." CLOSED }
"Which companies."
input Filter { "Where they stand." status: Status "In which city." city: String }
"An address."
type Address @shareable { "The city." city: String! "The street." street: String }
"What is found."
union Found = Company
`;

/** A second one, of the same house. */
export const meters = `${link('key')}
type Query { "All meters." meters: [Meter!] }
"A meter."
type Meter @key(fields: "id") { "Its id." id: ID! "Kilowatt hours." reading: Int }
`;

const parts = [
  { name: 'official', agency: 'house', sdl: official, url: 'http://127.0.0.1:1/' },
  { name: 'meters', agency: 'house', sdl: meters, url: 'http://127.0.0.1:2/' },
];

export interface Given {
  readonly subgraph?: string;
  readonly agency?: string;
  readonly grants?: Grants;
  readonly before?: string;
  readonly documents?: readonly KnownDocument[];
  readonly usage?: readonly Usage[];
  readonly more?: readonly { name: string; agency: string; sdl: string; url: string }[];
}

/** What comes of a partner’s schema. */
export const judged = (
  sdl: string,
  { subgraph = 'partner', agency = 'partner-office', grants = {}, more = [], ...given }: Given = {},
): Promise<Judgement> =>
  judge({
    submission: { subgraph, agency, sdl, url: 'https://partner.example/' },
    parts: [...parts, ...more],
    grants,
    before: given.before,
    documents: given.documents ?? [],
    usage: given.usage ?? [],
  });

/** The codes of what was refused, each with the element it stands at. */
export const refusals = ({ steps }: Judgement): string[] =>
  steps.flatMap(({ findings }) =>
    findings
      .filter(({ severity }) => severity === 'ERROR')
      .map(({ code, at }) => (at === undefined ? code : `${code} ${at}`)),
  );
