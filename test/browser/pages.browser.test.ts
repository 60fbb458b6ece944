import { afterAll, beforeAll, describe } from 'vitest';
import { theClientKit } from './parts/client-kit.ts';
import { theDashboard } from './parts/dashboard.ts';
import { theDay } from './parts/day.ts';
import { everyPage } from './parts/every-page.ts';
import { theExplorer } from './parts/explorer.ts';
import { liveNumbers } from './parts/live.ts';
import { theLists } from './parts/lists.ts';
import { thePortal } from './parts/portal.ts';
import { signingIn } from './parts/sign-in.ts';
import { type IdentityProvider, startProvider } from './support/provider.ts';
import { useSite } from './support/site.ts';

describe('the pages in a browser', () => {
  let provider: IdentityProvider;
  const site = useSite('one process', async () => {
    provider = await startProvider();
    // Rates are limited as they are for whoever starts the program: what is left of them is shown.
    return { registry: true, settings: { RATE_LIMITS: 'on', ...provider.settings } };
  });
  beforeAll(() => provider.register(site.graph.url));
  afterAll(() => provider.stop());

  everyPage(site);
  theDashboard(site);
  theLists(site);
  liveNumbers(site);
  theExplorer(site);
  theDay(site);
  thePortal(site);
  signingIn(site);
  theClientKit(site);
});
