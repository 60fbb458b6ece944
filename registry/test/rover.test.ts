import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { link } from './support/parks.ts';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';
import { type Rover, roverFor } from './support/rover.ts';

const schema = `${link('key')}
type Query {
  "One tram."
  tram: Tram
}
"A tram."
type Tram @key(fields: "id") {
  "Its id."
  id: ID!
}
`;
/** Takes a field over on line 9, describes nothing, and writes a name large. */
const hijack = `${link('key', 'override')}
type Query {
  tram: Tram
}
"A tram."
type Tram @key(fields: "id") { "Its id." id: ID! Line: Int }
type Company @key(fields: "id") {
  id: ID! name: String! @override(from: "official")
}
`;
const graphRef = 'millgate@current';
const url = ['--routing-url', 'http://127.0.0.1:9/'];

let registry: TestRegistry;
let rover: Rover;
let token: string;
const of = (file: string, name = 'trams') => [graphRef, '--name', name, '--schema', file];
beforeAll(async () => {
  registry = await startTestRegistry({
    documents: async () => [{ who: 'the timetable', name: 'NextTram', text: '{ tram { id } }' }],
  });
  rover = roverFor(registry.url);
  token = await registry.partner('trams');
  const files = { good: schema, hijack, torn: 'type {', unfit: schema.replace('tram: Tram', 'tram: Nothing') };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(rover.folder, `${name}.graphql`), text);
}, 120_000);
afterAll(async () => {
  rover.remove();
  await registry.stop();
});

// It comes as a program for one kind of machine; elsewhere there is none to try.
const isHere = process.platform === 'linux' && process.arch === 'x64';
if (!isHere) process.stderr.write(`Rover is not tried: there is none for ${process.platform}-${process.arch} here.\n`);

test.skipIf(!isHere)(
  'Rover checks, publishes, lists, fetches and deletes a subgraph, and fetches the supergraph',
  async () => {
    const run = (...args: string[]) => rover(args, token);

    const check = await run('subgraph', 'check', ...of('good.graphql'));
    expect([check.status, check.out]).toEqual([0, expect.stringContaining("Field 'tram' was added to object type")]);
    expect(check.out).toContain('Compared 3 schema changes against 1 operations.');
    expect(check.out + check.err).not.toContain(registry.url);
    expect(await run('subgraph', 'lint', ...of('good.graphql'))).toMatchObject({
      status: 0,
      out: 'No lint violations found in this schema\n',
    });

    const first = await run('subgraph', 'publish', ...of('good.graphql'), ...url);
    expect([first.status, first.err]).toEqual([0, expect.stringContaining("new subgraph called 'trams' was created")]);
    expect(first.err).toContain('trams revision 1 is published; the graph is version 2');
    const again = await run('subgraph', 'publish', ...of('good.graphql'));
    expect([again.status, again.err]).toEqual([0, expect.stringContaining("'trams' subgraph was NOT updated")]);

    const list = await run('subgraph', 'list', graphRef, '--format', 'json');
    const { data } = JSON.parse(list.out) as { data: { subgraphs: { name: string; url: string }[] } };
    expect(data.subgraphs.map(({ name, url: at }) => `${name} ${at}`).sort()).toEqual([
      'meters http://127.0.0.1:2/',
      'official http://127.0.0.1:1/',
      'trams http://127.0.0.1:9/',
    ]);
    expect((await run('subgraph', 'fetch', graphRef, '--name', 'trams')).out.trim()).toBe(schema.trim());
    const supergraph = await run('supergraph', 'fetch', graphRef);
    expect([supergraph.status, supergraph.out]).toEqual([0, expect.stringContaining('@join__graph(name: "trams"')]);

    const kept = await run('subgraph', 'delete', graphRef, '--name', 'trams', '--confirm');
    expect([kept.status, kept.err]).toEqual([1, expect.stringContaining('BREAKS_OPERATIONS')]);
    expect(kept.err).toContain('NextTram of the timetable');
    expect((await run('subgraph', 'list', graphRef)).out).toContain('trams');
  },
  180_000,
);

test.skipIf(!isHere)(
  'Rover takes a subgraph that nobody asks out of the graph',
  async () => {
    const key = await registry.partner('buses');
    writeFileSync(join(rover.folder, 'bus.graphql'), schema.replaceAll('Tram', 'Bus').replace('tram:', 'bus:'));
    expect((await rover(['subgraph', 'publish', ...of('bus.graphql', 'buses'), ...url], key)).status).toBe(0);

    const gone = await rover(['subgraph', 'delete', graphRef, '--name', 'buses', '--confirm'], key);

    expect([gone.status, gone.err]).toEqual([0, expect.stringContaining("'buses' subgraph was removed")]);
    expect((await rover(['subgraph', 'list', graphRef], key)).out).not.toContain('buses');
  },
  120_000,
);

describe.skipIf(!isHere)('what is refused says in Rover why, where and how to mend it', () => {
  test('by a check: the rules of ownership as custom checks, the conventions as lint', async () => {
    const { status, out, err } = await rover(['subgraph', 'check', ...of('hijack.graphql')], token);

    expect([status, err]).toEqual([1, expect.stringContaining('error[E043]')]);
    expect(out + err).not.toContain(registry.url);
    expect(out).toMatch(/OVERRIDE_NEEDS_OWNER ┆ 9 +┆ Company\.name: .* Leave @override out/);
    expect(out).toMatch(/Tram\.Line +┆ 7 +┆ NAME_STYLE/);
    expect(out).toMatch(/Query\.tram +┆ 4 +┆ DESCRIPTION_MISSING/);
  });

  test('by publishing: with an exit code that ends a pipeline, and nothing is kept', async () => {
    const before = await registry.rows('select max(no) as no from graph_version');

    const { status, err } = await rover(['subgraph', 'publish', ...of('hijack.graphql'), ...url], token);

    expect(status).toBe(1);
    expect(err).toContain('ownership: OVERRIDE_NEEDS_OWNER at Company.name (line 9)');
    expect(await registry.rows('select max(no) as no from graph_version')).toEqual(before);
  });

  test.each([
    ['a schema that cannot be read', 'check', 'torn', 'SDL_UNREADABLE: line 1: Syntax Error', 'E029'],
    ['a schema that does not fit', 'check', 'unfit', 'DOES_NOT_COMPOSE: [trams] Unknown type Nothing', 'E029'],
    ['a schema that is not as it should be', 'lint', 'hijack', 'violations', 'E042'],
  ])('%s', async (_what, command, file, message, code) => {
    const { status, err } = await rover(['subgraph', command, ...of(`${file}.graphql`)], token);

    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(err).toContain(`error[${code}]`);
  });

  test.each([
    ['another subgraph’s name', ['subgraph', 'check', ...of('good.graphql', 'meters')], 'TOKEN_FOR_OTHER_SUBGRAPH'],
    [
      'publishing as another',
      ['subgraph', 'publish', ...of('good.graphql', 'meters'), ...url],
      'TOKEN_FOR_OTHER_SUBGRAPH',
    ],
    ['deleting another’s', ['subgraph', 'delete', graphRef, '--name', 'meters', '--confirm'], 'TOKEN_FOR_OTHER'],
    ['another graph', ['subgraph', 'list', 'elsewhere@current'], "Could not find graph with name 'elsewhere@current'"],
    [
      'another variant',
      ['subgraph', 'publish', 'millgate@staging', '--name', 'trams', '--schema', 'good.graphql', ...url],
      'NOT_FOUND: The graph has no variant staging',
    ],
    ['a subgraph that is not there', ['subgraph', 'fetch', graphRef, '--name', 'nobody'], '[meters, official, trams]'],
    [
      'an address of nowhere',
      ['subgraph', 'publish', ...of('good.graphql'), '--routing-url', 'https://10.0.0.7/'],
      'name: ADDRESS_PRIVATE',
    ],
  ])('%s', async (_what, args, message) => {
    const { status, out, err } = await rover(args, token);

    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(message);
  });

  test.each([
    ['list', ['subgraph', 'list', graphRef]],
    ['check', ['subgraph', 'check', ...of('good.graphql')]],
    ['publish', ['subgraph', 'publish', ...of('good.graphql'), ...url]],
    ['fetch', ['subgraph', 'fetch', graphRef, '--name', 'trams']],
    ['supergraph', ['supergraph', 'fetch', graphRef]],
    ['whoami', ['config', 'whoami']],
  ])('a key that is none, asked to %s', async (_what, args) => {
    const { status, err } = await rover(args, 'service:millgate:mgp_none');

    expect(status).toBe(1);
    expect(err).toContain('UNAUTHENTICATED: The token is not valid here.');
    expect(err).toContain('Rover: APOLLO_KEY');
    expect(err).not.toContain('panicked');
  });
});

describe('who speaks to it without Rover', () => {
  const ask = (who: string | null, query: string) =>
    registry.ask<{ data?: unknown; errors?: { message: string }[] }>(who, 'POST', '/graphql', { query });

  test('is answered nothing without a token', async () => {
    const { body } = await ask(null, '{ graph(id: "millgate") { variant(name: "current") { subgraphs { url } } } }');

    expect(body).toEqual({
      data: { graph: null },
      errors: [expect.objectContaining({ message: expect.stringContaining('UNAUTHENTICATED') as unknown as string })],
    });
  });

  test('cannot have a thing done twenty times by aliases', async () => {
    const many = Array.from({ length: 20 }, (_, at) => `a${at}: graph(id: "millgate") { id: __typename }`).join(' ');

    expect((await ask(token, `mutation { ${many} }`)).body.errors?.[0]?.message).toContain('at once');
  });

  test('cannot have two tasks done by one order', async () => {
    const lint = (alias: string) => `${alias}: lintSchema(sdl: "type Query { a: Int }") { stats { errorsCount } }`;

    const { body } = await ask(token, `mutation { graph(id: "millgate") { ${lint('a')} ${lint('b')} } }`);

    expect(body.errors?.[0]?.message).toContain('at once');
  });
});
