import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, withstand } from './support/oracle.ts';
import type { LabSubgraph } from './support/parks.ts';

/** A part whose names are those of JavaScript’s own things. */
const constructorPart: LabSubgraph = {
  name: 'constructor',
  typeDefs: `
    type Query { toString(valueOf: Int, hasOwnProperty: prototypeInput): constructor, constructors: [constructor!] }
    input prototypeInput { constructor: String }
    type constructor @key(fields: "id") { id: ID!, valueOf: String, hasOwnProperty: [constructor!] }
  `,
  resolvers: {
    Query: {
      toString: (_root: unknown, { valueOf }: { valueOf?: number }) => ({
        id: 'c1',
        valueOf: String(valueOf),
        hasOwnProperty: [],
      }),
      constructors: () => [{ id: 'c1', valueOf: 'v', hasOwnProperty: [{ id: 'c2', valueOf: 'w' }] }],
    },
  },
};

const otherPart: LabSubgraph = {
  name: 'watchers',
  typeDefs: 'type constructor @key(fields: "id") { id: ID!, isPrototypeOf: String }',
  resolvers: { constructor: { __resolveReference: ({ id }: { id: string }) => ({ id, isPrototypeOf: `of ${id}` }) } },
};

let lab: Lab;
let tampered: unknown;
beforeAll(async () => {
  const { parkSubgraphs } = await import('./support/parks.ts');
  lab = await startLab({
    parts: [...parkSubgraphs, constructorPart, otherPart],
    tamper: (subgraph, answer) => (subgraph === 'parks' ? (tampered ?? answer) : answer),
  });
});
afterAll(() => lab.stop());

/** Nothing that every object has was added or taken. */
const unpolluted = () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect([
    ({} as Record<string, unknown>)['polluted'],
    typeof {}.toString,
    typeof Object.prototype.constructor,
  ]).toEqual([undefined, 'function', 'function']);
};

/** What JSON says an answer is, with keys that JavaScript would read otherwise. */
const dataOf = (text: string) => /"data":(.*?)(,"extensions"|\}$)/s.exec(text)?.[1];

describe('names that mean something to JavaScript mean nothing here', () => {
  test.each<[string, Attack, string]>([
    [
      'as aliases over three subgraphs',
      {
        query:
          '{ __proto__: parkList { id __proto__: companyList { id constructor: notices { title } toString: name } } }',
      },
      '{"__proto__":[{"id":"prk_1","__proto__":[{"id":"cmp_1","constructor":[{"title":"Power cut"}],"toString":"Weavers"}]}]}',
    ],
    [
      'as the alias of everything',
      { query: '{ hasOwnProperty: __typename constructor: __typename }' },
      '{"hasOwnProperty":"Query","constructor":"Query"}',
    ],
    ['as the name of the operation', { query: 'query __proto__ { park(id: "1") { id } }' }, '{"park":{"id":"prk_1"}}'],
    [
      'as the name that is asked for',
      { query: 'query constructor { park(id: "1") { id } }', operationName: 'constructor' },
      '{"park":{"id":"prk_1"}}',
    ],
    [
      'as the name of a fragment',
      {
        query:
          '{ park(id: "1") { ...__proto__ ...constructor } } fragment __proto__ on Park { id } fragment constructor on Park { name }',
      },
      '{"park":{"id":"prk_1","name":"Mill Park"}}',
    ],
    [
      'as a variable',
      { query: 'query($constructor: ID!) { park(id: $constructor) { id } }', variables: { constructor: 'x' } },
      '{"park":{"id":"prk_1"}}',
    ],
    [
      'as the variable that the gateway uses itself',
      {
        query: 'query($representations: ID!) { park(id: $representations) { id companyList { notices { title } } } }',
        variables: { representations: 'x' },
      },
      '{"park":{"id":"prk_1","companyList":[{"notices":[{"title":"Power cut"}]}]}}',
    ],
    [
      'as types, fields, arguments and subgraphs',
      {
        query:
          '{ toString(valueOf: 7) { id valueOf isPrototypeOf } constructors { hasOwnProperty { valueOf isPrototypeOf } } }',
      },
      '{"toString":{"id":"c1","valueOf":"7","isPrototypeOf":"of c1"},"constructors":[{"hasOwnProperty":[{"valueOf":"w","isPrototypeOf":"of c2"}]}]}',
    ],
    [
      'as keys of an input',
      {
        query: 'query($i: prototypeInput) { toString(valueOf: 1, hasOwnProperty: $i) { id } }',
        variables: { i: { constructor: 'x' } },
      },
      '{"toString":{"id":"c1"}}',
    ],
  ])('%s', async (_how, attack, data) => {
    const { text } = await withstand(lab, attack, { status: 200, fetches: 6 });

    expect(dataOf(text)).toBe(data);
    unpolluted();
  });

  test.each<[string, string]>([
    [
      'a variable that is a prototype',
      '{"query":"query($__proto__: ID!) { park(id: $__proto__) { id } }","variables":{"__proto__":"x"}}',
    ],
    [
      'a value that has a prototype',
      '{"query":"query($f: Filter) { search(filter: $f) { id } }","variables":{"f":{"__proto__":{"polluted":1}}}}',
    ],
    [
      'a value that has a constructor with a prototype',
      '{"query":"query($f: Filter) { search(filter: $f) { id } }","variables":{"f":{"constructor":{"prototype":{"polluted":1}}}}}',
    ],
    [
      'extensions that have a prototype',
      '{"query":"{ __typename }","extensions":{"__proto__":{"persistedQuery":{"version":1}}}}',
    ],
  ])('%s is refused', async (_what, body) => {
    await withstand(lab, { body }, { status: 400, code: 'BAD_REQUEST' });
    unpolluted();
  });

  test('as the name of an app, or of a header', async () => {
    const headers = { 'content-type': 'application/json', 'apollographql-client-name': '__proto__', constructor: 'x' };

    await withstand(lab, { headers, body: '{"query":"{ __typename }"}' }, { status: 200 });
    unpolluted();
  });
});

describe('what a subgraph says under such names', () => {
  const hostile = (json: string): unknown => JSON.parse(json);
  test.each([
    ['a prototype', '{"data":{"park":{"id":"prk_1","name":"Mill Park","__proto__":{"polluted":1}}}}'],
    [
      'a constructor with a prototype',
      '{"data":{"park":{"id":"prk_1","name":"Mill Park","constructor":{"prototype":{"polluted":1}}}}}',
    ],
    [
      'a prototype for the answer',
      '{"data":{"park":{"id":"prk_1","name":"Mill Park"},"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}',
    ],
    [
      'extensions with a prototype',
      '{"data":{"park":{"id":"prk_1","name":"Mill Park"}},"extensions":{"__proto__":{"polluted":1}}}',
    ],
  ])('%s is dropped', async (_what, answer) => {
    const attack = { query: '{ park(id: "prk_1") { id name } }' };
    const before = await withstand(lab, attack, { status: 200, fetches: 1 });
    tampered = hostile(answer);
    const fetched = await import('./support/oracle.ts').then(({ send }) => send(lab, attack));
    tampered = undefined;

    expect(fetched.text).toBe(before.text);
    unpolluted();
    await withstand(lab, attack, { status: 200, fetches: 1 });
  });
});
