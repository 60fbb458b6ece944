import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Clock, type Database, sql } from '@millgate/kit';
import { type ApiKey, insertApiKey, type ListedKey, listApiKeys, revokeApiKey } from '../identity/api-keys.ts';
import { RequestRefused } from '../plugins/http-requests.ts';
import { networkOf } from '../rates/account.ts';
import type { Standing } from '../rates/rates.ts';
import type { Tally } from './tally.ts';

/** A key that a front end makes for itself: it shows the public contract, and lasts as long as somebody renews it. */
export const selfServed = { contract: 'public', tier: 'registered', days: 365, perDay: 5 } as const;

/** Days of use that a key is shown. */
const daysShown = 30;

export interface KeyDesk {
  readonly database: Database;
  readonly clock: Clock;
  readonly secret: Buffer;
  readonly tally: Tally;
  /** The key that a request was sent with; throws for one that holds no more. */
  readonly keyOf: (request: FastifyRequest) => Promise<ApiKey | undefined>;
  /** Where the key's budget stands; undefined where rates are not limited. */
  readonly standingOf: (key: ApiKey) => Standing | undefined;
}

/**
 * Keys by self-service. Nothing is asked but a name: a key opens nothing that is not open to everybody, it only tells one
 * front end from another, with a budget of its own. How many an address may make in a day is held by the database.
 */
export function serveKeyDesk(app: FastifyInstance, desk: KeyDesk): void {
  const { database, clock, tally, keyOf, standingOf } = desk;

  app.post<{ Body: unknown }>('/keys', async ({ body, ip }, reply) => {
    const label = (body as { label?: unknown } | null)?.label;
    if (typeof label !== 'string' || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,59}$/u.test(label))
      throw new RequestRefused(
        400,
        'BAD_USER_INPUT',
        'label: 2 to 60 letters, digits, spaces and ._- that name your app.',
      );
    const key = await makeKey(desk, label, ip);
    if (!key) throw new RequestRefused(429, 'RATE_LIMITED', `One address makes ${selfServed.perDay} keys a day.`);
    return reply.code(201).send({ key, ...(await about(key.slice(4, 14))) });
  });

  app.get('/keys/current', async (request) => {
    const key = await presented(request);
    const from = new Date(clock.now().getTime() - daysShown * 86_400_000).toISOString().slice(0, 10);
    await tally.flush();
    return {
      ...(await about(key.prefix)),
      standing: standingOf(key) ?? null,
      days: await tally.since(key.prefix, from),
    };
  });

  app.delete('/keys/current', async (request, reply) => {
    await revokeApiKey(database, clock, (await presented(request)).prefix);
    return reply.code(204).send();
  });

  async function presented(request: FastifyRequest): Promise<ApiKey> {
    const key = await keyOf(request);
    if (!key) throw new RequestRefused(401, 'UNAUTHENTICATED', 'Send the key in the header millgate-key.');
    return key;
  }

  async function about(prefix: string) {
    const [listed] = await listApiKeys(database, prefix);
    return listed && shown(listed);
  }
}

const shown = ({ prefix, label, contract, tier, createdAt, expiresAt }: ListedKey) => ({
  prefix: `mgk_${prefix}`,
  label: label.replace(/ \(\w{10}\)$/, ''),
  contract,
  tier,
  createdAt,
  expiresAt,
});

/** The key, or undefined where the address has made as many as it may. Whoever asks at the same time waits in turn. */
async function makeKey({ database, clock, secret }: KeyDesk, label: string, ip: string): Promise<string | undefined> {
  // The digest tells addresses apart for a day, and is nobody's address.
  const from = createHmac('sha256', secret).update(networkOf(ip)).digest('hex').slice(0, 32);
  const dayAgo = new Date(clock.now().getTime() - 86_400_000);
  return database.fork().transactional(async (em) => {
    await sql(em, 'select pg_advisory_xact_lock(hashtextextended(?, 0))', [from]);
    await sql(em, `update api_key set made_from = null where made_from is not null and created_at < ?`, [dayAgo]);
    const [made] = await sql<{ count: string }>(
      em,
      `select count(*) as count from api_key where made_from = decode(?, 'hex') and created_at >= ?`,
      [from, dayAgo],
    );
    if (Number(made?.count) >= selfServed.perDay) return undefined;
    const expiresAt = new Date(clock.now().getTime() + selfServed.days * 86_400_000);
    return insertApiKey(em, clock, { label, ...selfServed, expiresAt, madeFrom: from });
  });
}
