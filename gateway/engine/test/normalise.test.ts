import { describe, expect, test } from 'vitest';
import { buildSchema, parse, validate } from 'graphql';
import { normalise } from '../src/normalise/normalise.ts';
import { defaultLimits } from '../src/plan/guard.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const schema = buildSchema(`
  scalar Date
  enum Colour { RED GREEN }
  input Filter { colour: Colour, ids: [ID!], after: Date, inner: Filter }
  input Plain { colour: Colour = RED, size: Int, any: [Plain!] }
  interface Thing { id: ID! size(unit: String): Int }
  type Query { thing(id: ID!): Thing box(id: ID!, of: Plain, like: Filter): Box on(day: Date!): Box weighs(grams: Float): Box }
  type Box implements Thing { id: ID! size(unit: String): Int lid: Lid label: String }
  type Lid { width: Int height: Int }
  type Bag implements Thing { id: ID! size(unit: String): Int handles: Int }
`);

const normalised = (text: string) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return normalise(schema, document, undefined, defaultLimits);
};

describe('one plan serves', () => {
  test.each([
    [
      'other spelling',
      '{ box(id:"a"){id,lid{width}} }',
      '# a box\nquery {\n  box (id: """a""") { id lid { width } }\n}',
    ],
    ['a name that a field has anyway', '{ box(id: "a") { id } }', '{ box: box(id: "a") { id: id } }'],
    [
      'named fragments',
      '{ box(id: "a") { id lid { width } } }',
      '{ box(id: "a") { ...F } } fragment F on Box { id ...G } fragment G on Thing { ... on Box { lid { width } } }',
    ],
    [
      'a fragment for what is there anyway',
      '{ box(id: "a") { id } }',
      '{ ... on Query { box(id: "a") { ... on Thing { id } ... { id } } } }',
    ],
    [
      'what is selected twice',
      '{ box(id: "a") { id lid { width height } } }',
      '{ box(id: "a") { id lid { width } } box(id: "a") { lid { height width } id } }',
    ],
    [
      'conditions that always hold',
      '{ box(id: "a") { id } }',
      '{ box(id: "a") @include(if: true) { id @skip(if: false) } }',
    ],
    [
      'another order of arguments',
      '{ box(id: "a", of: { size: 1 }) { id } }',
      '{ box(of: { size: 1 }, id: "a") { id } }',
    ],
    [
      'other values',
      '{ box(id: "a", of: { size: 1, colour: RED }) { size(unit: "mm") } }',
      '{ box(id: 7, of: { any: [{ size: 2 }] }) { size(unit: "cm") } }',
    ],
    [
      'another value inside of what stays',
      '{ box(id: "a", like: { after: "2026-11-22", ids: ["x"] }) { id } }',
      '{ box(id: "a", like: { after: "2026-11-22", ids: ["y", "z"] }) { id } }',
    ],
  ])('%s', (_what, one, other) => {
    expect(normalised(other).key).toBe(normalised(one).key);
  });
});

describe('a plan of its own has', () => {
  test.each([
    ['another order of fields', '{ box(id: "a") { id label } }', '{ box(id: "a") { label id } }'],
    ['another value of a custom scalar', '{ on(day: "2026-11-22") { id } }', '{ on(day: "2026-11-23") { id } }'],
    [
      'a fragment for some types only',
      '{ thing(id: "a") { id ... on Box { label } } }',
      '{ thing(id: "a") { id ... on Bag { handles } } }',
    ],
    ['a condition', '{ box(id: "a") { id } }', 'query ($x: Boolean!) { box(id: "a") { id @include(if: $x) } }'],
    ['another name, which subgraphs are told', 'query A { box(id: "a") { id } }', 'query B { box(id: "a") { id } }'],
  ])('%s', (_what, one, other) => {
    expect(normalised(other).key).not.toBe(normalised(one).key);
  });
});

test.each([
  ['box(id: 12345678901234567890) { id }', { lit0: '12345678901234567890' }],
  [
    'box(id: "a", of: { colour: GREEN, any: { size: null } }) { id }',
    { lit0: 'a', lit1: { colour: 'GREEN', any: { size: null } } },
  ],
  ['weighs(grams: 2.50) { id }', { lit0: 2.5 }],
  ['weighs(grams: 1e999) { id }', {}],
  ['weighs(grams: null) { id }', {}],
  ['a: box(id: "x") { id } b: box(id: "x") { label }', { lit0: 'x' }],
])('the values of { %s } travel as variables', (text, literals) => {
  expect(normalised(`{ ${text} }`).literals).toEqual(literals);
});

test('a client’s own variables keep their names', () => {
  const { key, literals } = normalised('query ($lit0: ID!) { box(id: $lit0) { size(unit: "mm") } }');

  expect(key).toContain('query ($lit0: ID!, $lit_0: String)');
  expect(literals).toEqual({ lit_0: 'mm' });
});

test('fields stay in the order in which they were asked for first', () => {
  const { key } = normalised(
    '{ thing(id: "a") { ... on Box { label } id ... on Box { lid { width } } ... on Box { lid { height } } } }',
  );

  expect(key.replace(/\s+/g, ' ')).toBe(
    'query ($lit0: ID!) { thing(id: $lit0) { ... on Box { label } id ... on Box { lid { width height } } } }',
  );
});

test('what is selected twice stays apart where something between the two may come first', () => {
  const { key } = normalised(
    'query ($x: Boolean!) { box(id: "a") { lid { width } lid @include(if: $x) { height } lid { h: height } } }',
  );

  expect(key.replace(/\s+/g, ' ')).toContain('lid { width } lid @include(if: $x) { height } lid { h: height }');
});

test('what can never apply is left out, and an object of which nothing is left stays', () => {
  const never = '{ box(id: "a") { lid { width } ... on Thing { ... on Bag { handles } } } }';
  const empty = '{ box(id: "a") { ... on Thing { ... on Bag { handles } } label @skip(if: true) } }';

  expect(normalised(never).key).toBe(normalised('{ box(id: "a") { lid { width } } }').key);
  expect(normalised(empty).key).toContain('__typename @skip(if: true)');
});

test('a bomb of fragments is measured before it is written out', () => {
  const bomb = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Box { ...F${i + 1} ...F${i + 1} }`).join(' ');

  expect(() => normalised(`{ box(id: "a") { ...F0 } } ${bomb} fragment F40 on Box { id }`)).toThrow('2000 are allowed');
});

test('a thousand fragments in each other are refused, not walked', () => {
  const nested = '... on Box { '.repeat(1_000) + 'id' + ' }'.repeat(1_000);

  expect(() => normalised(`{ box(id: "a") { ${nested} } }`)).toThrow('300 are allowed');
});

test('a subgraph gets the values, whether they were written or sent', async () => {
  const shop: TestSubgraph = {
    name: 'shop',
    typeDefs: `
      input Wish { text: String, count: Int }
      type Query { echo(wish: Wish!, times: Int! = 2): String }
    `,
    resolvers: { Query: { echo: (_: unknown, given: object) => JSON.stringify(given) } },
  };
  const world = worldOf([shop]);

  const written = await run(world, '{ echo(wish: { text: "a", count: 3 }) }');
  const sent = await run(world, 'query ($wish: Wish!) { echo(wish: $wish) }', { wish: { text: 'a', count: 3 } });

  expect(written).toEqual({ data: { echo: '{"wish":{"text":"a","count":3},"times":2}' } });
  expect(sent).toEqual(written);
  expect(world.sent[0]?.query).toBe('query($lit0:Wish!){echo(wish:$lit0)}');
});
