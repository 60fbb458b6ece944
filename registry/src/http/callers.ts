import type { FastifyRequest } from 'fastify';
import { type Clock, createVerifier, InvalidToken, type KeyStore } from '@millgate/kit';
import type { Member, Members } from '../agencies/members.ts';
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
  /** Somebody of an agency, or the operator, by the name that the audit log has. */
  memberOrOperator(request: FastifyRequest): Promise<Member | string>;
  gateway(request: FastifyRequest): Promise<void>;
  /** A gateway, an operator, a publisher or a member. */
  anyone(request: FastifyRequest): Promise<void>;
}

export function callersOf(tokens: PublishTokens, members: Members, keys: KeyStore, clock: Clock): Callers {
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
  const operator = async (request: FastifyRequest) => {
    const { sub } = await signedBy(request, [operatorSigner]);
    return sub ?? operatorSigner;
  };
  return {
    publisher,
    operator,
    memberOrOperator: (request) =>
      tokenOf(request).startsWith('mgm_') ? members.prove(tokenOf(request)) : operator(request),
    gateway: async (request) => void (await signedBy(request, [gatewaySigner])),
    anyone: async (request) => {
      const token = tokenOf(request);
      if (token.startsWith('mgp_')) await publisher(request);
      else if (token.startsWith('mgm_')) await members.prove(token);
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
