import { join } from 'node:path';
import { createLogger, keysIn, startSubgraph } from '@millgate/kit';
import { subgraph } from '../../src/subgraph.ts';

/** One replica of the desk: opens the database that is there, does what is due by an instant, and ends. */
const [url = '', instant = '', home = ''] = process.argv.slice(2);
const now = new Date(instant);
const desk = await startSubgraph(subgraph, {
  mode: 'demo',
  databaseUrl: url,
  home,
  keys: keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys')),
  clock: { now: () => now },
  log: createLogger('silent'),
  subscriptions: new Map(),
  deliver: async () => undefined,
  graph: () => Promise.reject(new Error('nobody asks the graph here')),
});
await desk.runDue(now);
await desk.stop();
