import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditCsv } from '../src/audit/audit.ts';
import { link } from './support/parks.ts';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';

const schema = (more = '') => `${link('key', 'tag')}
type Query { "One tram." tram: Tram }
"A <tram> & more."
type Tram @key(fields: "id") { "Its id." id: ID! "Who drives it." driver: String @tag(name: "partner") ${more} }`;

let registry: TestRegistry;
let token: string;
beforeAll(async () => {
  registry = await startTestRegistry();
  token = await registry.partner('trams');
  const publish = (sdl: string) =>
    registry.ask(token, 'POST', '/v1/subgraphs/trams/publish', { sdl, url: 'http://127.0.0.1:9/' });
  await publish(schema());
  await publish(schema('"<b>bold</b>" colour: String @deprecated(reason: "<script>")'));
  await publish(schema('"<b>bold</b>" colour: String @deprecated(reason: "<b>no</b>")'));
}, 120_000);
afterAll(() => registry.stop());

interface Feed {
  readonly entries: { version: number; cause: string; changes: { level: string; coordinate: string }[] }[];
}
const feed = async (file: string, who: string | null = null) =>
  (await registry.ask<Feed>(who, 'GET', `/v1/changes/${file}`)).body;

describe('what changed', () => {
  test('is told to anybody version by version, the last first', async () => {
    const { entries } = await feed('public.json');

    expect(entries.map(({ version, cause }) => `${version} ${cause}`)).toEqual([
      '4 trams revision 3',
      '3 trams revision 2',
      '2 trams revision 1',
    ]);
    expect(entries[1]?.changes.map(({ level, coordinate }) => `${level} ${coordinate}`)).toContain('SAFE Tram.colour');
  });

  test('is told as a contract shows it: to partners what partners are shown, and to nobody without a token', async () => {
    const shown = async (file: string, who: string | null) =>
      (await feed(file, who)).entries.flatMap(({ changes }) => changes.map(({ coordinate }) => coordinate));

    expect(await shown('public.json', null)).not.toContain('Tram.driver');
    expect(await shown('partner.json', token)).toEqual(expect.arrayContaining(['Tram.driver', 'Tram.colour']));
    expect((await registry.ask(null, 'GET', '/v1/changes/partner.json')).status).toBe(401);
    expect((await registry.ask(null, 'GET', '/v1/changes/internal.atom')).status).toBe(401);
  });

  test('is an Atom feed in which nothing that a partner wrote is markup', async () => {
    const response = await fetch(new URL('/v1/changes/public.atom', registry.url));
    const text = await response.text();

    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/,
    );
    expect(text.match(/<entry>/g)).toHaveLength(3);
    expect(text).not.toMatch(/<script>|<b>/);
    expect(text).toContain('&#60;');
  });

  test.each(['nobody.json', 'public.txt', '../audit', 'public'])('of %s there is none', async (file) => {
    expect((await registry.ask(null, 'GET', `/v1/changes/${encodeURIComponent(file)}`)).status).toBe(404);
  });
});

test('the log that an operator takes along is no formula in anybody’s spreadsheet', () => {
  const entry = {
    ...{ position: 1, at: '', action: '+1', object: '@x', details: '{"a":"b"}', previous_hash: '', hash: '' },
    actor: '=HYPERLINK("x")',
  };

  expect(auditCsv([entry]).split('\r\n')[1]).toBe(`"1","","'=HYPERLINK(""x"")","'+1","'@x","{""a"":""b""}","",""`);
});
