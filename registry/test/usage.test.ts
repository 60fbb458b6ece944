import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judged, link, refusals } from './support/parks.ts';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';

const schema = `${link('key')}
type Query {
  "One tram."
  tram("Its line." line: Int "Which." filter: TramFilter): Tram
}
"A tram."
type Tram @key(fields: "id") {
  "Its id."
  id: ID!
  "Its colour."
  colour: Colour
  "Who built it."
  maker: String
}
"What colour."
enum Colour { "Red." RED "Blue." BLUE }
"Which trams."
input TramFilter { "In which depot." depot: ID "How old." age: Int }
`;

describe('a change is refused only where it breaks somebody, who is named', () => {
  const without = (text: string, instead = '') => schema.replace(text, instead);
  const maker = '  "Who built it."\n  maker: String\n';
  const more = [{ name: 'partner', agency: 'partner-office', sdl: schema, url: 'https://partner.example/' }];
  const by = (coordinate: string) => [{ coordinate, client: 'the timetable', known: true, days: 3, count: 12 }];

  test.each([
    ['a field that is gone', without(maker), 'Tram.maker', 'Tram.maker'],
    ['an argument that is gone', without('"Its line." line: Int '), 'Query.tram(line:)', 'Query.tram.line'],
    ['a value that is gone', without(' "Blue." BLUE'), 'Colour.BLUE', 'Colour.BLUE'],
    ['a field of an input that is gone', without(' "How old." age: Int'), 'TramFilter.age', 'TramFilter.age'],
    ['a field of another type', without('maker: String', 'maker: Int'), 'Tram.maker', 'Tram.maker'],
    ['an argument that became required', without('line: Int', 'line: Int!'), 'Query.tram(line:)', 'Query.tram.line'],
    [
      'an argument that is new and required',
      without('"Its line."', '"Its city." city: ID! "Its line."'),
      'Query.tram',
      'Query.tram.city',
    ],
    [
      'a field of an input that is new and required',
      without('"How old."', '"On which day." day: ID! "How old."'),
      'TramFilter.depot',
      'TramFilter.day',
    ],
  ])('%s', async (_what, sdl, coordinate, at) => {
    const { supergraph: before } = await judged(schema, {});
    const struck = await judged(sdl, { more, before: before ?? '', usage: by(coordinate) });
    const free = await judged(sdl, { more, before: before ?? '', usage: by('Company.motto') });

    expect(refusals(struck)).toEqual([`BREAKS_CLIENTS ${at}`]);
    expect(struck.steps.at(-1)?.findings[0]?.message).toContain('the timetable (12 times on 3 of the last 30 days)');
    expect(refusals(free)).toEqual([]);
    expect(free.steps.at(-1)?.findings).toEqual([expect.objectContaining({ code: 'BREAKING_UNUSED', at })]);
  });

  test('a type that is gone strikes whoever asked for anything in it', async () => {
    const { supergraph: before } = await judged(schema, {});
    const other = `${link('key')} type Query { "A bus." bus: Int }`;

    expect(refusals(await judged(other, { more, before: before ?? '', usage: by('Tram.maker') }))).toContain(
      'BREAKS_CLIENTS Tram',
    );
  });

  test('what is new, and what is only deprecated, breaks nobody', async () => {
    const { supergraph: before } = await judged(schema, {});
    const next = without('maker: String', 'maker: String @deprecated(reason: "Ask nobody.") "Its age." age: Int');

    expect(refusals(await judged(next, { more, before: before ?? '', usage: by('Tram.maker') }))).toEqual([]);
  });
});

describe('what gateways report', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startTestRegistry();
  }, 120_000);
  afterAll(() => registry.stop());

  const hash = (of: number) => of.toString(16).padStart(64, '0');
  const report = (usage: readonly object[], more: object = {}) =>
    registry.ask('gateway', 'POST', '/v1/reports', { answers: [], usage, ...more });
  const asked = (client: string, type: string, count: number, known = true) => ({
    client,
    known,
    count,
    hash: hash(client.length * 1_000 + type.length),
    text: `{ ${type.toLowerCase()} { id maker } }`,
    coordinates: [`Query.${type.toLowerCase()}`, `${type}.id`, `${type}.maker`],
  });
  const own = (type: string, more = '"Who built it." maker: String') =>
    `${link('key')} type Query { "One." ${type.toLowerCase()}: ${type} }
     "It." type ${type} @key(fields: "id") { "Its id." id: ID! ${more} }`;
  const publish = (token: string, name: string, sdl: string) =>
    registry.ask<{ verdict: string; steps: { findings: { code: string; message: string }[] }[] }>(
      token,
      'POST',
      `/v1/subgraphs/${name}/publish`,
      { sdl, url: 'http://127.0.0.1:9/' },
    );
  /** A subgraph with a field `maker`, and what becomes of taking it out after somebody asked. */
  async function without(name: string, work: (type: string) => Promise<unknown>) {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const token = await registry.partner(name);
    await publish(token, name, own(type));
    await work(type);
    const { body } = await publish(token, name, own(type, ''));
    return {
      verdict: body.verdict,
      findings: body.steps.flatMap(({ findings }) => findings.map(({ code, message }) => `${code}: ${message}`)),
    };
  }

  test('a client that showed who it is holds a field from its first request, and is named', async () => {
    const { verdict, findings } = await without('tram', (type) => report([asked('timetable', type, 1)]));

    expect(verdict).toBe('REFUSED');
    expect(findings).toEqual([
      expect.stringMatching(/^BREAKS_OPERATIONS: document [0-9a-f]{12} of timetable: Cannot query field "maker"/),
      "BREAKS_CLIENTS: Field 'maker' was removed from object type 'Tram'. Asked for by timetable (1 times on 1 of the last 30 days).",
    ]);
  });

  test('somebody unknown holds nothing by a request among thousands, and does by a share of them', async () => {
    const rare = await without('bus', async (type) => {
      await report([asked('scraper', type, 1, false)]);
      await report([asked('the city', 'Company', 5_000)]);
    });
    const common = await without('ferry', (type) => report([asked('scraper', type, 50, false)]));

    expect(rare.verdict).toBe('PASSED');
    expect(common.verdict).toBe('REFUSED');
    expect(common.findings.at(-1)).toContain('scraper, not signed in (50 times');
  }, 120_000);

  test('what was asked longer ago than thirty days holds nothing', async () => {
    const { verdict } = await without('lift', async (type) => {
      await report([asked('old app', type, 10)]);
      await registry.rows(`update usage_day set day = day - 30 where coordinate like 'Lift.%'`);
      await registry.rows(`update usage_document set last_day = last_day - 30 where client = 'old app'`);
    });

    expect(verdict).toBe('PASSED');
  });

  test('a document that an app has published holds its fields though nobody asked it yet, until it is withdrawn', async () => {
    const document = { app: 'kiosk', hash: hash(1), name: 'Cable', text: '{ cable { maker } }' };
    const held = await without('cable', () => report([], { published: [document] }));
    const free = await without('gondola', () => report([], { published: [] }));

    expect(held).toEqual({
      verdict: 'REFUSED',
      findings: [
        'BREAKS_OPERATIONS: Cable of kiosk: Cannot query field "maker" on type "Cable".',
        expect.stringContaining('BREAKING_UNUSED'),
      ],
    });
    expect(free.verdict).toBe('PASSED');
  }, 120_000);

  test('counts of several gateways add up by day, client and element', async () => {
    await Promise.all(Array.from({ length: 8 }, () => report([asked('sum', 'Summed', 3)])));

    const { body } = await registry.ask<object[]>('operator', 'GET', '/v1/usage?coordinate=Summed.maker');

    expect(body).toEqual([{ coordinate: 'Summed.maker', client: 'sum', known: true, days: 1, count: 24 }]);
  });

  test('are believed of gateways only', async () => {
    const token = await registry.partner('liar');

    expect((await registry.ask(token, 'POST', '/v1/reports', { answers: [], usage: [] })).status).toBe(401);
  });
});
