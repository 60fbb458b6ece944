import type { FastifyRequest } from 'fastify';
import { type Clock, createVerifier, InvalidToken, type KeyStore } from '@millgate/kit';
import type { Publisher, PublishTokens } from '../agencies/publish-tokens.ts';
import { Refused } from '../refused.ts';

/** The audience of the tokens that operators and gateways bring. */
export const registryAudience = 'registry';

/** Whoever holds the installation’s keys is its operator. */
export const operatorSigner = 'operator';
const gatewaySigner = 'gateway';

/** Proves who asks the registry; each of these throws where it is somebody else. */
export interface Callers {
  publisher(request: FastifyRequest): Promise<Publisher>;
  operator(request: FastifyRequest): Promise<string>;
  gateway(request: FastifyRequest): Promise<void>;
  /** A gateway, an operator or a publisher. */
  anyone(request: FastifyRequest): Promise<void>;
}

export function callersOf(tokens: PublishTokens, keys: KeyStore, clock: Clock): Callers {
  const verify = createVerifier(keys, clock);
  const signedBy = async (request: FastifyRequest, signers: readonly string[]) => {
    try {
      return await verify(tokenOf(request), {
        signers: (signer) => signers.includes(signer),
        audience: registryAudience,
      });
    } catch (cause) {
      if (!(cause instanceof InvalidToken)) throw cause;
      throw new Refused(401, 'UNAUTHENTICATED', 'This needs another token.');
    }
  };
  const publisher = (request: FastifyRequest) => tokens.prove(tokenOf(request));
  return {
    publisher,
    operator: async (request) => {
      const { sub } = await signedBy(request, [operatorSigner]);
      return sub ?? operatorSigner;
    },
    gateway: async (request) => void (await signedBy(request, [gatewaySigner])),
    anyone: async (request) => {
      if (tokenOf(request).startsWith('mgp_')) await publisher(request);
      else await signedBy(request, [gatewaySigner, operatorSigner]);
    },
  };
}

/** As a bearer, or as Rover sends a key: `service:GRAPH:TOKEN`. */
function tokenOf({ headers }: FastifyRequest): string {
  const key = headers['x-api-key'];
  if (typeof key === 'string') return key.slice(key.lastIndexOf(':') + 1);
  const [scheme, token] = (headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : '';
}
