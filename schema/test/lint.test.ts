import { describe, expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { lint } from '../src/lint.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const faultsOf = (...sdls: string[]): string[] => {
  const subgraphs = sdls.map((sdl, index) => ({ name: `s${index}`, sdl: `${link}\n${sdl}`, consumes: [] }));
  const composed = compose(subgraphs, new Map());
  if ('faults' in composed) throw new Error(composed.faults.join('\n'));
  return lint(subgraphs, composed.supergraph);
};

const query = 'type Query { "Says hello." hello("To whom." name: String): String }';

describe('the conventions of the schema', () => {
  test('a described, nullable root field is in order', () => {
    expect(faultsOf(query)).toEqual([]);
  });

  test.each([
    ['type Query { hello: String }', 'Query.hello has no description'],
    ['type Query { "Says hello." hello(name: String): String }', 'Query.hello(name:) has no description'],
    ['type Query { "A mood." mood: Mood } "A mood." enum Mood { "Good." GOOD BAD }', 'Mood.BAD has no description'],
    ['type Query { "A thing." thing: Thing } type Thing { "Its id." id: ID! }', 'Thing has no description'],
    ['type Query { "Says hello." hello: String! }', 's0: Query.hello is nullable: another subgraph owns Query'],
  ])('%s breaks one', (sdl, fault) => {
    expect(faultsOf(sdl)).toContain(fault);
  });

  test('what a subgraph adds to an entity of another is nullable', () => {
    const owner = `${query} "A person." type Person @key(fields: "id") { "Her id." id: ID! }`;
    const other = 'type Person @key(fields: "id") { id: ID! "Her meals." meals: [String!]! }';

    expect(faultsOf(owner, other)).toEqual(['s1: Person.meals is nullable: another subgraph owns Person']);
  });

  describe('of mutations', () => {
    const payload = (rest = '') =>
      `"What came of it." type EatPayload { "The meal." meal: String ${rest} "Why not." userErrors: [EatError!]! }
       "Why not." type EatError { "For programs." code: EatErrorCode! } "Why not." enum EatErrorCode { "None left." GONE }
       "What to eat." input EatInput { "The meal." meal: ID! }`;
    const mutation = (field: string, types = payload()) => faultsOf(`${query} type Mutation { ${field} } ${types}`);

    test('one input, a payload of its name and private errors are in order', () => {
      expect(mutation('"Eats." eat("What." input: EatInput!): EatPayload!')).toEqual([]);
    });

    test('an optional input, a result that cannot be absent and shared error codes are not', () => {
      expect(mutation('"Eats." eat("What." input: EatInput): EatPayload!')).toContain(
        'Mutation.eat takes one required argument, input',
      );
      expect(
        mutation('"Eats." eat("What." input: EatInput!): EatPayload!', payload('"How many." count: Int!')),
      ).toContain('EatPayload.count is nullable: a refusal has no result');
      const shared = `${payload()} "What came of it." type DrinkPayload { "Why not." userErrors: [DrinkError!]! }
        "Why not." type DrinkError { "For programs." code: EatErrorCode! }`;
      expect(
        mutation(
          '"Eats." eat("What." input: EatInput!): EatPayload! "Drinks." drink("What." input: EatInput!): DrinkPayload!',
          shared,
        ),
      ).toContain('EatErrorCode is used by Mutation.eat and Mutation.drink; error codes are private to a mutation');
    });
  });
});
