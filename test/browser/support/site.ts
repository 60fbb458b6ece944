import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Browser } from 'playwright-core';
import { type Arrangement, type GraphOptions, type RunningGraph, startGraph } from '../../support/graph.ts';
import { drawn, type OpenPage, openBrowser, openPage, type Reader, signInAs } from './browser.ts';

/** A graph with its pages, and a browser to read them in: what a graph costs to start is paid once for many pages. */
export interface Site {
  readonly graph: RunningGraph;
  readonly browser: Browser;
  /** A page in a profile of its own, drawn; closed when the test ends. */
  open(address: string, reader?: Reader, persona?: string): Promise<OpenPage>;
  /** The same before it has gone anywhere. */
  blank(reader?: Reader): Promise<OpenPage>;
}

/** Starts it for the tests of the file, and ends it after them. */
export function useSite(
  arrangement: Arrangement = 'one process',
  optionsOf: () => Promise<GraphOptions> = async () => ({}),
): Site {
  let graph: RunningGraph;
  let browser: Browser;
  let opened: OpenPage[] = [];
  beforeAll(async () => {
    const options = { pages: true, ...(await optionsOf()) };
    [graph, browser] = await Promise.all([startGraph(arrangement, options), openBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await graph.stop();
  });
  afterEach(async ({ task }) => {
    for (const { page, findings, close } of opened) {
      // What somebody would have seen who stood there when it failed.
      if (task.result?.state === 'fail') {
        const seen = await page.locator('body').innerText({ timeout: 1_000 }).catch(String);
        console.error(`${page.url()}\n${seen}\n${JSON.stringify(findings)}`);
      }
      await close();
    }
    opened = [];
  });
  const blank = async (reader?: Reader) => {
    const one = await openPage(browser, reader);
    opened.push(one);
    return one;
  };
  return {
    get graph() {
      return graph;
    },
    get browser() {
      return browser;
    },
    blank,
    async open(address, reader, persona) {
      const one = await blank(reader);
      await one.page.goto(graph.url + address);
      if (persona === undefined) await drawn(one.page);
      else await signInAs(one.page, persona);
      return one;
    },
  };
}

export const clean = { foreign: [], violations: [], errors: [] };
