import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onConnection } from '@millgate/kit';
import type { Locator, Page } from 'playwright-core';
import { type OpenPage, openPage, signInAs } from '../support/browser.ts';
import { csvRows } from '../support/csv.ts';
import type { Site } from '../support/site.ts';
import { allFigures } from './dashboard.ts';

/** Long enough for every list to hold something, and late enough for matters to be late. */
const shown = { scopeId: 'all', from: '2018-01-01', to: '2026-12-20' };
const at = '2026-12-20T08:00:00+08:00';
/** Somebody’s name that a spreadsheet would run. */
const formula = '=HYPERLINK("http://elsewhere.example","Socks")';

type Cells = Readonly<Record<string, string>>;
interface Figures {
  readonly desk: { breachedNow: number; byTheme: unknown[] };
  readonly subsidies: Record<'budget' | 'committed' | 'paid' | 'remaining', { fen: number }> & {
    claimsByState: unknown[];
    refusalsByRule: unknown[];
  };
  readonly training: { sittings: number; cancelled: number };
  readonly registry: { enterprises: number };
  readonly advice: { asked: number; byChain: unknown[]; cited: unknown[]; load: { open: number }[] };
}

const document = `query($scopeId: ID!, $from: Date!, $to: Date!) { figures(scopeId: $scopeId, from: $from, to: $to) {
  desk { breachedNow byTheme { theme } }
  subsidies { budget { fen } committed { fen } paid { fen } remaining { fen }
    claimsByState { state } refusalsByRule { rule } }
  training { sittings cancelled }
  registry { enterprises }
  advice { asked byChain { asked } cited { code } load { open } } } }`;

const sum = (rows: readonly Cells[], column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);

/** What a list holds, by what it is called, against the figure that it stands behind. */
const lists: readonly (readonly [
  group: string,
  title: string | RegExp,
  agrees: (rows: readonly Cells[], figures: Figures) => readonly [unknown, unknown],
])[] = [
  ['desk', 'Late matters', (rows, { desk }) => [rows.length, desk.breachedNow]],
  ['desk', 'By theme', (rows, { desk }) => [rows.length, desk.byTheme.length]],
  ['subsidies', 'Claims by state', (rows, { subsidies }) => [rows.length, subsidies.claimsByState.length]],
  ['subsidies', 'Refusals by rule', (rows, { subsidies }) => [rows.length, subsidies.refusalsByRule.length]],
  [
    'subsidies',
    'Money by programme',
    (rows, { subsidies }) => [
      ['Budget (CNY)', 'Committed (CNY)', 'Paid (CNY)', 'Left (CNY)'].map((name) => Math.round(sum(rows, name) * 100)),
      [subsidies.budget.fen, subsidies.committed.fen, subsidies.paid.fen, subsidies.remaining.fen],
    ],
  ],
  ['training', 'Sittings', (rows, { training }) => [rows.length, training.sittings + training.cancelled]],
  ['advice', 'By kind of adviser', (rows, { advice }) => [sum(rows, 'Asked'), advice.asked]],
  ['advice', 'By industry chain', (rows, { advice }) => [rows.length, advice.byChain.length]],
  [
    'advice',
    'What lies with advisers',
    (rows, { advice }) => [sum(rows, 'Open'), advice.load.reduce((total, { open }) => total + open, 0)],
  ],
  ['advice', 'Cited most', (rows, { advice }) => [rows.length, advice.cited.length]],
  ['registry', 'Enterprises', (rows, { registry }) => [rows.length, registry.enterprises]],
];

export const theLists = (site: Site) =>
  describe('the list behind a figure', () => {
    let opened: OpenPage;
    let page: Page;
    let figures: Figures;
    const rename = (to: string, from: string) =>
      onConnection(site.graph.databaseUrl('community'), (client) =>
        client.query(
          `update enterprise set name_en = $1 where id = (select min(id) from enterprise where name_en = $2 or $2 = '')`,
          [to, from],
        ),
      );
    let before = '';
    beforeAll(async () => {
      before = await onConnection(site.graph.databaseUrl('community'), async (client) => {
        const { rows } = await client.query<{ name_en: string }>('select name_en from enterprise order by id limit 1');
        return rows[0]?.name_en ?? '';
      });
      await rename(formula, '');
      const { data } = await site.graph.ask<{ figures: Figures }>('manager', document, shown, { 'millgate-now': at });
      if (!data) throw new Error('nothing was answered');
      figures = data.figures;
      opened = await openPage(site.browser, { at });
      page = opened.page;
      await page.goto(`${site.graph.url}/dashboard/?scope=all&from=${shown.from}&to=${shown.to}`);
      await signInAs(page, 'manager');
      await allFigures(page);
    });
    afterAll(async () => {
      await rename(before, formula);
      await opened.close();
    });

    // What the test before left open stands in no other's way.
    beforeEach(async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    const open = async (group: string, title: string | RegExp): Promise<Locator> => {
      await page.locator(`#${group} footer`).getByRole('button', { name: title, exact: true }).click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByRole('table').waitFor();
      return dialog;
    };
    const close = async (dialog: Locator) => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    const exported = async (dialog: Locator): Promise<readonly Cells[]> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Export CSV' }).click(),
      ]);
      return csvRows(readFileSync(await download.path(), 'utf8'));
    };
    const counted = async (dialog: Locator) =>
      /^(\d+) of (\d+) rows$/
        .exec((await dialog.getByRole('status').textContent()) ?? '')
        ?.slice(1)
        .map(Number);

    test.each(lists)('of %s, “%s”, holds what the figure counts', async (group, title, agrees) => {
      const dialog = await open(group, title);

      const rows = await exported(dialog);
      const [listed, figure] = agrees(rows, figures);

      expect(listed).toEqual(figure);
      expect(rows.length).toBeGreaterThan(0);
      expect(await dialog.locator('tbody tr').count()).toBe(rows.length);
      expect(await counted(dialog)).toEqual([rows.length, rows.length]);
      await close(dialog);
    });

    test('of the meals of a day holds every portion of that day’s figures', async () => {
      const day = '2026-11-20';
      const { data } = await site.graph.ask<{ figures: { meals: { planned: number; sold: number } } }>(
        'manager',
        'query($on: Date!) { figures(scopeId: "all", from: $on, to: $on) { meals { planned sold } } }',
        { on: day },
      );
      const { page: other } = await site.open(`/dashboard/?scope=all&from=${day}&to=${day}`, {}, 'manager');
      await other
        .locator('#meals footer')
        .getByRole('button', { name: /^Meals of/ })
        .click();
      const dialog = other.getByRole('dialog', { name: 'Meals of 20 Nov 2026' });
      await dialog.getByRole('table').waitFor();
      const [download] = await Promise.all([
        other.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Export CSV' }).click(),
      ]);
      const rows = csvRows(readFileSync(await download.path(), 'utf8'));

      expect({ planned: sum(rows, 'Planned'), sold: sum(rows, 'Sold') }).toEqual(data?.figures.meals);
      expect(rows.length).toBeGreaterThan(0);
    });

    test('of properties is of the scope that is shown: all, or those of one community', async () => {
      const dialog = await open('housing', 'Properties');
      const rows = await exported(dialog);
      const held = await onConnection(site.graph.databaseUrl('housing'), async (client) => {
        const { rows: found } = await client.query<{ count: string }>('select count(*) from property');
        return Number(found[0]?.count);
      });

      expect(rows.length).toBe(held);
      await close(dialog);
    });

    test('is narrowed by words in any column, sorted either way, and exported as it stands', async () => {
      const dialog = await open('registry', 'Enterprises');
      const all = await exported(dialog);
      const community = all.at(-1)?.['Community'] ?? '';
      const wanted = all.filter((row) => row['Community'] === community && row['State'] === all.at(-1)?.['State']);

      await dialog.getByRole('searchbox').fill(`${community} ${all.at(-1)?.['State']}`.toUpperCase());
      await dialog.getByRole('button', { name: 'Name', exact: false }).first().click();
      const ascending = (await exported(dialog)).map((row) => row['Name']);
      await dialog.getByRole('button', { name: 'Name', exact: false }).first().click();
      const descending = (await exported(dialog)).map((row) => row['Name']);

      expect(wanted.length).toBeLessThan(all.length);
      expect(await counted(dialog)).toEqual([wanted.length, all.length]);
      expect(ascending).toEqual(
        wanted.map((row) => row['Name']).toSorted((a, b) => (a ?? '').localeCompare(b ?? '', 'zh-CN')),
      );
      expect(descending).toEqual(ascending.toReversed());
      await close(dialog);
    });

    test('sorts numbers as numbers', async () => {
      const dialog = await open('subsidies', 'Money by programme');

      await dialog.getByRole('button', { name: 'Budget (CNY)' }).click();

      const budgets = (await exported(dialog)).map((row) => Number(row['Budget (CNY)']));
      expect(budgets).toEqual(budgets.toSorted((a, b) => a - b));
      expect(budgets.map(String)).not.toEqual(budgets.map(String).toSorted());
      await close(dialog);
    });

    test('hands a spreadsheet nobody’s name as a formula', async () => {
      const dialog = await open('registry', 'Enterprises');

      const names = (await exported(dialog)).map((row) => row['Name']);

      expect(names).toContain(`'${formula}`);
      expect(names).not.toContain(formula);
      await close(dialog);
    });
  });
