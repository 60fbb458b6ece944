import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '@millgate/cli';
import { onConnection } from '@millgate/kit';
import type { Browser, Page } from 'playwright-core';
import { type RunningGraph, startGraph } from '../support/graph.ts';
import { openBrowser, openPage, signInAs } from './support/browser.ts';

/** Markup that would run if a page took it for its own. */
const markup = '<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>';
const clean = { foreign: [], violations: [], errors: [] };

/** Every text in two languages that a database holds says the markup as well, as if somebody had named things so. */
async function plantIn(url: string): Promise<number> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<{ table: string; column: string }>(
      `select c.table_name as table, c.column_name as column from information_schema.columns c
         join information_schema.tables t using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'text'
          and (column_name ~ '_(zh|en)$' or column_name = 'name')`,
    );
    let planted = 0;
    for (const { table, column } of rows) {
      const done = await client.query(`update "${table}" set "${column}" = "${column}" || $1`, [markup]).then(
        ({ rowCount }) => (rowCount ?? 0) > 0,
        // A name that a constraint holds to a form cannot be anybody's markup either.
        () => false,
      );
      if (done) planted += 1;
    }
    return planted;
  });
}

describe('what somebody named with markup', () => {
  let graph: RunningGraph;
  let browser: Browser;
  beforeAll(async () => {
    [graph, browser] = await Promise.all([startGraph('one process', { pages: true }), openBrowser()]);
    const planted = await Promise.all(subgraphNames.map(async (name) => plantIn(graph.databaseUrl(name))));
    expect(planted.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await graph.stop();
  });

  const expectText = async (page: Page) => {
    await page.getByText('<img src=x').first().waitFor({ state: 'attached' });
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
  };

  test.each([
    ['the dashboard', '/dashboard/?scope=all&from=2026-10-22&to=2026-11-20', 'manager', '#meals .large strong'],
    ['a worker’s day', '/day/', 'welder', '#dinner'],
  ])('is text on %s', async (_page, address, persona, drawn) => {
    const { page, findings, close } = await openPage(browser);

    await page.goto(graph.url + address);
    await signInAs(page, persona);
    await page.locator(drawn).first().waitFor();

    await expectText(page);
    expect(findings).toEqual(clean);
    await close();
  });

  test('is text in the reference of the developers’ portal, and its links lead nowhere else', async () => {
    const { page, findings, close } = await openPage(browser);
    await page.route('**/reference.json', async (route) => {
      const response = await route.fetch();
      const reference = (await response.json()) as {
        types: { name: string; fields?: Record<string, unknown>[]; [key: string]: unknown }[];
      };
      const link = '[here](javascript:globalThis.ran=1)';
      for (const type of reference.types) {
        type['description'] = markup + link;
        for (const field of type.fields ?? []) Object.assign(field, { description: markup, deprecated: markup + link });
      }
      await route.fulfill({ response, json: reference });
    });

    await page.goto(`${graph.url}/portal/#reference/Worker`);

    await expectText(page);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(findings).toEqual(clean);
    await close();
  });
});
