import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { seededAt } from '../../support/graph.ts';

/** Debian’s; `CHROMIUM` names another. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Without what Chromium would ask of its maker by itself; and whatever asks for another host finds none. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export interface Reader {
  readonly lang?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  /** A phone is 390 wide, a desk’s screen 1440. */
  readonly width?: 390 | 1440;
  /** The instant at which she reads; that of the demo data unless given. */
  readonly at?: string;
}

/** What must not happen while somebody reads a page. */
export interface Findings {
  /** Requests to any host but ours. */
  readonly foreign: string[];
  /** Violations of the content security policy. */
  readonly violations: string[];
  /** What the console calls an error, and what nobody caught. */
  readonly errors: string[];
}

export interface OpenPage {
  readonly page: Page;
  readonly findings: Findings;
  close(): Promise<void>;
}

/** What is waited for comes, or the page is broken; how soon is the machine's affair. */
const patienceMillis = Number(process.env['PATIENCE'] ?? 60_000);

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args });

/** A page in a profile of its own, at the instant at which the demo data were made; its timers go on as usual. */
export async function openPage(browser: Browser, reader: Reader = {}): Promise<OpenPage> {
  const { lang = 'en', theme = 'light', width = 1440, at = seededAt } = reader;
  const context = await browser.newContext({
    locale: lang === 'zh' ? 'zh-CN' : 'en-GB',
    // A reader’s machine may stand anywhere; days are the communities’.
    timezoneId: 'America/New_York',
    colorScheme: theme,
    viewport: { width, height: width === 390 ? 844 : 900 },
    acceptDownloads: true,
    extraHTTPHeaders: { 'millgate-now': at },
  });
  const findings = await watch(context);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMillis);
  await page.clock.setFixedTime(new Date(at));
  page.on('pageerror', (error) => findings.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') findings.errors.push(message.text());
  });
  return { page, findings, close: () => context.close() };
}

async function watch(context: BrowserContext): Promise<Findings> {
  const findings: Findings = { foreign: [], violations: [], errors: [] };
  const isForeign = (url: URL) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1';
  await context.route(isForeign, async (route) => {
    findings.foreign.push(route.request().url());
    await route.abort();
  });
  await context.exposeBinding('tellViolation', (_source, text: string) => void findings.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const tell = (globalThis as unknown as { tellViolation(text: string): void }).tellViolation;
      tell(`${violatedDirective}: ${blockedURI}`);
    });
  });
  return findings;
}

/** Signs in as somebody invented, on the page that asks for it, and waits until it is drawn for her. */
export async function signInAs(page: Page, persona: string): Promise<void> {
  await page.locator(`[data-persona="${persona}"]`).click();
  await page.locator('.sign-in').waitFor({ state: 'detached' });
  await drawn(page);
}

/**
 * Until the page says of itself that nothing it waited for is missing. Not until the network is idle, which it never is
 * where a stream is followed; not for a time, which is too short on a machine that has other things to do.
 */
export const drawn = (page: Page): Promise<void> =>
  page.locator('main[aria-busy="false"]').waitFor({ state: 'attached' });

/** With `SCREENSHOTS` set to a folder, what the page looks like there: to be looked at, not compared. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name.replace(/[^\w-]+/g, '-')}.png`, fullPage: true });
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical, with where: put to the page from outside, as its policy lets no script in. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; impact: string; nodes: { target: string[]; html: string }[] }[] }>;
      };
    };
    return (await checker.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
}
