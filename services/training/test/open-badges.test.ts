import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { placeOf } from '../src/credential/open-badge.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { undefinedTerms } from './support/json-ld.ts';
import { step, trainer } from './support/titles.ts';

const now = '2026-11-20T10:00:00+08:00';
const later = '2026-11-20T10:05:00+08:00';
const verifier = join(import.meta.dirname, '..', 'verify-credential.mjs');
const welder = persona('welder');

interface Badge {
  readonly id: string;
  readonly issuer: { readonly id: string };
  readonly credentialStatus: readonly {
    statusPurpose: string;
    statusListIndex: string;
    statusListCredential: string;
  }[];
}

describe('a credential as an Open Badge', () => {
  let training: TestSubgraph;
  let jwt: string;
  let key: { kid: string; kty: string; crv: string; x: string };
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
    jwt = await badgeOf(demoId('crd', 'welder-3'));
    ({
      credentialKeys: [key],
    } = await training.as(nobody).data<{ credentialKeys: [typeof key] }>('{ credentialKeys { kid kty crv x } }'));
  });
  afterAll(() => training.stop());

  const badgeOf = async (id: string): Promise<string> => {
    const { _entities } = await training
      .as(welder)
      .data<{ _entities: { openBadge: string }[] }>(
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Credential { openBadge } } }',
        { r: [{ __typename: 'Credential', id }] },
      );
    return _entities[0]?.openBadge ?? '';
  };
  const listOf = async (list = 0, at = now) =>
    (
      await training
        .as(nobody, at)
        .data<{ credentialStatusList: string | null }>('query($list: Int!) { credentialStatusList(list: $list) }', {
          list,
        })
    ).credentialStatusList ?? '';
  const readBadge = async (text: string) =>
    (await jwtVerify(text, await importJWK(key, 'EdDSA'), { clockTolerance: 10_000_000 })).payload as unknown as Badge;

  /** As a stranger would run it: files, no graph, no network. */
  const verifyOffline = (text: string, { jwk = key, lists = [] as string[] } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'millgate-badge-'));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--permission',
        `--allow-fs-read=${folder}`,
        `--allow-fs-read=${verifier}`,
        verifier,
        file('credential.json', JSON.stringify({ data: { openBadge: text } })),
        file('key.json', JSON.stringify(jwk)),
        ...lists.map((list, index) => file(`list-${index}.jwt`, list)),
      ],
      { encoding: 'utf8' },
    );
    return { status, says: `${stdout}${stderr}` };
  };

  test('says what Open Badges 3.0 asks for, and is the same each time it is asked for', async () => {
    const [row] = await training.rows<{ at: number }>('select status_index::int as at from credential where id = ?', [
      demoId('crd', 'welder-3'),
    ]);
    const { list, index } = placeOf(row?.at ?? -1);
    const base = 'http://127.0.0.1:4000/credentials';
    const id = `${base}/${demoId('crd', 'welder-3')}`;

    expect(await badgeOf(demoId('crd', 'welder-3'))).toBe(jwt);
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'EdDSA', kid: key.kid, typ: 'vc+jwt' });
    expect(await readBadge(jwt)).toEqual({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: `${base}/issuer`, type: ['Profile'], name: 'Millgate' },
      validFrom: '2020-09-19T16:00:00Z',
      name: '焊工 Welder',
      credentialSubject: {
        type: ['AchievementSubject'],
        identifier: [
          { type: 'IdentityObject', hashed: false, identityHash: '林晓岚 Lin Xiaolan', identityType: 'ext:name' },
        ],
        achievement: {
          id: `${id}#achievement`,
          type: ['Achievement'],
          achievementType: 'Competency',
          creator: {
            id: `${base}/issuer#${demoId('prv', 'authority')}`,
            type: ['Profile'],
            name: '人力资源和社会保障部门 Human resources and social security authority',
          },
          name: '焊工 Welder',
          description: '焊工 Welder: LEVEL_3, rank 3 of 7',
          criteria: { narrative: 'Awarded by examination of a vocational skill level (职业技能等级认定).' },
        },
      },
      credentialStatus: {
        id: `${base}/status/${list}#${index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(index),
        statusListCredential: `${base}/status/${list}`,
      },
      iss: `${base}/issuer`,
      jti: id,
      sub: id,
      nbf: Date.parse('2020-09-19T16:00:00Z') / 1_000,
    });
  });

  test('says nothing that the contexts which come along do not define', async () => {
    const { iss, jti, sub, nbf, ...badge } = (await readBadge(jwt)) as Badge & Record<string, unknown>;

    expect([iss, jti, sub, nbf]).not.toContain(undefined);
    expect(undefinedTerms(badge)).toEqual([]);
    expect(undefinedTerms({ ...badge, shoeSize: 42 })).toEqual(['.shoeSize']);
  });

  test('verifies offline from its JSON and the issuer’s public key, and nothing else', () => {
    const { status, says } = verifyOffline(jwt);

    expect(status).toBe(0);
    expect(says).toContain('✓ 焊工 Welder: 焊工 Welder: LEVEL_3, rank 3 of 7; 林晓岚 Lin Xiaolan');
    expect(says).toContain('? not known, revocation');
  });

  test.each([
    ['a letter of it was changed', (text: string) => text.replace(/\.(.{40})./, '.$1A'), 'did not sign'],
    ['its signature is another’s', (text: string) => `${text.slice(0, -4)}AAAA`, 'did not sign'],
    [
      'it says that it needs no signature',
      (text: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${text.split('.')[1]}.AA`,
      'not signed with Ed25519',
    ],
  ])('does not verify where %s', (_what, change, why) => {
    const { status, says } = verifyOffline(change(jwt));

    expect(status).toBe(1);
    expect(says).toContain(why);
  });

  test('does not verify by another issuer’s key', () => {
    const other = { ...key, x: Buffer.alloc(32, 7).toString('base64url') };

    expect(verifyOffline(jwt, { jwk: other }).status).toBe(1);
  });

  test('shows as revoked from the lists at once, and only in its own place', async () => {
    const certificate = await badgeOf(demoId('crd', 'welder-quality'));
    const lists = async (at: string) => [await listOf(0, at)];
    expect(verifyOffline(certificate, { lists: await lists(now) })).toMatchObject({
      status: 0,
      says: expect.not.stringContaining('?'),
    });

    await step(
      training,
      trainer,
      'revokeCredential',
      { idempotencyKey: newId('key'), credentialId: demoId('crd', 'welder-quality'), reason: 'Issued in error.' },
      { value: 'credential { status }', at: now },
    );

    const after = verifyOffline(certificate, { lists: await lists(later) });
    expect(after).toMatchObject({ status: 1, says: expect.stringContaining('it was revoked') });
    expect(verifyOffline(jwt, { lists: await lists(later) }).status).toBe(0);
    // The same copy of the credential: its text does not change when it is revoked.
    expect(await badgeOf(demoId('crd', 'welder-quality'))).toBe(certificate);
  });

  test('has a status list of 131,072 places, so that it tells nobody whose credential is asked about', async () => {
    const list = (await readBadge(await listOf())) as unknown as {
      type: string[];
      credentialSubject: { type: string; statusPurpose: string; encodedList: string; ttl: number };
    };
    const bits = await new Response(
      new Blob([Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url')])
        .stream()
        .pipeThrough(new DecompressionStream('gzip')),
    ).arrayBuffer();

    expect(list.type).toEqual(['VerifiableCredential', 'BitstringStatusListCredential']);
    expect(list.credentialSubject).toMatchObject({
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      ttl: 60_000,
    });
    expect(bits.byteLength * 8).toBe(131_072);
    expect(await listOf(9)).toBe('');
  });

  test('is for its holder and trainers', async () => {
    const { data } = await training
      .as(persona('packer'))
      .ask<{ _entities: unknown[] }>(
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Credential { openBadge } } }',
        { r: [{ __typename: 'Credential', id: demoId('crd', 'welder-3') }] },
      );

    expect(data?._entities).toEqual([null]);
  });
});
