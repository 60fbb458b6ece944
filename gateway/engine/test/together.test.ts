import { expect, test } from 'vitest';
import { run, type TestSubgraph, type World, worldOf } from './support/graph.ts';

const tasks = [
  { id: 't1', owner: { id: '1' } },
  { id: 't2', owner: { id: '2' } },
  { id: 't3', owner: { id: '1' } },
];

const tasksSubgraph: TestSubgraph = {
  name: 'tasks',
  typeDefs: `
    type Query { tasks: [Task!]! first: Task }
    type Task @key(fields: "id") { id: ID! owner: Person }
    type Person @key(fields: "id") { id: ID! tasks: [Task!] }
  `,
  resolvers: {
    Query: { tasks: () => tasks, first: () => tasks[0] },
    Person: { tasks: ({ id }: { id: string }) => tasks.filter(({ owner }) => owner.id === id) },
  },
};

const peopleSubgraph: TestSubgraph = {
  name: 'people',
  typeDefs: `
    type Query { person(id: ID!): Person }
    type Person @key(fields: "id") { id: ID! name: String boss: Person }
  `,
  resolvers: {
    Query: { person: (_: unknown, { id }: { id: string }) => ({ id }) },
    Person: { name: ({ id }: { id: string }) => `name of ${id}`, boss: () => ({ id: '9' }) },
  },
};

const starsSubgraph: TestSubgraph = {
  name: 'stars',
  typeDefs: 'type Person @key(fields: "id") { id: ID! stars(of: String): String }',
  resolvers: { Person: { stars: ({ id }: { id: string }, { of = 'all' }: { of?: string }) => `${of} of ${id}` } },
};

const all = [tasksSubgraph, peopleSubgraph, starsSubgraph];
const asked = (world: World) => world.sent.map(({ subgraph }) => subgraph);
const listsIn = (world: World, nth: number) => Object.values(world.sent[nth]?.variables ?? {}) as { id: string }[][];

test('what is asked of entities at several places alike is asked of each once', async () => {
  const here = worldOf(all);

  const answer = await run(here, '{ first { owner { name } } tasks { owner { name } } }');

  expect(answer).toEqual({
    data: {
      first: { owner: { name: 'name of 1' } },
      tasks: ['1', '2', '1'].map((id) => ({ owner: { name: `name of ${id}` } })),
    },
  });
  expect(asked(here)).toEqual(['tasks', 'people']);
  expect(listsIn(here, 1).map((list) => list.map(({ id }) => id))).toEqual([['1', '2']]);
});

test('an error about an entity that was asked for once is said wherever it stands', async () => {
  const here = worldOf(all, (subgraph, answer) => {
    if (subgraph !== 'people') return answer;
    const { data } = answer as { data: Record<string, unknown[]> };
    const [[field = '', [, ...healthy]] = ['', []]] = Object.entries(data);
    return {
      data: { [field]: [{ name: null }, ...healthy] },
      errors: [{ message: 'no name', path: [field, 0, 'name'] }],
    };
  });

  const { data, errors } = await run(here, '{ tasks { owner { name } } first { owner { name } } }');

  expect(data).toEqual({
    tasks: [null, 'name of 2', null].map((name) => ({ owner: { name } })),
    first: { owner: { name: null } },
  });
  expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
    'first.owner.name',
    'tasks.0.owner.name',
    'tasks.2.owner.name',
  ]);
});

test('an entity that brings others is not shared by places that ask these different things', async () => {
  const answer = await run(
    worldOf(all),
    '{ first { owner { boss { stars(of: "a") } } } tasks { owner { boss { stars(of: "b") } } } }',
  );

  expect(answer.data).toEqual({
    first: { owner: { boss: { stars: 'a of 9' } } },
    tasks: tasks.map(() => ({ owner: { boss: { stars: 'b of 9' } } })),
  });
});

test('a fetch that nothing waits for travels with a later one to the same subgraph', async () => {
  const here = worldOf(all);

  const answer = await run(here, '{ person(id: "1") { stars tasks { owner { stars(of: "owner") } } } }');

  expect(answer.data).toEqual({
    person: { stars: 'all of 1', tasks: [1, 2].map(() => ({ owner: { stars: 'owner of 1' } })) },
  });
  expect(asked(here)).toEqual(['people', 'tasks', 'stars']);
});

test('and goes alone where what the later one waits for does not come', async () => {
  const here = worldOf(all);
  let starsAsked = () => {};
  const untilStars = new Promise<void>((resolve) => (starsAsked = resolve));
  const slow: World = {
    ...here,
    client: (subgraph) => ({
      send: async (request) => {
        if (subgraph === 'stars') starsAsked();
        if (subgraph === 'tasks') await untilStars;
        return here.client(subgraph).send(request);
      },
    }),
  };

  const answer = await run(slow, '{ person(id: "1") { stars tasks { owner { stars(of: "owner") } } } }');

  expect(answer.data?.['person']).toMatchObject({ stars: 'all of 1', tasks: [{}, {}] });
  expect(asked(here)).toEqual(['people', 'stars', 'tasks', 'stars']);
});
