/** The steps of a check, in the order in which they are taken. */
export const stepNames = [
  'size',
  'name',
  'federation',
  'lint',
  'ownership',
  'cost',
  'composition',
  'contracts',
  'probe',
] as const;

export type StepName = (typeof stepNames)[number];

/** Why something is refused, and what its author can do. */
export interface RefusalMeaning {
  /** The step of a check it belongs to; `door`: it is refused before any check. */
  readonly step: StepName | 'door';
  readonly reason: string;
  readonly mend: string;
}

const at = (step: RefusalMeaning['step']) => (reason: string, mend: string) => ({ step, reason, mend });
const [door, size, name, federation, lint, ownership, cost, composition, contracts, probe] = [
  at('door'),
  at('size'),
  at('name'),
  at('federation'),
  at('lint'),
  at('ownership'),
  at('cost'),
  at('composition'),
  at('contracts'),
  at('probe'),
] as const;

/**
 * Every code with which the registry refuses or warns. The partner’s guide is generated from here, and nothing can be
 * refused with a code that is not here.
 */
export const refusalCodes = {
  UNAUTHENTICATED: door(
    'There is no token, or it is not one that holds.',
    'Set MILLGATE_PUBLISH_TOKEN (Rover: APOLLO_KEY; of members: MILLGATE_MEMBER_TOKEN) to the token you were given; ask for another where it ran out.',
  ),
  TOKEN_FOR_OTHER_SUBGRAPH: door(
    'A publish token is bound to one subgraph, and this is another.',
    'Use the token of this subgraph, or name the subgraph that the token is for.',
  ),
  AGENCY_NOT_APPROVED: door(
    'The agency is not approved, or it is suspended.',
    'Ask the operator; `millgate subgraph list` works meanwhile.',
  ),
  MEMBER_ROLE: door(
    'Your role in the agency does not include this: owners invite, remove and name subgraphs; engineers make tokens.',
    'Ask an owner of your agency; `millgate agency members CODE` says who is.',
  ),
  NOT_FOUND: door('There is no such thing here.', 'Look at the name; `millgate subgraph list` shows what there is.'),
  BAD_REQUEST: door('The request cannot be read.', 'See which part is meant; the documentation has the form of each.'),
  STATE_CONFLICT: door('What was asked does not fit its present state.', 'Look at the state first.'),
  COMMIT_REUSED: door(
    'This commit was published before with another schema.',
    'A commit stands for one schema: publish from the commit that has this one.',
  ),
  OLDER_SCHEMA: door(
    'This is word for word a schema that was published before and replaced since.',
    'If going back is meant, say so with --again; otherwise publish the newest one.',
  ),
  REVISION_STALE: door(
    'Somebody published meanwhile: the revision that this builds on is not the last.',
    'Fetch the last one, look at the difference, and publish on top of it.',
  ),
  CHECK_TOO_LONG: size(
    'Checking took more than ten seconds or 512 MiB of memory.',
    'Make the schema smaller or simpler: fewer keys, fewer types that are shared in several ways.',
  ),
  SDL_TOO_LARGE: size('The schema is larger than the registry takes.', 'Leave out what is not yours; split the rest.'),
  SDL_UNREADABLE: size('The schema is not GraphQL.', 'Mend it at the line that is named.'),
  SUBGRAPH_NAME: name(
    'A name is 2 to 41 small letters, digits and hyphens, begins with a letter, and is nobody else’s.',
    'Take another name; it is the name of your part, not of your agency’s machine.',
  ),
  ADDRESS_SCHEME: name('An address begins with https:// (http:// only where the operator allows it).', 'Serve TLS.'),
  ADDRESS_FORM: name(
    'An address has a host of plain letters, no user or password, and no fragment.',
    'Write the address as a browser would show it, international names in their xn-- form.',
  ),
  ADDRESS_PRIVATE: name(
    'The address leads into a network that is nobody’s business: loopback, private, link-local.',
    'Give an address on the public network, or ask the operator to allow this network.',
  ),
  ADDRESS_UNKNOWN: name('The host of the address is not known.', 'Look at the spelling, or wait for your name server.'),
  FEDERATION_2_REQUIRED: federation(
    'The schema has no link to federation 2, which makes everything in it everybody’s.',
    'Begin with extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [...]).',
  ),
  LINK_UNKNOWN: federation(
    'The schema links something other than federation.',
    'Leave the link out: what it would bring is not served here.',
  ),
  DIRECTIVE_NOT_YOURS: federation(
    'Directives that travel into the common schema are the operator’s to bring.',
    'Leave @composeDirective, and directives for queries, out.',
  ),
  ROOT_NAME: federation('Root types are called Query, Mutation and Subscription.', 'Rename them.'),
  RESERVED_NAME: federation(
    'Names that begin with an underscore, or that programs take for something else, are reserved.',
    'Take another name.',
  ),
  DESCRIPTION_MISSING: lint('Every type, field, argument and value says what it means.', 'Describe it: """Meaning."""'),
  NAME_STYLE: lint(
    'Types are PascalCase, fields and arguments camelCase, values UPPER_CASE.',
    'Rename it before anybody relies on it.',
  ),
  MUST_BE_NULLABLE: lint(
    'What a partner adds to a root or to somebody else’s type is nullable: when the partner is down, only that is missing.',
    'Take the exclamation mark away.',
  ),
  TAG_UNKNOWN: lint('Tags say who is shown an element.', 'Use public, partner or internal, or no tag.'),
  OVERRIDE_NEEDS_OWNER: ownership(
    'Taking a field over needs the agency that has it.',
    'Leave @override out, or agree with the owner, who publishes the change.',
  ),
  FIELD_OWNED: ownership(
    'The field is another subgraph’s; two that answer it would be two truths.',
    'Take another name; mark it @external if you only need to read it.',
  ),
  TYPE_OWNED: ownership('The name is another’s type of another kind.', 'Take another name.'),
  EXTENSION_NOT_GRANTED: ownership(
    'Only whom the owner names may put fields on this type.',
    'Ask the operator for a grant on the type: millgate grant add TYPE --to SUBGRAPH.',
  ),
  KEY_NOT_OWNERS: ownership('Only the owner says by which keys its type is known.', 'Use one of the owner’s keys.'),
  HIDES_OWNED: ownership('@inaccessible would take somebody else’s element away from everybody.', 'Leave it out.'),
  ANNOTATES_OWNED: ownership(
    'Descriptions, tags, costs and access rules of an element are its owner’s.',
    'Repeat the element bare, without description or directive.',
  ),
  INPUT_NOT_IDENTICAL: ownership(
    'Of an input that several define, only what all define is left: this would shrink it.',
    'Repeat the input exactly, or make one of your own under another name.',
  ),
  ENUM_NOT_IDENTICAL: ownership(
    'Of an enum that several define, values would come or go for everybody.',
    'Repeat the enum exactly, or make one of your own under another name.',
  ),
  VALUE_TYPE_NOT_IDENTICAL: ownership(
    'A value that several define alike must be alike: another type, or a weaker one, changes it for everybody.',
    'Repeat it exactly, with @shareable, or make one of your own under another name.',
  ),
  INTERFACE_OWNED: ownership(
    'Putting something on an interface, or a type behind it, puts it before all who use the interface.',
    'Ask the operator for a grant on the interface.',
  ),
  UNION_OWNED: ownership('Members of a union are its owner’s to name.', 'Make a union of your own.'),
  REQUIRES_NOT_GRANTED: ownership(
    'Reading another’s field by @requires needs the owner’s consent: what is computed from it leaves with your answer.',
    'Ask the operator for a grant on the field: millgate grant add TYPE.FIELD --to SUBGRAPH.',
  ),
  PROVIDES_NOT_GRANTED: ownership(
    '@provides would answer another’s field in the owner’s place.',
    'Leave @provides out: the owner is asked.',
  ),
  COST_NEGATIVE: cost('A weight below nothing would pay for other parts of a query.', 'Give a weight of 0 or more.'),
  LIST_WITHOUT_SIZE: cost(
    'Of a list without a size nobody can say what it costs, so the worst would be assumed.',
    'Say it: @listSize(assumedSize: 20), or @listSize(slicingArguments: ["first"]).',
  ),
  DOES_NOT_COMPOSE: composition(
    'The schema does not fit together with the others.',
    'See the message; `millgate supergraph compose` shows it on your machine.',
  ),
  BREAKS_OPERATIONS: contracts(
    'A change would break a document that clients are known to send.',
    'Keep the element, deprecate it, and remove it when nobody asks for it any more.',
  ),
  BREAKS_CLIENTS: contracts(
    'A change would break clients that asked for the element in the last thirty days.',
    'Keep the element, deprecate it, and talk to the clients that are named.',
  ),
  BREAKING_UNUSED: contracts(
    'A change would break clients, but nobody has asked for the element in thirty days.',
    'Nothing: it is let through, and stands in the changelog.',
  ),
  PROBE_FAILED: probe(
    'The server at the address does not do what the schema says.',
    'Run `millgate subgraph test ADDRESS`, which shows each question and answer.',
  ),
  PROBE_NOT_POSSIBLE: probe(
    'No address was given, so the running server was not tried.',
    'Give --url; publishing tries it in any case.',
  ),
} as const satisfies Readonly<Record<string, RefusalMeaning>>;

export type RefusalCode = keyof typeof refusalCodes;
