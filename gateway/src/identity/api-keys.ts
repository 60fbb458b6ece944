import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type ContractName, type Clock, type Database, sql } from '@millgate/kit';
import { Fresh } from './fresh.ts';

/** A front end, or another program, that asks without a person or besides one. */
export interface ApiKey {
  /** Tells keys apart, in lists and logs; the part of a key that is no secret. */
  readonly prefix: string;
  /** Whose key it is, in words. */
  readonly label: string;
  readonly contract: ContractName;
  readonly tier: string;
  readonly scopes: readonly string[];
}

export interface ListedKey extends ApiKey {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** `mgk_`, ten characters to find the key by, and 256 bits that are kept nowhere. */
const shape = /^mgk_([0-9a-z]{10})_([\w-]{43})$/;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

interface Row {
  readonly prefix: string;
  readonly secret_hash: Buffer;
  readonly label: string;
  readonly contract: ContractName;
  readonly tier: string;
  readonly scopes: string[];
  readonly created_at: Date | string;
  readonly expires_at: Date | string | null;
  readonly revoked_at: Date | string | null;
}

export interface NewKey {
  readonly label: string;
  readonly contract: ContractName;
  readonly tier: string;
  readonly scopes?: readonly string[];
  readonly expiresAt?: Date;
  /** Of a key by self-service: a digest of where it was made, in hexadecimal digits. */
  readonly madeFrom?: string;
}

/** Makes a key; its text is answered once, and only its digest is kept. */
export const createApiKey = (database: Database, clock: Clock, given: NewKey): Promise<string> =>
  insertApiKey(database.fork(), clock, given);

/** The same, in the caller’s transaction. */
export async function insertApiKey(em: Parameters<typeof sql>[0], clock: Clock, given: NewKey): Promise<string> {
  const prefix = [...randomBytes(10)].map((byte) => (byte % 36).toString(36)).join('');
  const secret = randomBytes(32).toString('base64url');
  // Keys of one label share a budget: who names a key themselves shall not name it after somebody else’s.
  const label = given.madeFrom === undefined ? given.label : `${given.label} (${prefix})`;
  await sql(
    em,
    `insert into api_key (prefix, secret_hash, label, contract, tier, scopes, created_at, expires_at, made_from)
     values (?, decode(?, 'hex'), ?, ?, ?, (select coalesce(array_agg(value), '{}') from jsonb_array_elements_text(?::jsonb)), ?, ?,
             decode(?, 'hex'))`,
    [
      prefix,
      digest(secret).toString('hex'),
      label,
      given.contract,
      given.tier,
      JSON.stringify(given.scopes ?? []),
      clock.now(),
      given.expiresAt ?? null,
      given.madeFrom ?? null,
    ],
  );
  return `mgk_${prefix}_${secret}`;
}

/** Keys whose prefix begins like this, the newest first; their secrets are known to nobody here. */
export async function listApiKeys(database: Database, prefix = ''): Promise<ListedKey[]> {
  const rows = await sql<Row>(
    database.fork(),
    `select * from api_key where starts_with(prefix, ?) order by created_at desc, prefix`,
    [prefix],
  );
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  return rows.map((row) => ({
    ...keyOf(row),
    createdAt: new Date(row.created_at),
    expiresAt: date(row.expires_at),
    revokedAt: date(row.revoked_at),
  }));
}

/** Whether there was such a key that held. */
export async function revokeApiKey(database: Database, clock: Clock, prefix: string): Promise<boolean> {
  const revoked = await sql(
    database.fork(),
    'update api_key set revoked_at = ? where prefix = ? and revoked_at is null returning prefix',
    [clock.now(), prefix],
  );
  return revoked.length > 0;
}

const keyOf = ({ prefix, label, contract, tier, scopes }: Row): ApiKey => ({ prefix, label, contract, tier, scopes });

/** Prefixes that are remembered; more are looked up again. */
const remembered = 5_000;

/** Finds the key that a text proves; undefined where it proves none, or one that holds no more. */
export function apiKeyReader(database: Database, clock: Clock) {
  const known = new LRUCache<string, Fresh<Row | undefined>>({ max: remembered });

  return async (text: string): Promise<ApiKey | undefined> => {
    const [, prefix = '', secret = ''] = shape.exec(text) ?? [];
    if (!prefix) return undefined;
    let row = known.get(prefix);
    if (!row) {
      const select = 'select * from api_key where prefix = ?';
      row = new Fresh(async () => (await sql<Row>(database.fork(), select, [prefix]))[0]);
      known.set(prefix, row);
    }
    const found = await row.get();
    if (!found || !timingSafeEqual(found.secret_hash, digest(secret)) || found.revoked_at !== null) return undefined;
    if (found.expires_at !== null && new Date(found.expires_at) <= clock.now()) return undefined;
    return keyOf(found);
  };
}
