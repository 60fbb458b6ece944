import { describe, expect, test } from 'vitest';
import { judged, link, refusals } from './support/parks.ts';

const on = (fields: string, ...imports: string[]) =>
  `${link('key', ...imports)} type Company @key(fields: "id") { id: ID! ${fields} }`;
/** The partner may put fields on a company: what follows is not for want of that. */
const granted = { grants: { Company: ['official', 'partner'] } };

describe('what a partner may do', () => {
  test.each([
    [
      'have a type and a root field of its own',
      `${link('key')} type Query { "It." tram: Tram } "A tram." type Tram @key(fields: "id") { "Its id." id: ID! }`,
      {},
    ],
    [
      'speak of a company by its key',
      `${link('key')} type Query { "It." tram: Tram } "A tram." type Tram { "Whose." of: Company } type Company @key(fields: "id", resolvable: false) { id: ID! }`,
      {},
    ],
    ['put a field on a company, with the owner’s grant', on('"How many." trams: Int'), granted],
    [
      'repeat a value exactly',
      `${link('key', 'shareable')} type Query { "It." depot: Address } type Address @shareable { city: String! street: String }`,
      {},
    ],
    [
      'use an enum and an input exactly as they are',
      `${link('key')} type Query { "It." count("Which." filter: Filter): Int } enum Status { ACTIVE CLOSED } input Filter { status: Status city: String }`,
      {},
    ],
    [
      'compute from a field, with the owner’s grant',
      on(
        'name: String! @external "Its first letter." letter: String @requires(fields: "name")',
        'external',
        'requires',
      ),
      { grants: { ...granted.grants, 'Company.name': ['partner'] } },
    ],
  ])('is to %s', async (_what, sdl, given) => {
    const judgement = await judged(sdl, given);

    expect(refusals(judgement)).toEqual([]);
    expect(judgement.supergraph).toContain('@join__graph(name: "partner"');
  });
});

describe('what a partner may not do', () => {
  test.each([
    [
      'take a field over',
      on('name: String! @override(from: "official")', 'override'),
      ['OVERRIDE_NEEDS_OWNER Company.name'],
    ],
    [
      'take a field over by degrees',
      on('name: String! @override(from: "official", label: "percent(1)")', 'override'),
      ['OVERRIDE_NEEDS_OWNER Company.name'],
    ],
    [
      'take a protected field over',
      on('contactEmail: String @override(from: "official")', 'override'),
      ['OVERRIDE_NEEDS_OWNER Company.contactEmail'],
    ],
    [
      'take a root field over',
      `${link('key', 'override')} type Query { "It." company("Its id." id: ID!): Company @override(from: "official") } type Company @key(fields: "id") { id: ID! }`,
      ['OVERRIDE_NEEDS_OWNER Query.company'],
    ],
    [
      'answer a root field beside its owner',
      `${link('key', 'shareable')} type Query { "It." company("Its id." id: ID!): Company @shareable } type Company @key(fields: "id") { id: ID! }`,
      ['FIELD_OWNED Query.company'],
    ],
    [
      'take over what it does not even name as another’s',
      on('"It." trams: Int @override(from: "official")', 'override'),
      ['OVERRIDE_NEEDS_OWNER Company.trams'],
    ],
    ['define a field again', on('name: String!'), ['FIELD_OWNED Company.name']],
    [
      'define a field again and call it shared',
      on('name: String! @shareable', 'shareable'),
      ['FIELD_OWNED Company.name'],
    ],
    [
      'answer a field that its owner shares',
      on('motto: String @shareable', 'shareable'),
      ['FIELD_OWNED Company.motto'],
    ],
    [
      'answer a shared field by the rules of federation 1',
      'type Company @key(fields: "id") { id: ID! motto: String }',
      ['FEDERATION_2_REQUIRED', 'FIELD_OWNED Company.motto'],
    ],
    [
      'know a type by a key of its own',
      `${link('key')} type Company @key(fields: "name") { name: String! }`,
      ['KEY_NOT_OWNERS Company'],
    ],
    [
      'add a key',
      `${link('key', 'external')} type Company @key(fields: "id") @key(fields: "taxId") { id: ID! taxId: String! @external }`,
      ['KEY_NOT_OWNERS Company'],
    ],
    [
      'hide a field',
      on('taxId: String! @inaccessible @external', 'inaccessible', 'external'),
      ['HIDES_OWNED Company.taxId'],
    ],
    [
      'hide a type',
      `${link('key', 'inaccessible')} type Company @key(fields: "id") @inaccessible { id: ID! }`,
      ['HIDES_OWNED Company'],
    ],
    [
      'hide a value',
      `${link('inaccessible')} type Query { "It." count: Status } enum Status { ACTIVE @inaccessible CLOSED }`,
      ['HIDES_OWNED Status.ACTIVE'],
    ],
    [
      'shrink an input',
      `${link('key')} type Query { "It." count("Which." filter: Filter): Int } input Filter { status: Status } enum Status { ACTIVE CLOSED }`,
      ['INPUT_NOT_IDENTICAL Filter'],
    ],
    [
      'make a field of an input required',
      `${link('key')} type Query { "It." count("Which." filter: Filter): Int } input Filter { status: Status! city: String } enum Status { ACTIVE CLOSED }`,
      ['INPUT_NOT_IDENTICAL Filter'],
    ],
    [
      'shrink an enum',
      `${link('key')} type Query { "It." count: Status } enum Status { ACTIVE }`,
      ['ENUM_NOT_IDENTICAL Status'],
    ],
    [
      'weaken a value',
      `${link('shareable')} type Query { "It." depot: Address } type Address @shareable { city: String street: String }`,
      ['VALUE_TYPE_NOT_IDENTICAL Address.city'],
    ],
    [
      'leave a part of a value out',
      `${link('shareable')} type Query { "It." depot: Address } type Address @shareable { city: String! }`,
      ['VALUE_TYPE_NOT_IDENTICAL Address.street'],
    ],
    [
      'put something on every type behind an interface',
      `${link('key', 'interfaceObject')} type Node @interfaceObject @key(fields: "id") { id: ID! "It." tracking: String }`,
      ['INTERFACE_OWNED Node'],
    ],
    [
      'stand behind an interface',
      `${link('key')} "A tram." type Tram implements Node @key(fields: "id") { "Its id." id: ID! } interface Node { id: ID! } type Query { "It." tram: Tram }`,
      ['INTERFACE_OWNED Tram'],
    ],
    [
      'join a union',
      `${link('key')} "A tram." type Tram { "It." no: Int } union Found = Tram type Query { "It." tram: Tram }`,
      ['UNION_OWNED Found'],
    ],
    [
      'read by @requires what nobody granted',
      on(
        'name: String! @external taxId: String! @external "It." leak: String @requires(fields: "name taxId")',
        'external',
        'requires',
      ),
      ['REQUIRES_NOT_GRANTED Company.leak', 'REQUIRES_NOT_GRANTED Company.leak'],
    ],
    [
      'answer a field in its owner’s place by @provides',
      `${link('key', 'provides', 'external')} type Query { "It." best: Company @provides(fields: "name") } type Company @key(fields: "id") { id: ID! name: String! @external }`,
      ['PROVIDES_NOT_GRANTED Query.best'],
    ],
    [
      'describe another’s type',
      `${link('key')} "Pay at http://phish.example" type Company @key(fields: "id") { id: ID! "It." trams: Int }`,
      ['ANNOTATES_OWNED Company'],
    ],
    [
      'describe another’s field',
      on(
        '"Pay at http://phish.example" name: String! @external "It." n: Int @requires(fields: "id")',
        'external',
        'requires',
      ),
      ['ANNOTATES_OWNED Company.name'],
    ],
    [
      'open another’s field by a tag',
      on('taxId: String! @external @tag(name: "public")', 'tag', 'external'),
      ['ANNOTATES_OWNED Company.taxId'],
    ],
    [
      'put a price on another’s field',
      on('taxId: String! @external @cost(weight: 1)', 'cost', 'external'),
      ['ANNOTATES_OWNED Company.taxId'],
    ],
    ['pay for other parts of a query', on('"It." trams: Int @cost(weight: -100)', 'cost'), ['COST_NEGATIVE']],
    [
      'demand a scope on another’s type',
      `${link('key', 'requiresScopes')} type Company @key(fields: "id") @requiresScopes(scopes: [["x"]]) { id: ID! "It." trams: Int }`,
      ['ANNOTATES_OWNED Company'],
    ],
    [
      'use a directive under another name',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", { name: "@inaccessible", as: "@note" }]) type Company @key(fields: "id") { id: ID! taxId: String! @external @note }`,
      ['HIDES_OWNED Company.taxId'],
    ],
    [
      'use a directive by its full name',
      on('name: String! @federation__override(from: "official")'),
      ['OVERRIDE_NEEDS_OWNER Company.name'],
    ],
    [
      'use a directive under another prefix',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", as: "f") type Company @f__key(fields: "id") { id: ID! name: String! @f__override(from: "official") }`,
      ['OVERRIDE_NEEDS_OWNER Company.name'],
    ],
    [
      'bring directives of its own along',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"]) @link(url: "https://evil.example/x/v1.0", import: ["@x"]) @composeDirective(name: "@x") directive @x on FIELD_DEFINITION type Query { "It." a: Int @x }`,
      ['LINK_UNKNOWN', 'DIRECTIVE_NOT_YOURS'],
    ],
    ['rename a root type', `${link('key')} schema { query: Q } type Q { "It." a: Int }`, ['ROOT_NAME']],
    [
      'name a field as every object has one',
      on('"It." constructor: Int "It." __proto__: Int'),
      ['RESERVED_NAME Company.constructor', 'RESERVED_NAME Company.__proto__'],
    ],
    [
      'add a type of a name that is taken by another kind',
      `${link('key')} type Query { "It." a: Int } "It." enum Company { "A." A }`,
      ['TYPE_OWNED Company'],
    ],
    [
      'send a list without saying how long',
      on('"It." trams: [Tram!]').concat(' "A tram." type Tram { "It." no: Int }'),
      ['LIST_WITHOUT_SIZE Company.trams'],
    ],
    ['promise on another’s behalf', on('"It." trams: Int!'), ['MUST_BE_NULLABLE Company.trams']],
    ['leave its part undescribed', on('trams: Int'), ['DESCRIPTION_MISSING Company.trams']],
  ])('is to %s', async (_what, sdl, expected) => {
    const judgement = await judged(sdl, granted);

    expect(refusals(judgement).filter((code) => expected.includes(code))).toEqual(expected);
    expect(judgement.supergraph).toBeUndefined();
  });

  test('is to put a field on a type without the owner’s grant', async () => {
    expect(refusals(await judged(on('"It." trams: Int')))).toEqual(['EXTENSION_NOT_GRANTED Company.trams']);
  });
});

test('an agency may take a field over from a subgraph of its own, and from no other’s', async () => {
  const tram = `${link('key')} type Query { "It." tram: Tram } "A tram." type Tram @key(fields: "id") { "Its id." id: ID! "Its line." line: Int }`;
  const moved = `${link('key', 'override')} type Tram @key(fields: "id") { id: ID! "Its line." line: Int @override(from: "trams") }`;
  const more = [{ name: 'trams', agency: 'partner-office', sdl: tram, url: 'https://trams.example/' }];

  expect(refusals(await judged(moved, { more }))).toEqual([]);
  expect(refusals(await judged(moved, { more, agency: 'somebody' }))).toEqual(['OVERRIDE_NEEDS_OWNER Tram.line']);
});

test('a type that a partner brought is its own when it publishes again, and another partner’s to leave alone', async () => {
  const tram = `${link('key')} type Query { "It." tram: Tram } "A tram." type Tram @key(fields: "id") { "Its id." id: ID! "Its line." line: Int }`;
  const more = [{ name: 'trams', agency: 'partner-office', sdl: tram, url: 'https://trams.example/' }];
  const next = tram.replace('line: Int', 'line: Int "Its colour." colour: String');
  const rival = `${link('key')} type Tram @key(fields: "id") { id: ID! "Its colour." colour: String }`;

  expect(refusals(await judged(next, { more, subgraph: 'trams' }))).toEqual([]);
  expect(refusals(await judged(rival, { more, subgraph: 'rival', agency: 'rivals' }))).toEqual([
    'EXTENSION_NOT_GRANTED Tram.colour',
  ]);
});

describe('a schema that would take too long', () => {
  test.each([
    ['ten megabytes', `${link('key')} # ${'x'.repeat(10_000_000)}\n type Query { "It." a: Int }`],
    [
      'ten thousand types',
      `${link('key')} type Query { "It." a: Int } ${Array.from({ length: 10_000 }, (_, i) => `"T." type T${i} { "A." a: Int }`).join(' ')}`,
    ],
    [
      'two hundred keys',
      `${link('key')} type Query { "It." a: T } "T." type T ${Array.from({ length: 200 }, (_, i) => `@key(fields: "k${i}")`).join(' ')} { ${Array.from({ length: 200 }, (_, i) => `"K." k${i}: ID`).join(' ')} }`,
    ],
  ])('of %s is refused before it is looked at', async (_what, sdl) => {
    const before = performance.now();
    const judgement = await judged(sdl);

    expect(new Set(refusals(judgement).map((code) => code.split(' ')[0]))).toEqual(new Set(['SDL_TOO_LARGE']));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
