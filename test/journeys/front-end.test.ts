import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { createApiKey, openGatewayDatabase, revokeApiKey, revokeTokens } from '@millgate/gateway';
import { systemClock } from '@millgate/kit';
import { accepted, type Client, createClient, NotAnswered, pages, Refused } from '@millgate/client';
import {
  DayDocument,
  DinnersDocument,
  EntitlementsDocument,
  FindServiceDocument,
  MealsLeftDocument,
  MyMattersDocument,
  OpenCoursesDocument,
  OrderMealDocument,
} from '@millgate/client/journeys';
import { live } from '@millgate/client/live';
import { arrangements, startGraph, tokenOf, type RunningGraph } from '../support/graph.ts';

/** Late enough that dinner can be ordered. */
const atDinner: typeof fetch = (address, init) => {
  const headers = new Headers(init?.headers);
  headers.set('millgate-now', '2026-11-20T17:30:00+08:00');
  return fetch(address, { ...init, headers });
};

const on = '2026-11-20';

describe.each(arrangements)('a front end is built on @millgate/client (%s)', (arrangement) => {
  let graph: RunningGraph;
  let welder: Client;
  let nobody: Client;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
    const options = { endpoint: `${graph.url}/graphql`, fetch: atDinner, language: () => 'en' as const };
    welder = createClient({ ...options, token: () => tokenOf('welder') });
    nobody = createClient(options);
  }, 120_000);
  afterAll(() => graph.stop());

  test('a worker’s day is one round trip', async () => {
    const { data, errors } = await welder.ask(DayDocument, { on });

    expect(errors).toEqual([]);
    expect(data.me).toMatchObject({ displayName: 'Lin Xiaolan', community: { name: 'Lingfeng Industrial Community' } });
    expect(data.me?.community.canteens?.nodes.flatMap(({ servings }) => servings.nodes).length).toBeGreaterThan(0);
    const home = data.me?.eligibilities?.find(({ program }) => program.code === 'YOUTH_HOME_PURCHASE');
    expect(home?.trace.length).toBeGreaterThan(0);
    for (const list of [data.me?.leases, data.me?.enrolments]) expect(list?.nodes.length).toBeGreaterThan(0);
  });

  test('a meal is ordered, its place told to whoever watches, and a refusal has its reason', async () => {
    const dinners = await nobody.ask(DinnersDocument, { on });
    const serving = dinners.data.servings?.nodes.find(({ state, remaining }) => state === 'OPEN' && remaining >= 2);
    if (!serving) throw new Error('nothing is served');
    const leaving = new AbortController();
    const watched = live(nobody.options, MealsLeftDocument, { canteenId: serving.canteen.id, on }, leaving.signal);
    const first = await watched.next();
    const order = (idempotencyKey: string, quantity: number) =>
      welder.ask(OrderMealDocument, { input: { idempotencyKey, servingId: serving.id, quantity } });

    const ordered = accepted((await order('one', 1)).data.orderMeal);
    const again = accepted((await order('one', 1)).data.orderMeal);

    expect(again).toEqual(ordered);
    expect(ordered.order).toMatchObject({ quantity: 1, serving: { id: serving.id } });
    const left = (event: typeof first) =>
      event.done ? undefined : event.value.data?.mealsLeft?.find(({ id }) => id === serving.id)?.remaining;
    expect([left(first), left(await watched.next())]).toEqual([serving.remaining, serving.remaining - 1]);
    leaving.abort();
    const refusal = await order('five', 5).then(
      ({ data }) =>
        () =>
          accepted(data.orderMeal),
    );
    expect(refusal).toThrow(Refused);
  });

  test('what is offered is read page by page, and everyday words find the service', async () => {
    const ids: string[] = [];
    for await (const page of pages(welder, OpenCoursesDocument, { first: 1 }, (data) => data.courseInstances)) {
      ids.push(...page.map(({ id }) => id));
    }
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);

    const { data } = await nobody.ask(FindServiceDocument, { text: '孩子上学', first: 3 });
    expect(data.searchServiceItems?.map(({ name }) => name).join()).toMatch(/school/i);
  });

  test('who is not signed in learns that, and so does whoever asks for what is not there', async () => {
    expect(await nobody.ask(EntitlementsDocument, {})).toEqual({ data: { me: null }, errors: [] });
    const { data, errors } = await nobody.ask(MyMattersDocument, {});
    expect([data.myCases, errors.map(({ code, path }) => [code, path])]).toEqual([
      null,
      [['UNAUTHENTICATED', ['myCases']]],
    ]);
    expect((await welder.ask(MyMattersDocument, {})).data.myCases?.nodes).toEqual(expect.any(Array));

    const failure = await welder.ask('{ nothing }').catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(NotAnswered);
    expect(failure).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', retryable: false });
  });

  /** Asks until the answer is the other one; what was taken back has five seconds. */
  const within = async (answer: () => Promise<unknown>, expected: unknown) => {
    const end = performance.now() + 5_000;
    let last = await answer();
    while (JSON.stringify(last) !== JSON.stringify(expected) && performance.now() < end) last = await answer();
    return last;
  };

  test('what was taken back, by whatever process, does not hold any more: a consent, a sign-in, a key', async () => {
    const database = await openGatewayDatabase(graph.databaseUrl('gateway'));
    const colleague = persona('edge-36');
    const phone = async () => (await graph.ask('hr', `{ worker(id: "${colleague.id}") { phone } }`)).data?.['worker'];
    const consent = (mutation: string) =>
      graph.ask(
        'edge-36',
        `mutation { ${mutation}(input: { idempotencyKey: "${mutation}", purpose: PHONE_TO_EMPLOYER }) { userErrors { code } } }`,
      );
    const statusWith = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ query: '{ viewer { kind } }' });
      const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
      return (await fetch(`${graph.url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body })).status;
    };

    await consent('giveConsent');
    const plain = await phone();
    await consent('withdrawConsent');
    expect([plain, await phone()]).toEqual([{ phone: '00000000000' }, { phone: '*******0000' }]);

    const bearer = { authorization: `Bearer ${await tokenOf('edge-36')}` };
    const key = await createApiKey(database, systemClock, { label: 'a board', contract: 'public', tier: 'known' });
    const keyed = { 'millgate-key': key };
    expect([await statusWith(bearer), await statusWith(keyed)]).toEqual([200, 200]);
    await revokeTokens(database, systemClock, { issuer: 'issuer', kind: 'SUBJECT', value: colleague.id });
    await revokeApiKey(database, systemClock, key.slice(4, 14));
    expect(await within(() => statusWith(bearer), 401)).toBe(401);
    expect(await within(() => statusWith(keyed), 401)).toBe(401);
    await database.close();
  });
});
