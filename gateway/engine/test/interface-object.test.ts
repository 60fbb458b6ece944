import { describe, expect, test } from 'vitest';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const owner: TestSubgraph = {
  name: 'owner',
  typeDefs: `
    type Query { media: [Media] }
    interface Media @key(fields: "id") { id: ID! }
    type Book implements Media @key(fields: "id") { id: ID! pages: Int! }
    type Film implements Media @key(fields: "id") { id: ID! minutes: Int }
  `,
  resolvers: {
    Query: { media: () => [{ __typename: 'Book', id: 'b', pages: 7 }] },
    Media: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Book', id, pages: 7 }) },
  },
};
const whole: TestSubgraph = {
  name: 'whole',
  typeDefs: `
    type Query { best: Media }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
  `,
  resolvers: { Query: { best: () => ({ id: 'b' }) }, Media: { stars: () => 5 } },
};

describe('an interface that one subgraph sees as an object', () => {
  test('keeps the name of the object, whoever speaks last', async () => {
    const world = worldOf([owner, whole]);

    const answer = await run(world, '{ media { __typename stars } best { ... on Book { __typename stars pages } } }');

    expect(answer).toEqual({
      data: {
        media: [{ __typename: 'Book', stars: 5 }],
        best: { __typename: 'Book', stars: 5, pages: 7 },
      },
    });
  });

  test('answers its own fields without asking what the object is', async () => {
    const world = worldOf([owner, whole]);

    expect(await run(world, '{ best { id stars } }')).toEqual({ data: { best: { id: 'b', stars: 5 } } });
    expect(world.sent.map(({ subgraph }) => subgraph)).toEqual(['whole']);
  });

  test('is null, with an error, when nobody says what the object is and a fragment depends on it', async () => {
    const world = worldOf([owner, whole], (name, answer) =>
      name === 'owner'
        ? { data: { _entities: [null] }, errors: [{ message: 'lost', path: ['_entities', 0] }] }
        : answer,
    );

    const answer = await run(world, '{ best { ... on Book { pages } } }');

    expect(answer.data).toEqual({ best: null });
    expect(answer.errors?.map(({ message }) => message)).toContain('lost');
  });

  test('is not renamed by a subgraph that claims another type', async () => {
    const world = worldOf([owner, whole], (name, answer) =>
      name === 'whole' ? { data: { _entities: [{ __typename: 'Film', stars: 5 }] } } : answer,
    );

    const answer = await run(world, '{ media { __typename stars ... on Book { pages } } }');

    expect(answer).toEqual({ data: { media: [{ __typename: 'Book', stars: 5, pages: 7 }] } });
  });
});
