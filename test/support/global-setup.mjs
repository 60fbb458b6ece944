// One PostgreSQL for the whole run, gone with it. Suites copy databases from templates on it.
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function setUp() {
  await import('../../scripts/typescript.mjs');
  const { startEmbedded } = await import('../../services/_kit/src/database/embedded.ts');
  const home = mkdtempSync(join(tmpdir(), 'millgate-test-'));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(home, 0o755);
  const server = await startEmbedded(join(home, 'postgres'), { durable: false });
  process.env.MILLGATE_TEST_SERVER = server.url;
  process.env.MILLGATE_TEST_HOME = home;
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}
