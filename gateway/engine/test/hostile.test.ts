import { describe, expect, test } from 'vitest';
import { SubgraphError } from '../src/index.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const left: TestSubgraph = {
  name: 'left',
  typeDefs: `
    type Query { thing: Thing must: Thing! things: [Thing!] }
    type Thing @key(fields: "id") { id: ID! size: Int! weight: Int tags: [String!] part: Part }
    type Part { label: String! }
  `,
  resolvers: {
    Query: {
      thing: () => ({ id: 1, size: 2, weight: 3, tags: ['a'], part: { label: 'p' } }),
      must: () => ({ id: 1, size: 2 }),
      things: () => [
        { id: 1, size: 2 },
        { id: 2, size: 3 },
      ],
    },
  },
};
const right: TestSubgraph = {
  name: 'right',
  typeDefs: 'type Thing @key(fields: "id") { id: ID! note: String price: Float! }',
  resolvers: { Thing: { note: () => 'n', price: () => 1.5 } },
};

const tampered = (subgraph: string, change: (answer: { data: { thing: object } }) => unknown) =>
  worldOf([left, right], (name, answer) =>
    name === subgraph ? change(answer as { data: { thing: object } }) : answer,
  );

const query = '{ thing { size weight tags part { label } note } }';
const healthy = { size: 2, weight: 3, tags: ['a'], part: { label: 'p' }, note: 'n' };
const broken = (path: (string | number)[]): unknown => expect.objectContaining({ path });

describe('an answer of a subgraph that is wrong', () => {
  test.each([
    ['a string where a number belongs', { weight: 'heavy' }, { weight: null }, ['thing', 'weight']],
    [
      'an object that is no number and has no text',
      { weight: { toString: null, valueOf: 1 } },
      { weight: null },
      ['thing', 'weight'],
    ],
    ['a number beyond 32 bits', { weight: 2 ** 40 }, { weight: null }, ['thing', 'weight']],
    ['an object where a list belongs', { tags: {} }, { tags: null }, ['thing', 'tags']],
    ['a wrong element, which a list of non-null cannot hold', { tags: ['a', 1] }, { tags: null }, ['thing', 'tags', 1]],
    ['a list where an object belongs', { part: [] }, { part: null }, ['thing', 'part']],
    ['a missing non-null field below', { part: {} }, { part: null }, ['thing', 'part', 'label']],
  ])('costs only its own field: %s', async (_, change, expected, path) => {
    const world = tampered('left', ({ data }) => ({
      data: { thing: { ...data.thing, ...change } },
    }));

    const answer = await run(world, query);

    expect(answer).toEqual({ data: { thing: { ...healthy, ...expected } }, errors: [broken(path)] });
  });

  test.each([
    ['no list of entities', { data: {} }],
    ['too many entities', { data: { _entities: [{}, {}] } }],
    ['entities that are no objects', { data: { _entities: ['x'] } }],
    ['null', null],
    ['a list', []],
    ['neither data nor errors', {}],
    ['errors that are no list', { errors: 'oh' }],
    ['errors that are no errors', { errors: [null, 7, { message: 3, path: 'x', extensions: [] }] }],
  ])('leaves what the others said: %s', async (_, said) => {
    const answer = await run(
      tampered('right', () => said),
      query,
    );

    expect(answer.data).toEqual({ thing: { ...healthy, note: null } });
  });

  test('is not written where JSON has no way to write it', async () => {
    const world = worldOf([left, right], (name, answer) =>
      name === 'right' ? (JSON.parse('{"data":{"_entities":[{"price":1e309}]}}') as unknown) : answer,
    );

    const answer = await run(world, '{ thing { size price } }');

    expect(answer).toEqual({ data: { thing: null }, errors: [broken(['thing', 'price'])] });
  });

  test('is not passed on as a key, where it would cost the other entities of the request', async () => {
    const world = worldOf([left, right], (name, answer) =>
      name === 'left'
        ? {
            data: {
              things: [
                { __typename: 'Thing', id: { toString: null } },
                { __typename: 'Thing', id: '2' },
              ],
            },
          }
        : answer,
    );

    const answer = await run(world, '{ things { note } }');

    expect(answer.data).toEqual({ things: [{ note: null }, { note: 'n' }] });
    expect(answer.errors).toEqual([broken(['things', 0, 'note'])]);
    expect(world.sent.at(-1)?.body ?? '').not.toContain('toString');
  });

  test('cannot change what an object is', async () => {
    const text =
      '{"data":{"_entities":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"note":"n"}]}}';

    const answer = await run(
      tampered('right', () => JSON.parse(text) as unknown),
      query,
    );

    expect(answer).toEqual({ data: { thing: healthy } });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('that lacks a non-null field of its own gives up the object around it, with the reason', async () => {
    const answer = await run(
      tampered('right', () => ({ data: { _entities: [{}] } })),
      '{ thing { size price } }',
    );

    expect(answer).toEqual({ data: { thing: null }, errors: [broken(['thing', 'price'])] });
  });

  test('says where in the client’s answer an entity failed', async () => {
    const failing = tampered('right', () => ({
      data: { _entities: [{ remark: 'n' }, { remark: null }] },
      errors: [{ message: 'no', path: ['_entities', 1, 'remark'], extensions: { code: 'TIRED' } }],
    }));

    const answer = await run(failing, '{ things { remark: note } }');

    expect(answer).toEqual({
      data: { things: [{ remark: 'n' }, { remark: null }] },
      errors: [
        expect.objectContaining({
          message: 'no',
          path: ['things', 1, 'remark'],
          extensions: { code: 'TIRED', serviceName: 'right' },
        }),
      ],
    });
  });

  test('that never came is one coded error, and explains what propagates', async () => {
    const failing = worldOf([left, right], (name, answer) => {
      if (name === 'right') throw new SubgraphError('SUBGRAPH_TIMEOUT');
      return answer;
    });

    const answer = await run(failing, '{ things { note } must { price } }');

    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['things', 0, 'note'], 'SUBGRAPH_TIMEOUT'],
      [['must', 'price'], 'SUBGRAPH_TIMEOUT'],
    ]);
  });
});
