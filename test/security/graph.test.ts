import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '@millgate/kit';
import { type GraphAnswer, type RunningGraph, startGraph } from '../support/graph.ts';
import { deeds, records, unknownLike } from './support/others-records.ts';

const residentId = '999999199111020012';
const phone = '13900001234';
const email = 'lin.xiaolan@example.org';
const secrets = [residentId, phone, email];

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph('one process');
}, 120_000);
afterAll(() => graph.stop());

const codes = ({ errors }: GraphAnswer) => errors?.map(({ extensions }) => extensions?.['code']);
const slot = async () => {
  const { data } = await graph.ask<{ servings: { nodes: { id: string; remaining: number }[] } }>(
    null,
    '{ servings(first: 1, period: DINNER, on: "2026-11-20") { nodes { id remaining } } }',
    {},
    { 'millgate-now': '2026-11-20T17:30:00+08:00' },
  );
  const [serving] = data?.servings.nodes ?? [];
  if (!serving) throw new Error('no dinner tonight');
  return serving;
};
const order = (who: string, key: string, servingId: string, quantity: number) =>
  graph.ask<{ orderMeal: { order: { id: string } | null; userErrors: { code: string }[] } }>(
    who,
    'mutation($input: OrderMealInput!) { orderMeal(input: $input) { order { id } userErrors { code } } }',
    { input: { servingId, quantity, idempotencyKey: key } },
    { 'millgate-now': '2026-11-20T17:30:00+08:00' },
  );

describe('a search is no program', () => {
  test.each([
    ['a pattern that never ends', '(a+)+$'],
    ['a percent sign, ten thousand times', '%'.repeat(10_000)],
    ['an underscore, a thousand times', '_'.repeat(1_000)],
    ['a backslash at the end', 'a\\'],
    ['a quote and a statement', "'; drop table enterprise; --"],
    ['another quote', '" or "1"="1'],
    ['a template', '{{constructor.constructor("return process")()}}'],
    ['a character that cannot be stored', '\u0000'],
    ['half of a character', '\ud800'],
    ['text that runs the other way', '\u202egpj.exe'],
  ])('%s finds nothing, or is refused', async (_what, search) => {
    const answer = await graph.ask<{ enterprises: { nodes: object[] } }>(
      null,
      'query($search: String) { enterprises(first: 5, search: $search) { nodes { id } } }',
      { search },
    );

    const outcome = answer.errors ? codes(answer) : answer.data?.enterprises.nodes;
    expect([[], ['BAD_USER_INPUT']]).toContainEqual(outcome);
  });

  test('and afterwards everything is where it was', async () => {
    const { data } = await graph.ask<{ enterprises: { nodes: object[] } }>(
      null,
      '{ enterprises(first: 5) { nodes { id } } }',
    );

    expect(data?.enterprises.nodes).toHaveLength(5);
  });
});

describe('an input holds what the schema says and nothing else', () => {
  test.each<[string, string, Record<string, unknown>]>([
    [
      'a role for oneself',
      'mutation($input: RegisterWorkerInput!) { registerWorker(input: $input) { userErrors { code } } }',
      { role: 'ADMIN' },
    ],
    [
      'an id of one’s choice',
      'mutation($input: OrderMealInput!) { orderMeal(input: $input) { userErrors { code } } }',
      { id: 'ord_1', state: 'PAID' },
    ],
    [
      'another’s order',
      'mutation($input: OrderMealInput!) { orderMeal(input: $input) { userErrors { code } } }',
      { workerId: 'wrk_1', price: 0 },
    ],
    [
      'an amount of one’s own',
      'mutation($input: ClaimSubsidyInput!) { claimSubsidy(input: $input) { userErrors { code } } }',
      { amount: { fen: 1 } },
    ],
  ])('%s is refused', async (_what, query, input) => {
    const answer = await graph.ask('welder', query, { input });

    expect([...new Set(codes(answer))]).toEqual(['BAD_USER_INPUT']);
    expect(answer.data ?? null).toBeNull();
  });

  test.each([
    ['an operator of the query language', '{ enterprises(first: 1, search: { $ne: "" }) { nodes { id } } }'],
    ['an operator of the mapper', '{ workers(first: 1, filter: { $or: [] }) { nodes { id } } }'],
    ['an order by what may not be read', '{ workers(first: 1, orderBy: { residentId: ASC }) { nodes { id } } }'],
    ['a filter by what may not be read', '{ workers(first: 1, phoneStartsWith: "139") { nodes { id } } }'],
    ['a group of one', '{ workers(first: 1, groupBy: residentId) { count } }'],
  ])('%s is not in the schema', async (_what, query) => {
    for (const who of ['packer', null]) {
      const answer = await graph.ask(who, query);

      expect(answer.data ?? null).toBeNull();
      expect(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']).toContain(codes(answer)?.[0]);
    }
  });

  test('no argument of a list sorts or filters by what is masked or withheld', async () => {
    const { data } = await graph.ask<{
      __schema: { types: { name: string; fields: { name: string; args: { name: string }[] }[] | null }[] };
    }>(null, '{ __schema { types { name fields { name args { name } } } } }');

    const args = data?.__schema.types.flatMap(({ name, fields }) =>
      (fields ?? []).flatMap((field) => field.args.map((arg) => `${name}.${field.name}(${arg.name})`)),
    );
    const telling =
      args?.filter((arg) => /\((orderBy|sort|filter|where|residentId|phone|birthDate|salary|groupBy)/i.test(arg)) ?? [];
    expect(args?.length).toBeGreaterThan(100);
    expect(telling).toEqual([]);
  });
});

describe('a page is as long as the schema says', () => {
  test.each([
    ['first: 101', 'max'],
    ['first: 2147483647', 'max'],
    ['first: 0', 'min'],
    ['first: -1', 'min'],
  ])('enterprises(%s) is refused by name', async (page, rule) => {
    const answer = await graph.ask(null, `{ enterprises(${page}) { nodes { id } } }`);

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['first'], rule, limit: 100 });
  });

  test('and twenty where nothing is said', async () => {
    const { data } = await graph.ask<{ workers: { nodes: object[] } | null; enterprises: { nodes: object[] } }>(
      null,
      '{ enterprises { nodes { id } } }',
    );

    expect(data?.enterprises.nodes.length).toBeLessThanOrEqual(20);
  });
});

describe('what is another’s is as if it were not there', () => {
  const told = ({ data, errors }: GraphAnswer) => ({ data, codes: codes({ errors } as GraphAnswer) });

  test.each(records)('a %s, to whoever asks for it by its id', async (field, theirs, none) => {
    const query = `query($id: ID!) { ${field}(id: $id) { id } }`;
    const [owner, other, nothing] = [
      await graph.ask('welder', query, { id: theirs }),
      await graph.ask('packer', query, { id: theirs }),
      await graph.ask('packer', query, { id: none }),
    ];

    expect(owner.data).toEqual({ [field]: { id: theirs } });
    expect(told(other)).toEqual({ data: { [field]: null }, codes: undefined });
    expect(other).toEqual(nothing);
  });

  test.each(deeds)('to whoever would %s', async (mutation, argument, id, more) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { userErrors { code path } } }`;
    const attempt = async (named: string, key: string) =>
      told(
        await graph.ask('packer', query, {
          input: { ...more, [argument]: named, ...('idempotencyKey' in more ? { idempotencyKey: key } : {}) },
        }),
      );

    const [theirs, nothing] = [await attempt(id, `${mutation}-1`), await attempt(unknownLike(id), `${mutation}-2`)];

    expect(theirs).toEqual(nothing);
    expect(JSON.stringify(theirs)).toMatch(/NOT_FOUND|FORBIDDEN/);
  });
});

describe('a cursor', () => {
  const page = (query: string) => graph.ask<Record<string, { pageInfo: { endCursor: string } }>>('registrar', query);
  const enterprises = (after: string, filter = '') =>
    page(`{ enterprises(first: 1, after: ${JSON.stringify(after)}${filter}) { nodes { id } pageInfo { endCursor } } }`);
  let cursor: string;
  beforeAll(async () => {
    const { data } = await page('{ enterprises(first: 1) { pageInfo { endCursor } } }');
    cursor = data?.['enterprises']?.pageInfo.endCursor ?? '';
  });
  const changed = (at: number) => cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
  const decoded = () => Buffer.from(cursor, 'base64url').toString('latin1');

  test('goes on where it was given', async () => {
    const { data, errors } = await enterprises(cursor);

    expect([errors, data?.['enterprises']?.pageInfo.endCursor === cursor]).toEqual([undefined, false]);
  });

  test.each<[string, () => Promise<GraphAnswer>]>([
    ['with another first character', () => enterprises(changed(0))],
    ['with another character in the middle', () => enterprises(changed(cursor.length >> 1))],
    ['with another last but one', () => enterprises(changed(cursor.length - 2))],
    ['that is cut off', () => enterprises(cursor.slice(0, -4))],
    ['of one’s own making', () => enterprises(Buffer.from('["ent_1"]').toString('base64url'))],
    ['with SQL in it', () => enterprises(Buffer.from(`${decoded()}' or 1=1 --`, 'latin1').toString('base64url'))],
    ['under another filter', () => enterprises(cursor, ', search: "ningbo"')],
    ['of another list', () => page(`{ workers(first: 1, after: "${cursor}") { nodes { id } } }`)],
    [
      'of another part of the graph',
      () => page(`{ searchHomes(first: 1, after: "${cursor}", from: "2026-12-01") { nodes { unit { id } } } }`),
    ],
  ])('%s is refused, and finds nothing', async (_what, ask) => {
    const answer = await ask();

    expect(Object.values(answer.data ?? {}).filter(Boolean)).toEqual([]);
    expect(codes(answer)?.every((code) => code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED')).toBe(
      true,
    );
    expect(JSON.stringify(answer)).not.toContain(cursor);
  });
});

describe('an idempotency key', () => {
  test('stands for one input of one caller', async () => {
    const { id } = await slot();
    const first = await order('welder', 'abuse-1', id, 1);

    const [again, other, another] = [
      await order('welder', 'abuse-1', id, 1),
      await order('welder', 'abuse-1', id, 2),
      await order('packer', 'abuse-1', id, 1),
    ];

    expect(first.data?.orderMeal.userErrors).toEqual([]);
    expect(again).toEqual(first);
    expect(codes(other)).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect(another.data?.orderMeal.order?.id).not.toBe(first.data?.orderMeal.order?.id);
  });

  test.each([
    ['is empty', ''],
    ['is as long as a book', 'k'.repeat(10_000)],
    ['holds what cannot be stored', 'a\u0000b'],
  ])('that %s is refused, and nothing is ordered', async (_what, key) => {
    const before = await slot();

    const answer = await order('welder', key, before.id, 1);

    expect([...new Set(codes(answer))]).toEqual(['BAD_USER_INPUT']);
    expect(await slot()).toEqual(before);
  });
});

describe('what somebody sends is nobody else’s to read', () => {
  test('a wrong value comes back in no message', async () => {
    const answers = [
      await graph.ask('welder', 'query($id: ID!) { worker(id: $id) { id } }', { id: { secret: residentId } }),
      await graph.ask('welder', `{ worker(id: "${residentId}") { id displayName } }`),
      await graph.ask(
        'clerk',
        'mutation($input: RegisterWorkerInput!) { registerWorker(input: $input) { userErrors { code message } } }',
        {
          input: { residentId, phone, email, idempotencyKey: 'leak-1' },
        },
      ),
      await graph.ask('welder', `{ servings(on: "${phone}") { nodes { id } } }`),
      await graph.ask('welder', 'query($on: Date) { servings(on: $on) { nodes { id } } }', { on: residentId }),
      await graph.ask('welder', `{ servings(after: "${email}") { nodes { id } } }`),
    ];

    for (const answer of answers) for (const secret of secrets) expect(JSON.stringify(answer)).not.toContain(secret);
    for (const { errors } of answers) {
      for (const { extensions } of errors ?? []) {
        expect(extensions).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), retryable: false });
      }
    }
  });

  test.each([
    ['a formula', '=HYPERLINK("http://evil.tld")'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['two headers', 'a\r\nset-cookie: x=1'],
    ['a template', '{{7*7}}'],
  ])('a text that would be %s elsewhere is a text here', async (_what, text) => {
    const query = 'query($search: String) { enterprises(search: $search, first: 1) { nodes { id } } }';
    const sent = { 'accept-language': 'en\tx', 'apollographql-client-name': '=HYPERLINK("x")' };

    const { headers, body } = await postRaw(JSON.stringify({ query, variables: { search: text } }), sent);

    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-type')).toContain('json');
    expect(body).not.toMatch(/<img|HYPERLINK|cookie|[{][{]/);
    expect(body).toMatch(/^[{]"data":[{]"enterprises":[{]"nodes":/);
  });
});

async function postRaw(body: string, headers: Record<string, string>) {
  const response = await fetch(new URL('/graphql', graph.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { headers: response.headers, body: await response.text() };
}

describe('what the databases keep', () => {
  test('of requests is no value of theirs: idempotency keys stand beside digests', async () => {
    const database = await openDatabase({ url: graph.databaseUrl('canteens'), entities: [], migrations: [] });
    try {
      const rows = await database.fork().execute<object[]>('select * from kit_idempotency');
      for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
    } finally {
      await database.close();
    }
  });
});
