import { afterEach, describe, expect, test } from 'vitest';
import { accepted, type ClientOptions, createClient, errorAt, NotAnswered, pages, Refused } from '../src/index.ts';
import { type Reply, scriptedServer } from './scripted-server.ts';

const down: Reply = { status: 503, headers: { 'retry-after': '0' }, body: 'upstream is gone' };
const refused = (code: string, extensions = {}): Reply => ({
  status: 400,
  body: { errors: [{ message: 'No.', extensions: { code, retryable: false, requestId: 'r-1', ...extensions } }] },
});
const order = 'mutation OrderMeal($input: OrderMealInput!) { orderMeal(input: $input) { order { id } } }';

let server: Awaited<ReturnType<typeof scriptedServer>>;
afterEach(() => server.stop());

async function clientOf(replies: Parameters<typeof scriptedServer>[0], options: Partial<ClientOptions> = {}) {
  server = await scriptedServer(replies);
  return createClient({ endpoint: server.endpoint, ...options, retry: { firstWaitMs: 5, ...options.retry } });
}

describe('asking', () => {
  test('says who asks, for which front end, as which app and in which language', async () => {
    const client = await clientOf([{ body: { data: { me: null } } }], {
      token: async () => 'abc',
      key: 'mgk_1',
      app: 'day',
      language: () => 'zh',
    });

    expect(await client.ask('{ me { id } }')).toEqual({ data: { me: null }, errors: [] });
    expect(server.received[0]?.headers).toMatchObject({
      authorization: 'Bearer abc',
      'millgate-key': 'mgk_1',
      'apollographql-client-name': 'day',
      'accept-language': 'zh',
    });
    expect(server.received[0]?.body).toEqual({ query: '{ me { id } }', variables: {} });
  });

  test('hands on what was answered although a part is missing, and explains the part', async () => {
    const client = await clientOf([
      {
        body: {
          data: { me: { id: 'wkr_1', leases: null } },
          errors: [
            {
              message: 'Housing is away.',
              path: ['me', 'leases'],
              extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true, requestId: 'r-2' },
            },
          ],
          extensions: { cost: { requested: 12 } },
        },
      },
    ]);

    const answer = await client.ask('{ me { id leases { nodes { id } } } }');

    expect(answer.data).toEqual({ me: { id: 'wkr_1', leases: null } });
    expect(answer.cost).toEqual({ requested: 12 });
    const error = {
      message: 'Housing is away.',
      path: ['me', 'leases'],
      code: 'SUBGRAPH_UNAVAILABLE',
      retryable: true,
      requestId: 'r-2',
    };
    expect(errorAt(answer.errors, ['me', 'leases', 'nodes', 0])).toEqual(error);
    expect(errorAt(answer.errors, ['me'])).toEqual(error);
    expect(errorAt(answer.errors, ['me', 'id'])).toBeUndefined();
    expect(server.received).toHaveLength(1);
  });
});

describe('asking again', () => {
  test('a query is sent again until it is answered', async () => {
    const client = await clientOf([down, 'cut', { body: { data: { ok: 1 } } }]);

    expect((await client.ask('{ ok }')).data).toEqual({ ok: 1 });
    expect(server.received).toHaveLength(3);
  });

  test('what cannot succeed later is not sent again', async () => {
    const client = await clientOf([refused('GRAPHQL_VALIDATION_FAILED')]);

    const failure = await client.ask('{ nothing }').catch((cause: unknown) => cause);

    expect(failure).toBeInstanceOf(NotAnswered);
    expect(failure).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      retryable: false,
      errors: [{ requestId: 'r-1' }],
    });
    expect(server.received).toHaveLength(1);
  });

  test('a mutation is sent again only under its idempotency key, and then under the same', async () => {
    const client = await clientOf([down]);

    await expect(client.ask(order, { input: { servingId: 'srv_1' } })).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(server.received).toHaveLength(1);

    await expect(client.ask(order, { input: { servingId: 'srv_1', idempotencyKey: 'k' } })).rejects.toBeInstanceOf(
      NotAnswered,
    );
    expect(server.received.slice(1).map(({ body }) => body.variables)).toEqual(
      Array(3).fill({ input: { servingId: 'srv_1', idempotencyKey: 'k' } }),
    );
  });

  test('waits as long as the graph asks for', async () => {
    const limited = refused('RATE_LIMITED', { retryable: true, retryAfter: 1 });
    const client = await clientOf([limited, { body: { data: { ok: 1 } } }]);

    await client.ask('{ ok }');

    const [first, second] = server.received.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('does not wait when the graph asks for longer than anybody would', async () => {
    const client = await clientOf([refused('RATE_LIMITED', { retryable: true, retryAfter: 60 })]);

    await expect(client.ask('{ ok }')).rejects.toMatchObject({ code: 'RATE_LIMITED', errors: [{ retryAfter: 60 }] });
    expect(server.received).toHaveLength(1);
  });

  test('an attempt that is not answered in time is one that failed', async () => {
    const client = await clientOf(['hang', { body: { data: { ok: 1 } } }], { timeoutMs: 300 });

    expect((await client.ask('{ ok }')).data).toEqual({ ok: 1 });
  });

  test('ends with the caller’s own reason when the caller leaves', async () => {
    const client = await clientOf([down], { retry: { firstWaitMs: 60_000, longestWaitMs: 60_000 } });
    const leaving = new AbortController();
    const asked = client.ask('{ ok }', undefined, { signal: leaving.signal });
    setTimeout(() => leaving.abort(new Error('page closed')), 50);

    await expect(asked).rejects.toThrow('page closed');
    expect(server.received).toHaveLength(1);
  });
});

describe('what is not an answer', () => {
  test.each([
    ['a page of HTML', { status: 200, body: '<html>' }, false],
    ['a list', { body: [] }, false],
    ['nothing', { status: 204, body: '' }, false],
    ['a proxy that has no server', { status: 502, body: 'Bad Gateway' }, true],
  ] as const)('%s reads as unreachable', async (_what, reply, retryable) => {
    const client = await clientOf([reply], { retry: { attempts: 1 } });

    await expect(client.ask('{ ok }')).rejects.toMatchObject({ code: 'UNREACHABLE', retryable });
  });
});

describe('a refusal of the domain', () => {
  test('is thrown with its code and message, where whoever calls wants only the accepted', async () => {
    server = await scriptedServer([]);
    const sold = {
      code: 'SOLD_OUT' as const,
      message: '已售罄',
      path: ['input', 'servingId'],
      rule: 'M1',
      remaining: 0,
    };

    expect(() => accepted({ order: null, userErrors: [sold] })).toThrow(Refused);
    try {
      accepted({ order: null, userErrors: [sold] });
    } catch (cause) {
      expect(cause).toMatchObject({ message: '已售罄', code: 'SOLD_OUT', userErrors: [{ remaining: 0 }] });
    }
    expect(accepted({ order: { id: 'ord_1' }, userErrors: [] })).toEqual({ order: { id: 'ord_1' }, userErrors: [] });
  });
});

describe('pages', () => {
  const page = (nodes: number[], endCursor: string | null, hasNextPage: boolean): Reply => ({
    body: { data: { list: { nodes, pageInfo: { hasNextPage, endCursor } } } },
  });
  type List = { list: { nodes: number[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null };
  const read = async (client: Awaited<ReturnType<typeof clientOf>>) => {
    const seen: (readonly number[])[] = [];
    const variables = { first: 2, after: null as string | null };
    const document = { toString: () => 'query($after: String) { list }' } as {
      __apiType?: (v: typeof variables) => List;
    };
    for await (const nodes of pages(client, document, variables, ({ list }) => list)) seen.push(nodes);
    return seen;
  };

  test('are read one after the other to the last', async () => {
    const client = await clientOf([page([1, 2], 'a', true), page([3, 4], 'b', true), page([5], 'c', false)]);

    expect(await read(client)).toEqual([[1, 2], [3, 4], [5]]);
    expect(server.received.map(({ body }) => body.variables['after'])).toEqual([null, 'a', 'b']);
  });

  test('end where a list is withheld, and where it says there is more but not where', async () => {
    const client = await clientOf([page([1], 'a', true), page([2], 'a', true)]);
    expect(await read(client)).toEqual([[1], [2]]);
    await server.stop();

    expect(await read(await clientOf([{ body: { data: { list: null } } }]))).toEqual([]);
  });

  test('that could not be read are no empty list', async () => {
    const refused = { message: 'no', path: ['list'], extensions: { code: 'FORBIDDEN' } };
    const client = await clientOf([{ body: { data: { list: null }, errors: [refused] } }]);

    await expect(read(client)).rejects.toMatchObject({ name: 'NotAnswered', code: 'FORBIDDEN' });
  });
});
