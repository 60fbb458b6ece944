import { describe, expect, test } from 'vitest';
import { useSite } from './support/site.ts';

describe('a subgraph that ends while the dashboard is read', () => {
  const site = useSite('processes');

  test('is told of within five seconds, with the time of its last figures; all else stays live; and it comes back', async () => {
    const { graph } = site;
    const { page, findings } = await site.open(
      '/dashboard/?scope=all&from=2026-10-22&to=2026-11-20',
      undefined,
      'manager',
    );
    const occupancy = page.locator('#housing .large strong');
    await occupancy.waitFor();
    const before = await occupancy.textContent();
    const banner = page.locator('.banner');
    expect(await banner.count()).toBe(0);

    await graph.end('housing');
    const ended = performance.now();
    await banner.getByText('No new figures of: Housed.').waitFor({ timeout: 60_000 });
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
    await banner.waitFor({ state: 'detached' });
    const back = performance.now() - ready;

    console.log(`told after ${Math.round(told)} ms, live again ${Math.round(back)} ms after it was ready`);
    expect(told).toBeLessThan(5_000);
    expect(back).toBeLessThan(5_000);
    expect(await occupancy.textContent()).toBe(before);
    expect(findings.foreign).toEqual([]);
    expect(findings.violations).toEqual([]);
  }, 180_000);
});
