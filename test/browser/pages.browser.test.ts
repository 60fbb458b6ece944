import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type RunningGraph, startGraph } from '../support/graph.ts';
import { openBrowser, openPage, type Reader, seriousFindings } from './support/browser.ts';

const addresses = ['/', '/dashboard/', '/portal/', '/day/', '/explorer/'] as const;

const readers: readonly Reader[] = [
  { lang: 'zh', theme: 'light', width: 390 },
  { lang: 'en', theme: 'dark', width: 1440 },
];

describe('every page', () => {
  let graph: RunningGraph;
  let browser: Browser;
  beforeAll(async () => {
    [graph, browser] = await Promise.all([startGraph('one process', { pages: true }), openBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await graph.stop();
  });

  test.each(addresses.flatMap((address) => readers.map((reader) => ({ address, reader }))))(
    '$address asks no other host, keeps its policy and can be read by everybody ($reader.lang, $reader.theme, $reader.width)',
    async ({ address, reader }) => {
      const { page, findings, close } = await openPage(browser, reader);

      await page.goto(graph.url + address);
      await page.locator('main').waitFor({ state: 'attached' });
      await page.waitForLoadState('networkidle');

      expect(await seriousFindings(page)).toEqual([]);
      expect(findings).toEqual({ foreign: [], violations: [], errors: [] });
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await close();
    },
    60_000,
  );

  test('their scripts may run no text, and nothing inline', async () => {
    for (const address of addresses) {
      const { headers } = await fetch(graph.url + address);
      const policy = headers.get('content-security-policy') ?? '';

      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toContain('unsafe-eval');
      if (address !== '/explorer/') expect(policy).not.toContain('unsafe-inline');
    }
  });

  test('their parts are named by their content, kept for ever and compressed once', async () => {
    const html = await (await fetch(`${graph.url}/dashboard/`)).text();
    const part = /\/assets\/[\w-]+-[\w-]{8}\.js/.exec(html)?.[0] ?? '';

    const [br, gzip, plain] = await Promise.all(
      ['br', 'gzip', 'identity'].map((encoding) =>
        fetch(graph.url + part, { headers: { 'accept-encoding': encoding } }),
      ),
    );

    expect(br?.headers.get('content-encoding')).toBe('br');
    expect(gzip?.headers.get('content-encoding')).toBe('gzip');
    expect(plain?.headers.get('content-encoding')).toBeNull();
    expect(br?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await br?.text()).toBe(await plain?.text());
  });

  test.each(['/assets/..%2f..%2fpackage.json', '/assets/.stamp', '/assets/none.js', '/assets/manifest.json%00.js'])(
    'nothing but the build is served: %s',
    async (address) => expect((await fetch(graph.url + address)).status).toBe(404),
  );

  test('the explorer answers an example as the person it is written for', async () => {
    const { page, findings, close } = await openPage(browser);
    await page.goto(`${graph.url}/explorer/`);
    await page.locator('.graphiql-execute-button').waitFor({ timeout: 30_000 });

    await page.getByLabel('Example').selectOption('figures');
    await page.locator('.graphiql-execute-button').click();

    await page.locator('.graphiql-response').getByText('occupancyPercent').first().waitFor({ timeout: 15_000 });
    expect(await page.getByLabel('Ask as').inputValue()).toBe('manager');
    expect(findings).toEqual({ foreign: [], violations: [], errors: [] });
    await close();
  }, 60_000);
});
