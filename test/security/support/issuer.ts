import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyStore } from '@millgate/kit';

/** Public keys as an issuer publishes them, at a real address. */
export async function serveJwks(keys: () => readonly object[]): Promise<{
  readonly url: string;
  /** How often they were asked for. */
  readonly asked: () => number;
  stop(): Promise<void>;
}> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: keys() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/jwks.json`,
    asked: () => asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The issuer of `issueToken`. */
export async function serveKeysOf(keys: KeyStore, signer = 'issuer') {
  const jwk = (await keys.publicKey(signer)).export({ format: 'jwk' });
  return serveJwks(() => [{ ...jwk, kid: signer, alg: 'EdDSA', use: 'sig' }]);
}
