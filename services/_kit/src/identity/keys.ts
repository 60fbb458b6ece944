import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../config.ts';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** Who signs in Millgate: the demo issuer, the gateway, and each subgraph by name. */
export type Signer = string;

/** 32 bytes for a use, derived from the signer's private key. */
export type Secrets = (use: string) => Buffer;

/** The keys of one installation: a private key for each signer of this process, public keys of all. */
export interface KeyStore {
  privateKey(signer: Signer): Promise<KeyObject>;
  publicKey(signer: Signer): Promise<KeyObject>;
  /** Secrets of the signer, one for each use of its own; the same in every replica. */
  secrets(signer: Signer): Promise<Secrets>;
}

const algorithm = 'EdDSA';

/**
 * Keys as JWK files in a folder, `NAME.private.json` and `NAME.public.json`. A missing pair is made, once: whoever
 * links the private file first wins, also against another process. In production an operator mounts the files, each
 * process its own private one.
 */
export function keysIn(folder: string): KeyStore {
  const cached = new Map<string, Promise<KeyObject>>();
  const remember = (file: string, read: () => Promise<KeyObject>) => {
    let key = cached.get(file);
    if (!key)
      cached.set(
        file,
        (key = read().catch((cause: unknown) => {
          cached.delete(file);
          throw cause;
        })),
      );
    return key;
  };
  return {
    privateKey: (signer) =>
      remember(`${signer}.private`, async () =>
        createPrivateKey({ key: await ensurePair(folder, signer), format: 'jwk' }),
      ),
    publicKey: (signer) =>
      remember(`${signer}.public`, async () => {
        const jwk = (await readJwk(folder, `${signer}.public`)) ?? (await ensurePair(folder, signer));
        return createPublicKey({ key: publicPart(jwk), format: 'jwk' });
      }),
    async secrets(signer) {
      const { d = '' } = await ensurePair(folder, signer);
      const derived = new Map<string, Buffer>();
      return (use) => {
        let secret = derived.get(use);
        if (!secret)
          derived.set(use, (secret = Buffer.from(hkdfSync('sha256', Buffer.from(d, 'base64url'), signer, use, 32))));
        return secret;
      };
    },
  };
}

function publicPart(jwk: JWK): JWK {
  const copy = { ...jwk };
  delete copy.d;
  return copy;
}

const unusable = (folder: string, cause: unknown) =>
  new StartError(
    `the keys in ${folder} cannot be read or made (${(cause as NodeJS.ErrnoException).code ?? 'damaged'}); set MILLGATE_HOME to a folder that can be written`,
  );

async function readJwk(folder: string, name: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as JWK;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(folder, cause);
  }
}

async function ensurePair(folder: string, signer: Signer): Promise<JWK> {
  if (!/^[a-z][a-z0-9-]*$/.test(signer)) throw new TypeError('A signer’s name is a file’s name.');
  const existing = await readJwk(folder, `${signer}.private`);
  if (existing) return existing;
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: signer, alg: algorithm };
  await publish(folder, `${signer}.private`, jwk, 0o600).catch((cause: unknown) => {
    throw unusable(folder, cause);
  });
  const winner = (await readJwk(folder, `${signer}.private`)) ?? jwk;
  await publish(folder, `${signer}.public`, publicPart(winner), 0o644);
  return winner;
}

/** Writes a file whole or not at all, and never over another. */
async function publish(folder: string, name: string, jwk: JWK, mode: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const text = JSON.stringify(jwk);
  const draft = join(folder, `.${name}.${process.pid}.${randomUUID()}`);
  await writeFile(draft, text, { mode });
  await link(draft, join(folder, `${name}.json`)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  await rm(draft);
}
