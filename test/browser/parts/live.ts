import { describe, expect, test } from 'vitest';
import { communityId } from '@millgate/demo';
import type { Page } from 'playwright-core';
import { clean, type Site } from '../support/site.ts';
import { allFigures } from './dashboard.ts';

/** While dinner can be ordered. */
const evening = '2026-11-20T16:00:00+08:00';
/** When what the demo data have open is late. */
const late = '2026-12-20T08:00:00+08:00';

/** Counts how often the figures themselves are asked for: what changes without that came by the stream. */
function refreshesOf(page: Page): () => number {
  let refreshes = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes('query Dashboard')) refreshes += 1;
  });
  return () => refreshes;
}

export const liveNumbers = (site: Site) =>
  describe('live numbers of the dashboard', () => {
    const board = async (at: string) => {
      const address = `/dashboard/?scope=${communityId('lingfeng')}&from=2026-10-22&to=2026-11-20`;
      const opened = await site.open(address, { at }, 'manager');
      await allFigures(opened.page);
      return opened;
    };

    test('say one portion less as soon as somebody orders dinner, and one more when it is given back', async () => {
      const { page, findings } = await board(evening);
      const { data } = await site.graph.ask<{
        me: { community: { canteens: { nodes: { id: string; servings: { nodes: { id: string }[] } }[] } } };
      }>(
        'welder',
        `{ me { community { canteens(first: 5) { nodes { id
             servings(first: 5, on: "2026-11-20", period: DINNER) { nodes { id } } } } } } }`,
        {},
        { 'millgate-now': evening },
      );
      const canteen = data?.me.community.canteens.nodes.find(({ servings }) => servings.nodes.length > 0);
      const servingId = canteen?.servings.nodes[0]?.id ?? '';
      await page.getByLabel('Meals left today').selectOption(canteen?.id ?? '');
      const left = page.locator(`.live [data-left="${servingId}"]`);
      await left.waitFor();
      const before = Number(/^(\d+) of \d+ left$/.exec((await left.textContent()) ?? '')?.[1]);
      const refreshes = refreshesOf(page);

      const ordered = await site.graph.ask<{ orderMeal: { order: { id: string } } }>(
        'welder',
        'mutation($input: OrderMealInput!) { orderMeal(input: $input) { order { id } userErrors { code } } }',
        { input: { idempotencyKey: 'seen by the manager', servingId, quantity: 1 } },
        { 'millgate-now': evening },
      );
      await left.getByText(new RegExp(`^${before - 1} of `)).waitFor();
      await site.graph.ask(
        'welder',
        'mutation($input: CancelMealOrderInput!) { cancelMealOrder(input: $input) { userErrors { code } } }',
        { input: { idempotencyKey: 'seen again', orderId: ordered.data?.orderMeal.order.id } },
        { 'millgate-now': evening },
      );
      await left.getByText(new RegExp(`^${before} of `)).waitFor();

      expect(refreshes()).toBe(0);
      expect(findings).toEqual(clean);
    });

    test('say one late matter less as soon as it is withdrawn, at once in the figure of the desk', async () => {
      const { page, findings } = await board(late);
      const figure = page.locator('#desk .large strong');
      const told = page.locator('[data-late]');
      await told.waitFor();
      const before = Number(await figure.textContent());
      expect(before).toBeGreaterThan(0);
      expect(await told.getAttribute('data-late')).toBe(String(before));
      const mine = await site.graph.ask<{
        me: { cases: { nodes: { id: string; version: number; state: string }[] } };
      }>('welder', '{ me { cases(first: 20) { nodes { id version state } } } }', {}, { 'millgate-now': late });
      const open = mine.data?.me.cases.nodes.find(({ state }) => state === 'IN_PROGRESS');
      const refreshes = refreshesOf(page);

      const done = await site.graph.ask(
        'welder',
        'mutation($input: WithdrawCaseInput!) { withdrawCase(input: $input) { case { state } userErrors { code } } }',
        { input: { caseId: open?.id, expectedVersion: open?.version } },
        { 'millgate-now': late },
      );
      expect(done.data).toEqual({ withdrawCase: { case: { state: 'WITHDRAWN' }, userErrors: [] } });

      await page.locator(`[data-late="${before - 1}"]`).waitFor();
      expect(await told.textContent()).toMatch(new RegExp(`^${before - 1} matters late, \\d+ due within 24 hours$`));
      expect(await figure.textContent()).toBe(String(before - 1));
      expect(refreshes()).toBe(0);
      expect(findings).toEqual(clean);
    });
  });
