import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send } from './support/oracle.ts';
import { aliasBomb, interfaceMaze, many, nestedFragments, pingPong, spreadBomb } from './support/shapes.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
  // What is slow once, at the first request of a process, is no attack.
  for (let i = 0; i < 20; i++) await send(lab, { query: `{ a${i}: parkList { id companyList { name } } }` });
});
afterAll(() => lab.stop());

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

const shapes: readonly (readonly [string, Attack])[] = [
  ['fragments that double through two subgraphs, ten levels', { query: aliasBomb(10) }],
  ['fragments that double through two subgraphs, eight levels', { query: aliasBomb(8) }],
  ['fragments that double thirty times', { query: aliasBomb(30) }],
  ['spreads that double thirty times', { query: spreadBomb(30) }],
  ['implementations around an interface, sixty levels', { query: interfaceMaze(60) }],
  ['a relation back and forth', { query: pingPong(50) }],
  ['fragments within each other', { query: nestedFragments(500) }],
  ['as many fragments within each other as tokens allow', { query: nestedFragments(190) }],
  ['one field, as often as tokens allow', { query: `{ parkList { ${'name '.repeat(1_990)}} }` }],
  [
    'fields with arguments that have to be compared',
    { query: `{ ${many(300, (i) => `parks(first: ${i % 2 ? 1 : 1}) { nodes { id } }`)} }` },
  ],
  ['aliases', { query: `{ ${many(320, (i) => `a${i}: parkList { id }`)} }` }],
  ['unknown fields', { query: `{ ${many(1_900, (i) => `x${i}`)} }` }],
  ['directives', { query: `{ parkList { ${many(250, () => 'id @skip(if: false)')} } }` }],
  [
    'fragments that use each other in a ring',
    { query: `{ parkList { ...F0 } } ${many(150, (i) => `fragment F${i} on Park { ...F${(i + 1) % 150} id }`)}` },
  ],
  ['fragments that nobody uses', { query: `{ __typename } ${many(220, (i) => `fragment F${i} on Park { id name }`)}` }],
  ['variables that nobody uses', { query: `query(${many(400, (i) => `$v${i}: Int`)}) { __typename }` }],
  [
    'pages within pages',
    {
      query:
        '{ parks(first: 100) { nodes { companies(first: 100) { nodes { meters(first: 100) { nodes { id } } } } } } }',
    },
  ],
  ['brackets in variables', { headers: json, body: `{"query":"{ __typename }","variables":{"a":${nested(50_000)}}}` }],
  ['brackets in the body', { headers: json, body: nested(50_000) }],
  [
    'a long text',
    { headers: json, body: JSON.stringify({ query: `{ park(id: "${'\\u0041'.repeat(5_000)}") { id } }` }) },
  ],
  ['a long comment', { query: `{ __typename } # ${'#'.repeat(32_000)}` }],
  ['introspection', { query: getIntrospectionQuery() }],
];

describe('whoever asks `{ __typename }` meanwhile waits less than a tenth of a second, and the attacker a quarter', () => {
  test.each(shapes)('%s', async (what, attack) => {
    const fetched = lab.fetched.length;
    const times = [];
    for (const round of ['', ' ', '  ']) times.push(await timesOf(again(attack, round)));

    // The median of three: what the machine does besides is not the attack's.
    expect({
      took: median(times.map(({ took }) => took)) < 250,
      waited: median(times.map(({ waited }) => waited)) < 100,
    }).toEqual({
      took: true,
      waited: true,
    });
    // A long text is an id like any other, and asked for, once each time.
    expect(lab.fetched.length - fetched).toBe(what === 'a long text' ? times.length : 0);
  });

  test('a hundred who read the whole schema at once', async () => {
    const schema = { query: getIntrospectionQuery() };
    await send(lab, schema);

    const [, waited] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, () => send(lab, schema))),
      longestWait(500),
    ]);

    expect(waited).toBeLessThan(1_000);
  });
});

/** The same attack in other words, so that nothing is remembered of it. */
const again = (attack: Attack, round: string): Attack =>
  'query' in attack
    ? { ...attack, query: `${attack.query}${round}` }
    : { ...attack, body: `${String(attack.body)}${round}` };

async function timesOf(attack: Attack): Promise<{ took: number; waited: number }> {
  const began = performance.now();
  const [took, waited] = await Promise.all([send(lab, attack).then(() => performance.now() - began), longestWait(150)]);
  return { took, waited };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** The longest that anybody waited for the smallest answer, over so many milliseconds. */
async function longestWait(forMillis: number): Promise<number> {
  const until = performance.now() + forMillis;
  let longest = 0;
  while (performance.now() < until) {
    const began = performance.now();
    await send(lab, { query: '{ __typename }' });
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
}

describe('whoever opens sockets and says nothing', () => {
  const idle = 10_000;
  const program = fileURLToPath(new URL('support/idle-sockets.mjs', import.meta.url));

  test('keeps nobody waiting, and is shut out when the time for a request is over', async () => {
    const sockets = spawn(process.execPath, [program, new URL(lab.url).port, String(idle)]);
    const said = createInterface(sockets.stdout)[Symbol.asyncIterator]();
    expect((await said.next()).value).toBe('open');

    const waited = await longestWait(5_000);

    expect(waited).toBeLessThan(250);
    expect(Number((await said.next()).value)).toBeLessThan(20_000);
  }, 60_000);
});

describe('whoever sends slowly is cut off within twelve seconds, and keeps nobody waiting', () => {
  /** Opens sockets that each begin as told; answers after how many milliseconds each was closed. */
  const slowly = (count: number, begin: string, drip: string) => {
    const { hostname, port } = new URL(lab.url);
    return Promise.all(
      Array.from(
        { length: count },
        () =>
          new Promise<number>((resolve) => {
            const began = performance.now();
            const socket = connect(Number(port), hostname);
            socket.write(begin);
            const timer = setInterval(() => socket.write(drip), 1_000);
            const end = () => {
              clearInterval(timer);
              socket.destroy();
              resolve(performance.now() - began);
            };
            socket.on('close', end);
            socket.on('error', end);
            socket.resume();
          }),
      ),
    );
  };

  test.each([
    ['its headers', 'POST /graphql HTTP/1.1\r\nhost: x\r\n', 'x'],
    [
      'its body',
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
      ' ',
    ],
  ])(
    '%s',
    async (_what, begin, drip) => {
      const [closed, waited] = await Promise.all([slowly(500, begin, drip), longestWait(8_000)]);

      expect(Math.max(...closed)).toBeLessThan(12_500);
      expect(waited).toBeLessThan(250);
    },
    40_000,
  );
});
