import { describe, expect, test } from 'vitest';
import { clean, type Site } from '../support/site.ts';

export const theExplorer = (site: Site) =>
  describe('the explorer', () => {
    test('answers an example as the person it is written for', async () => {
      const { page, findings } = await site.open('/explorer/');

      await page.getByLabel('Example').selectOption('figures');
      await page.locator('.graphiql-execute-button').click();

      await page.locator('.graphiql-response').getByText('occupancyPercent').first().waitFor();
      expect(await page.getByLabel('Ask as').inputValue()).toBe('manager');
      expect(findings).toEqual(clean);
    });
  });
