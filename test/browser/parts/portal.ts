import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { link } from '../../../registry/test/support/parks.ts';
import { startTestRegistry } from '../../../registry/test/support/registry.ts';
import { createApiKey, openGatewayDatabase } from '@millgate/gateway';
import { systemClock } from '@millgate/kit';
import { drawn, seriousFindings, shoot } from '../support/browser.ts';
import { tabTo } from '../support/keyboard.ts';
import { clean, type Site } from '../support/site.ts';

/** As a reader of feeds takes it (RFC 4287): parsed strictly, with what a feed and an entry must have. */
const readFeed = (text: string) => {
  const feed = new DOMParser().parseFromString(text, 'application/xml');
  const fault = feed.querySelector('parsererror');
  if (fault) throw new Error(fault.textContent ?? '');
  const of = (element: Element | Document, path: string) => element.querySelector(path)?.textContent ?? null;
  return {
    namespace: feed.documentElement.namespaceURI,
    id: of(feed, 'feed > id'),
    title: of(feed, 'feed > title'),
    updated: of(feed, 'feed > updated'),
    author: of(feed, 'feed > author > name'),
    entries: [...feed.querySelectorAll('feed > entry')].map((entry) => ({
      id: of(entry, 'id'),
      title: of(entry, 'title'),
      updated: of(entry, 'updated'),
      content: of(entry, 'content[type="text"]'),
    })),
  };
};

/** A park with a tram that changed twice, once with what somebody would like to be markup. */
const tram = (more: string) => `${link('key', 'tag')}
type Query { "One tram." tram: Tram }
"A <tram> & more."
type Tram @key(fields: "id") { "Its id." id: ID! ${more} }`;

interface Changes {
  readonly entries: readonly {
    version: number;
    cause: string;
    composedAt: string;
    changes: readonly { level: string; message: string }[];
  }[];
}

export const thePortal = (site: Site) =>
  describe('the portal', () => {
    test('begins with something to paste, which answers as it stands', async () => {
      const { page, findings } = await site.open('/portal/');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);

      await page.getByRole('button', { name: 'Copy: curl' }).click();
      await page.getByRole('button', { name: 'Copy: curl' }).getByText('Copied').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const { stdout } = await promisify(execFile)('bash', ['-c', copied]);

      expect(copied).toContain(`${site.graph.url}/graphql`);
      expect(JSON.parse(stdout)).toMatchObject({
        data: {
          canteens: {
            nodes: expect.arrayContaining([
              { name: expect.any(String) as string, servings: expect.anything() as object },
            ]) as object[],
          },
        },
      });
      await page.getByRole('button', { name: 'Plain fetch' }).click();
      await page.getByRole('group', { name: 'Plain fetch' }).getByText(`${site.graph.url}/graphql`).waitFor();
      expect(findings).toEqual(clean);
    });

    test('finds a field by a Chinese word, says what it means in Chinese, and tries it', async () => {
      const { page, findings } = await site.open('/portal/#reference', { lang: 'zh', width: 390 });

      await page.getByRole('searchbox', { name: '搜索类型、字段或说明' }).fill('供餐 日期');
      await page.getByRole('link', { name: 'Query.servings', exact: true }).click();
      await page.getByRole('heading', { name: 'Query.servings' }).waitFor();
      await page.getByText('所有食堂的供餐，按日期排列。').waitFor();
      await page.getByText('参数', { exact: true }).first().click();
      await page.getByText('返回多少项，1 至 100。').first().waitFor();
      await page.getByRole('button', { name: '试一试' }).click();

      await page.getByRole('group', { name: '应答' }).getByText('"servings"').waitFor();
      await shoot(page, 'portal zh field tried');
      expect(await page.locator('.element-page p[lang=en]').count()).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      expect(findings).toEqual(clean);
    });

    test('gives a key to whoever names an app, with what it was used for, what that cost and what is left', async () => {
      const { page, findings } = await site.open('/portal/#key');

      await page.getByRole('textbox', { name: 'Name of your app' }).fill('Town map');
      await page.getByRole('button', { name: 'Make a key' }).click();
      await page.getByText('It is shown this once').waitFor();
      const key = (await page.getByRole('group', { name: 'Make a key' }).textContent())?.trim() ?? '';
      expect(key).toMatch(/^mgk_\w+/);
      const answered = await fetch(`${site.graph.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'millgate-key': key },
        body: JSON.stringify({ query: '{ canteens(first: 5) { nodes { id name } } }' }),
      });
      const { extensions } = (await answered.json()) as { extensions?: { cost?: { requested?: number } } };
      await page.getByRole('button', { name: 'Show its usage' }).click();

      const row = page.getByRole('table', { name: 'The last thirty days' }).locator('tbody tr');
      await row.waitFor();
      const [asked, points, faults] = await row.locator('td').allTextContents();
      expect([asked, faults]).toEqual(['1', '0']);
      expect(Number(points)).toBe(extensions?.cost?.requested);
      await page.getByText(/^\d+ of 60000 points left this minute$/).waitFor();
      await shoot(page, 'portal key used');
      await page.getByRole('button', { name: 'Give this key up' }).click();
      await page.getByText('refused everywhere within five seconds').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(findings).toEqual(clean);
    });

    test('shows the schema, and tries its examples, as the reader’s key is shown it', async () => {
      const database = await openGatewayDatabase(site.graph.databaseUrl('gateway'));
      const key = await createApiKey(database, systemClock, { label: 'own', contract: 'internal', tier: 'known' });
      await database.close();
      const { page, findings } = await site.open('/portal/#reference');
      const search = page.getByRole('searchbox');
      await page.getByText('as your token or key is shown it (public)').waitFor();
      await search.fill('Mutation.acceptCase');
      await page.getByRole('status').getByText('0 found').waitFor({ state: 'attached' });

      await page.getByRole('link', { name: 'Key and usage' }).first().click();
      await page.getByRole('textbox', { name: 'A key you have' }).fill(key);
      await page.getByRole('button', { name: 'Show its usage' }).click();
      await page.getByText('contract internal, tier known').waitFor();
      await page.getByRole('link', { name: 'Reference', exact: true }).click();

      await page.getByText('as your token or key is shown it (internal)').waitFor();
      await search.fill('Mutation.acceptCase');
      await page.getByRole('link', { name: 'Mutation.acceptCase', exact: true }).waitFor();
      await search.fill('Query.canteens');
      await page.getByRole('link', { name: 'Query.canteens', exact: true }).click();
      const [asked] = await Promise.all([
        page.waitForRequest((request) => request.url().endsWith('/graphql')),
        page.getByRole('button', { name: 'Try it' }).click(),
      ]);
      expect(asked.headers()['millgate-key']).toBe(key);
      await page.getByRole('group', { name: 'Answer' }).getByText('"canteens"').waitFor();
      expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
        key,
      );
      expect(findings).toEqual(clean);
    });

    test('is walked by the keyboard alone: to the reference, to a field, to its example', async () => {
      const { page } = await site.open('/portal/');

      await tabTo(page, /^Reference$/);
      await page.keyboard.press('Enter');
      await page.getByRole('searchbox').waitFor();
      await drawn(page);
      await tabTo(page, /^Search types, fields, descriptions$/);
      await page.keyboard.type('canteens kitchen');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Query.canteens');
      await tabTo(page, /^Query\.canteens$/);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Query.canteens', exact: true }).waitFor();
      await tabTo(page, /^Try it$/);
      await page.keyboard.press('Enter');

      await page.getByRole('group', { name: 'Answer' }).getByText('"canteens"').waitFor();
    });

    test('tells of changes by a feed at the address of the graph', async () => {
      const { page } = await site.open('/portal/#changes');
      await page.getByRole('link', { name: 'changes.atom' }).waitFor();

      const feed = await fetch(`${site.graph.url}/changes.atom`);
      const again = await fetch(`${site.graph.url}/changes.atom`, {
        headers: { 'if-none-match': feed.headers.get('etag') ?? '' },
      });

      expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      expect(await page.evaluate(readFeed, await feed.text())).toMatchObject({
        id: 'urn:millgate:changes:public',
        updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        author: 'Millgate',
      });
      expect(again.status).toBe(304);
      expect(await (await fetch(`${site.graph.url}/changes.json`)).json()).toMatchObject({ contract: 'public' });
    });

    test('and that feed is Atom as readers of feeds parse it: an entry a version, each with what changed', async () => {
      const registry = await startTestRegistry();
      try {
        const token = await registry.partner('trams');
        for (const more of [
          '',
          '"<b>bold</b> & more" colour: String',
          '"Its colour." colour: String @deprecated(reason: "]]> <!--")',
        ])
          await registry.ask(token, 'POST', '/v1/subgraphs/trams/publish', {
            sdl: tram(more),
            url: 'http://127.0.0.1:9/',
          });
        const text = await (await fetch(new URL('/v1/changes/public.atom', registry.url))).text();
        const { entries } = (await (await fetch(new URL('/v1/changes/public.json', registry.url))).json()) as Changes;
        const { page } = await site.open('/portal/#changes');

        const read = await page.evaluate(readFeed, text);

        expect(entries).toHaveLength(3);
        expect(read).toEqual({
          namespace: 'http://www.w3.org/2005/Atom',
          id: 'urn:millgate:changes:public',
          title: 'Changes of the graph, as public shows it',
          updated: entries[0]?.composedAt,
          author: 'Millgate',
          entries: entries.map(({ version, cause, composedAt, changes }) => ({
            id: `urn:millgate:graph:${version}`,
            title: `Version ${version}: ${cause}`,
            updated: composedAt,
            content: changes.map(({ level, message }) => `${level}: ${message}`).join('\n'),
          })),
        });
      } finally {
        await registry.stop();
      }
    });
  });
