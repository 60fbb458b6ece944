import { describe, expect, test } from 'vitest';
import { type Reader, seriousFindings, shoot } from '../support/browser.ts';
import { clean, type Site } from '../support/site.ts';

const addresses = [
  '/',
  '/dashboard/',
  '/portal/',
  '/portal/#reference/Query.canteens',
  '/portal/#key',
  '/portal/#errors',
  '/portal/#changes',
  '/portal/#status',
  '/day/',
  '/explorer/',
] as const;

const readers: readonly Reader[] = [
  { lang: 'zh', theme: 'light', width: 390 },
  { lang: 'en', theme: 'dark', width: 1440 },
];

/** Links of a navigation of which a part is cut off, or that one would have to scroll to. */
const waysOutOfSight = () =>
  [...document.querySelectorAll<HTMLAnchorElement>('nav a')]
    .filter((link) => {
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const at = (x: number) => document.elementFromPoint(x, (top + bottom) / 2)?.closest('a');
      return at(left + 3) !== link || at(right - 3) !== link;
    })
    .map((link) => link.textContent);

export const everyPage = (site: Site) =>
  describe('every page', () => {
    test.each(readers.flatMap((reader) => addresses.map((address) => ({ address, reader }))))(
      '$address asks no other host, keeps its policy and can be read by everybody ($reader.lang, $reader.theme, $reader.width)',
      async ({ address, reader }) => {
        const { page, findings } = await site.open(address, reader);

        await shoot(page, `${address} ${reader.lang} ${reader.theme} ${reader.width}`);
        expect(await seriousFindings(page)).toEqual([]);
        expect(findings).toEqual(clean);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        expect(await page.evaluate(waysOutOfSight)).toEqual([]);
      },
    );

    test('their scripts may run no text, and nothing inline', async () => {
      for (const address of new Set(addresses.map((one) => one.replace(/#.*/, '')))) {
        const { headers } = await fetch(site.graph.url + address);
        const policy = headers.get('content-security-policy') ?? '';

        expect(policy).toContain("default-src 'none'; script-src 'self';");
        expect(policy).not.toContain('unsafe-eval');
        if (address !== '/explorer/') expect(policy).not.toContain('unsafe-inline');
      }
    });

    test('their parts are named by their content, kept for ever and compressed once', async () => {
      const html = await (await fetch(`${site.graph.url}/dashboard/`)).text();
      const part = /\/assets\/[\w-]+-[\w-]{8}\.js/.exec(html)?.[0] ?? '';

      const [br, gzip, plain] = await Promise.all(
        ['br', 'gzip', 'identity'].map((encoding) =>
          fetch(site.graph.url + part, { headers: { 'accept-encoding': encoding } }),
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
      async (address) => expect((await fetch(site.graph.url + address)).status).toBe(404),
    );
  });
