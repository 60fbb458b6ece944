import { describe, expect, test } from 'vitest';
import { partner, type PartnerOptions } from '../../src/client/partner.ts';
import type { SubgraphAnswer } from '../../src/client/types.ts';
import { run, type TestSubgraph, worldOf } from '../support/graph.ts';

const answered = (answer: SubgraphAnswer, options: Partial<PartnerOptions> = {}) =>
  partner({ send: async () => structuredClone(answer) }, { name: 'nursery', ...options }).send({
    query: '{ a }',
    headers: {},
  });

describe('what a partner answers', () => {
  test('keeps its codes in its own name, and its messages to itself', async () => {
    const answer = await answered({
      data: { a: null },
      errors: [
        {
          message: 'pw=hunter2 at http://10.0.0.1/',
          path: ['a'],
          extensions: { code: 'UNAUTHENTICATED', stacktrace: ['at /srv/x.js:1'], http: { status: 401 } },
        },
        { message: 'x', extensions: { code: '<b>' } },
        null,
      ],
    });

    const said = (reason: string) => ({ code: 'PARTNER_ERROR', partner: 'nursery', reason: `nursery:${reason}` });
    expect(answer.errors).toEqual([
      expect.objectContaining({ path: ['a'], extensions: said('UNAUTHENTICATED') }),
      expect.objectContaining({ extensions: said('UNKNOWN') }),
      expect.objectContaining({ extensions: said('UNKNOWN') }),
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|10\.0\.0|stack|401/);
  });

  test('holds at most twenty errors', async () => {
    const { errors } = await answered({ data: null, errors: Array.from({ length: 50_000 }, () => ({ message: 'x' })) });

    expect((errors as unknown[]).length).toBe(20);
  });

  test('holds no list without end, and says where it was', async () => {
    const answer = await answered({ data: { few: [1, 2], many: { rows: new Array(1_001).fill(0) } } });

    expect(answer.data).toEqual({ few: [1, 2], many: { rows: null } });
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ['many', 'rows'],
        extensions: expect.objectContaining({ reason: 'nursery:LIST_TOO_LONG' }) as unknown,
      }),
    ]);
  });

  test('may hold as many entities as were asked for', async () => {
    const answer = await answered({ data: { _entities: new Array(1_500).fill(null) } });

    expect((answer.data as { _entities: unknown[] })._entities.length).toBe(1_500);
    expect(answer.errors).toBeUndefined();
  });

  test('holds texts that every reader can read, of some length', async () => {
    const answer = await answered({ data: { half: 'a\ud800b', nul: 'a\0b', whole: '😀', long: 'x'.repeat(65_537) } });

    expect(answer.data).toEqual({ half: 'a\ufffdb', nul: 'a\ufffdb', whole: '😀', long: null });
  });

  test('may be as deep as it likes without harm', async () => {
    const deep = JSON.parse(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`) as object;

    const { errors } = await partner({ send: async () => ({ data: deep }) }, { name: 'nursery' }).send({
      query: '{ a }',
      headers: {},
    });

    expect((errors as unknown[]).length).toBe(1);
  });
});

describe('entities of a partner', () => {
  const people: TestSubgraph = {
    name: 'people',
    typeDefs: 'type Query { people: [Person!] } type Person @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { people: () => ['1', '2', '3'].map((id) => ({ id, name: `n${id}` })) } },
  };
  const nursery: TestSubgraph = {
    name: 'nursery',
    typeDefs: 'type Person @key(fields: "id") { id: ID! child: String }',
    resolvers: { Person: { child: ({ id }: { id: string }) => `child of ${id}` } },
  };
  const asked = async (change: (entities: Record<string, unknown>[]) => unknown[], isForeign = true) => {
    const world = worldOf([people, nursery], (name, answer) => {
      if (name !== 'nursery') return answer;
      const { data } = answer as { data: { _entities: Record<string, unknown>[] } };
      return { data: { _entities: change(data._entities) } };
    });
    return { answer: await run(world, '{ people { child } }', {}, { isForeign: () => isForeign }), world };
  };
  const children = ({ data }: { data?: Record<string, unknown> | null | undefined }) =>
    (data?.['people'] as { child: string | null }[]).map(({ child }) => child);

  test('are taken when they are who was asked for', async () => {
    const { answer } = await asked((entities) => entities);

    expect(answer.errors).toBeUndefined();
    expect(children(answer)).toEqual(['child of 1', 'child of 2', 'child of 3']);
  });

  test.each<[string, (entities: Record<string, unknown>[]) => unknown[], (string | null)[]]>([
    ['out of order', ([a, b, c]) => [b, a, c], [null, null, 'child of 3']],
    ['one for all', ([a]) => [a, a, a], ['child of 1', null, null]],
    ['without a key', ([a, b, c]) => [a, { child: b?.['child'] }, c], ['child of 1', null, 'child of 3']],
    [
      'with a key that is no key',
      ([a, b, c]) => [a, { ...b, millgate_key: { toString: '2' } }, c],
      ['child of 1', null, 'child of 3'],
    ],
  ])('are null, with an error, where they are %s', async (_, change, expected) => {
    const { answer } = await asked(change);

    expect(children(answer)).toEqual(expected);
    expect(answer.errors?.map(({ path, extensions }) => [path?.[1], extensions?.['code']])).toEqual(
      expected.flatMap((child, index) => (child === null ? [[index, 'SUBGRAPH_MALFORMED_RESPONSE']] : [])),
    );
  });

  test('cost those of our own subgraphs nothing: they are not asked to say who they are', async () => {
    const { world } = await asked((entities) => entities, false);

    expect(world.sent.at(-1)?.query).not.toContain('millgate_key');
  });
});
