import { describe, expect, test } from 'vitest';
import { composeParts, type Grants, ownershipFaults } from '../src/index.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@requiresScopes"])`;
const owner = `${link}
  type Query { worker: Worker }
  type Worker @key(fields: "id") { id: ID! name: String phone: String @requiresScopes(scopes: [["contact"]]) }`;
const partner = (requires: string, scope = '@requiresScopes(scopes: [["contact"]])') => `${link}
  type Worker @key(fields: "id") {
    id: ID! ${requires}: String @external leak: String @requires(fields: "${requires}") ${scope}
  }`;
const judged = (sdl: string, grants: Grants, own = owner) =>
  ownershipFaults(
    [
      { name: 'people', sdl: own },
      { name: 'partner', sdl },
    ],
    grants,
  );
/** What the partner adds is granted; what it computes that from is the question. */
const named = { Worker: ['people', 'partner'] };
const unread =
  'partner: REQUIRES_NOT_GRANTED at Worker.leak: It reads Worker.phone, which is people’s. Its owner grants it in schema/grants.yaml.';

test('a subgraph of ours that repeats the scope is refused for want of a grant, as a partner’s is', () => {
  expect(judged(partner('phone'), named)).toEqual([unread]);
});

test('with the owner’s grant it may', () => {
  expect(judged(partner('phone'), { ...named, 'Worker.phone': ['partner'] })).toEqual([]);
});

test('a grant to another is none', () => {
  expect(judged(partner('phone'), { ...named, 'Worker.phone': ['somebody'] })).toEqual([unread]);
});

test('what is not protected needs a grant like the rest', () => {
  expect(judged(partner('name', ''), named)).toEqual([unread.replace('phone', 'name')]);
});

test('a grant of a field is one of what the field is made of, and of no entity behind it', () => {
  const own = owner
    .replace('name: String', 'name: String born: Fact boss: Worker')
    .concat(' type Fact { value: String source: String }');
  const reads = (fields: string) => `${link} type Worker @key(fields: "id") {
    id: ID! born: Fact @external boss: Worker @external name: String @external
    leak: String @requires(fields: "${fields}") } type Fact { value: String @external source: String @external }`;
  const granted = { ...named, 'Worker.born': ['partner'], 'Worker.boss': ['partner'], Fact: ['people', 'partner'] };

  expect(judged(reads('born { value source }'), granted, own)).toEqual([]);
  expect(judged(reads('boss { name }'), granted, own)).toEqual([unread.replace('phone', 'name')]);
});

test('without the scope it does not even compose', () => {
  const part = (name: string, sdl: string) => ({ name, sdl, agency: name, url: 'http://127.0.0.1/' });

  expect(composeParts([part('people', owner), part('partner', partner('phone', ''))])).toMatchObject({
    faults: [{ message: expect.stringContaining('phone') }],
  });
});

describe('fields on an entity of another', () => {
  const adding = `${link} type Worker @key(fields: "id") { id: ID! tracking: String }`;
  const naming = `${link} type Query { pick: Worker } type Worker @key(fields: "id") { id: ID! }`;
  const refusal =
    'partner: EXTENSION_NOT_GRANTED at Worker.tracking: Worker is people’s. Its owner grants it in schema/grants.yaml.';

  test.each([
    ['are refused to whoever is not named for it', adding, { Worker: ['people'] }, [refusal]],
    ['are allowed to whoever is', adding, named, []],
    ['need a line as soon as there are two', adding, {}, [refusal]],
    ['are not what a key is: whoever only speaks of an entity needs no grant', naming, {}, []],
  ])('%s', (_what, sdl, grants, expected) => {
    expect(judged(sdl, grants)).toEqual(expected);
  });

  test('on an interface are fields on every object that has it', () => {
    const shared = `${link} type Query { node: Node }
      interface Node @key(fields: "id") { id: ID! } type Park implements Node @key(fields: "id") { id: ID! name: String }`;
    const spread = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
      type Node @interfaceObject @key(fields: "id") { id: ID! tracking: String }`;

    expect(judged(spread, {}, shared)).toEqual([
      'partner: INTERFACE_OWNED at Node: What is put on it lands on every type of people behind it. Its owner grants it in schema/grants.yaml.',
    ]);
  });
});

describe('what is repeated', () => {
  const own = `${link} type Query { at: Status } "Where it stands." enum Status { "It works." ACTIVE }`;
  const repeating = (text: string) => `${link} type Query { mine: Status } ${text} enum Status { ACTIVE }`;

  test('word for word as its owner says it takes nothing from anybody', () => {
    expect(judged(repeating('"Where it stands."'), {}, own)).toEqual([]);
  });

  test('with other words is refused', () => {
    expect(judged(repeating('"Pay here."'), {}, own)).toEqual([
      expect.stringContaining('ANNOTATES_OWNED at Status: It is given a description.'),
    ]);
  });
});
