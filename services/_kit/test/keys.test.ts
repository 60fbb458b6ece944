import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportJWK } from 'jose';
import { keysIn } from '../src/index.ts';

describe('the keys of an installation', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millgate-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('are made once, whoever asks first and however many at once', async () => {
    const stores = Array.from({ length: 20 }, () => keysIn(folder));

    const publicKeys = await Promise.all(
      stores.map(async (store) => (await exportJWK(await store.publicKey('gateway'))).x),
    );
    await Promise.all(stores.map((store) => store.privateKey('gateway')));

    expect(new Set(publicKeys).size).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['gateway.private.json', 'gateway.public.json']);
  });

  test('are for their owner’s eyes only', async () => {
    await keysIn(folder).privateKey('gateway');

    expect((await stat(join(folder, 'gateway.private.json'))).mode & 0o077).toBe(0);
  });

  test('give each use a secret of its own, the same after a restart', async () => {
    const [before, after] = [await keysIn(folder).secrets('canteens'), await keysIn(folder).secrets('canteens')];

    expect(before('cursor')).toEqual(after('cursor'));
    expect(before('cursor')).not.toEqual(before('other'));
  });
});
