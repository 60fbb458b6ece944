import type { Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { anonymous, identityHeader, keysIn, type KeyStore, signIdentity, systemClock } from '@millgate/kit';
import { probeSubgraph } from '@millgate/gateway/probe';
import { type Partner, type PartnerName, serveKeysOf, startPartner } from '../support/partners.ts';

const examples: readonly [PartnerName, string][] = [
  ['nursery', demoId('fac', 'xinxin')],
  ['copyright-hall', demoId('fac', 'xinzhuang-terminals')],
];

describe.each(examples)('the example of a partner: %s', (name, facility) => {
  let home: string;
  let keys: KeyStore;
  let server: Server;
  let partner: Partner;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'millgate-partner-'));
    keys = keysIn(home);
    const served = await serveKeysOf(keys);
    server = served.server;
    partner = await startPartner(name, served.url);
  });
  afterAll(async () => {
    await partner?.stop();
    server?.close();
    await rm(home, { recursive: true, force: true });
  });

  const identity = { caller: anonymous, requestId: 'test' };
  const proofFor = (audience: string) => async (body: string) => ({
    [identityHeader]: await signIdentity(keys, systemClock, audience, identity, body),
  });

  test('passes everything that a subgraph is tried with', async () => {
    const samples = { Facility: [{ __typename: 'Facility', id: facility }] };

    const { checks } = await probeSubgraph({ ...partner, proof: proofFor(name), samples, budgetMs: 2_000 });

    expect(checks.filter(({ verdict }) => verdict !== 'PASSED')).toEqual([]);
    expect(checks.length).toBeGreaterThan(25);
  });

  test.each([
    ['another subgraph', 'community'],
    ['nobody', ''],
  ])('refuses an identity that was signed for %s', async (_, audience) => {
    const body = JSON.stringify({ query: '{ __typename }' });

    const { status } = await fetch(partner.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await proofFor(audience)(body)) },
      body,
    });

    expect(status).toBe(401);
  });
});
