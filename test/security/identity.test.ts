import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SignJWT } from 'jose';
import { createApiKey, listApiKeys, revokeApiKey, revokeTokens } from '@millgate/gateway';
import { systemClock } from '@millgate/kit';
import { serveJwks } from './support/issuer.ts';
import { type Lab, startLab } from './support/lab.ts';

const issuerName = 'https://id.example';
const audience = 'the-graph';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const nowSeconds = () => Math.floor(systemClock.now().getTime() / 1000);

interface Made {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: KeyObject;
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly without?: string;
}

const token = ({ alg = 'RS256', kid = 'k1', key = rsa.privateKey, header = {}, claims = {}, without }: Made = {}) => {
  const all: Record<string, unknown> = {
    iss: issuerName,
    aud: audience,
    sub: 'wrk_lab',
    iat: nowSeconds() - 10,
    exp: nowSeconds() + 300,
    jti: 'a token',
    ...claims,
  };
  if (without) delete all[without];
  return new SignJWT(all).setProtectedHeader({ ...header, alg, kid }).sign(key);
};

describe('who asks', () => {
  let lab: Lab;
  let twin: Lab;
  let issuer: Awaited<ReturnType<typeof serveJwks>>;
  let trap: Server;
  let trapped = 0;
  beforeAll(async () => {
    issuer = await serveJwks(() => [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' }]);
    trap = createServer((_request, response) => {
      trapped += 1;
      const jwk = { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'evil' };
      response.end(JSON.stringify({ keys: [jwk] }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => trap.once('listening', resolve));
    const trust = { issuers: [{ issuer: issuerName, jwksUrl: issuer.url }], audience };
    lab = await startLab(trust);
    // Another process of the same gateway: what one is told, the other must act on.
    twin = await startLab({ ...trust, beside: lab });
  });
  afterAll(async () => {
    trap.closeAllConnections();
    trap.close();
    await twin.stop();
    await lab.stop();
    await issuer.stop();
  });

  const ask = async (headers: Record<string, string>, at: Lab = lab, search = '') => {
    const response = await fetch(at.url + search, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return { status: response.status, code: errors?.[0]?.extensions.code };
  };
  const bearing = async (made: string | Promise<string>, at?: Lab) =>
    ask({ authorization: `Bearer ${await made}` }, at);
  const believed = { status: 200, code: undefined };
  const refused = { status: 401, code: 'UNAUTHENTICATED' };

  test('whoever is refused is told how one signs in', async () => {
    const { status, headers } = await fetch(lab.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });

    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('a token of the issuer is believed', async () => {
    expect(await bearing(token())).toEqual(believed);
    expect(await bearing(token({ alg: 'PS256' }))).toEqual(believed);
  });

  test('a clock that differs by less than half a minute does no harm', async () => {
    expect(await bearing(token({ claims: { exp: nowSeconds() - 20 } }))).toEqual(believed);
  });

  const publicPem = () => rsa.publicKey.export({ type: 'spki', format: 'pem' });
  const unsigned = async () => {
    const [, payload] = (await token()).split('.');
    return `${Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url')}.${payload}.`;
  };
  const trapUrl = () => `http://127.0.0.1:${(trap.address() as AddressInfo).port}/jwks.json`;
  test.each<[string, () => string | Promise<string>]>([
    ['no signature at all', unsigned],
    [
      'a signature by the public key as a secret',
      () => token({ alg: 'HS256', key: createSecretKey(Buffer.from(publicPem())) }),
    ],
    ['another signature', async () => (await token()).replace(/\.[^.]+$/, `.${'A'.repeat(342)}`)],
    ['a stranger’s key', () => token({ key: stranger.privateKey })],
    ['a key id that nobody has', () => token({ kid: 'k2' })],
    ['a key id that is a path', () => token({ kid: '../../../../dev/null' })],
    ['a key id that is SQL', () => token({ kid: "k1' or '1'='1" })],
    [
      'keys at an address of its own',
      () => token({ kid: 'evil', key: stranger.privateKey, header: { jku: trapUrl(), x5u: trapUrl() } }),
    ],
    [
      'a key of its own',
      () => token({ key: stranger.privateKey, header: { jwk: stranger.publicKey.export({ format: 'jwk' }) } }),
    ],
    ['the end of its time a minute ago', () => token({ claims: { exp: nowSeconds() - 61 } })],
    ['a beginning a minute from now', () => token({ claims: { nbf: nowSeconds() + 61 } })],
    ['another audience', () => token({ claims: { aud: 'another' } })],
    ['another issuer', () => token({ claims: { iss: 'https://evil.example' } })],
    ['no end', () => token({ without: 'exp' })],
    ['nobody it speaks for', () => token({ without: 'sub' })],
    ['the name of a service', () => token({ claims: { sub: 'service:parks', purpose: 'X' } })],
    ['more than 8 KB', () => token({ claims: { much: 'x'.repeat(9_000) } })],
    ['no form', () => 'not.a.token'],
    ['the word null', () => 'null'],
  ])('a token with %s is refused', async (_what, made) => {
    expect(await bearing(made())).toEqual(refused);
  });

  test('no address that a token names is ever asked', () => {
    expect(trapped).toBe(0);
  });

  test('a thousand invented key ids do not become a thousand questions to the issuer', async () => {
    const before = issuer.asked();

    await Promise.all(Array.from({ length: 100 }, (_, index) => bearing(token({ kid: `invented-${index}` }))));

    expect(issuer.asked() - before).toBeLessThanOrEqual(2);
  });

  test('the issuer of the invented people is not believed in production', async () => {
    expect(await bearing(lab.token())).toEqual(refused);
  });

  /** Asks until the answer is the other one; a revocation has five seconds. */
  const until = async (answer: () => Promise<unknown>, expected: unknown) => {
    const end = performance.now() + 5_000;
    let last = await answer();
    while (JSON.stringify(last) !== JSON.stringify(expected) && performance.now() < end) {
      await sleep(100);
      last = await answer();
    }
    return last;
  };

  test('a token that was revoked is refused by every process within five seconds', async () => {
    const mine = await token({ claims: { jti: 'lost', sub: 'wrk_lost' } });
    const other = await token({ claims: { jti: 'kept', sub: 'wrk_kept' } });
    expect([await bearing(mine), await bearing(mine, twin)]).toEqual([believed, believed]);

    await revokeTokens(lab.database, systemClock, { issuer: issuerName, kind: 'TOKEN', value: 'lost' });

    expect(await until(() => bearing(mine), refused)).toEqual(refused);
    expect(await until(() => bearing(mine, twin), refused)).toEqual(refused);
    expect([await bearing(other), await bearing(other, twin)]).toEqual([believed, believed]);
  });

  test('whoever signs out of everything is refused by every process within five seconds, and signs in anew', async () => {
    const before = await token({ claims: { sub: 'wrk_out' } });
    expect(await bearing(before, twin)).toEqual(believed);

    await revokeTokens(lab.database, systemClock, { issuer: issuerName, kind: 'SUBJECT', value: 'wrk_out' });

    expect(await until(() => bearing(before, twin), refused)).toEqual(refused);
    expect(await bearing(token({ claims: { sub: 'wrk_out', iat: nowSeconds() + 1 } }), twin)).toEqual(believed);
  });

  describe('a front end’s key', () => {
    const make = (label = 'a front end') =>
      createApiKey(lab.database, systemClock, { label, contract: 'public', tier: 'known' });

    test('is believed, and found again by its prefix only', async () => {
      const key = await make('weather board');
      const prefix = key.slice(4, 14);

      expect(await ask({ 'millgate-key': key })).toEqual(believed);
      expect(await listApiKeys(lab.database, prefix.slice(0, 8))).toMatchObject([{ prefix, label: 'weather board' }]);
    });

    test('is kept as a digest', async () => {
      const key = await make();
      const rows = await lab.database.fork().execute<object[]>('select *, secret_hash::text from api_key');

      expect(JSON.stringify(rows)).not.toContain(key.slice(15));
    });

    test('is refused when a character differs, it has expired, or it never was', async () => {
      const key = await make();
      const past = new Date(systemClock.now().getTime() - 1_000);
      const expired = await createApiKey(lab.database, systemClock, {
        label: 'old',
        contract: 'public',
        tier: 'known',
        expiresAt: past,
      });
      const changed = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');

      for (const wrong of [changed, expired, `mgk_${'a'.repeat(10)}_${'A'.repeat(43)}`, 'mgk_', '']) {
        expect(await ask({ 'millgate-key': wrong })).toEqual(refused);
      }
    });

    test('is refused by every process within five seconds of being revoked', async () => {
      const key = await make();
      expect([await ask({ 'millgate-key': key }), await ask({ 'millgate-key': key }, twin)]).toEqual([
        believed,
        believed,
      ]);

      await revokeApiKey(lab.database, systemClock, key.slice(4, 14));

      expect(await until(() => ask({ 'millgate-key': key }), refused)).toEqual(refused);
      expect(await until(() => ask({ 'millgate-key': key }, twin), refused)).toEqual(refused);
    });

    test('in an address is ignored, and warned of without being quoted', async () => {
      const key = await make();
      await revokeApiKey(lab.database, systemClock, key.slice(4, 14));
      const from = lab.logged.length;

      expect(await ask({}, lab, `?api_key=${key}`)).toEqual(believed);
      const lines = lab.logged.slice(from).join('');
      expect(lines).toContain('a key in an address was ignored');
      expect(lines).not.toContain(key.slice(15));
    });
  });
});
