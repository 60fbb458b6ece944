import { describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import { operationWeights } from './operations.ts';

const definitions = `
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean) on FIELD_DEFINITION
  directive @link(url: String!, as: String, import: [String!]) repeatable on SCHEMA
  type Query {
    plain: Shelf
    list: [Shelf!]
    short: [Shelf!] @listSize(assumedSize: 3)
    page(first: Int = 20): ShelfConnection
    unbounded(first: Int): ShelfConnection
    window(limit: Int, size: Int): [Shelf!] @listSize(slicingArguments: ["limit", "size"])
    dear: Shelf @cost(weight: 50)
    gift: Shelf @cost(weight: -100)
    search(text: String @cost(weight: 7)): Shelf
    vault: Vault
    any: [Thing!]
  }
  type Mutation { put: Shelf }
  type ShelfConnection { nodes: [Shelf!]!, edges: [ShelfEdge!]! }
  type ShelfEdge { node: Shelf! }
  interface Thing { label: String }
  type Shelf implements Thing { label: String, books: [Book!], next: Shelf }
  type Book implements Thing { label: String, shelf: Shelf }
  type Vault @cost(weight: 20) { label: String }
`;
const supergraphSdl = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query, mutation: Mutation } ${definitions}`;
const graph = { schema: buildSchema(supergraphSdl), supergraphSdl };

const costOf = (query: string, variables = {}) => operationWeights(graph, query, variables)[0]?.cost;

describe('what an operation costs', () => {
  test.each([
    ['{ __typename }', 0],
    ['{ plain { label } }', 1],
    ['{ plain { label, same: label, again: label } }', 1],
    ['{ list { label } }', 10],
    ['{ list { books { label } } }', 110],
    ['{ short { label } }', 3],
    ['{ page { nodes { label } } }', 21],
    ['{ page(first: 5) { nodes { label } } }', 6],
    ['{ page(first: 5) { edges { node { label } } } }', 11],
    ['{ page(first: 5) { nodes { books { label } } } }', 56],
    ['{ unbounded { nodes { label } } }', 21],
    ['{ window(limit: 4) { label } }', 4],
    ['{ window(limit: 4, size: 6) { label } }', 6],
    ['{ dear { label } }', 50],
    ['{ gift { label } }', 0],
    ['{ search { label } }', 1],
    ['{ search(text: "x") { label } }', 8],
    ['{ vault { label } }', 20],
    ['{ any { ... on Shelf { next { label } } ... on Book { shelf { label } } } }', 30],
    ['{ __schema { types { name } } }', 100],
    ['mutation { put { label } }', 11],
    ['mutation { a: put { label } b: put { label } }', 22],
    ['{ ...A ...A } fragment A on Query { plain { label } }', 2],
    ['{ page(first: 5) { ...P } } fragment P on ShelfConnection { nodes { label } }', 6],
    ['{ a: page(first: 5) { ...P } b: page(first: 7) { ...P } } fragment P on ShelfConnection { nodes { label } }', 14],
  ])('%s costs %i', (query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  test.each([
    [{}, 21],
    [{ n: 3 }, 4],
    [{ n: null }, 21],
  ])('a page by a variable is as long as it says: %o costs %i', (variables, cost) => {
    expect(costOf('query($n: Int = 20) { page(first: $n) { nodes { label } } }', variables)).toBe(cost);
  });

  test.each([
    ['@cost(weight: 9)', 'import: ["@cost"]', 9],
    ['@dear(weight: 9)', 'import: [{ name: "@cost", as: "@dear" }]', 9],
    ['@price(weight: 9)', 'as: "price"', 1],
    ['@price__cost(weight: 9)', 'as: "price"', 9],
  ])('%s counts under the name that the link gives it (%s)', (directive, link, cost) => {
    const sdl = `schema @link(url: "https://specs.apollo.dev/cost/v0.1", ${link}) { query: Query } type Query { plain: Shelf ${directive} } type Shelf { label: String }`;
    const schema = buildSchema('type Query { plain: Shelf } type Shelf { label: String }');

    expect(operationWeights({ schema, supergraphSdl: sdl }, '{ plain { label } }')[0]?.cost).toBe(cost);
  });

  test('fields that are named as JavaScript names its own are counted as others are', () => {
    const sdl = 'type Query { constructor: constructor, toString: constructor } type constructor { valueOf: Int }';
    const weights = operationWeights(
      { schema: buildSchema(sdl), supergraphSdl: sdl },
      'query __proto__($__proto__: Int) { __proto__: constructor { valueOf } ...toString } fragment toString on Query { toString { valueOf } }',
    );

    expect(weights).toMatchObject([{ cost: 2, rootFields: 2, depth: 2, selections: 5 }]);
  });
});
