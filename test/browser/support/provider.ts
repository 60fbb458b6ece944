import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { persona } from '@millgate/demo';
import { claimsOf } from '@millgate/kit';
import Provider from 'oidc-provider';

export const clientId = 'millgate-pages';

/** An OpenID provider on a port of this machine, as an organisation runs one: its own pages, its own keys. */
export interface IdentityProvider {
  readonly issuer: string;
  /** What the operator of the graph sets, to believe it and to send people there. */
  readonly settings: Readonly<Record<string, string>>;
  /** The client is registered once its address is known. */
  register(pagesUrl: string): void;
  stop(): Promise<void>;
}

export async function startProvider(): Promise<IdentityProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    settings: { SIGN_IN: `${issuer} ${clientId}`, TOKEN_ISSUERS: `${issuer}=${issuer}/jwks` },
    register(pagesUrl) {
      answer = new Provider(issuer, configuration(pagesUrl)).callback();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const configuration = (pagesUrl: string) => ({
  clients: [
    {
      client_id: clientId,
      redirect_uris: [new URL('/dashboard/', pagesUrl).href],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      // A page holds no secret: what proves the exchange is the verifier of PKCE.
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256', kid: 'one' }] },
  cookies: { keys: ['of this run only'] },
  clientBasedCORS: () => true,
  findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  // Whoever is signed in is named by her persona; the graph reads subject and roles off the access token.
  extraTokenClaims: (_context: unknown, token: { readonly accountId: string }) => {
    const { roles } = claimsOf({ kind: 'PERSON', ...persona('manager') });
    return token.accountId === persona('manager').id ? { roles } : {};
  },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'urn:millgate',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: 'millgate',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 600,
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
});
