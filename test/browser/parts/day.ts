import { describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { type Reader, seriousFindings, shoot } from '../support/browser.ts';
import { focused, tabTo } from '../support/keyboard.ts';
import { clean, type Site } from '../support/site.ts';

/** While dinner can be ordered. */
const evening: Reader = { width: 390, at: '2026-11-20T16:00:00+08:00' };

export const theDay = (site: Site) =>
  describe('a worker’s day', () => {
    test('is one question to the graph, whatever it shows', async () => {
      const { page, findings } = await site.blank(evening);
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/graphql'))
          asked.push(/(query|subscription) \w+/.exec(request.postData() ?? '')?.[0] ?? '');
      });
      await page.goto(`${site.graph.url}/day/`);
      await page.locator('[data-persona="welder"]').click();
      await page.getByRole('heading', { name: 'Dinner tonight' }).waitFor();

      for (const part of ['dinner', 'matters', 'entitled', 'home', 'courses'])
        expect(await page.locator(`#${part} h2`).count()).toBe(1);
      expect(asked.filter((name) => name.startsWith('query'))).toEqual(['query Day']);
      expect(await seriousFindings(page)).toEqual([]);
      expect(findings).toEqual(clean);
    });

    test('orders dinner by the keyboard alone: the code is said, one portion less is left, and it can be given back', async () => {
      const { page, findings } = await site.open('/day/', evening, 'welder');
      const left = page.locator('[data-left]').first();
      const portions = async () => Number(/(\d+) left/.exec((await left.textContent()) ?? '')?.[1]);
      const before = await portions();

      await tabTo(page, /^Order one /);
      await page.keyboard.press('Enter');
      await page
        .getByRole('status')
        .getByText(/^Ordered\. Pick-up code \w+$/)
        .waitFor();

      await page.waitForFunction(
        (wanted) => document.querySelector('[data-left]')?.textContent?.includes(`${wanted} left`),
        before - 1,
      );
      await page.getByRole('heading', { name: 'My orders' }).waitFor();
      await shoot(page, 'day en ordered');
      await tabTo(page, /^Cancel /);
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        (wanted) => document.querySelector('[data-left]')?.textContent?.includes(`${wanted} left`),
        before,
      );
      await page.getByRole('heading', { name: 'My orders' }).waitFor({ state: 'detached' });
      // Said where the order was, to whoever sees and to whoever listens; and a code that no longer holds is not shown.
      await page
        .getByRole('status')
        .getByText(/^Cancelled: .+\.$/)
        .waitFor();
      expect(await focused(page)).toMatch(/^Cancelled: /);
      expect(await page.getByText(/Pick-up code/).count()).toBe(0);
      await shoot(page, 'day en cancelled');
      expect(await seriousFindings(page)).toEqual([]);
      expect(findings).toEqual(clean);
    });

    test('says what she is entitled to and why, rule by rule, in her language', async () => {
      const { page } = await site.open('/day/', { ...evening, lang: 'zh', theme: 'dark' }, 'welder');

      const entitled = page.locator('[data-program]').first();
      await entitled.locator('summary').click();

      await shoot(page, 'day zh dark entitled');
      expect(await entitled.locator('.reasons li').count()).toBeGreaterThan(0);
      const reasons = await entitled
        .locator('.reasons li > span:last-child')
        .evaluateAll((spans) => spans.map((span) => span.firstChild?.textContent ?? ''));
      for (const reason of reasons) expect(reason).toMatch(/\p{Script=Han}/u);
      expect(await seriousFindings(page)).toEqual([]);
    });

    test('shows the matter that she has just filed, with its number and its term', async () => {
      const filed = await site.graph.ask<{ fileCase: { case: { no: string } } }>(
        'packer',
        'mutation($input: FileCaseInput!) { fileCase(input: $input) { case { no } userErrors { code message } } }',
        {
          input: {
            idempotencyKey: 'seen on the day',
            kind: 'HELP_REQUEST',
            theme: 'HOUSING',
            subject: 'The lamp of the stairs is dark',
            communityId: communityId('guangmo'),
            workerId: persona('packer').id,
          },
        },
        { 'millgate-now': evening.at ?? '' },
      );
      const { page } = await site.open('/day/', evening, 'packer');

      const matter = page.locator('#matters .item', { hasText: 'The lamp of the stairs is dark' });
      await matter.waitFor();
      expect(await matter.textContent()).toContain(filed.data?.fileCase.case.no);
      expect(await matter.textContent()).toContain('27 November');
    });
  });
