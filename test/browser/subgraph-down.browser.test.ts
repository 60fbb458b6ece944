import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type RunningGraph, startGraph } from '../support/graph.ts';
import { openBrowser, openPage, signInAs } from './support/browser.ts';

describe('a subgraph that ends while the dashboard is read', () => {
  let graph: RunningGraph;
  let browser: Browser;
  beforeAll(async () => {
    [graph, browser] = await Promise.all([startGraph('processes'), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await graph.stop();
  });

  test('is told of within five seconds, with the time of its last figures; all else stays live; and it comes back', async () => {
    const { page, findings, close } = await openPage(browser);
    await page.goto(`${graph.url}/dashboard/?scope=all&from=2026-10-22&to=2026-11-20`);
    await signInAs(page, 'manager');
    const occupancy = page.locator('#housing .large strong');
    await occupancy.waitFor();
    const before = await occupancy.textContent();
    const banner = page.locator('.banner');
    expect(await banner.count()).toBe(0);

    await graph.end('housing');
    const ended = performance.now();
    await banner.getByText('No new figures of: Housed.').waitFor({ timeout: 20_000 });
    const told = performance.now() - ended;

    expect(await banner.textContent()).toMatch(/Shown are those of \d\d:\d\d:\d\d; all else is live/);
    expect(await occupancy.textContent()).toBe(before);
    await page.locator('#housing .stale').waitFor();
    for (const group of ['desk', 'subsidies', 'meals', 'training', 'registry']) {
      expect(await page.locator(`#${group} .large strong`).count()).toBe(1);
      expect(await page.locator(`#${group} .stale`).count()).toBe(0);
    }

    await graph.restart('housing');
    const ready = performance.now();
    await banner.waitFor({ state: 'detached', timeout: 30_000 });
    const back = performance.now() - ready;

    console.log(`told after ${Math.round(told)} ms, live again ${Math.round(back)} ms after it was ready`);
    expect(told).toBeLessThan(5_000);
    expect(back).toBeLessThan(5_000);
    expect(await occupancy.textContent()).toBe(before);
    expect(findings.foreign).toEqual([]);
    expect(findings.violations).toEqual([]);
    await close();
  }, 180_000);
});
