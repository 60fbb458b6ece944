import { describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { clean, type Site } from '../support/site.ts';
import { allFigures, period } from './dashboard.ts';

/** At a provider that the organisation runs, on the site’s machine. */
export const signingIn = (site: Site) =>
  describe('signing in at an OpenID provider', () => {
    const button = { name: 'Sign in with your organisation' };

    test('comes back with a token for whoever signed in there, by a code and its proof', async () => {
      const { page, findings } = await site.blank();
      const exchanges: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/token')) exchanges.push(request.postData() ?? '');
      });
      await page.goto(`${site.graph.url}/dashboard/?scope=all&${period}`);
      await page.getByRole('button', button).click();
      await page.locator('input[name=login]').fill(persona('manager').id);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.getByRole('button', { name: 'Continue' }).waitFor();
      // The provider's pages ask for fonts of another host: its affair, ours is what our pages do.
      findings.foreign.length = 0;
      await page.getByRole('button', { name: 'Continue' }).click();

      // Back where she left, and nothing of the exchange in the address.
      await page.waitForURL(`${site.graph.url}/dashboard/?scope=all&${period}`);
      await allFigures(page);
      expect(exchanges).toHaveLength(1);
      expect(Object.fromEntries(new URLSearchParams(exchanges[0]))).toMatchObject({
        grant_type: 'authorization_code',
        code_verifier: expect.stringMatching(/^[\w-]{43}$/) as string,
      });
      expect(exchanges[0]).not.toContain('secret');
      expect(findings.violations).toEqual(clean.violations);
      expect(findings.foreign).toEqual(clean.foreign);

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', button).waitFor();
    });

    test('is not done by whoever follows a prepared link, though she was about to sign in', async () => {
      const { page } = await site.open(`/dashboard/?scope=all&${period}`);
      await page.getByRole('button', button).click();
      await page.locator('input[name=login]').waitFor();
      const exchanges: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') exchanges.push(request.url());
      });

      await page.goto(`${site.graph.url}/dashboard/?scope=all&${period}&code=stolen&state=somebody`);

      await page.getByRole('button', button).waitFor();
      expect(exchanges).toEqual([]);
      expect(await page.evaluate(() => sessionStorage.getItem('session'))).toBeNull();
    });
  });
