import { describe, expect, test } from 'vitest';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const people = [
  { id: '1', name: 'Ada', email: 'ada@people.test' },
  { id: '2', name: 'Ben', email: null },
];
const tasks = [
  { id: 't1', title: 'Sweep', owner: { id: '1' } },
  { id: 't2', title: 'Paint', owner: { id: '2' } },
  { id: 't3', title: 'Count', owner: { id: '1' } },
];

const peopleSubgraph: TestSubgraph = {
  name: 'people',
  typeDefs: `
    type Query { people: [Person!]! person(id: ID!): Person }
    type Person @key(fields: "id") { id: ID! name: String! email: String mood: Mood }
    enum Mood { GLAD SAD }
  `,
  resolvers: {
    Query: {
      people: () => people,
      person: (_: unknown, { id }: { id: string }) => people.find((each) => each.id === id),
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) => people.find((each) => each.id === id),
      mood: () => 'GLAD',
    },
  },
};

const tasksSubgraph: TestSubgraph = {
  name: 'tasks',
  typeDefs: `
    type Query { tasks: [Task!]! }
    type Mutation { rename(id: ID!, title: String!): Task drop: Int }
    type Task @key(fields: "id") { id: ID! title: String! owner: Person }
    type Person @key(fields: "id") { id: ID! tasks: [Task!] }
  `,
  resolvers: {
    Query: { tasks: () => tasks },
    Mutation: {
      rename: (_: unknown, { id, title }: { id: string; title: string }) => ({
        ...tasks.find((t) => t.id === id),
        title,
      }),
      drop: () => 7,
    },
    Person: { tasks: ({ id }: { id: string }) => tasks.filter(({ owner }) => owner.id === id) },
  },
};

const world = () => worldOf([peopleSubgraph, tasksSubgraph]);

describe('a compiled plan', () => {
  test('joins what two subgraphs know, in the order the client asked for', async () => {
    const answer = await run(world(), '{ tasks { owner { name id } title } }');

    expect(JSON.stringify(answer)).toBe(
      '{"data":{"tasks":[{"owner":{"name":"Ada","id":"1"},"title":"Sweep"},' +
        '{"owner":{"name":"Ben","id":"2"},"title":"Paint"},{"owner":{"name":"Ada","id":"1"},"title":"Count"}]}}',
    );
  });

  test('asks for each entity once, however often it stands in the answer', async () => {
    const here = world();

    await run(here, '{ tasks { owner { name } } }');

    expect(here.sent.map(({ subgraph, variables }) => [subgraph, variables?.['representations']])).toEqual([
      ['tasks', undefined],
      [
        'people',
        [
          { __typename: 'Person', id: '1' },
          { __typename: 'Person', id: '2' },
        ],
      ],
    ]);
  });

  test('sends fetches to one subgraph that are ready together in one request', async () => {
    const here = world();

    const answer = await run(here, '{ a: person(id: "1") { tasks { title } } b: person(id: "2") { tasks { title } } }');

    expect(answer).toEqual({
      data: { a: { tasks: [{ title: 'Sweep' }, { title: 'Count' }] }, b: { tasks: [{ title: 'Paint' }] } },
    });
    expect(here.sent.map(({ subgraph }) => subgraph)).toEqual(['people', 'tasks']);
  });

  test('obeys @skip and @include, whose variables may differ from call to call', async () => {
    const here = world();
    const query = 'query ($with: Boolean!) { person(id: "1") { name tasks @include(if: $with) { title } } }';

    expect(await run(here, query, { with: false })).toEqual({ data: { person: { name: 'Ada' } } });
    expect(here.sent).toHaveLength(1);
    expect(await run(here, query, { with: true })).toEqual({
      data: { person: { name: 'Ada', tasks: [{ title: 'Sweep' }, { title: 'Count' }] } },
    });
  });

  test('keeps a client’s alias apart from the key of the same name', async () => {
    const answer = await run(world(), '{ people { id: name tasks { title } } }');

    expect(answer).toEqual({
      data: {
        people: [
          { id: 'Ada', tasks: [{ title: 'Sweep' }, { title: 'Count' }] },
          { id: 'Ben', tasks: [{ title: 'Paint' }] },
        ],
      },
    });
  });

  test('runs mutations one after the other', async () => {
    const here = world();

    const answer = await run(here, 'mutation { a: rename(id: "t1", title: "x") { title owner { name } } b: drop }');

    expect(answer).toEqual({ data: { a: { title: 'x', owner: { name: 'Ada' } }, b: 7 } });
  });

  test('answers introspection itself, beside fields of subgraphs', async () => {
    const here = world();

    const answer = await run(
      here,
      '{ __typename __type(name: "Mood") { enumValues { name } } person(id: "2") { name } }',
    );

    expect(answer).toEqual({
      data: {
        __typename: 'Query',
        __type: { enumValues: [{ name: 'GLAD' }, { name: 'SAD' }] },
        person: { name: 'Ben' },
      },
    });
    expect(here.sent).toHaveLength(1);
  });

  test.each(['__proto__', 'constructor', 'toString'])('gives a client who asks for it the alias %s', async (alias) => {
    const answer = await run(world(), `{ person(id: "1") { ${alias}: name } }`);

    expect(JSON.stringify(answer)).toBe(`{"data":{"person":{"${alias}":"Ada"}}}`);
  });
});
