import { describe } from 'vitest';
import { theDashboard } from './parts/dashboard.ts';
import { everyPage } from './parts/every-page.ts';
import { theExplorer } from './parts/explorer.ts';
import { useSite } from './support/site.ts';

describe('the pages in a browser', () => {
  const site = useSite('one process', async () => ({ registry: true }));

  everyPage(site);
  theDashboard(site);
  theExplorer(site);
});
