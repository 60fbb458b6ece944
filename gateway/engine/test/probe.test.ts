import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createHandler } from 'graphql-http';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { asJUnit, asTable, probeSubgraph, type ProbeReport, servedSdlHash, sdlHash } from '../src/probe/index.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { greeting: String! }
  type Thing @key(fields: "id") { id: ID! note: String }
`;

/** What can be wrong with a subgraph, one at a time. */
interface Defects {
  readonly reference?: (reference: { id?: string }) => unknown;
  readonly entities?: (entities: unknown[]) => unknown;
  readonly greeting?: () => unknown;
  readonly open?: boolean;
  readonly sdl?: string;
  readonly slowMs?: number;
  readonly answer?: (headers: IncomingMessage['headers']) => { status: number; text: string } | undefined;
}

let defects: Defects = {};
let server: Server;
let url: string;

const honest = (reference: { id?: string }) => {
  if (reference.id === undefined) throw new GraphQLError('no key', { extensions: { code: 'BAD_USER_INPUT' } });
  return reference.id === 'known' ? { id: 'known', note: 'n' } : { id: reference.id };
};

const made = new WeakMap<Defects, GraphQLSchema>();
function schema(): GraphQLSchema {
  const known = made.get(defects) ?? makeSchema();
  made.set(defects, known);
  return known;
}

function makeSchema(): GraphQLSchema {
  const subgraph: GraphQLSchema = buildSubgraphSchema([
    {
      typeDefs: parse(defects.sdl ?? sdl),
      resolvers: {
        Query: { greeting: () => (defects.greeting ?? (() => 'hello'))() },
        Thing: {
          __resolveReference: (reference: { id?: string }) => (defects.reference ?? honest)(reference),
        },
      },
    },
  ]);
  const field = subgraph.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (field && resolve && defects.entities) {
    const change = defects.entities;
    field.resolve = async (...args) => {
      return change(await Promise.all((await resolve(...args)) as unknown[]));
    };
  }
  return subgraph;
}

const proof = (body: string) => ({ 'x-proof': Buffer.from(`gateway:${body.length}`).toString('base64url') });

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      if (!defects.open && request.headers['x-proof'] !== proof(body)['x-proof'])
        return response.writeHead(401).end('{}');
      if (defects.slowMs) await new Promise((resolve) => setTimeout(resolve, defects.slowMs));
      const instead = defects.answer?.(request.headers);
      if (instead) return response.writeHead(instead.status).end(instead.text);
      const handle = createHandler({ schema: schema() });
      const [text, { status, statusText, headers }] = await handle({
        url: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body,
        raw: request,
        context: {},
      });
      return response.writeHead(status, statusText, headers).end(text);
    })().catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => void server.close());

const probe = (more: Partial<Parameters<typeof probeSubgraph>[0]> = {}) =>
  probeSubgraph({
    url,
    sdl,
    proof,
    budgetMs: 2_000,
    samples: { Thing: [{ __typename: 'Thing', id: 'known' }] },
    ...more,
  });
const codesOf = ({ checks }: ProbeReport) => [...new Set(checks.flatMap(({ code }) => (code ? [code] : [])))];

test('a subgraph that does what it should passes, and everything that was tried is said', async () => {
  defects = {};

  const report = await probe();

  expect(codesOf(report)).toEqual([]);
  expect(report.passed).toBe(true);
  expect(asTable(report)).toContain('✓ Thing by id: an unknown key is null, not an error');
  expect(report.checks.filter(({ title }) => title.startsWith('GraphQL over HTTP')).length).toBe(13);
});

describe('a subgraph is told', () => {
  test.each<[string, Defects, string[]]>([
    ['that it serves another schema', { sdl: `${sdl} type More { a: Int }` }, ['SDL_DIFFERS']],
    [
      'that a key it does not know is no error',
      {
        reference: (reference) => {
          if (reference.id !== 'known') throw new GraphQLError('none', { extensions: { code: 'NOT_FOUND' } });
          return honest(reference);
        },
      },
      ['ENTITY_COUNT', 'ENTITY_FAILED'],
    ],
    [
      'that it invents',
      { reference: (reference) => ({ ...(honest(reference) as object), note: 'x' }) },
      ['ENTITY_INVENTED'],
    ],
    ['that entities are missing', { entities: (entities) => entities.slice(0, 2) }, ['ENTITY_COUNT']],
    ['that entities are out of order', { entities: (entities) => entities.reverse() }, ['ENTITY_MIXED_UP']],
    ['that it guesses keys', { reference: (reference) => ({ id: reference.id ?? 'guessed' }) }, ['KEY_NOT_REQUIRED']],
    [
      'that its errors have no code',
      {
        reference: (reference) => {
          if (reference.id === undefined) throw new Error('no key');
          return honest(reference);
        },
      },
      ['ERROR_UNCODED'],
    ],
    [
      'that its errors say too much',
      {
        reference: (reference) => {
          if (reference.id !== undefined) return honest(reference);
          throw new GraphQLError('select * from thing where id = 1', { extensions: { code: 'X' } });
        },
      },
      ['ERROR_LEAKS'],
    ],
    [
      'that a root field has the wrong shape',
      { answer: () => undefined, greeting: () => ({}) },
      ['ERROR_UNCODED', 'ROOT_FIELD_FAILED'],
    ],
    ['that anybody may ask', { open: true }, ['ANYBODY_MAY_ASK']],
    [
      'that it breaks at what it does not know',
      { answer: (headers) => ('x-something-new' in headers ? { status: 400, text: '' } : undefined) },
      ['HEADERS_BREAK'],
    ],
    ['that it is no GraphQL', { answer: () => ({ status: 200, text: '<html>' }) }, ['NOT_GRAPHQL_OVER_HTTP']],
  ])('%s', async (_, given, codes) => {
    defects = given;

    const report = await probe();

    expect(codesOf(report).sort()).toEqual(codes);
    const red = report.checks.find(({ verdict }) => verdict === 'FAILED');
    expect([red?.sent, red?.came, red?.mend].every(Boolean)).toBe(true);
  });

  test('that it is slow', async () => {
    defects = { slowMs: 15 };

    expect(codesOf(await probe({ budgetMs: 5 }))).toEqual(['TOO_SLOW']);
  });

  test('that nobody is there', async () => {
    expect(codesOf(await probe({ url: 'http://127.0.0.1:1/' }))).toEqual(['NOT_REACHABLE']);
  });
});

test('an address that is not public is not called at all where it may not be', async () => {
  defects = {};

  const report = await probe({ addresses: {} });

  expect(codesOf(report)).toEqual(['NOT_REACHABLE']);
  expect(report.checks.length).toBe(1);
});

test('a server that changes its schema after it was published is found out, and one that only writes it otherwise is not', async () => {
  const rewritten = `"""Said otherwise.""" type Thing @key(fields: "id") { note: String id: ID! }\n${sdl.split('type Thing')[0]}`;
  defects = { sdl: rewritten };
  const same = await servedSdlHash({ url, proof });
  defects = { sdl: sdl.replace('note: String', 'note: String secret: String') };
  const other = await servedSdlHash({ url, proof });

  expect([same === sdlHash(sdl), other === sdlHash(sdl)]).toEqual([true, false]);
});

test('what a report quotes cannot end its file early', async () => {
  defects = { greeting: () => '</failure>' };
  const report: ProbeReport = {
    url,
    passed: false,
    servedSdlHash: undefined,
    checks: [
      {
        title: 'a "b" <c>',
        verdict: 'FAILED',
        code: 'WRONG_SHAPE',
        sent: '\u0000',
        came: '</failure>',
        mend: '&',
        ms: 1,
      },
    ],
  };

  const text = asJUnit(report);

  expect(text.match(/<\/failure>/g)?.length).toBe(1);
  expect(text).toContain('name="a &#34;b&#34; &#60;c&#62;"');
});
