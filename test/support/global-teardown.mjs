import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { server, home } = globalThis.millgateTestServer;
  await server.stop();
  await rm(home, { recursive: true, force: true });
}
