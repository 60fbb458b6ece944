import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentLimits } from '@millgate/gateway';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, withstand, type Verdict } from './support/oracle.ts';
import { aliasBomb, interfaceMaze, many, nestedFragments, pingPong, spreadBomb } from './support/shapes.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

const tooComplex: Verdict = { status: 400, code: 'QUERY_TOO_COMPLEX' };
const tooLarge: Verdict = { status: 413, code: 'BODY_TOO_LARGE' };
const tooDeep: Verdict = { status: 400, code: 'DEPTH_LIMIT' };
const tooManyAliases: Verdict = { status: 400, code: 'ALIAS_LIMIT' };
const tooDear: Verdict = { status: 400, code: 'COST_LIMIT' };
const badInput: Verdict = { status: 400, code: 'BAD_USER_INPUT' };
const invalid: Verdict = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' };
const nested = (levels: number, value: unknown = 1): unknown => (levels === 0 ? value : nested(levels - 1, [value]));

describe('an operation that would keep everybody else waiting is refused before a subgraph is asked', () => {
  test.each<[string, Attack, Verdict]>([
    ['fragments that double through two subgraphs', { query: aliasBomb(10) }, tooComplex],
    ['fragments that double thirty times', { query: aliasBomb(30) }, tooComplex],
    ['spreads that double thirty times', { query: spreadBomb(30) }, tooComplex],
    ['implementations around an interface, thirty levels', { query: interfaceMaze(30) }, tooComplex],
    ['a relation that goes back and forth fifty times', { query: pingPong(50) }, tooDeep],
    ['a relation that goes back and forth five times', { query: pingPong(6) }, tooDeep],
    ['a thousand fragments within each other', { query: nestedFragments(500) }, tooComplex],
    ['a hundred fragments within each other', { query: nestedFragments(50) }, tooComplex],
    ['five thousand aliases', { query: `{ ${many(5000, (i) => `a${i}: parkList { id }`)} }` }, tooLarge],
    ['a thousand aliases', { query: `{ ${many(1000, (i) => `a${i}:parkList{id}`)} }` }, tooComplex],
    ['thirty-one aliases of one object', { query: `{ parkList { ${many(31, (i) => `a${i}: id`)} } }` }, tooManyAliases],
    ['fifty thousand aliases of __typename', { query: `{ ${many(5000, (i) => `a${i}: __typename`)} }` }, tooComplex],
    [
      'thirty-one aliases of __typename',
      { query: `{ parkList { ${many(31, (i) => `a${i}: __typename`)} } }` },
      tooManyAliases,
    ],
    [
      'thirty-three aliases over eleven fragments',
      {
        query: `{ parkList { ${many(11, (i) => `...F${i}`)} } } ${many(11, (i) => `fragment F${i} on Park { ${many(3, (j) => `a${i}_${j}: id`)} }`)}`,
      },
      tooManyAliases,
    ],
    ['one field twenty thousand times', { query: `{ parkList { ${'name '.repeat(15_000)} } }` }, tooComplex],
    ['twenty-one fields at the root', { query: `{ ${many(21, (i) => `a${i}: __typename`)} }` }, tooComplex],
    [
      'twenty-one fields at the root, by fragments',
      {
        query: `{ ${many(7, (i) => `...F${i}`)} } ${many(7, (i) => `fragment F${i} on Query { ${many(3, (j) => `a${i}_${j}: __typename`)} }`)}`,
      },
      tooComplex,
    ],
    ['five thousand directives that nobody knows', { query: `{ __typename ${'@aa '.repeat(5000)} }` }, tooComplex],
    ['fifty-one directives', { query: `{ parkList { ${many(51, () => 'id @skip(if: false)')} } }` }, tooComplex],
    ['thousands of fields that nobody knows', { query: `{ ${many(5000, (i) => `x${i}`)} }` }, tooComplex],
    [
      'fragments that use each other',
      { query: '{ parkList { ...A } } fragment A on Park { ...B } fragment B on Park { ...A }' },
      invalid,
    ],
    [
      'the schema’s types through their fields’ types',
      { query: `{ __schema { types { ${'fields { type { '.repeat(6)}name${' } }'.repeat(6)} } } }` },
      invalid,
    ],
    ['a long document of few tokens', { query: `{ __typename } # ${'x'.repeat(90_000)}` }, tooComplex],
    ['a long text of one token', { query: `{ park(id: """${'x'.repeat(90_000)}""") { id } }` }, tooComplex],
    ['a text of escapes', { query: `{ park(id: "${'\\u0041'.repeat(6_000)}") { id } }` }, tooComplex],
  ])('%s', async (_what, attack, verdict) => {
    await withstand(lab, attack, verdict);
  });

  test('a thousand fields that nobody knows are answered with ten errors', async () => {
    const { body } = await withstand(lab, { query: `{ ${many(1000, (i) => `x${i}`)} }` }, invalid);

    expect(body.errors).toHaveLength(10);
  });

  test('fragments that double eight times, within the limits, are still too deep', async () => {
    await withstand(lab, { query: aliasBomb(8) }, tooDeep);
  });
});

describe('what an operation may cost', () => {
  const wide =
    '{ parks(first: 100) { nodes { companies(first: 100) { nodes { meters(first: 100) { nodes { id } } } } } } }';

  test('pages within pages within pages are refused with cost and limit', async () => {
    const { body } = await withstand(lab, { query: wide }, tooDear);

    // 1 + 100 × (1 + 1 + 100 × (1 + 1 + 100))
    expect(body.errors?.[0]?.extensions).toMatchObject({ cost: 1_020_201, limit: 2_000 });
  });

  test('somebody who is signed in may ask for more, and not for everything', async () => {
    const token = await lab.token();
    const some = wide.replaceAll('100', '15');
    const [refused, answered] = [
      await withstand(lab, { query: some }, tooDear),
      await withstand(lab, { query: some }, { status: 200, fetches: 4 }, token),
    ];

    expect(refused.body.errors?.[0]?.extensions).toMatchObject({ limit: 2_000 });
    expect(answered.body.data).toMatchObject({ parks: { nodes: [{}] } });
    const { body } = await withstand(lab, { query: wide }, tooDear, token);
    expect(body.errors?.[0]?.extensions).toMatchObject({ limit: 10_000 });
  });

  test.each([
    ['too long', 'first: 2147483647', 'max'],
    ['nothing', 'first: 0', 'min'],
    ['negative', 'first: -1', 'min'],
  ])('a page that is %s is refused by the name of its argument', async (_what, argument, rule) => {
    const { body } = await withstand(lab, { query: `{ parks(${argument}) { nodes { id } } }` }, badInput);

    expect(body.errors?.[0]).toMatchObject({
      message: 'The argument first of Query.parks must be 1 to 100.',
      extensions: { path: ['first'], rule, limit: 100 },
    });
  });

  test('a page that a variable makes too long is refused likewise', async () => {
    const query = 'query($n: Int = 1000) { parks(first: $n) { nodes { id } } }';

    await withstand(lab, { query }, badInput);
    await withstand(lab, { query, variables: { n: 101 } }, badInput);
    await withstand(lab, { query, variables: { n: 100 } }, { status: 200, fetches: 1 });
  });

  test('arguments that the graph does not have are refused', async () => {
    await withstand(lab, { query: '{ parks(first: 1, last: 1000000000) { nodes { id } } }' }, invalid);
  });
});

describe('what moves money or takes a code', () => {
  const several: Verdict = { status: 400, code: 'ONE_AT_A_TIME' };
  test.each<[string, string]>([
    ['nineteen guesses', `mutation { ${many(19, (i) => `g${i}: redeemKey(key: "${i}") { id }`)} }`],
    [
      'two guesses by fragments',
      'mutation { ...A ...B } fragment A on Mutation { a: redeemKey(key: "1") { id } } fragment B on Mutation { b: redeemKey(key: "2") { id } }',
    ],
    [
      'two guesses of which one is in a fragment',
      'mutation { redeemKey(key: "1") { id } ... on Mutation { redeemKey(key: "1") { id } } }',
    ],
    ['a guess and a payment', 'mutation { redeemKey(key: "1") { id } payBill(bill: "1") { id } }'],
  ])('%s are refused in one operation, and nothing is done', async (_what, query) => {
    await withstand(lab, { query }, several);
  });

  test('one is done, beside what is neither', async () => {
    const query = 'mutation { rename(name: "a") { id } redeemKey(key: "1") { id } again: rename(name: "b") { id } }';

    await withstand(lab, { query }, { status: 200, fetches: 3 });
  });
});

describe('values that are sent along', () => {
  const byIds = 'query($ids: [ID!]!) { companiesByIds(ids: $ids) { id } }';
  const search = 'query($filter: Filter) { search(filter: $filter) { id } }';

  test.each<[string, Attack, Verdict]>([
    [
      'a list of a hundred and one',
      { query: byIds, variables: { ids: Array.from({ length: 101 }, String) } },
      badInput,
    ],
    [
      'a list of a hundred and one in the document',
      { query: `{ companiesByIds(ids: [${many(101, String)}]) { id } }` },
      tooComplex,
    ],
    ['a filter of five hundred filters', { query: search, variables: { filter: filters(500) } }, badInput],
    ['a hundred brackets where one is expected', { query: byIds, variables: { ids: nested(100) } }, badInput],
    [
      'a variable that nobody declared, with brackets',
      { query: '{ __typename }', variables: { x: nested(1000) } },
      badInput,
    ],
    [
      'as many brackets as a body can hold',
      {
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
      },
      badInput,
    ],
  ])('%s', async (_what, attack, verdict) => {
    const { body } = await withstand(lab, attack, verdict);

    expect(body.errors?.length).toBeLessThanOrEqual(documentLimits.validationErrors + 1);
  });

  test('a list of a hundred is answered', async () => {
    await withstand(
      lab,
      { query: byIds, variables: { ids: Array.from({ length: 100 }, String) } },
      { status: 200, fetches: 1 },
    );
  });
});

function filters(levels: number): unknown {
  return levels === 0 ? { name: 'x' } : { and: [filters(levels - 1)] };
}
