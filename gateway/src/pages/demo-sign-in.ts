import type { FastifyInstance } from 'fastify';
import { type Clock, graphAudience, issueToken, type KeyStore } from '@millgate/kit';
import { demoIssuer } from '../identity/authenticate.ts';
import { RequestRefused } from '../plugins/http-requests.ts';

/** Somebody invented, by key, and what a token of theirs says. */
export type DemoPeople = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const lifetimeSeconds = 12 * 3600;

/** Tokens of invented people, for the pages’ sign-in. Served in demo mode only: elsewhere there is no such address. */
export function serveDemoSignIn(
  app: FastifyInstance,
  people: DemoPeople,
  { keys, clock }: { readonly keys: KeyStore; readonly clock: Clock },
): void {
  app.post<{ Body: unknown }>('/demo/token', async ({ body }) => {
    const asked = (body as { persona?: unknown } | null)?.persona;
    const known = typeof asked === 'string' ? people.get(asked) : undefined;
    if (!known) throw new RequestRefused(404, 'NOT_FOUND', 'Nobody of that name was invented.');
    const claims = { ...known };
    const token = await issueToken(keys, clock, {
      signer: demoIssuer,
      audience: graphAudience,
      lifetimeSeconds,
      claims,
    });
    return { token, expiresAt: new Date(clock.now().getTime() + lifetimeSeconds * 1000).toISOString() };
  });
}
